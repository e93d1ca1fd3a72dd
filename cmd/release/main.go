// Command release packs what make has built into the files of a release: the static
// site, the page as one file, for each system the program that serves it with the site
// beside it, and the checksums of them all.
//
//	release VERSION EPOCH dist build/natives build/release
//
// The same input gives the same bytes: files stand in the order of their names, belong
// to nobody, and all are of EPOCH, in seconds since 1970, the time of the commit.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const single = "rnn-playground.html"

// systems are those that there is a program for, as make calls them, and as people do.
var systems = []struct{ target, name string }{
	{"linux-amd64", "linux-amd64"}, {"linux-arm64", "linux-arm64"},
	{"darwin-amd64", "macos-amd64"}, {"darwin-arm64", "macos-arm64"},
	{"windows-amd64", "windows-amd64"}, {"windows-arm64", "windows-arm64"},
}

const readme = `RNN Playground · RNN 놀이터 %[1]s

%[2]s serve

serves the page on http://localhost:8080, without a network; %[2]s help lists the rest.
The folder dist is the whole site: any web server can serve it too.

위 명령을 실행하고 http://localhost:8080 을 여세요. 인터넷이 없어도 됩니다. 다른 명령은
%[2]s help 로 볼 수 있습니다. dist 폴더가 사이트 전체이므로 어느 웹 서버에든 그대로 올릴 수 있습니다.
`

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: release VERSION EPOCH DIST NATIVES TARGET")
		os.Exit(2)
	}
	if err := release(os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// versions are those that can stand in the name of a file.
var versions = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._+-]*$`)

// firstTime is the least that a .zip file can say.
var firstTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// release writes all files into target, which is made anew.
func release(version, epoch, dist, natives, target string) error {
	if !versions.MatchString(version) {
		return fmt.Errorf("version is %q: want letters, digits, dots and dashes", version)
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	at := time.Unix(seconds, 0).UTC()
	if err != nil || at.Before(firstTime) {
		return fmt.Errorf("the time is %q: want seconds since 1970, not before 1980", epoch)
	}
	site, err := filesIn(dist)
	if err != nil {
		return err
	}
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	made := map[string][]byte{}
	base := "rnn-playground-" + version
	for _, file := range site {
		if file.name == single {
			made[base+".html"] = file.content
		}
	}
	if made[base+".html"] == nil {
		return fmt.Errorf("%s/%s not found: run make build", dist, single)
	}
	licences := []file{{"LICENSE", 0o644, licence}}
	if made[base+"-site.zip"], err = zipped(base+"-site", append(slices.Clone(site), licences...), at); err != nil {
		return err
	}
	for _, system := range systems {
		pack, extension, program := tarred, ".tar.gz", "playground"
		if strings.HasPrefix(system.name, "windows") {
			pack, extension, program = zipped, ".zip", "playground.exe"
		}
		content, err := os.ReadFile(filepath.Join(natives, system.target, program))
		if err != nil {
			return err
		}
		start := "./playground"
		if program == "playground.exe" {
			start = `.\playground.exe`
		}
		files := append([]file{
			{program, 0o755, content},
			{"README.txt", 0o644, fmt.Appendf(nil, readme, version, start)},
		}, licences...)
		for _, f := range site {
			files = append(files, file{"dist/" + f.name, f.mode, f.content})
		}
		name := base + "-" + system.name
		if made[name+extension], err = pack(name, files, at); err != nil {
			return err
		}
	}
	made["SHA256SUMS"] = sums(made)
	return write(target, made)
}

// sums is what sha256sum -c reads.
func sums(files map[string][]byte) []byte {
	var out []byte
	for _, name := range sortedNames(files) {
		sum := sha256.Sum256(files[name])
		out = fmt.Appendf(out, "%s  %s\n", hex.EncodeToString(sum[:]), name)
	}
	return out
}

func write(target string, files map[string][]byte) error {
	if err := os.RemoveAll(target); err != nil {
		return err
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	for _, name := range sortedNames(files) {
		if err := os.WriteFile(filepath.Join(target, name), files[name], 0o644); err != nil {
			return err
		}
		fmt.Printf("%9d %s\n", len(files[name]), filepath.Join(target, name))
	}
	return nil
}
