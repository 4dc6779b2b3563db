# Two commands do all: `make run` shows the library, `make test` checks everything.

.PHONY: run build check test test-library schemas bench bench-network relevance fuzz kill soak tools

# Build the library, serve it, print the address, build again on every change. ADDR is another
# address to serve it at, such as 127.0.0.1:8081.
run:
	go run ./cmd/patterns serve $(if $(ADDR),--addr $(ADDR))

# The site in public/, as a host would publish it. BASE_URL is its address.
build:
	go run ./cmd/patterns build $(if $(BASE_URL),--base-url $(BASE_URL))

check:
	go run ./cmd/patterns check

# Everything: unit, scripts, golden files, the search engine in Node, and a real browser. The
# generator is tested with testdata/library, so that content of your own fails none of it.
test: tools
	go vet ./...
	go test -timeout 60m ./...

# The content of patterns/ alone: its findings, its links, the weight of its pages.
test-library:
	go test ./tests/browser -run TestLibrary

# What editors check front matter by, with the words that patterns/library.yaml allows.
schemas:
	go run ./cmd/patterns schema --out schemas

# What the browser tests need. Debian's packages are installed where that is possible.
tools:
	@tests/tools.sh

# Time, processor time and memory of each stage of a build, and of a check, at two sizes; then what
# searching 10,000 pages transfers, ours and Pagefind's over the same pages.
bench: tools
	go run ./tests/bench
	tests/relevance/transfer.sh

# A library that follows 50 others of 1,000 entries: what pulling and building take, and what is sent.
bench-network:
	go run ./tests/bench -network $(or $(LIBRARIES),50)

# How good the answers are, beside other engines on the same documents. SET is a folder with another
# judged set, of the form of search/testdata/relevance/govuk-train.
relevance: tools
	tests/relevance/run.sh $(if $(SET),--set "$(abspath $(SET))")

# Each fuzz target for a minute; FuzzCheck, each of whose inputs is 50 drafts of the form, for 420 inputs.
# The seeds run in `make test`.
fuzz:
	@grep -ro 'func Fuzz[A-Za-z]*' --include='*_test.go' . | sed 's|/[^/]*:func | |' | sort | while read package target; do \
	  time=60s; [ $$target = FuzzCheck ] && time=420x; \
	  echo "$$package $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(or $(FUZZTIME),$$time) $$package || exit 1; \
	done

# A library is edited at random for minutes, and its preview is held to builds that remember nothing.
# SOAK is how long, such as 5m. `make test` does it for a moment.
soak:
	SOAK=$(or $(SOAK),20m) go test -count=1 -timeout 120m -v -run TestSession ./internal/build

# Hundreds of builds are killed while they publish. `make test` kills a few.
kill:
	KILLS=$(or $(KILLS),300) go test -count=1 -timeout 60m -v -run Killed ./internal/publish ./tests/kill
