package playground

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func embedded(t *testing.T, link string) State {
	t.Helper()
	s, notices := ParseLink(link)
	if len(notices) != 0 || !s.Embedded() {
		t.Fatalf("ParseLink(%q) = %v, embed %v", link, notices, s.Embedding)
	}
	return s
}

func TestWhatAnEmbeddingShows(t *testing.T) {
	for _, c := range []struct {
		link            string
		want            Names
		shows, showsNot string
		notices         int
		panel           Panel
	}{
		{"embed=1", "", "heatmap", "equation lines controls set-seed table", 0, TablePanel},
		{"embed=1&show=heatmap,inspector", "heatmap,inspector", "heatmap inspector", "saturation lines player", 0, TablePanel},
		{"embed=1&show=inspector,heatmap,heatmap", "heatmap,inspector", "inspector", "", 0, TablePanel},
		{"embed=1&show=gates,states", "sums,heatmap", "sums heatmap", "", 0, TablePanel},
		{"embed=1&show=controls", "controls", "set-seed set-edits set-cell", "heatmap", 0, TablePanel},
		{"embed=1&show=set-seed", "set-seed", "set-seed", "set-cell controls", 0, TablePanel},
		{"embed=1&show=memory,code&panel=printout", "memory,code", "", "printout", 0, MemoryPanel},
		{"embed=1&show=memory,code&panel=code", "memory,code", "", "", 0, CodePanel},
		{"embed=1&show=heatmap,sparkles", "heatmap", "heatmap", "", 1, TablePanel},
		{"embed=1&show=sparkles", "", "heatmap", "", 1, TablePanel},
		{"embed=1&show=", "", "heatmap", "", 0, TablePanel},
		{"embed=yes", "", "controls", "", 1, TablePanel},
		{"embed=0&show=heatmap&lock=seed&origin=x", "", "controls set-seed lines", "", 0, TablePanel},
		{"show=sparkles", "", "controls", "", 0, TablePanel},
	} {
		s, notices := ParseLink(c.link)
		if s.Shown() != c.want || len(notices) != c.notices || s.Panel != c.panel {
			t.Errorf("%s: show %q, %v, panel %s", c.link, s.Shown(), notices, s.Panel)
		}
		for _, piece := range strings.Fields(c.shows) {
			if !s.Shows(piece) {
				t.Errorf("%s does not show %s", c.link, piece)
			}
		}
		for _, piece := range strings.Fields(c.showsNot) {
			if s.Shows(piece) {
				t.Errorf("%s shows %s", c.link, piece)
			}
		}
	}
}

func TestThePlaygroundItselfIsWhole(t *testing.T) {
	s := embedded(t, "embed=1&show=heatmap&lock=numbers&origin=null&t=3")
	open := s
	open.Embedding = ""
	if link := open.Link(); !open.Shows("controls") || open.Locked("seed") || link != "v=1&timesteps=10&input-size=4&hidden-size=8&seed=0&t=3" {
		t.Errorf("%s", link)
	}
}

// web/early.js hides the others before Go runs, by classes that the style sheet knows.
func TestThePageKnowsThePieces(t *testing.T) {
	early, err := os.ReadFile("../web/early.js")
	if err != nil {
		t.Skip("the page's sources are not here")
	}
	for _, piece := range Pieces {
		if !regexp.MustCompile(`[ ']` + piece + ` `).Match(early) {
			t.Errorf("web/early.js does not know %s", piece)
		}
	}
	sheet, err := os.ReadFile("../web/css/embed.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range Pieces {
		if piece != "controls" && !regexp.MustCompile(`:root\.no-`+piece+`\b`).Match(sheet) {
			t.Errorf("web/css/embed.css does not hide %s", piece)
		}
	}
}

// wordsOf are the words in single quotes of a list in a script.
func wordsOf(t *testing.T, file, list string) []string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(source), list+" = [")
	rest, _, _ = strings.Cut(rest, "]")
	var words []string
	for _, match := range regexp.MustCompile(`'([^']+)'`).FindAllStringSubmatch(rest, -1) {
		words = append(words, match[1])
	}
	return words
}

// The element hands on what messages set, and web/message.js takes their tensors.
func TestThePageKnowsTheMessages(t *testing.T) {
	if keys := wordsOf(t, "../web/element/rnn-playground.js", "KEYS"); strings.Join(keys, ", ") != allowedKeys() {
		t.Errorf("the element has %v, want %s", keys, allowedKeys())
	}
	if tensors := wordsOf(t, "../web/message.js", "TENSORS"); !slices.Equal(tensors, Tensors) {
		t.Errorf("web/message.js has %v, want %v", tensors, Tensors)
	}
}

// web/trusted.js takes a tag only as all are written: with blanks between its attributes, and
// with values in double quotes.
func TestTagsAreWrittenAsTheyAreTrusted(t *testing.T) {
	tag := regexp.MustCompile(`^</?[a-zA-Z0-9]+(\s+[^\s"'=<>/]+(="[^"]*")?)*\s*/?>`)
	for _, link := range []string{"", "cell=LSTM&num-layers=2&bidirectional=true&batch=2&t=3&unit=1", "inputs=words&text=a+b'c%22&edits=Wx:0:0:1", "compare=pytorch&t=2&unit=1&view=backward"} {
		s, _ := ParseLink(link)
		all := everyHTML(t, s, Korean)
		r, err := Compute(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, which := range AllFigures {
			if r.FigureError(which, s) == nil {
				all[string(which)] = string(made(t, r.FigureFile(which, s, LightColors(), english)))
			}
		}
		brought, err := Bring("a.csv", []byte("1,2\n3,4\n"))
		if err != nil {
			t.Fatal(err)
		}
		all["brought"] = brought.HTML(s, map[int]string{0: "x"}, english)
		for what, text := range all {
			for at := range text {
				if text[at] == '<' && !tag.MatchString(text[at:]) {
					t.Errorf("%s: %s has %.80q", link, what, text[at:])
					break
				}
			}
		}
	}
}

func TestOrigins(t *testing.T) {
	for text, want := range map[string]bool{
		"https://lesson.example": true, "http://127.0.0.1:8080": true, "http://[::1]:80": true, "https://xn--bb0bw4x.example": true, "null": true,
		"lesson.example": false, "https://": false, "https://a.example/": false, "https://A.example": false, "https://a.example/path": false,
		"javascript:alert(1)": false, "https://a.example\n": false, "*": false, "https://user@a.example": false, "https://*.example": false,
		"https://" + strings.Repeat("a", 300): false,
	} {
		s, notices := ParseLink("embed=1&origin=" + escape(text))
		if got := s.Origin() == text; got != want || len(notices) != b2i(!want) {
			t.Errorf("%q: origin %q, %v", text, s.Origin(), notices)
		}
	}
}

func TestLockedValuesStay(t *testing.T) {
	s := embedded(t, "embed=1&timesteps=5&seed=7&weights=pytorch&lock=seed,timesteps,weights")
	for name, change := range map[string]func(*State){
		"the seed":      func(n *State) { n.Seed = 8 },
		"the steps":     func(n *State) { n.Timesteps = 6 },
		"the weights":   func(n *State) { n.Weights = KerasWeights },
		"the reset":     func(n *State) { *n = n.Tutorial() },
		"three at once": func(n *State) { n.Seed, n.Timesteps, n.Weights = 1, 2, TutorialWeights },
	} {
		next := s
		change(&next)
		allowed := next
		held := s.Guard(&allowed)
		if held == "" || allowed.Seed != 7 || allowed.Timesteps != 5 || allowed.Weights != PyTorchWeights {
			t.Errorf("%s: held %q, %+v", name, held, allowed.Setting)
		}
	}
	// The rest of a change is taken.
	next := s
	next.Seed, next.HiddenSize = 1, 3
	allowed := next
	if held := s.Guard(&allowed); held != "seed" || allowed.HiddenSize != 3 || allowed.Seed != 7 {
		t.Errorf("held %q, %+v", held, allowed.Setting)
	}
	next = s
	next.HiddenSize, next.Panel = 3, CodePanel
	allowed = next
	if held := s.Guard(&allowed); held != "" || allowed != next {
		t.Errorf("held %q of what is free", held)
	}
	// A sentence would set the steps: nothing of that is taken.
	next = s
	next.Inputs = CharacterInputs
	next.SetText("long enough")
	allowed = next
	if held := s.Guard(&allowed); held != "timesteps" || allowed != s {
		t.Errorf("held %q, %+v", held, allowed.Setting)
	}
}

func TestNumbersLockAllNumbers(t *testing.T) {
	s := embedded(t, "embed=1&lock=numbers&edits=Wx:0:1:2")
	for key, link := range map[string]string{"seed": "seed=3", "given": "given=b:1:AAAAAAAA8D8", "edits": "edits=Wx:0:1:3", "cell": "cell=GRU", "compare": "compare=keras", "gain": "gain=2"} {
		next, _ := ParseLink(s.Link() + "&" + link)
		allowed := next
		if held := s.Guard(&allowed); held != key || allowed != s {
			t.Errorf("%s: held %q", link, held)
		}
	}
	for _, link := range []string{"panel=code", "t=3&unit=2", "colors=log", "view=backward", "lang=en"} {
		next, _ := ParseLink(s.Link() + "&" + link)
		if held := s.Guard(&next); held != "" {
			t.Errorf("%s: held %q", link, held)
		}
	}
	without := embedded(t, "embed=1&lock=numbers")
	edited := without
	if err := edited.Edit(Place{Tensor: WxTensor}, 5); err != nil {
		t.Fatal(err)
	}
	allowed := edited
	if held := without.Guard(&allowed); held != "edits" || allowed.Edits != "" {
		t.Errorf("held %q, edits %q", held, allowed.Edits)
	}
}

func TestMessagesKnowEveryKey(t *testing.T) {
	s, notices := ParseLink(strings.NewReplacer("&text=", "", "&given=", "", "&edits=", "", "&compare=", "", "&t=", "", "&unit=", "", "&gate=", "", "&mode=", "", "&lang=", "", "&theme=", "").Replace(messageDefaults + "&"))
	if s != Default() || len(notices) != 0 {
		t.Errorf("the usual values are %+v, %v", s, notices)
	}
	source, err := os.ReadFile("link.go")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, match := range regexp.MustCompile(`link\.(?:word|number|flag)\("([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
		keys = append(keys, match[1])
	}
	for _, p := range AllParameters {
		keys = append(keys, p.Key)
	}
	for _, a := range Amounts {
		keys = append(keys, a.Key)
	}
	for _, key := range keys {
		if own := slices.Contains([]string{"tour", "embed", "show", "lock", "origin"}, key); own == isMessageKey(key) {
			t.Errorf("%s: messages know it: %v", key, !own)
		}
	}
	for _, key := range Locks[1:] {
		if !isMessageKey(key) {
			t.Errorf("%s can be locked and not be set", key)
		}
	}
}

// What is allowed is what a link takes.
func TestMessagesKnowEveryWord(t *testing.T) {
	words := func(all ...string) string { return strings.Join(all, " ") }
	for key, want := range map[string]string{
		"cell": join(AllCells), "weights": join(AllWeights), "bias": join(AllBiases), "inputs": join(AllInputs), "compare": join(AllCompares),
		"terms": join(AllTerms), "speed": join(AllSpeeds), "panel": join(AllPanels), "gates": join(AllGates), "target": join(AllGoals), "code": join(AllCodes),
		"bidirectional": "true false", "reverse": "true false", "mode": "projector",
		"colors": words(string(ColorsByValue), string(ColorsByLog)), "drawing": words(string(Unrolled), string(Folded)), "view": words(string(Forward), string(Backward)),
		"lang": words(string(Korean), string(English)), "theme": words(string(Light), string(Dark)),
	} {
		s := Default()
		if got := s.Allowed(key); got != "one of "+want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	for field := range strings.SplitSeq(messageDefaults, "&") {
		key, _, _ := strings.Cut(field, "=")
		s := Default()
		if got := s.Allowed(key); got == "one of " {
			t.Errorf("nothing is allowed for %s", key)
		}
	}
}

func join[W ~string](words []W) string {
	var out []string
	for _, word := range words {
		out = append(out, string(word))
	}
	return strings.Join(out, " ")
}

func TestKeys(t *testing.T) {
	s := embedded(t, "embed=1&cell=LSTM&t=3&unit=2&gate=f&lang=ko&text=a+b&show=lines&lock=seed")
	link := s.Keys()
	for _, want := range []string{"timesteps=10&", "&cell=LSTM&", "&gate=f&", "&text=a+b&", "&lang=ko&", "&weights=tutorial&", "&bidirectional=false&"} {
		if !strings.Contains(link, want) {
			t.Errorf("%s has no %s", link, want)
		}
	}
	if strings.Contains(link, "lock") || strings.Contains(link, "show") || strings.Contains(link, "v=1&") {
		t.Errorf("%s", link)
	}
}

func TestTold(t *testing.T) {
	s := embedded(t, "embed=1&seed=7&lock=seed,weights&cell=GRU")
	next := s
	refused := next.Told([]Setter{{Key: "timesteps", Value: "1e2"}, {Key: "hidden-size", Value: "3"}, {Key: "seed", Value: "7"}, {Key: "cell"}, {Key: "t", Value: "50"}, {Key: "unit", Value: "2"}})
	if refused != nil || next.Timesteps != 100 || next.HiddenSize != 3 || next.Cell != TanhCell || next.Step != 50 || next.Unit != 2 || next.Embedding != s.Embedding {
		t.Errorf("%+v, %v", next, refused)
	}
	for _, c := range []struct {
		set     []Setter
		field   string
		allowed string
	}{
		{[]Setter{{Key: "timesteps", Value: "0"}}, "timesteps", "a whole number from 1 to 100000"},
		{[]Setter{{Key: "timesteps", Value: "NaN"}}, "timesteps", "a whole number from 1 to 100000"},
		{[]Setter{{Key: "hidden-size", Value: "4"}, {Key: "timesteps", Value: "2.5"}}, "timesteps", "a whole number"},
		{[]Setter{{Key: "gain", Value: "11"}}, "gain", "a number from 0 to 10"},
		{[]Setter{{Key: "cell", Value: "lstm"}}, "cell", "one of RNN_TANH RNN_RELU LSTM GRU"},
		{[]Setter{{Key: "seed", Value: "8"}}, "seed", `nothing else than "7": it is locked`},
		{[]Setter{{Key: "weights", Value: "keras"}}, "weights", `"tutorial": it is locked`},
		{[]Setter{{Key: "embed", Value: "0"}}, "embed", "one of timesteps"},
		{[]Setter{{Key: "lock", Value: ""}}, "lock", "one of timesteps"},
		{[]Setter{{Key: "__proto__", Value: "1"}}, "__proto__", "one of timesteps"},
		{[]Setter{{Key: "seed=7&cell", Value: "LSTM"}}, "seed=7&cell", "one of timesteps"},
		{[]Setter{{Key: "", Value: "1"}}, "", "one of timesteps"},
		{[]Setter{{Key: "t", Value: "11"}}, "t", "a whole number from 1 to 10"},
		{[]Setter{{Key: "unit", Value: "1"}}, "unit", "beside t"},
		{[]Setter{{Key: "gate", Value: "f"}, {Key: "t", Value: "1"}}, "gate", "one of r z n Wh"},
		{[]Setter{{Key: "edits", Value: "Wx:0:0:nan"}}, "edits", "a list of"},
		{[]Setter{{Key: "text", Value: "a\x00b"}}, "text", "a sentence"},
		{[]Setter{{Key: "timesteps", Value: "100000"}, {Key: "hidden-size", Value: "4096"}}, "timesteps", "want at most"},
		{[]Setter{{Key: "lang", Value: "fr"}}, "lang", "one of ko en"},
		{[]Setter{{Key: "inputs", Value: "words"}, {Key: "text", Value: "a b"}, {Key: "timesteps", Value: "20"}}, "timesteps", "nothing else than 2 here"},
		{[]Setter{{Key: "reverse", Value: "true"}}, "reverse", "nothing else than false here"},
		{[]Setter{{Key: "theme", Value: "sepia"}}, "theme", "one of light dark"},
	} {
		next := s
		refused := next.Told(c.set)
		if refused == nil || refused.Field != c.field || !strings.Contains(refused.Allowed, c.allowed) || next != s {
			t.Errorf("%v: %+v", c.set, refused)
		}
	}
}

func FuzzTold(f *testing.F) {
	f.Add("seed", "8", "timesteps", "12")
	f.Add("edits", "Wx:0:0:1", "text", "&seed=9")
	f.Add("inputs", "characters", "text", "a=b&seed=1#")
	s, _ := ParseLink("embed=1&lock=seed,hidden-size&show=lines&origin=null")
	f.Fuzz(func(t *testing.T, k1, v1, k2, v2 string) {
		next := s
		refused := next.Told([]Setter{{Key: k1, Value: v1}, {Key: k2, Value: v2}})
		if refused != nil && next != s {
			t.Errorf("refused %v and changed", refused)
		}
		if next.Seed != s.Seed || next.HiddenSize != s.HiddenSize || next.Embedding != s.Embedding || next.CheckTotal() != nil {
			t.Errorf("%q=%q, %q=%q: %+v", k1, v1, k2, v2, next)
		}
	})
}

func TestTensorsByName(t *testing.T) {
	s, _ := ParseLink("cell=LSTM&num-layers=2&bidirectional=true&batch=2&timesteps=5&hidden-size=3&layer=2")
	run, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]int{"hiddenStates": {5, 3}, "inputs": {5, 6}, "Wx": {12, 6}, "Wh": {12, 3}, "b": {12, 0}, "h0": {3, 0}} {
		values, columns := run.Tensor(name)
		if columns != want[1] || len(values) != want[0]*max(want[1], 1) {
			t.Errorf("%s: %d values in %d columns, want %v", name, len(values), columns, want)
		}
		if !slices.Contains(Tensors, name) {
			t.Errorf("%s is no name", name)
		}
	}
	if values, _ := run.Tensor("constructor"); values != nil {
		t.Error("a tensor that there is not")
	}
}
