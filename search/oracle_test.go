package search

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"servicepatterns/search/index"
	"servicepatterns/tests/node"
)

// engines are the two readers of one index.
type engines struct {
	bleve   *Index
	browser *node.Script
}

func openBoth(t testing.TB, docs []index.Document, synonyms index.Synonyms) engines {
	t.Helper()
	dir, site := write(t, docs, synonyms)
	return openAt(t, dir, site)
}

func openAt(t testing.TB, dir, site string) engines {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return engines{x, node.Start(t, "testdata/ask.mjs", site)}
}

// search asks both readers and fails unless they give the same result, down to the snippets.
func (e engines) search(t testing.TB, question string, o Options) Result {
	t.Helper()
	want, err := e.bleve.Search(question, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.ask(t, question, o); !reflect.DeepEqual(got, want) {
		a, b := strings.Split(indented(got), "\n"), strings.Split(indented(want), "\n")
		a, b = difference(a, b), difference(b, a)
		t.Fatalf("%.200q %+v\nthe browser's engine:\n%s\nBleve:\n%s", question, o, strings.Join(a[:min(20, len(a))], "\n"),
			strings.Join(b[:min(20, len(b))], "\n"))
	}
	return want
}

// ask asks the browser's engine.
func (e engines) ask(t testing.TB, question string, o Options) Result {
	t.Helper()
	var reply struct {
		Result
		Error string
	}
	e.browser.Ask(t, map[string]any{"question": question, "options": map[string]any{
		"limit": o.Limit, "offset": o.Offset, "sort": o.Sort, "filters": o.Filters, "prefix": o.Prefix,
	}}, &reply)
	if reply.Error != "" {
		t.Fatalf("%q %+v: the browser's engine failed: %s", question, o, reply.Error)
	}
	return reply.Result
}

func indented(v any) string {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err)
	}
	return string(data)
}

// The same questions to Bleve in Go, to the published engine, and to a scorer that shares no code
// with them, must give the same documents in the same order with the same scores.
func TestOracle(t *testing.T) {
	t.Parallel()
	docs := govuk(t)
	e, n := openBoth(t, docs, index.Synonyms{}), newNaive(docs)
	compared := 0
	for _, form := range []string{"", "-kw", "-typo"} {
		for i, question := range govukQueries(t, form) {
			if testing.Short() && i%20 > 0 || form != "" && i%4 > 0 {
				continue
			}
			result := e.search(t, question, Options{})
			if hits, ok := n.search(question); ok {
				compared++
				compareNaive(t, question, result, hits)
			}
		}
	}
	if compared < 2000 && !testing.Short() {
		t.Errorf("only %d questions were compared with the naive scorer", compared)
	}
}

// A word that only synonyms know is asked as the phrases that stand beside it.
func TestOracleStandIns(t *testing.T) {
	docs := generate(400, 120)
	n, g := newNaive(docs), newGenerator(12)
	for range 2 {
		first, second := g.words(2), g.words(3)
		e := openBoth(t, docs, index.Synonyms{Groups: [][]string{{"zzyx", first + " zzyy", second + " zzyz"}}})
		compareNaive(t, first+", "+second, e.search(t, "zzyx", Options{}), n.standIn(first, second))
	}
}

// Pages with every field and facet, filtered, sorted, paged and completed.
func TestOracleOptions(t *testing.T) {
	t.Parallel()
	docs := generate(400, 120)
	e, n := openBoth(t, docs, index.Synonyms{}), newNaive(docs)
	g := newGenerator(11)
	for range 400 {
		question := g.words(1 + g.IntN(6))
		if g.IntN(20) == 0 {
			question = []string{"how to", "The Who", "what's on", "it"}[g.IntN(4)]
		}
		if hits, ok := n.search(question); ok {
			compareNaive(t, question, e.search(t, question, Options{}), hits)
		}
		o := Options{Limit: g.IntN(30), Offset: g.IntN(20), Prefix: g.IntN(2) == 0, Filters: map[string][]string{}}
		if g.IntN(3) == 0 {
			o.Sort = "newest"
		}
		for _, f := range []struct {
			facet  string
			values []string
		}{
			{"type", []string{kinds[g.IntN(6)], kinds[g.IntN(6)]}},
			{"service-area", g.some("area", 20, 4)},
			{"verb", g.some("verb", 19, 3)},
			{"unknown", []string{"x"}},
		} {
			if g.IntN(3) == 0 && (f.facet != "unknown" || g.IntN(5) == 0) {
				o.Filters[f.facet] = f.values
			}
		}
		if g.IntN(4) == 0 { // as while typing
			question = question[:max(1, len(question)-g.IntN(4))]
		}
		if g.IntN(10) == 0 {
			question = ""
		}
		e.search(t, question, o)
	}
}

// A library so large that its boundaries do not fit into the manifest answers alike: to whole
// questions, to words that need repair, and while typing.
func TestOracleLarge(t *testing.T) {
	t.Parallel()
	dir := indexed(t, generate(1500, 60), true)
	site := t.TempDir()
	exportTo(t, dir, site, large)
	manifest, err := os.ReadFile(filepath.Join(site, "search/manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	chunks, err := filepath.Glob(filepath.Join(site, "search/g/*/[twr]s*.bin"))
	if err != nil || len(chunks) < 30 {
		t.Fatalf("only %d files of boundaries, so little is tested (%v)", len(chunks), err)
	}
	if size := len(gzipped(manifest)); size > 1<<10 {
		t.Errorf("the manifest is %d bytes gzipped", size)
	}
	e := openAt(t, dir, site)
	for i, question := range govukQueries(t, "-typo")[:300] {
		e.search(t, question, Options{Prefix: i%2 == 0})
	}
	for _, question := range []string{"", "a", "0", "zzz", "missed bins cut \xe2\x82", "\xf0\x9f\x98", "\U0001F600 \uffff 東", "council"} {
		e.search(t, question, Options{Prefix: true})
	}
}

// A library too vast for whole lists answers nearly alike: it may miss a document, but what it finds
// has its true score or less, filters hold, totals and counts are lower bounds, and it says so.
// It is long because each answer is looked at from all sides.
func TestOracleVast(t *testing.T) {
	t.Parallel()
	dir := indexed(t, generate(2400, 120), true)
	site := t.TempDir()
	exportTo(t, dir, site, vast)
	e := openAt(t, dir, site)
	g := newGenerator(13)
	var same, wanted, inexact, whole, missedFilter int
	for i := range 300 {
		question := g.words(1 + g.IntN(6))
		o := Options{}
		switch i % 6 {
		case 1:
			o.Filters = map[string][]string{"type": {kinds[g.IntN(6)], kinds[g.IntN(6)]}}
		case 2:
			o.Filters = map[string][]string{"service-area": {"area-3"}, "type": {"case-study", "service-pattern"}}
		case 3:
			question = "zebra" + question[:min(len(question), 3)] // little or nothing to find
		case 4:
			o.Sort = "newest"
		case 5:
			question, o.Filters = "", map[string][]string{"type": {kinds[g.IntN(6)]}}
		}
		got := e.ask(t, question, o)
		all := o
		all.Limit = mostHits
		want, err := e.bleve.Search(question, all)
		if err != nil {
			t.Fatal(err)
		}
		if got.Exact {
			whole++
			e.search(t, question, o)
			continue
		}
		inexact++
		if got.Total > want.Total || got.Total < len(got.Hits) {
			t.Errorf("%q %+v: in all %d, truly %d", question, o, got.Total, want.Total)
		}
		for facet, values := range got.Facets {
			for _, v := range values {
				if i := slices.IndexFunc(want.Facets[facet], func(w FacetValue) bool { return w.Value == v.Value }); i < 0 ||
					v.Count > want.Facets[facet][i].Count {
					t.Errorf("%q %+v: %s %s counts %d, truly less", question, o, facet, v.Value, v.Count)
				}
			}
		}
		truly := map[string]int{}
		for _, h := range want.Hits {
			truly[h.ID] = h.Score
		}
		for _, h := range got.Hits {
			if score, near := truly[h.ID]; near && h.Score > score {
				t.Errorf("%q %+v: %s has score %d, truly %d", question, o, h.ID, h.Score, score)
			}
			if types := o.Filters["type"]; types != nil && !slices.Contains(types, h.Type) {
				missedFilter++
			}
		}
		if o.Sort == "" {
			top := want.Hits[:min(len(want.Hits), 10)]
			wanted += len(top)
			for _, h := range got.Hits {
				if score, near := truly[h.ID]; near && score >= top[len(top)-1].Score && h.Score == score {
					same++
				}
			}
		}
	}
	t.Logf("%d of %d best hits found; %d answers exact, %d not", same, wanted, whole, inexact)
	if missedFilter > 0 {
		t.Errorf("%d hits are of another type than asked for", missedFilter)
	}
	if float64(same) < 0.95*float64(wanted) || inexact < 100 || whole < 20 {
		t.Errorf("%d of %d best hits found; %d answers exact, %d not", same, wanted, whole, inexact)
	}
}

func compareNaive(t *testing.T, question string, got Result, want []naiveHit) {
	t.Helper()
	var have []naiveHit
	for _, h := range got.Hits {
		have = append(have, naiveHit{h.ID, h.Score})
	}
	if !reflect.DeepEqual(have, want) {
		t.Fatalf("%q\n  readers: %v\n  by hand: %v", question, have, want)
	}
}

// A name with more terms than a question may have is found by its first ones, even if a rarer one follows.
func TestLongName(t *testing.T) {
	words := strings.Fields("alder apple ash aspen beech birch box cedar cherry chestnut cypress elder elm fir hawthorn hazel " +
		"holly hornbeam juniper larch laurel lime maple oak pear pine plane plum poplar rowan spruce sycamore walnut willow yew")
	docs := slices.Clone(councils)
	for n := range words {
		docs = append(docs, index.Document{ID: "trees-" + words[n], Type: "page", Title: strings.Join(words[:n+1], " ")})
	}
	e := openBoth(t, docs, index.Synonyms{})
	for _, d := range docs[len(councils):] {
		if r := e.search(t, d.Title, Options{}); r.Hits[0].ID != d.ID {
			t.Errorf("%q found %s first", d.Title, r.Hits[0].ID)
		}
	}
}

// Whatever is asked, in whatever way, both readers give the same.
func FuzzQuestion(f *testing.F) {
	e := openBoth(f, councils, index.Synonyms{Groups: [][]string{{"rubbish", "refuse"}}})
	for _, seed := range []string{"missed bin", "concil tax", "counciltax", "instal ments", "About us", "bni", "’s a'", "\u202ebin\x00", "東京 bin", "report-fly-tipping", "é\u0301cole"} {
		f.Add(seed, true, uint8(1))
		f.Add(seed, false, uint8(6))
	}
	f.Fuzz(func(t *testing.T, question string, prefix bool, options uint8) {
		o := Options{Prefix: prefix, Limit: int(options >> 4), Offset: int(options >> 2 & 3)}
		if options&1 > 0 {
			o.Filters = map[string][]string{"service-area": {"waste"}}
		}
		if options&2 > 0 {
			o.Sort = "newest"
		}
		e.search(t, question, o)
	})
}

// What people paste must neither fail nor differ.
func TestOddQuestions(t *testing.T) {
	e := openBoth(t, generate(60, 60), index.Synonyms{})
	for _, question := range []string{
		"", " ", "?!", "the of and", "a", "é", "🚲", "👩‍👩‍👧", "שלום عليكم", "\u202eevil", "\x00\x01\x1f", "東京都", "<script>alert(1)</script>", "\"quoted\" -minus +plus",
		strings.Repeat("council ", 1250), strings.Repeat("x", 10000), strings.Repeat("qwz ", 2500), strings.Repeat("missed bins ", 1e5),
		strings.Repeat("a🚲", 5e4), "a" + strings.Repeat("🚲", 5e4) + " concil", "constructor __proto__ toString", "page-00007", "'", "’s", "a'", "İ", "…",
	} {
		for _, prefix := range []bool{false, true} {
			e.search(t, question, Options{Prefix: prefix})
		}
	}
	// Of a book no more is read than of a question.
	for dots, found := range map[int]bool{longestQuestion - 7: true, longestQuestion: false} {
		if r := e.search(t, strings.Repeat(".", dots)+"council", Options{}); (r.Total > 0) != found {
			t.Errorf("after %d characters: %d found", dots, r.Total)
		}
	}
}
