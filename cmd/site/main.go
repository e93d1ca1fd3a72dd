// Command site writes the static site: index.html with the tutorial's result
// already in it, every file under a name that changes with its content, and
// compressed copies beside them. Host the folder anywhere.
//
//	site texts build/texts.js                            the texts the page needs before Go runs
//	site pack build/linked.wasm build/playground.wasm    the program, without what the page has no use for
//	site build dist                                      the site, from web/ and build/
package main

import (
	"fmt"
	"os"
)

func main() {
	var err error
	switch args := os.Args[1:]; {
	case len(args) == 2 && args[0] == "texts":
		err = writeTexts(args[1])
	case len(args) == 3 && args[0] == "pack":
		err = writePacked(args[1], args[2])
	case len(args) == 2 && args[0] == "build":
		var early []byte
		if early, err = os.ReadFile(earlySource); err == nil {
			err = checkEarly(early)
		}
		if err == nil {
			err = build(args[1])
		}
	default:
		fmt.Fprintln(os.Stderr, "usage: site texts FILE | site pack LINKED FILE | site build FOLDER")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}
