package similar

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// many makes a library of n patterns. alike makes them all of the same few words, as
// where every council has its own version of every service.
func many(n int, alike bool) *model.Library {
	lib := &model.Library{ByID: map[string]*model.Entry{}}
	lib.Verbs = model.DefaultVerbs
	for i := range n {
		e := &model.Entry{Type: model.ServicePattern, ID: fmt.Sprintf("e%06d", i), Pattern: &model.PatternFields{}}
		e.Title.Value = fmt.Sprintf("Report thing%d in place%d", i%997, i%1009)
		if alike {
			e.Title.Value = fmt.Sprintf("Report a missed bin in place%d", i)
		}
		e.Summary.Value = fmt.Sprintf("Someone sees word%d and word%d and word%d and wants it mended.", i%101, i%1013, i%7919)
		e.Aliases = texts([]string{fmt.Sprintf("thing%d", i%997), fmt.Sprintf("other name%d", i%503), "missed bin"})
		for q := range 10 {
			e.Pattern.Questions = append(e.Pattern.Questions, model.Question{Ask: model.Text{Value: fmt.Sprintf("What is the answer%d to this?", i*q%211)}})
		}
		lib.Entries = append(lib.Entries, e)
		lib.ByID[e.ID] = e
	}
	return lib
}

// TestTime: four times the entries take about four times the time, not sixteen.
func TestTime(t *testing.T) {
	none := func(*model.Entry) bool { return false }
	for _, alike := range []bool{false, true} {
		measure := func(n int) time.Duration {
			best := time.Hour
			for range 3 { // the machine does other things too
				lib := many(n, alike)
				start := time.Now()
				Check(lib, none, &diag.List{})
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := measure(1_000), measure(4_000)
		t.Logf("alike %v: 1,000 entries in %v, 4,000 in %v", alike, small, large)
		if large > 10*small {
			t.Errorf("alike %v: 1,000 entries take %v, 4,000 take %v", alike, small, large)
		}
	}
}

func BenchmarkCheck10000(b *testing.B) {
	lib := many(10_000, false)
	for b.Loop() {
		Check(lib, func(*model.Entry) bool { return false }, &diag.List{})
	}
}

// FuzzText: whatever a person writes, asking ends, and scores lie between 0 and 1, best
// first.
func FuzzText(f *testing.F) {
	f.Add("Report a missed bin")
	f.Add("")
	f.Add("make")
	f.Add(strings.Repeat("ü’s-\xff ", 300))
	x := New(many(50, false))
	f.Fuzz(func(t *testing.T, text string) {
		last := 1.0
		for _, m := range x.Text(text, 5) {
			if m.Score < 0 || m.Score > last {
				t.Errorf("score %v after %v", m.Score, last)
			}
			last = m.Score
		}
	})
}
