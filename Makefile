# Two targets do everything on a machine with Go, Node and make:
#   make run    installs, builds and serves the page
#   make test   installs what it needs, a browser included, and runs all tests

PORT ?= 8080
GOROOT := $(shell go env GOROOT)
GOVERSION := $(shell go env GOVERSION)

# Nothing that is built says which state of git it was built in: it would be another file
# in each. VERSION says it where it is wanted.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

# What the built files are made of. Native-only commands do not enter the page.
GO_PAGE := go.mod go.sum $(shell find rnn numpy playground wasm -name '*.go' -not -name '*_test.go')
GO_BENCH := go.mod go.sum $(shell find rnn numpy wasm/simd bench/wasm -name '*.go' -not -name '*_test.go')
GO_SITE := go.mod go.sum LICENSE NOTICE $(shell find rnn numpy playground headers cmd/site -name '*.go' -not -name '*_test.go')
WEB_JS := $(filter-out web/sw.js,$(wildcard web/*.js))

# What the page and the program call themselves: the tag, or how far beyond it and which
# commit; without git "dev". No other file than index.html, and those made of it, has it.
VERSION ?= $(or $(shell git describe --tags --always --dirty 2>/dev/null),dev)

# The folders with Go in them.
GO_TESTED := rnn numpy playground headers api wasm worker/main.go cmd internal bench/wasm

# At most so many seconds, where there is a program for that: macOS has none.
limited = $(if $(shell command -v timeout 2>/dev/null),timeout --kill-after=10 $(1))

# Node keeps 984 kB of stack, some tests need more: as in go_js_wasm_exec.
WITH_KERNEL := node --stack-size=8192 $(CURDIR)/wasm/simd/exec.js

.PHONY: help run build single release test-release worker worker-dev worker-deploy test test-worker load test-go test-wasm test-js test-e2e test-browsers test-browsers-full bench bench-kernel bench-redraw screenshots pictures fuzz fuzz-ui fuzz-ui-short soak trust audit lighthouse licences architecture clean

# What a command was ended over is not there the next time, as if it were whole.
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "%-20s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build/playground dist/index.html ## build and serve the page on http://localhost:8080 (PORT=… changes it)
	build/playground serve -addr 127.0.0.1:$(PORT)

build: dist/index.html build/playground ## fill dist/, the complete static site

# The page gets the collector that Go had until 1.25, and its heap no address at random: 5 kB
# less under brotli, and no slower under Node. Green Tea gathers its work for many
# cores and wide vectors, of which a program in WebAssembly has neither.
PAGE_EXPERIMENT := nogreenteagc,norandomizedheapbase64

# Which Go, and where: with another, or in another place, what is made of it is made again.
build/toolchain: FORCE
	@mkdir -p build
	@echo '$(GOVERSION) $(GOROOT) $(CURDIR)' | cmp -s - $@ || echo '$(GOVERSION) $(GOROOT) $(CURDIR)' >$@

# What of Go itself is replaced in the page, and why: wasm/godebug, wasm/strconv. The
# programs of the page are made again with it.
build/overlay.json: Makefile build/toolchain wasm/godebug/godebug.go wasm/strconv/pow10tab.go
	@mkdir -p build
	{ echo '{"Replace": {'; \
	echo '"$(GOROOT)/src/internal/godebug/godebug.go": "$(CURDIR)/wasm/godebug/godebug.go",'; \
	echo '"$(GOROOT)/src/internal/strconv/pow10tab.go": "$(CURDIR)/wasm/strconv/pow10tab.go"'; \
	echo '}}'; } >$@

# -trimpath and no symbol table: the same bytes on every machine, and fewer.
build/linked.wasm: $(GO_PAGE) build/overlay.json
	GOEXPERIMENT=$(PAGE_EXPERIMENT) GOOS=js GOARCH=wasm go build -overlay build/overlay.json -trimpath -ldflags='-s -w -buildid=' -o $@ ./wasm

# What reads files that are brought to the page: a program of its own, asked for when one is.
build/linked-reader.wasm: $(GO_PAGE) build/overlay.json
	GOEXPERIMENT=$(PAGE_EXPERIMENT) GOOS=js GOARCH=wasm go build -overlay build/overlay.json -trimpath -ldflags='-s -w -buildid=' -o $@ ./wasm/reader

build/reader.wasm: build/linked-reader.wasm $(GO_SITE)
	go run ./cmd/site pack $< $@

# Without what only tracebacks say, and packed: cmd/site/thin.go and pack.go.
build/playground.wasm: build/linked.wasm $(GO_SITE)
	go run ./cmd/site pack $< $@

# The same with the reader in it, for the page in one file, which can ask for nothing.
build/linked-whole.wasm: $(GO_PAGE) build/overlay.json
	GOEXPERIMENT=$(PAGE_EXPERIMENT) GOOS=js GOARCH=wasm go build -overlay build/overlay.json -tags whole -trimpath -ldflags='-s -w -buildid=' -o $@ ./wasm

build/whole.wasm: build/linked-whole.wasm $(GO_SITE)
	go run ./cmd/site pack $< $@

# The program of the benchmarks, no part of the page's.
build/bench.wasm: $(GO_BENCH) build/toolchain
	@mkdir -p build
	GOOS=js GOARCH=wasm go build -trimpath -ldflags='-s -w -buildid=' -o $@ ./bench/wasm

# The glue has to be that of the Go that compiles the program.
build/wasm_exec.js: $(GOROOT)/lib/wasm/wasm_exec.js build/toolchain
	@mkdir -p build
	{ echo '// @ts-nocheck'; cat $<; } > $@

# -O2 leaves the order of loads, products and sums as it is written: -O3 moves the
# loads of four columns together, which is more than there are registers for.
build/kernel.wasm: wasm/simd/kernel.ts $(wildcard wasm/simd/*.ts) node_modules/.package-lock.json
	@mkdir -p build
	node_modules/.bin/asc $< -o $@ --runtime stub --importMemory --initialMemory 0 -O2 --noAssert --enable simd

# Runs once, before a browser would have JavaScript of that size compiled well.
build/unpack.wasm: wasm/unpack/unpack.ts node_modules/.package-lock.json
	@mkdir -p build
	node_modules/.bin/asc $< -o $@ --runtime stub -Oz --noAssert --enable bulk-memory

build/texts.js: $(GO_SITE) web/index.html
	@mkdir -p build
	go run ./cmd/site texts $@

build/app.js: $(WEB_JS) build/wasm_exec.js build/kernel.wasm build/unpack.wasm build/texts.js
	go tool esbuild web/app.js --bundle --loader:.wasm=binary --minify --format=esm --target=es2022 --log-level=warning --outfile=$@

build/early.js: web/early.js web/say.js
	@mkdir -p build
	go tool esbuild $< --bundle --minify --format=iife --target=es2022 --log-level=warning --outfile=$@

build/rnn-playground.js: web/element/rnn-playground.js
	@mkdir -p build
	go tool esbuild $< --bundle --minify --format=esm --target=es2022 --log-level=warning --outfile=$@

build/slides.js: web/slides/slides.js
	@mkdir -p build
	go tool esbuild $< --bundle --minify --format=esm --target=es2022 --log-level=warning --outfile=$@

build/slides.css: web/slides/slides.css web/css/base.css
	@mkdir -p build
	go tool esbuild $< --bundle --minify --target=chrome111,firefox113,safari16.4 --log-level=warning --outfile=$@

build/style.css: web/style.css $(wildcard web/css/*.css)
	@mkdir -p build
	go tool esbuild $< --bundle --minify --target=chrome111,firefox113,safari16.4 --log-level=warning --outfile=$@

# Before it cmd/site puts what there is to keep.
build/sw.js: web/sw.js
	@mkdir -p build
	go tool esbuild $< --bundle --minify --format=iife --target=es2022 --log-level=warning --outfile=$@

build/icons/icon-512.png: web/icon.svg cmd/site/icons.js node_modules/.package-lock.json
	node cmd/site/icons.js build/icons

# Written only when it is another one, so that nothing is made again for it.
build/version: FORCE
	@mkdir -p build
	@echo '$(VERSION)' | cmp -s - $@ || echo '$(VERSION)' >$@
FORCE:

BENCH_JS := $(wildcard bench/*.js bench/site/*.js) web/kernel.js web/build.js web/trusted.js build/wasm_exec.js build/kernel.wasm

build/bench.js: $(BENCH_JS)
	go tool esbuild bench/site/bench.js --bundle --minify --format=esm --target=es2022 --log-level=warning --outfile=$@

build/bench-worker.js: $(BENCH_JS)
	go tool esbuild bench/site/worker.js --bundle --loader:.wasm=binary --minify --format=esm --target=es2022 --log-level=warning --outfile=$@

build/bench.css: bench/site/bench.css web/css/base.css
	@mkdir -p build
	go tool esbuild $< --bundle --minify --target=chrome111,firefox113,safari16.4 --log-level=warning --outfile=$@

# The page comes last: when it is there, everything it refers to is too.
dist/index.html: build/playground.wasm build/reader.wasm build/whole.wasm build/app.js build/early.js build/style.css web/index.html web/icon.svg build/icons/icon-512.png build/sw.js build/version \
	build/bench.wasm build/bench.js build/bench-worker.js build/bench.css bench/site/bench.html \
	build/rnn-playground.js build/slides.js build/slides.css web/slides/slides.html $(GO_SITE)
	go run ./cmd/site build dist
	@touch $@

build/playground: build/version build/toolchain go.mod go.sum $(shell find rnn numpy playground headers api cmd/playground -name '*.go' -not -name '*_test.go')
	@mkdir -p build
	go build -trimpath -ldflags='-X main.version=$(VERSION)' -o $@ ./cmd/playground

single: dist/index.html ## the whole page as one file that opens without a server, dist/rnn-playground.html
	@ls -l dist/rnn-playground.html

# What a release is made of is of the time of its commit.
SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),315532800)
NATIVES := linux-amd64 linux-arm64 darwin-amd64 darwin-arm64 windows-amd64 windows-arm64

release: dist/index.html ## archives of the site and of the server for six systems, with checksums, in build/release
	rm -rf build/natives
	@for target in $(NATIVES); do echo "go build for $$target"; \
	CGO_ENABLED=0 GOOS=$${target%-*} GOARCH=$${target#*-} go build -trimpath -ldflags='-s -w -buildid= -X main.version=$(VERSION)' -o build/natives/$$target/ ./cmd/playground || exit 1; done
	go run ./cmd/release '$(VERSION)' '$(SOURCE_DATE_EPOCH)' dist build/natives build/release

test-release: release ## build the release again elsewhere and compare, and run what is in it
	$(call limited,900) node --test cmd/release/release.test.js

worker: build/worker/build.mjs ## build the API for Cloudflare Workers into build/worker

build/worker/app.wasm: build/toolchain go.mod go.sum $(shell find rnn numpy playground headers api worker -name '*.go' -not -name '*_test.go' -not -path '*/node_modules/*')
	go tool workers-assets-gen -mode=go -o build/worker
	{ echo '// @ts-nocheck'; cat build/worker/wasm_exec.js; } >build/worker/exec.js && mv build/worker/exec.js build/worker/wasm_exec.js
	GOOS=js GOARCH=wasm go build -trimpath -ldflags='-s -w -buildid=' -o $@ ./worker

# What answers are kept by at the edge: those of another program are not taken for its own.
build/worker/build.mjs: build/worker/app.wasm
	node -e "console.log('export const build = \'' + require('crypto').createHash('sha256').update(require('fs').readFileSync('$<')).digest('hex').slice(0, 16) + '\';')" >$@

worker/node_modules/.package-lock.json: worker/package.json worker/package-lock.json
	npm ci --prefix worker --no-audit --no-fund --loglevel=error
	@touch $@

# wrangler is told to report nothing and to ask nobody what Cloudflare says of a visitor.
WRANGLER := cd worker && WRANGLER_SEND_METRICS=false CLOUDFLARE_CF_FETCH_ENABLED=false node_modules/.bin/wrangler
WORKER := dist/index.html build/worker/build.mjs worker/node_modules/.package-lock.json

worker-dev: $(WORKER) ## the site and the API on this machine in Cloudflare's runtime, http://localhost:8787 (PORT=… changes it)
	$(WRANGLER) dev --ip 127.0.0.1 --port $(if $(filter file,$(origin PORT)),8787,$(PORT))

worker-deploy: $(WORKER) ## publish both on Cloudflare Workers; wrangler asks to log in
	$(WRANGLER) deploy

test-worker: $(WORKER) build/playground ## the API and the site in Cloudflare's runtime, against the local server
	$(call limited,400) node --test worker/*.test.js

load: $(WORKER) build/playground ## how many requests a second, here and in Cloudflare's runtime; writes docs/edge.md
	node worker/load.js

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The peers that we are timed against are large, and no other target needs them.
bench/node_modules/.package-lock.json: bench/package.json bench/package-lock.json
	npm ci --prefix bench --no-audit --no-fund --loglevel=error
	@touch $@

test: test-go test-wasm test-js test-e2e ## install what is missing, a browser included, and run all tests

test-go: dist/index.html ## the Go tests, natively; vet for both targets
	@unformatted=$$(gofmt -l $(GO_TESTED)); if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./rnn ./numpy/... ./playground ./headers ./api ./wasm/... ./bench/... ./worker
	GOOS=js GOARCH=wasm go vet -tags simd ./rnn ./playground
	GOOS=js GOARCH=wasm go vet -tags whole ./wasm
	go test ./...

test-wasm: node_modules/.package-lock.json build/kernel.wasm build/wasm_exec.js build/overlay.json ## the same packages as the page runs them, under Node, with plain Go and with the SIMD kernel
	GOOS=js GOARCH=wasm go test -exec '$(GOROOT)/lib/wasm/go_js_wasm_exec' ./rnn ./numpy ./playground
	GOEXPERIMENT=$(PAGE_EXPERIMENT) GOOS=js GOARCH=wasm go test -overlay build/overlay.json -tags simd -exec '$(WITH_KERNEL)' ./rnn ./wasm/simd ./playground

# The page of the peers, which are large, and are in no other.
build/bench/index.html: $(BENCH_JS) build/bench.wasm bench/index.html bench/node_modules/.package-lock.json
	@mkdir -p build/bench
	go tool esbuild bench/page.js --bundle --loader:.wasm=binary --minify --format=esm --target=es2022 --log-level=warning --outfile=build/bench/page.js
	cp build/bench.wasm bench/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/*.wasm build/bench
	cp bench/index.html $@

bench: node_modules/.package-lock.json dist/index.html build/playground build/bench/index.html ## ours and the peers in one page and one run, 9 minutes; writes bench/results.md
	@e2e/install.sh
	node bench/run.js

bench-kernel: node_modules/.package-lock.json build/kernel.wasm build/wasm_exec.js ## passes with the SIMD kernel, in plain Go and naive, under Node
	GOOS=js GOARCH=wasm go test -tags simd -exec '$(WITH_KERNEL)' -run '^$$' -bench 'AgainstNaive|Kernel' -benchtime 3s ./rnn

test-js: node_modules/.package-lock.json bench/node_modules/.package-lock.json $(WORKER) build/app.js ## check the types of the JavaScript, and test what needs no browser
	node_modules/.bin/tsc
	node_modules/.bin/tsc -p tsconfig.sw.json
	node_modules/.bin/tsc -p e2e
	node_modules/.bin/tsc -p worker
	node --test bench/*.test.js

test-e2e: node_modules/.package-lock.json dist/index.html build/playground ## the built site in a real browser
	@e2e/install.sh
	node e2e/browsers.js --full chromium

# In which engines test-browsers runs; test-e2e has Chromium.
BROWSERS ?= firefox webkit

test-browsers: node_modules/.package-lock.json dist/index.html build/playground ## what engines differ in, in Firefox and WebKit (BROWSERS=… for others)
	@e2e/install.sh $(BROWSERS)
	node e2e/browsers.js $(BROWSERS)

test-browsers-full: node_modules/.package-lock.json dist/index.html build/playground ## all end-to-end tests in Chromium, Firefox and WebKit, two hours and a half; make trust then has the table
	@e2e/install.sh chromium firefox webkit
	node e2e/browsers.js --full chromium firefox webkit

# The browser of the targets that can do what they do in any: BROWSER=firefox or webkit for another.
ENGINE := $(or $(BROWSER),chromium)

fuzz-ui: node_modules/.package-lock.json dist/index.html build/playground ## gestures by chance for MINUTES (10), from SEED on; REPLAY=build/fuzz/….json once more, SHRINK=1 fewer of them
	@e2e/install.sh $(ENGINE)
	node e2e/fuzz/main.js

lighthouse/node_modules/.package-lock.json: lighthouse/package.json lighthouse/package-lock.json
	npm ci --prefix lighthouse --no-audit --no-fund --loglevel=error
	@touch $@

lighthouse: node_modules/.package-lock.json lighthouse/node_modules/.package-lock.json dist/index.html build/playground ## the built page before Lighthouse, as a phone and as a desktop, 5 minutes
	@e2e/install.sh
	node_modules/.bin/tsc -p lighthouse
	node lighthouse/run.js

# The same gestures each time, with the same outcome: a landing hangs on it.
fuzz-ui-short: node_modules/.package-lock.json dist/index.html build/playground ## 400 gestures of a fixed seed
	@e2e/install.sh $(ENGINE)
	STEADY=1 SEED=1011 SESSIONS=2 GESTURES=200 MINUTES=60 node e2e/fuzz/main.js

soak: node_modules/.package-lock.json dist/index.html build/playground ## MINUTES (30) of play and edits, after which as much is in memory as before
	@e2e/install.sh
	node e2e/soak/main.js

# Tests that fail are told in it, too.
trust: build/version ## the table of what was tried, from what the runs have left in build/: docs/trust.md, docs/browsers.md
	@mkdir -p build/trust
	go test -count=1 -json -run 'Refus|Errors$$|MalformedRequests|ParseLink' ./numpy/... ./api ./cmd/playground ./rnn ./playground >build/trust/refused.jsonl; outcome=$$?; node e2e/trust.js && exit $$outcome

bench-redraw: node_modules/.package-lock.json dist/index.html build/playground ## how long the page takes to redraw after a gesture
	@e2e/install.sh
	node bench/redraw.js

screenshots: node_modules/.package-lock.json dist/index.html build/playground ## the page at three widths, two themes, two languages
	@e2e/install.sh $(ENGINE)
	node e2e/screenshots.js build/screenshots

pictures: node_modules/.package-lock.json dist/index.html build/playground ## take the pictures of the README anew, docs/*.png
	@e2e/install.sh $(ENGINE)
	node e2e/pictures.js

FUZZTIME ?= 10m

# Every target that there is, one after the other, with as many programs at a time as
# FUZZ_PARALLEL says. What fails is kept in testdata/fuzz and is a test from then on. Go has
# no fuzzing in WebAssembly: the SIMD kernel is given random shapes for as long.
fuzz: node_modules/.package-lock.json build/kernel.wasm build/wasm_exec.js build/overlay.json ## run each fuzz target for FUZZTIME, 10m
	@set -e; for file in $$(grep -rl '^func Fuzz' --include='*_test.go' $(GO_TESTED) | sort); do \
	  for target in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]+)\(f \*testing\.F\).*/\1/p' $$file); do \
	    echo "$$(dirname $$file) $$target"; \
	    go test -run='^$$' -fuzz="^$$target\$$" -fuzztime=$(FUZZTIME) -parallel=$(or $(FUZZ_PARALLEL),1) ./$$(dirname $$file); \
	  done; \
	done
	KERNEL_FUZZTIME=$(FUZZTIME) GOEXPERIMENT=$(PAGE_EXPERIMENT) GOOS=js GOARCH=wasm go test -overlay build/overlay.json -tags simd -timeout 0 -exec '$(WITH_KERNEL)' -run ForAWhile -v ./rnn

audit: ## look for known vulnerabilities, where their databases can be reached
	.ci/audit

licences: node_modules/.package-lock.json ## write NOTICE, the licences of all that is built in
	go run ./cmd/licences NOTICE

architecture: ## draw docs/architecture.svg from the imports
	go run ./cmd/architecture docs/architecture.svg

clean: ## remove everything that was built or installed
	rm -rf build dist node_modules bench/node_modules lighthouse/node_modules worker/node_modules worker/.wrangler
