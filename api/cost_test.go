package api

import (
	"strings"
	"testing"
)

// costly are questions and specs of many shapes, each near a limit.
var costly = map[string]string{
	"long":      "timesteps=60000&input-size=1&hidden-size=7",
	"wide":      "timesteps=100&input-size=64&hidden-size=600",
	"inputs":    "timesteps=2000&input-size=250&hidden-size=4",
	"keras":     "timesteps=10&hidden-size=500&weights=keras",
	"radius":    "timesteps=10&hidden-size=330&weights=radius",
	"normal":    "timesteps=10&input-size=30&hidden-size=690&weights=normal",
	"npz":       "timesteps=100&input-size=64&hidden-size=600&format=npz",
	"text":      "timesteps=60000&input-size=1&hidden-size=7&format=text",
	"a layer":   `{"cell":"RNN_TANH","timesteps":1000,"inputSize":16,"hiddenSize":64}`,
	"a network": `{"cell":"LSTM","timesteps":100,"inputSize":16,"hiddenSize":64,"numLayers":3,"bidirectional":true}`,
	"a batch":   `{"cell":"GRU","timesteps":50,"batch":32,"inputSize":16,"hiddenSize":48}`,
}

// What a multiply-add of the estimates takes, which should be much the same whatever
// the shape:
//
//	go test ./api -run '^$' -bench Cost
func BenchmarkCost(b *testing.B) {
	for name, asked := range costly {
		b.Run(name, func(b *testing.B) {
			cost, answer := 0.0, func() int { return ask("GET", "/api/run?"+asked).Code }
			if strings.HasPrefix(asked, "{") {
				answer = func() int { return post(asked).Code }
				s, err := decodeLayer([]byte(asked))
				if err != nil {
					b.Fatal(err)
				}
				cost = s.Cost(false) + writeCost*float64(s.Values(false))
			} else {
				s, f, err := question(asked, nil)
				if err != nil {
					b.Fatal(err)
				}
				cost = s.Cost() + writeCost*float64(f.numbers(&s))
			}
			for b.Loop() {
				if code := answer(); code != 200 {
					b.Fatal(code)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/cost, "ns/multiply-add")
			b.ReportMetric(cost/1e6, "M-multiply-adds")
		})
	}
}

func TestWhatIsMeasuredIsAllowed(t *testing.T) {
	for name, asked := range costly {
		code := 0
		if strings.HasPrefix(asked, "{") {
			code = post(asked).Code
		} else {
			code = ask("HEAD", "/api/run?"+asked).Code
		}
		if code != 200 {
			t.Errorf("%s: %d", name, code)
		}
	}
}
