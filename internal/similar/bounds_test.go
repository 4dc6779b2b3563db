package similar

import (
	"fmt"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// many makes a library of n patterns. alike makes them all of the same few words, as
// where every council has its own version of every service.
func many(n int, alike bool) *model.Library {
	lib := &model.Library{ByID: map[string]*model.Entry{}}
	lib.Verbs = model.DefaultVerbs()
	for i := range n {
		e := &model.Entry{Type: model.ServicePattern, ID: fmt.Sprintf("e%06d", i), Own: &model.PatternFields{}}
		e.Title.Value = fmt.Sprintf("Report thing%d in place%d", i%997, i%1009)
		if alike {
			e.Title.Value = fmt.Sprintf("Report a missed bin in place%d", i)
		}
		e.Summary.Value = fmt.Sprintf("Someone sees word%d and word%d and word%d and wants it mended.", i%101, i%1013, i%7919)
		e.Aliases = texts([]string{fmt.Sprintf("thing%d", i%997), fmt.Sprintf("other name%d", i%503), "missed bin"})
		for q := range 10 {
			e.Pattern().Questions = append(e.Pattern().Questions,
				model.Question{Ask: model.Text{Value: fmt.Sprintf("What is the answer%d to this?", i*q%211)}})
		}
		lib.Entries = append(lib.Entries, e)
		lib.ByID[e.ID] = e
	}
	return lib
}

// BenchmarkCheck: four times the entries should take about four times the time, not
// sixteen, and entries that are all alike little more than others.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{2_500, 10_000} {
		for _, alike := range []bool{false, true} {
			lib := many(n, alike)
			b.Run(fmt.Sprintf("entries=%d/alike=%v", n, alike), func(b *testing.B) {
				for b.Loop() {
					if err := Check(lib, func(*model.Entry) bool { return false }, &diag.List{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// FuzzSimilar: whatever a person writes, asking ends, and scores lie between 0 and 1, best
// first.
func FuzzSimilar(f *testing.F) {
	f.Add("Report a missed bin")
	f.Add("")
	f.Add("make")
	f.Add(strings.Repeat("ü’s-\xff ", 300))
	x := indexed(f, many(50, false))
	f.Fuzz(func(t *testing.T, text string) {
		last := 1.0
		matches, err := x.Text(text, 5)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range matches {
			if m.Score < 0 || m.Score > last {
				t.Errorf("score %v after %v", m.Score, last)
			}
			last = m.Score
		}
	})
}
