// Package relevance holds a floor under how good the answers are: `make relevance` measures all of it,
// and beside other engines.
package relevance

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"servicepatterns/internal/build"
	"servicepatterns/search"
	"servicepatterns/search/index"
)

const sets = "../../search/testdata/relevance/"

// The public set, over its guides: a wrong weight or constant costs more than is left here.
func TestGuides(t *testing.T) {
	dir := t.TempDir()
	w, err := index.Create(index.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range lines[struct{ ID, Title, Body string }](t, sets+"govuk-train/docs.jsonl") {
		if err := w.Add(index.Document{ID: d.ID, Title: d.Title, Body: d.Body}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	floor(t, dir, "govuk-train", "queries", 5, 0.698)
	floor(t, dir, "govuk-train", "queries-kw", 5, 0.697)
	floor(t, dir, "govuk-train", "queries-typo", 5, 0.696)
}

// This library's own content, with its synonyms. Another library has other entries, and no judged queries.
func TestOwnLibrary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bleve")
	if err := build.Index(context.Background(), "../../patterns", dir); err != nil {
		t.Fatal(err)
	}
	floor(t, dir, "library", "queries", 1, 0.881)
	floor(t, dir, "library", "queries-typo", 1, 0.865)
}

// documents are the ids of all that an index has.
func documents(t *testing.T, x *search.Index) map[string]bool {
	t.Helper()
	there := map[string]bool{}
	for {
		everything, err := x.Search("-zzyzx", search.Options{Limit: 100, Offset: len(there)})
		if err != nil {
			t.Fatal(err)
		}
		if len(everything.Hits) == 0 {
			return there
		}
		for _, h := range everything.Hits {
			there[h.ID] = true
		}
	}
}

// floor asks every nth query of a form and fails if the mean of nDCG@10 is less. Queries of which no
// answer is in the index count for nothing.
func floor(t *testing.T, dir, set, form string, nth int, least float64) {
	t.Helper()
	x, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	there := documents(t, x)
	grades := map[string]map[string]int{}
	judged, err := os.ReadFile(sets + set + "/qrels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(judged)) {
		fields := strings.Fields(line)
		grade, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		if grades[fields[0]] == nil {
			grades[fields[0]] = map[string]int{}
		}
		if there[fields[1]] {
			grades[fields[0]][fields[1]] = grade
		}
	}
	sum, asked := 0.0, 0
	queries := lines[struct{ ID, Text string }](t, sets+set+"/"+form+".jsonl")
	for i, q := range queries {
		relevant := grades[q.ID]
		if i%nth > 0 || len(relevant) == 0 {
			continue
		}
		r, err := x.Search(q.Text, search.Options{Limit: 40})
		if err != nil {
			t.Fatal(err)
		}
		var gains, ideal []int
		for _, h := range r.Hits {
			if h.Type != "service" && len(gains) < 10 { // services came after our own library was judged
				gains = append(gains, relevant[h.ID])
			}
		}
		for _, grade := range relevant {
			ideal = append(ideal, grade)
		}
		slices.Sort(ideal)
		slices.Reverse(ideal)
		sum += discounted(gains) / discounted(ideal)
		asked++
	}
	if asked < len(queries)/nth/2 {
		return // another library
	}
	t.Logf("%s, %s: nDCG@10 %.4f over %d", set, form, sum/float64(asked), asked)
	if sum/float64(asked) < least {
		t.Errorf("%s, %s: nDCG@10 %.4f over %d queries, want at least %.3f", set, form, sum/float64(asked), asked, least)
	}
}

// discounted adds up the first ten gains, each divided by log2(rank + 1).
func discounted(gains []int) float64 {
	sum := 0.0
	for i, gain := range gains[:min(10, len(gains))] {
		sum += float64(gain) / math.Log2(float64(i+2))
	}
	return sum
}

// lines decodes a file with a line of JSON for each T.
func lines[T any](t *testing.T, name string) []T {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []T
	for decoder := json.NewDecoder(file); decoder.More(); {
		var v T
		if err := decoder.Decode(&v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, v)
	}
	return all
}
