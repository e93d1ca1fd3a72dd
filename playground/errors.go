package playground

import (
	"math"
	"strconv"
	"strings"
)

// Problem is what is wrong with an argument.
type Problem int

const (
	Missing        Problem = iota // not given
	NotNumber                     // of another type, or text that is no number
	NotInteger                    // a fraction, NaN or infinite
	OutOfRange                    // a whole number outside the range
	TooManyValues                 // each size is allowed, all together are not
	TooLargeToDraw                // Wh is too large for the way it is drawn
	TooManyEdits                  // more values set by hand than a link holds
)

// ArgumentError says which argument was refused, its value, and what is allowed.
type ArgumentError struct {
	Parameter *Parameter // nil unless it is one
	Amount    *Amount    // nil unless it is one
	Place     Place      // of a value set by hand
	Problem   Problem
	Value     string // as it was given
	State     State  // what was asked for, or where an amount was to be set
}

// Type reports whether JavaScript would call this a TypeError; the rest are
// RangeErrors.
func (e *ArgumentError) Type() bool { return e.Problem == Missing || e.Problem == NotNumber }

// Error names parameters as the link and the command line do.
func (e *ArgumentError) Error() string {
	return e.Text(func(p *Parameter) string { return p.Key })
}

// Text is the English message with parameters called by name.
func (e *ArgumentError) Text(name func(*Parameter) string) string {
	if e.Problem == TooManyValues {
		var sizes []string
		for _, p := range Parameters {
			if p.Slider {
				sizes = append(sizes, name(p)+" "+strconv.FormatInt(p.Get(&e.State), 10))
			}
		}
		if !e.State.Plain() {
			for _, p := range LayerParameters {
				sizes = append(sizes, name(p)+" "+strconv.FormatInt(p.Get(&e.State), 10))
			}
		}
		return strings.Join(sizes, ", ") + " make " + strconv.FormatInt(e.State.Values(), 10) + " values: want at most " +
			strconv.FormatInt(e.State.mostValues(), 10) + " in all tensors together"
	}
	switch e.Problem {
	case TooLargeToDraw:
		return "hidden-size is " + strconv.Itoa(e.State.HiddenSize) + ": want at most " + strconv.Itoa(mostDecomposed) +
			" with weights " + string(e.State.drawnLarge())
	case TooManyEdits:
		return e.Value + " values set by hand: want at most " + strconv.Itoa(MostEdits)
	}
	called := ""
	switch {
	case e.Parameter != nil:
		called = name(e.Parameter)
	case e.Amount != nil:
		called = e.Amount.Key
	default:
		called = e.Place.Name()
	}
	return called + " is " + e.Was() + ": want " + e.Want()
}

// Was says what one number was.
func (e *ArgumentError) Was() string {
	switch e.Problem {
	case Missing:
		return "missing"
	case NotNumber:
		return e.Value + ", not a number"
	}
	return e.Value
}

// Want says what one number may be.
func (e *ArgumentError) Want() string {
	if p := e.Parameter; p != nil {
		return "an integer from " + strconv.FormatInt(p.Min, 10) + " to " + strconv.FormatInt(p.Max, 10)
	}
	least, most := -LargestEdit, LargestEdit
	if a := e.Amount; a != nil {
		least, most = a.Min, a.Max
	}
	return "a number from " + formatNumber(least) + " to " + formatNumber(most)
}

// wantInAll is what sizes together may be; the number is MaxValues.
const wantInAll = "at most 33554432 in all tensors together"

// Parse reads a value of a as a person types it; a comma is a decimal point and −
// a minus.
func (a *Amount) Parse(text string) (float64, error) {
	if strings.TrimSpace(text) == "" {
		return 0, &ArgumentError{Amount: a, Problem: Missing}
	}
	v, err := parseNumber(text)
	if err != nil {
		return 0, &ArgumentError{Amount: a, Problem: NotNumber, Value: strconv.Quote(Shorten(text))}
	}
	if !(v >= a.Min && v <= a.Max) {
		return 0, &ArgumentError{Amount: a, Problem: OutOfRange, Value: formatNumber(v)}
	}
	return v, nil
}

// SetAmount changes one amount of s, or refuses and leaves s as it was.
func (s *State) SetAmount(a *Amount, v float64) error {
	if !(v >= a.Min && v <= a.Max) {
		return &ArgumentError{Amount: a, Problem: OutOfRange, Value: formatNumber(v), State: *s}
	}
	a.set(s, v)
	return nil
}

// parseNumber reads a decimal number, which may be too large for a float64 and
// then is infinite.
func parseNumber(text string) (float64, error) {
	trimmed := strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(text), "−", "-"), ",", ".")
	if strings.Trim(trimmed, "0123456789+-.eE") != "" {
		return 0, strconv.ErrSyntax
	}
	v, err := strconv.ParseFloat(trimmed, 64)
	if math.IsInf(v, 0) {
		err = nil
	}
	return v, err
}

// Check tells whether v is a value of p, and gives it as a whole number.
func (p *Parameter) Check(v float64) (int64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) || v != math.Trunc(v) {
		return 0, &ArgumentError{Parameter: p, Problem: NotInteger, Value: formatNumber(v)}
	}
	if v < float64(p.Min) || v > float64(p.Max) {
		return 0, &ArgumentError{Parameter: p, Problem: OutOfRange, Value: formatNumber(v)}
	}
	return int64(v), nil
}

// Parse reads a value of p as a person types it. Blanks around it and an
// exponent (1e3) are accepted; hexadecimal, "inf" and "nan" are not numbers here.
func (p *Parameter) Parse(text string) (int64, error) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return 0, &ArgumentError{Parameter: p, Problem: Missing}
	}
	refuse := &ArgumentError{Parameter: p, Problem: NotNumber, Value: strconv.Quote(Shorten(text))}
	for i := 0; i < len(trimmed); i++ {
		if !strings.ContainsRune("0123456789+-.eE", rune(trimmed[i])) {
			return 0, refuse
		}
	}
	// ParseFloat answers ±Inf with an error for 1e999: that is out of range here.
	v, err := strconv.ParseFloat(trimmed, 64)
	if err != nil && !math.IsInf(v, 0) {
		return 0, refuse
	}
	n, err := p.Check(v)
	if refused, ok := err.(*ArgumentError); ok {
		refused.Value = Shorten(trimmed)
		if math.IsInf(v, 0) {
			refused.Problem = OutOfRange
		}
	}
	return n, err
}

// stepRange is what a marked step may be in a run of s.
func (s *State) stepRange() *Parameter {
	return &Parameter{Key: "t", Arg: "t", Min: 1, Max: int64(s.Timesteps)}
}

// unitRange is what a pinned unit may be in a run of s.
func (s *State) unitRange() *Parameter {
	return &Parameter{Key: "unit", Arg: "unit", Min: 0, Max: int64(s.HiddenSize) - 1}
}

// ParseStep reads the number of a step of s.
func (s *State) ParseStep(text string) (int, error) {
	v, err := s.stepRange().Parse(text)
	return int(v), err
}

// Set changes one parameter of s, or refuses and leaves s as it was.
func (s *State) Set(p *Parameter, v int64) error {
	if v < p.Min || v > p.Max {
		return &ArgumentError{Parameter: p, Problem: OutOfRange, Value: strconv.FormatInt(v, 10)}
	}
	next := *s
	p.set(&next, v)
	if err := next.CheckTotal(); err != nil {
		return err
	}
	next.Fit()
	next.Pin(next.Step, next.Unit)
	*s = next
	return nil
}

// drawnLarge is the way to draw that cannot draw s.
func (s *State) drawnLarge() Weights {
	if s.Weights.decomposes() {
		return s.Weights
	}
	return Weights(s.Compare)
}

// CheckTotal refuses sizes that are each allowed but too large together, or for
// the way in which Wh is drawn.
func (s *State) CheckTotal() error {
	if s.Values() > s.mostValues() {
		return &ArgumentError{Problem: TooManyValues, State: *s}
	}
	if b := s.B(); s.Compare != "" && b.Values() > b.mostValues() {
		return &ArgumentError{Problem: TooManyValues, State: b}
	}
	if s.HiddenSize > mostDecomposed && (s.Weights.decomposes() || Weights(s.Compare).decomposes()) {
		return &ArgumentError{Problem: TooLargeToDraw, State: *s}
	}
	return nil
}

// mostValues bounds all tensors of a run of s together.
func (s *State) mostValues() int64 {
	if s.Plain() {
		return MaxValues
	}
	return mostNetworkValues
}

func formatNumber(v float64) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	}
	// JavaScript writes numbers of these sizes without an exponent.
	if abs := math.Abs(v); abs == 0 || abs >= 1e-6 && abs < 1e21 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	// Go writes an exponent with two digits at least.
	return strings.Replace(strconv.FormatFloat(v, 'e', -1, 64), "e-0", "e-", 1)
}

// Shorten keeps an error text readable when somebody pastes a page into a field.
//
//go:noinline
func Shorten(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
