package headers

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// directives takes a policy apart.
func directives(t *testing.T, table []Header) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, h := range table {
		if h.Name != "Content-Security-Policy" {
			continue
		}
		for part := range strings.SplitSeq(h.Value, "; ") {
			name, value, _ := strings.Cut(part, " ")
			if _, twice := found[name]; twice {
				t.Errorf("%s stands twice, and a browser takes the first only", name)
			}
			found[name] = value
		}
	}
	return found
}

func TestThePolicyIsStrict(t *testing.T) {
	in := func(policy string) []Header { return []Header{{"Content-Security-Policy", policy}} }
	for name, table := range map[string][]Header{"site": Site, "API": API, "page": in(Page("sha256-style=", "sha256-early=")), "linked": in(Linked())} {
		t.Run(name, func(t *testing.T) {
			policy := directives(t, table)
			if name == "site" && policy["style-src"] == "'self' 'unsafe-inline'" {
				policy["style-src"] = "'self'" // the style sheet of each build; what others there are, the policy in the page says
			}
			if policy["default-src"] != "'none'" {
				t.Errorf("default-src is %q: what is not named would be allowed", policy["default-src"])
			}
			// These do not fall back to default-src.
			for _, directive := range []string{"base-uri", "form-action"} {
				if policy[directive] == "" {
					t.Errorf("%s is missing", directive)
				}
			}
			// Lessons have the page in frames, whatever their address is: * would not be enough.
			if ancestors, named := policy["frame-ancestors"]; named != (name == "API") || ancestors == "*" {
				t.Errorf("frame-ancestors is %q", ancestors)
			}
			for directive, value := range policy {
				for _, loose := range []string{"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "data:", "blob:", "http:", "https:"} {
					if strings.Contains(" "+value+" ", " "+loose+" ") {
						t.Errorf("%s allows %s", directive, loose)
					}
				}
				if strings.Contains(value, "*") {
					t.Errorf("%s is open: %s", directive, value)
				}
			}
		})
	}
	for name, want := range map[string]struct {
		policy, scripts, styles string
	}{
		"site":   {Site[0].Value, "'self' '" + Early + "' 'wasm-unsafe-eval'", "'self' 'unsafe-inline'"},
		"page":   {Page("sha256-style=", "sha256-early="), "'self' 'sha256-early=' 'wasm-unsafe-eval'", "'sha256-style='"},
		"linked": {Linked(), "'self' 'wasm-unsafe-eval'", "'self'"},
	} {
		got := directives(t, in(want.policy))
		for directive, want := range map[string]string{
			"script-src": want.scripts, "style-src": want.styles, "require-trusted-types-for": "'script'", "trusted-types": "playground",
		} {
			if got[directive] != want {
				t.Errorf("%s: %s is %q, want %q", name, directive, got[directive], want)
			}
		}
	}
}

// A header is a token, a colon and visible characters (RFC 9110, section 5), and
// stands once.
func TestEveryHeaderCanBeSent(t *testing.T) {
	token, value := regexp.MustCompile(`^[A-Za-z-]+$`), regexp.MustCompile(`^[!-~]+( [!-~]+)*$`)
	for name, table := range map[string][]Header{"site": Site, "API": API} {
		seen := map[string]bool{}
		for _, h := range table {
			if !token.MatchString(h.Name) || !value.MatchString(h.Value) {
				t.Errorf("%s: %q: %q", name, h.Name, h.Value)
			}
			if seen[h.Name] {
				t.Errorf("%s: %s stands twice", name, h.Name)
			}
			seen[h.Name] = true
		}
		for _, want := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} {
			if !seen[want] {
				t.Errorf("%s: no %s", name, want)
			}
		}
	}
}

func ExampleFile() {
	lines := strings.Split(File([]string{"app-KJ3X7QWZ.js"}, []string{"sw.js"}), "\n")
	fmt.Println(lines[0])
	fmt.Println(lines[2])
	fmt.Println(strings.Join(lines[len(lines)-5:], "\n"))
	// Output:
	// /*
	//   X-Content-Type-Options: nosniff
	// /app-KJ3X7QWZ.js
	//   Cache-Control: public, max-age=31536000, immutable
	// /sw.js
	//   Cache-Control: no-cache
}

// The page as one file is under the policy of the site, with nothing to ask for.
func TestTheEnclosedPolicyAllowsNoRequest(t *testing.T) {
	site := directives(t, Site)
	enclosed := directives(t, []Header{{"Content-Security-Policy", Enclosed("sha256-style=", "sha256-early=", "sha256-script=")}})
	want := map[string]string{
		"script-src": "'sha256-early=' 'sha256-script=' 'wasm-unsafe-eval'", "style-src": "'sha256-style='", "img-src": "data:",
		"connect-src": "'none'", "worker-src": "blob:", "manifest-src": "'none'",
	}
	for directive, value := range site {
		if w, ok := want[directive]; ok {
			value = w
		}
		if enclosed[directive] != value {
			t.Errorf("%s is %q, want %q", directive, enclosed[directive], value)
		}
		delete(enclosed, directive)
	}
	for directive, value := range enclosed {
		t.Errorf("%s %s: the site has none", directive, value)
	}
}
