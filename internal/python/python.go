// Package python has tests ask the real NumPy and PyTorch, which are those of Debian's
// own Python. On a machine without them such a test is skipped, unless REQUIRE_NUMPY=1 or
// REQUIRE_TORCH=1 says that they must be there.
package python

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"testing"
)

// Path is where Python is.
const Path = "/usr/bin/python3"

// required are the variables that say that a module must be there.
var required = map[string]string{"numpy": "REQUIRE_NUMPY", "torch": "REQUIRE_TORCH"}

// Command is Python with a script. The script's folder is not searched for modules (-I),
// as a folder there that is called like one would be taken for it.
func Command(script string, args ...string) *exec.Cmd {
	command := exec.Command(Path, append([]string{"-I", script}, args...)...)
	command.Stderr = os.Stderr
	return command
}

// Need skips the test where Python does not have a module, numpy or torch.
func Need(t testing.TB, module string) {
	t.Helper()
	err := exec.Command(Path, "-I", "-c", "import "+module).Run()
	if err == nil {
		return
	}
	if name := required[module]; os.Getenv(name) == "1" {
		t.Fatalf("%s=1, and %s has no %s: %v", name, Path, module, err)
	}
	t.Skipf("%s has no %s to compare with", Path, module)
}

// Ask runs a script that needs a module, gives it in, nil for nothing, and reads its
// answer, which is JSON, into out.
func Ask(t testing.TB, module string, out any, in io.Reader, script string, args ...string) {
	t.Helper()
	Need(t, module)
	command := Command(script, args...)
	command.Stdin = in
	answer, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	if err := json.Unmarshal(answer, out); err != nil {
		t.Fatalf("%s: %v", script, err)
	}
}
