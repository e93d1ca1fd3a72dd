package playground

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestJSONReadsBackExactly(t *testing.T) {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed = 30, 3, 17, 4294967295
	run := compute(t, s)
	var text strings.Builder
	if err := run.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Timesteps, InputSize, HiddenSize int
		Seed                             uint32
		Inputs, Wx, Wh, HiddenStates     [][]float64
		B                                []float64
	}
	if err := json.Unmarshal([]byte(text.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Timesteps != 30 || got.InputSize != 3 || got.HiddenSize != 17 || got.Seed != 4294967295 {
		t.Errorf("sizes %+v", got)
	}
	for name, pair := range map[string][2][]float64{
		"inputs":       {slices.Concat(got.Inputs...), run.X},
		"Wx":           {slices.Concat(got.Wx...), run.Wx},
		"Wh":           {slices.Concat(got.Wh...), run.Wh},
		"b":            {got.B, run.B},
		"hiddenStates": {slices.Concat(got.HiddenStates...), run.H},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s is not the same", name)
		}
	}
	if len(got.HiddenStates) != 30 || len(got.HiddenStates[0]) != 17 || len(got.Wx) != 17 {
		t.Error("rows are cut wrongly")
	}
}

func TestCSVReadsBackExactly(t *testing.T) {
	s := Default()
	s.Timesteps, s.HiddenSize = 2000, 9 // more than one buffer
	run := compute(t, s)
	var text strings.Builder
	if err := run.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	if err != nil || len(rows) != 2001 || rows[0][0] != "t" || rows[0][9] != "h[8]" {
		t.Fatalf("%d rows, head %v, %v", len(rows), rows[0], err)
	}
	for i, row := range rows[1:] {
		if row[0] != strconv.Itoa(i+1) {
			t.Fatalf("row %d is of step %s", i, row[0])
		}
		for unit, text := range row[1:] {
			if v, err := strconv.ParseFloat(text, 64); err != nil || v != run.At(i+1, unit) {
				t.Fatalf("h_%d[%d] reads %q", i+1, unit, text)
			}
		}
	}
}

type brokenPipe struct{ writes int }

var errBroken = errors.New("broken pipe")

func (b *brokenPipe) Write(p []byte) (int, error) {
	b.writes++
	return 0, errBroken
}

func TestWritersStopAtTheFirstError(t *testing.T) {
	s := Default()
	s.Timesteps = 5000
	run := compute(t, s)
	for name, write := range map[string]func(*brokenPipe) error{
		"json": func(b *brokenPipe) error { return run.WriteJSON(b) },
		"csv":  func(b *brokenPipe) error { return run.WriteCSV(b) },
	} {
		var broken brokenPipe
		if err := write(&broken); !errors.Is(err, errBroken) || broken.writes != 1 {
			t.Errorf("%s: %v after %d writes", name, err, broken.writes)
		}
	}
}
