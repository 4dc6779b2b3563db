package search

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"servicepatterns/search/analysis"
	"servicepatterns/search/index"
)

// readLines decodes a file with a line of JSON for each T.
func readLines[T any](t testing.TB, name string) []T {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []T
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, v)
	}
	return all
}

const govukFolder = "testdata/relevance/govuk-train/"

// govuk is the public set of guides.
func govuk(t testing.TB) []index.Document {
	t.Helper()
	var docs []index.Document
	for _, d := range readLines[struct{ ID, Title, Body string }](t, govukFolder+"docs.jsonl") {
		docs = append(docs, index.Document{ID: d.ID, Type: "guide", URL: "/" + d.ID + "/", Title: d.Title, Body: d.Body})
	}
	return docs
}

// govukQueries are questions people asked of the guides: form "", "-kw" or "-typo".
func govukQueries(t testing.TB, form string) []string {
	t.Helper()
	var all []string
	for _, q := range readLines[struct{ Text string }](t, govukFolder+"queries"+form+".jsonl") {
		all = append(all, q.Text)
	}
	return all
}

// lexicon holds the words that generated pages are made of, commonest first: those of real text,
// and behind them compounds of these, for the long tail that ten thousand pages have.
var lexicon = sync.OnceValue(func() []string {
	data, err := os.ReadFile(govukFolder + "docs.jsonl")
	if err != nil {
		panic(err)
	}
	counts := map[string]int{}
	analysis.EachToken(data, func(start, end int) { counts[strings.ToLower(string(data[start:end]))]++ })
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	r := rand.New(rand.NewPCG(1, 1))
	for real := words; len(words) < 30000; {
		words = append(words, real[r.IntN(len(real))]+real[r.IntN(len(real))])
	}
	return words
})

// generator writes pages whose words are distributed as in real text.
type generator struct {
	*rand.Rand
	zipf *rand.Zipf
}

func newGenerator(seed uint64) *generator {
	r := rand.New(rand.NewPCG(seed, seed))
	return &generator{r, rand.NewZipf(r, 1.07, 3, uint64(len(lexicon())-1))}
}

func (g *generator) word() string { return lexicon()[g.zipf.Uint64()] }

func (g *generator) words(n int) string {
	var out strings.Builder
	for i := range n {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(g.word())
	}
	return out.String()
}

func (g *generator) list(most, words int) []string {
	list := make([]string, g.IntN(most+1))
	for i := range list {
		list[i] = g.words(words)
	}
	return list
}

func (g *generator) some(name string, of, most int) []string {
	seen := map[string]bool{}
	var values []string
	for range g.IntN(most + 1) {
		if v := fmt.Sprintf("%s-%d", name, g.IntN(of)); !seen[v] {
			seen[v] = true
			values = append(values, v)
		}
	}
	return values
}

var kinds = []string{"service-pattern", "case-study", "project", "capability", "organisation", "page"}

// page makes the nth page of about this many words.
func (g *generator) page(n, words int) index.Document {
	d := index.Document{
		ID: fmt.Sprintf("page-%05d", n), Type: kinds[g.IntN(len(kinds))],
		Title: g.words(2 + g.IntN(5)), Summary: g.words(8 + g.IntN(15)),
		Aliases: g.list(2, 2), Headings: g.list(6, 4), Questions: g.list(5, 7), Body: g.words(words/2 + g.IntN(words)),
		Facets: map[string][]string{"service-area": g.some("area", 20, 3)},
	}
	switch d.Type { // as the kinds of entries have them
	case "service-pattern":
		d.Facets["verb"] = g.some("verb", 18, 1)
	case "case-study", "project":
		d.Facets["organisation"] = g.some("council", 380, 2)
		d.Facets["stage"] = g.some("stage", 6, 1)
	}
	d.URL = "/" + d.Type + "/" + d.ID + "/"
	if g.IntN(5) > 0 {
		d.Updated = fmt.Sprintf("20%02d-%02d-%02d", 15+g.IntN(11), 1+g.IntN(12), 1+g.IntN(28))
	}
	return d
}

func generate(n, words int) []index.Document {
	g := newGenerator(7)
	docs := make([]index.Document, n)
	for i := range docs {
		docs[i] = g.page(i, words)
	}
	return docs
}
