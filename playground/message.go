package playground

import (
	"slices"
	"strconv"
	"strings"
)

// Messages of an embedding page set and read the keys of the link. Unlike a link they
// are read strictly: what cannot be taken as it stands is refused, and nothing changes.

// Refusal says what of a message was not taken.
type Refusal struct {
	Field   string // the key
	Value   string // as it was given
	Allowed string // what would be
}

// messageDefaults are the keys that messages may set, each with its usual value, in the
// order of a link. A key that has none is empty.
const messageDefaults = "timesteps=10&input-size=4&hidden-size=8&seed=0" +
	"&cell=RNN_TANH&num-layers=1&batch=1&bidirectional=false&layer=1&reverse=false&sequence=1" +
	"&weights=tutorial&bias=same&inputs=random&gain=1&bias-value=0&level=1&text=&edits=&compare=" +
	"&t=&unit=&gate=&terms=given&colors=value&drawing=unrolled&speed=1&panel=table&gates=lstm" +
	"&view=forward&target=last&code=numpy&mode=&lang=&theme="

// Keys is what messages say of s: every key that they may set, as a link. A value
// that is "" is none.
func (s *State) Keys() string {
	link := s.Link()
	var out linkWriter
	for field := range strings.SplitSeq(messageDefaults, "&") {
		key, usual, _ := strings.Cut(field, "=")
		value := linkField(link, key)
		if value == "" {
			value = usual
		}
		if out != "" {
			out += "&"
		}
		out += linkWriter(key + "=" + value)
	}
	return string(out)
}

// A Setter sets one key; without a value it gets its usual one.
type Setter struct {
	Key, Value string
	Usual      bool
}

// Told gives the state that s becomes when all of set are set, or why it does not: a
// key that there is not, a value that is not allowed, or one that would change what is
// locked.
func (s State) Told(set []Setter) (State, *Refusal) {
	fields := splitLink(s.Link())
	given := func(key string) (Setter, bool) {
		i := slices.IndexFunc(set, func(f Setter) bool { return f.Key == key })
		if i < 0 {
			return Setter{}, false
		}
		return set[i], true
	}
	for _, f := range set {
		if !isMessageKey(f.Key) {
			return s, &Refusal{f.Key, shorten(f.Value), "one of " + allowedKeys()}
		}
		fields[f.Key] = f.Value
		if f.Usual || f.Value == "" && f.Key != "text" {
			delete(fields, f.Key)
		}
	}
	next, notices := ParseLink(joinLink(fields))
	for _, n := range notices {
		f, ours := given(n.Key)
		switch {
		case n.Key == "":
			return s, &Refusal{"timesteps", fields["timesteps"], n.Err.Error()}
		case ours:
			return s, &Refusal{n.Key, shorten(f.Value), next.Allowed(n.Key)}
		}
	}
	for _, key := range []string{"unit", "gate"} {
		if f, ours := given(key); ours && !f.Usual && f.Value != "" && fields[key] != "" && (next.Step == 0 || key == "gate" && string(next.Gate) != f.Value) {
			return s, &Refusal{key, shorten(f.Value), next.Allowed(key)}
		}
	}
	if err := next.CheckTotal(); err != nil {
		return s, &Refusal{"timesteps", strconv.Itoa(next.Timesteps), err.Error()}
	}
	if key := s.changesLocked(next); key != "" {
		f, _ := given(key)
		return s, &Refusal{key, shorten(f.Value), "nothing else than " + strconv.Quote(unescape(linkField(s.Keys(), key))) + ": it is locked"}
	}
	return next, nil
}

func isMessageKey(key string) bool {
	return key != "" && !strings.ContainsAny(key, "=&") && strings.Contains("&"+messageDefaults, "&"+key+"=")
}

func allowedKeys() string {
	var keys []string
	for field := range strings.SplitSeq(messageDefaults, "&") {
		key, _, _ := strings.Cut(field, "=")
		keys = append(keys, key)
	}
	return strings.Join(keys, ", ")
}

// Allowed says, for programmers, which values a key may have in s.
func (s *State) Allowed(key string) string {
	if p := ParameterByKey(key); p != nil {
		return "a whole number from " + strconv.FormatInt(p.Min, 10) + " to " + strconv.FormatInt(p.Max, 10)
	}
	if a := AmountByKey(key); a != nil {
		return "a number from " + formatNumber(a.Min) + " to " + formatNumber(a.Max)
	}
	most, least, end := 1, "1", ""
	switch key {
	case "text":
		return "a sentence of at most " + strconv.Itoa(MostText) + " characters, without control characters"
	case "edits":
		return "a list of at most " + strconv.Itoa(MostEdits) + " of tensor:row:column:value, as Wx:5:2:0.25"
	case "gate":
		words := "none: the cell has no gates"
		for i, gate := range s.Cell.Gates() {
			if i == 0 {
				words = "one of"
			}
			words += " " + string(gate)
		}
		return words + ", beside t"
	case "layer":
		most = s.Layers
	case "sequence":
		most = s.Batch
	case "t":
		most = s.Timesteps
	case "unit":
		most, least, end = s.HiddenSize-1, "0", ", beside t"
	default:
		return "one of " + linkField(messageWords, key)
	}
	return "a whole number from " + least + " to " + strconv.Itoa(most) + end
}

// messageWords are the words that keys may have.
const messageWords = "cell=RNN_TANH RNN_RELU LSTM GRU&bidirectional=true false&reverse=true false" +
	"&weights=tutorial pytorch keras normal identity radius&bias=same zero constant" +
	"&inputs=random impulse step sine constant characters words" +
	"&compare=tutorial pytorch keras normal identity radius RNN_TANH RNN_RELU LSTM GRU" +
	"&terms=given size digits all&colors=value log&drawing=unrolled folded&speed=0.5 1 2 4 16" +
	"&panel=table weights memory cells printout code&gates=rnn lstm gru&view=forward backward" +
	"&target=state last pattern&code=numpy pytorch keras go&mode=projector&lang=ko en&theme=light dark"
