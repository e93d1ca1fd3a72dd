package playground

// Equation is the inside of the equation in MathML. A step that is looked at
// stands in it as a number; 0 is any step: t. The parts have classes by the phase
// in which they act.
func Equation(step int) string {
	t, before := `<mi mathvariant="normal">t</mi>`, `<mrow><mi mathvariant="normal">t</mi><mo>−</mo><mn>1</mn></mrow>`
	if step > 0 {
		t, before = `<mn>`+groupDigits(int64(step))+`</mn>`, `<mn>`+groupDigits(int64(step-1))+`</mn>`
	}
	return `<msub class="h part-land"><mi mathvariant="normal">h</mi>` + t + `</msub><mo>=</mo><mi class="part-bend">tanh</mi><mo stretchy="false">(</mo>` +
		`<msub class="part-sum"><mi class="letter" mathvariant="normal">W</mi><mi class="letter" mathvariant="normal">x</mi></msub><mspace width="0.12em"/>` +
		`<msub class="x part-enter part-sum"><mi mathvariant="normal">x</mi>` + t + `</msub><mo class="part-sum">+</mo>` +
		`<msub class="part-sum"><mi class="letter" mathvariant="normal">W</mi><mi class="letter" mathvariant="normal">h</mi></msub><mspace width="0.12em"/>` +
		`<msub class="h part-enter part-sum"><mi mathvariant="normal">h</mi>` + before + `</msub><mo class="part-sum">+</mo>` +
		`<mi class="b part-sum" mathvariant="normal">b</mi><mo stretchy="false">)</mo>`
}

// EquationSpoken is the same in words.
func EquationSpoken(step int, texts Strings) string {
	if step == 0 {
		return texts["equation.label"]
	}
	return texts.Format("equation.step", groupDigits(int64(step)), groupDigits(int64(step-1)))
}
