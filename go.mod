module github.com/rnn-playground/rnn-playground

go 1.26.0

ignore (
	./bench/node_modules
	./node_modules
)

require (
	github.com/andybalholm/brotli v1.2.8
	github.com/syumai/workers v0.31.0
	golang.org/x/net v0.62.0
	gonum.org/v1/gonum v0.17.0
	honnef.co/go/js/dom/v2 v2.0.0-20250304181735-b5e52f05e89d
)

require (
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/evanw/esbuild v0.28.2 // indirect
	golang.org/x/sys v0.49.0 // indirect
)

tool (
	github.com/evanw/esbuild/cmd/esbuild
	github.com/syumai/workers/cmd/workers-assets-gen
)
