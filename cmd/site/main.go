// Command site writes the static site: index.html with the tutorial's result
// already in it, every file under a name that changes with its content, and
// compressed copies beside them. Host the folder anywhere.
//
//	site texts build/texts.js   the texts the page needs before Go runs
//	site build dist             the site, from web/ and build/
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: site texts FILE | site build FOLDER")
		os.Exit(2)
	}
	var err error
	switch command, target := os.Args[1], os.Args[2]; command {
	case "texts":
		err = writeTexts(target)
	case "build":
		err = build(target)
	default:
		err = fmt.Errorf("unknown command %q", command)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}
