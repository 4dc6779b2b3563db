package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"servicepatterns/search/export"
	"servicepatterns/search/index"
	"servicepatterns/search/store"
)

// A phrase in quotes and a minus give just the documents that Bleve's own phrase and must-not queries
// give over the same fields, in Go and in the browser, with their counts.
// It is long because each answer is looked at from all sides.
func TestPhrases(t *testing.T) {
	t.Parallel()
	docs := generate(300, 150)
	for i := range docs { // words that are joined, numbers, and texts that must not run into each other
		docs[i].Summary += []string{" Sign-up on gov.uk", " sign up for 50,000", " a co-operative", ""}[i%4]
		docs[i].Aliases = append(docs[i].Aliases, "missed bin", "garden waste of the year")
	}
	dir, site := write(t, docs, index.Synonyms{Groups: [][]string{{"pay", "claim"}, {"garden", "tax", "benefits"}}})
	e := openAt(t, dir, site)
	var listed []engines // which have lists of some words that stand near each other, and of all
	for _, rare := range []int{150, 0} {
		site, bounds := t.TempDir(), export.Usual
		bounds.Rare = rare
		exportTo(t, dir, site, bounds)
		listed = append(listed, openAt(t, dir, site))
	}
	plain, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	g := newGenerator(17)
	found, none := 0, 0
	for i := range 400 {
		var must, not []string
		for range g.IntN(3) {
			must = append(must, g.stretch(docs))
		}
		for range g.IntN(3) {
			not = append(not, g.stretch(docs))
		}
		switch i {
		case 0:
			must, not = []string{"gov.uk"}, []string{"co-operative"}
		case 1:
			must, not = []string{"bin garden"}, nil // from one alias to the next
		case 2:
			must, not = []string{"waste of the year", "missed bins"}, []string{"50000", "sign"}
		case 3:
			must, not = []string{"garden waste the the year"}, nil // any words stand for those left out
		}
		empty := func(p string) bool { return len(englishAnalyser().Analyze([]byte(p))) == 0 }
		must, not = slices.DeleteFunc(must, empty), slices.DeleteFunc(not, empty) // no phrase is left of stop words
		if len(must)+len(not) == 0 {
			continue
		}
		want := bleveIDs(t, plain, must, not)
		question := g.question(must, not)
		r := e.search(t, question, Options{Limit: mostHits})
		for _, e := range listed {
			e.search(t, question, Options{Limit: mostHits})
		}
		got := strings.Fields(ids(r))
		for len(got) < r.Total {
			more := e.search(t, g.question(must, not), Options{Limit: mostHits, Offset: len(got)})
			got = append(got, strings.Fields(ids(more))...)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) || !r.Exact {
			t.Fatalf("with %q, without %q: %d found, exact %v; by Bleve %d\n%q", must, not, len(got), r.Exact, len(want),
				difference(got, want))
		}
		counts := map[string]int{}
		for _, d := range docs {
			if slices.Contains(want, d.ID) {
				counts[d.Type]++
			}
		}
		for _, v := range r.Facets["type"] {
			if counts[v.Value] != v.Count {
				t.Errorf("with %q, without %q: %d of type %s, not %d", must, not, v.Count, v.Value, counts[v.Value])
			}
		}
		if len(want) > 0 {
			found++
		} else {
			none++
		}
	}
	if found < 100 || none < 20 {
		t.Errorf("%d questions found something, %d nothing: little is tested", found, none)
	}
}

// stretch returns some words of a document in their order.
func (g *generator) stretch(docs []index.Document) string {
	words := strings.Fields(docs[g.IntN(len(docs))].Body)
	n := 1 + g.IntN(4)
	from := g.IntN(len(words) - n)
	return strings.Join(words[from:from+n], " ")
}

// question writes the phrases as people do.
func (g *generator) question(must, not []string) string {
	var parts []string
	for _, p := range must {
		parts = append(parts, []string{`"` + p + `"`, "“" + p + "”"}[g.IntN(2)])
	}
	for _, p := range not {
		if !strings.Contains(p, " ") && g.IntN(2) == 0 {
			parts = append(parts, "-"+p)
		} else {
			parts = append(parts, `-"`+p+`"`)
		}
	}
	return strings.Join(parts, " ")
}

// bleveIDs asks Bleve alone.
func bleveIDs(t *testing.T, index bleve.Index, must, not []string) []string {
	t.Helper()
	anywhere := func(phrase string) query.Query {
		any := bleve.NewDisjunctionQuery()
		for _, field := range []string{"title", "aliases", "summary", "headings", "questions", "body"} {
			q := bleve.NewMatchPhraseQuery(phrase)
			q.SetField(field)
			any.AddQuery(q)
		}
		return any
	}
	all := bleve.NewBooleanQuery()
	for _, p := range must {
		all.AddMust(anywhere(p))
	}
	for _, p := range not {
		all.AddMustNot(anywhere(p))
	}
	request := bleve.NewSearchRequestOptions(all, 1000, 0, false)
	found, err := index.Search(request)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, hit := range found.Hits {
		list = append(list, hit.ID)
	}
	slices.Sort(list)
	return list
}

// Where quotes and minus count, and where they are marks like any other.
func TestClauses(t *testing.T) {
	for question, want := range map[string]string{
		`"missed bin" -garden`:     "[missed bin] -[garden]",
		`“missed bin” −garden`:     "[missed bin] -[garden]",
		`-"two words" x`:           "-[two words]",
		`sign-up a - b -- c --d`:   "",
		`"never closed`:            "",
		`-"never closed`:           "",
		`5" pipe 7" wide`:          "",
		`the "IT" desk -sign-up,`:  "[IT] -[sign-up,]",
		`"a""b" "" -`:              "[a] []",
		"x\u00a0-y\t\"z\"\n-\"w\"": "-[y] [z] -[w]",
	} {
		var got []string
		for _, c := range clausesOf(question) {
			minus := ""
			if c.without {
				minus = "-"
			}
			got = append(got, fmt.Sprintf("%s[%s]", minus, question[c.start:c.end]))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q has the clauses %q, want %q", question, got, want)
		}
	}
}

// A library too large to say where words stand wants all words of a phrase, and says that it did not look further.
func TestPhrasesWithoutPlaces(t *testing.T) {
	dir := t.TempDir()
	w, err := index.Create(index.Config{Dir: dir, Documents: store.MostPlaced + 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range councils {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, bounds := range map[string]export.Limits{"large": large, "vast": vast} {
		site := t.TempDir()
		exportTo(t, dir, site, bounds)
		e := openAt(t, dir, site)
		for question, want := range map[string]string{
			`"collection day" bins`: "report-missed-bin barnsley-bins", `"day of instalments"`: "", `bins -barnsley`: "report-missed-bin", `-report -pay -who`: "about payments",
		} {
			r := e.ask(t, question, Options{})
			if name == "large" {
				r = e.search(t, question, Options{})
			}
			if got := ids(r); got != want && (name == "large" || question[0] == '"') || r.Exact {
				t.Errorf("%s: %q found %q, exact %v", name, question, got, r.Exact)
			}
		}
	}
}
