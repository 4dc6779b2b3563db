package search

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
)

func TestTmpEval(t *testing.T) {
	docs := govuk(t)
	dir := t.TempDir()
	w, _ := Create(Config{Dir: dir})
	parallel(len(docs), func(i int) error { return w.Add(docs[i]) })
	w.Close()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	rel := map[string]map[string]bool{}
	b, _ := os.ReadFile("testdata/relevance/govuk-train/qrels.tsv")
	for _, l := range strings.Split(string(b), "\n") {
		f := strings.Fields(l)
		if len(f) < 3 {
			continue
		}
		if rel[f[0]] == nil {
			rel[f[0]] = map[string]bool{}
		}
		rel[f[0]][f[1]] = true
	}
	for _, set := range []string{"queries", "queries-kw", "queries-typo"} {
		f, _ := os.Open("testdata/relevance/govuk-train/" + set + ".jsonl")
		s := bufio.NewScanner(f)
		var qs []struct{ ID, Text string }
		for s.Scan() {
			var q struct{ ID, Text string }
			json.Unmarshal(s.Bytes(), &q)
			qs = append(qs, q)
		}
		scores := make([]float64, len(qs))
		parallel(len(qs), func(i int) error {
			r, err := x.Search(qs[i].Text, Options{})
			if err != nil {
				t.Error(err)
			}
			want := rel[qs[i].ID]
			ideal, dcg := 0.0, 0.0
			for k := range min(10, len(want)) {
				ideal += 1 / math.Log2(float64(k+2))
			}
			for k, h := range r.Hits {
				if want[h.ID] {
					dcg += 1 / math.Log2(float64(k+2))
				}
			}
			scores[i] = dcg / ideal
			return nil
		})
		sum := 0.0
		for _, v := range scores {
			sum += v
		}
		fmt.Printf("%s %d %.4f\n", set, len(qs), sum/float64(len(qs)))
	}
	_ = sort.Ints
}
