package playground

// SpokenGradient describes the lines of the gradient on its way back through the cells.
func (c *ThreeCells) SpokenGradient(texts Strings) string {
	values := []string{grouped(c.Target.Step)}
	for _, t := range []int{c.Target.Step, 1} {
		for _, pass := range c.All {
			values = append(values, fromLog(pass.LogH[t-1]))
		}
	}
	if !c.leadsBack() {
		return texts.Format("spoken.cells.first", values...)
	}
	return texts.Format("spoken.cells", append(values, fromLog(c.All[1].LogC[0]))...)
}

// SpokenBands describes the gates and the states of one of the cells.
func (c *ThreeCells) SpokenBands(chosen Gates, texts Strings) string {
	p := c.Pass(chosen)
	if p.Gates == nil {
		return escapeHTML(p.spokenStates(texts))
	}
	return p.spokenGates(texts, band{name: "h", values: p.H})
}
