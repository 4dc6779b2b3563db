package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const words = 600 // of a page's body

// corpusFile is real text about public services; its words, as often as it uses
// them, are the generated pages' words.
const corpusFile = "search/testdata/relevance/govuk-train/docs.jsonl"

var (
	verbs = []string{"apply", "book", "check", "claim", "find", "pay", "register", "renew", "report", "request", "track"}
	areas = []string{"waste", "streets", "parking", "planning", "housing", "benefits", "licensing", "schools", "libraries", "leisure"}
)

// Generate writes a library of n service patterns of 600 words into dir. The same n
// gives the same library.
func Generate(n int, dir string) error { return generateFrom(1, n, dir) }

// generateFrom does so with other words for each seed.
func generateFrom(seed uint64, n int, dir string) error {
	corpus, err := readCorpus()
	if err != nil {
		return err
	}
	folder := filepath.Join(dir, "service-patterns")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(seed, 2))
	// Few words are on most pages and most words on few: a page has a subject, a
	// stretch of the real text, and words from anywhere.
	for i := range n {
		name := fmt.Sprintf("page-%06d", i)
		verb := verbs[random.IntN(len(verbs))]
		at := random.IntN(len(corpus) - words)
		pick := func(n int) string {
			out := make([]string, n)
			for k := range out {
				if random.IntN(3) == 0 {
					out[k] = corpus[at+random.IntN(words)]
				} else {
					out[k] = corpus[random.IntN(len(corpus))]
				}
			}
			return strings.Join(out, " ")
		}
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %q\nverb: %s\nservice-areas: [%s]\n---\n", verb+" "+pick(4), pick(14), verb,
			areas[random.IntN(len(areas))])
		for part := range 6 {
			if part > 0 {
				fmt.Fprintf(&b, "## %s\n\n", pick(3))
			}
			fmt.Fprintf(&b, "%s\n\n", sentences(pick(words/6-3)))
		}
		fmt.Fprintf(&b, "Reference %s%d.\n", verb, i)
		if err := os.WriteFile(filepath.Join(folder, name+".md"), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sentences ends one after every 16 words.
func sentences(text string) string {
	list := strings.Fields(text)
	for i, w := range list {
		if i%16 == 0 {
			list[i] = strings.ToUpper(w[:1]) + w[1:]
		}
		if i%16 == 15 || i == len(list)-1 {
			list[i] += "."
		}
	}
	return strings.Join(list, " ")
}

func readCorpus() ([]string, error) {
	f, err := os.Open(corpusFile)
	if err != nil {
		return nil, fmt.Errorf("run this from the repository's top: %w", err)
	}
	defer f.Close()
	word := regexp.MustCompile(`[A-Za-z]+(?:[’'-][A-Za-z]+)*`)
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var doc struct{ Body string }
		if err := json.Unmarshal(lines.Bytes(), &doc); err != nil {
			return nil, err
		}
		out = append(out, word.FindAllString(doc.Body, -1)...)
	}
	return slices.Clip(out), lines.Err()
}
