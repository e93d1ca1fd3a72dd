package playground

import (
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
	"&weights=tutorial&bias=same&inputs=random&gain=1&bias-value=0&level=1&text=&given=&edits=&compare=" +
	"&t=&unit=&gate=&terms=given&colors=value&drawing=unrolled&speed=1&panel=table&gates=lstm" +
	"&view=forward&target=last&code=numpy&mode=&lang=&theme="

// Keys is what messages say of s: every key that they may set, as a link. A value
// that is "" is none.
func (s *State) Keys() string {
	link := s.Link()
	out := ""
	for _, field := range strings.Split(messageDefaults, "&") {
		key, _, _ := strings.Cut(field, "=")
		if value := linkField(link, key); value != "" {
			field = key + "=" + value
		}
		out += "&" + field
	}
	return out[1:]
}

// A Setter sets one key; without a value it gets its usual one.
type Setter struct{ Key, Value string }

// Told sets all of set in s, or nothing, and tells why: a key that there is not, a value
// that is not allowed, or one that would change what is locked.
func (s *State) Told(set []Setter) *Refusal {
	fields, given := splitLink(s.Link()), map[string]string{}
	refuse := func(key, allowed string) *Refusal { return &Refusal{key, Shorten(given[key]), allowed} }
	for _, f := range set {
		if given[f.Key] = f.Value; !isMessageKey(f.Key) {
			return refuse(f.Key, "one of "+allowedKeys())
		}
		fields[f.Key] = f.Value
	}
	next, notices := ParseLink(joinLink(fields))
	for _, n := range notices {
		if given[n.Key] != "" {
			return refuse(n.Key, next.Allowed(n.Key))
		}
		if n.Key == "" {
			return refuse("timesteps", n.Err.Error())
		}
	}
	const only = "nothing else than "
	for _, p := range Parameters {
		// What is read has as many steps and inputs as it has.
		if v, _ := p.Parse(given[p.Key]); given[p.Key] != "" && v != p.Get(&next) {
			return refuse(p.Key, only+strconv.FormatInt(p.Get(&next), 10)+" here")
		}
	}
	if given["reverse"] == "true" && !next.Reverse {
		return refuse("reverse", only+"false here")
	}
	if given["unit"] != "" && next.Step == 0 {
		return refuse("unit", next.Allowed("unit"))
	}
	if given["gate"] != string(next.Gate) && given["gate"] != "" {
		return refuse("gate", next.Allowed("gate"))
	}
	if key := s.changesLocked(&next); key != "" {
		return refuse(key, only+strconv.Quote(unescape(linkField(s.Keys(), key)))+": it is locked")
	}
	*s = next
	return nil
}

func isMessageKey(key string) bool {
	return key != "" && !strings.ContainsAny(key, "=&") && strings.Contains("&"+messageDefaults, "&"+key+"=")
}

func allowedKeys() (keys string) {
	for _, field := range strings.Split(messageDefaults, "&") {
		key, _, _ := strings.Cut(field, "=")
		keys += ", " + key
	}
	return keys[2:]
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
	case "given":
		return "whole tensors as tensor:shape:values, the values as base64url of little-endian float64, at most " + strconv.Itoa(MostLinked) + " of them"
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
	"&panel=table weights memory cells printout code files&gates=rnn lstm gru&view=forward backward" +
	"&target=state last pattern&code=numpy pytorch keras go&mode=projector&lang=ko en&theme=light dark"
