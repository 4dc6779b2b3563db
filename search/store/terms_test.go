package store

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
)

// Terms answers with the caller's numbers, whatever Bleve's are, from each field alone,
// and for several goroutines at a time.
func TestTerms(t *testing.T) {
	const n = 300
	x, err := NewTerms(n, func(i int) map[string][]string {
		return map[string][]string{"a": {"all", strconv.Itoa(i % 7)}, "b": {strconv.Itoa(i % 5)}}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	for _, c := range []struct {
		field, term string
		every, from int
	}{{"a", "all", 1, 0}, {"a", "3", 7, 3}, {"b", "3", 5, 3}, {"b", "6", n, n}, {"a", "none", n, n}, {"none", "all", n, n}} {
		t.Run(c.field+"="+c.term, func(t *testing.T) {
			t.Parallel()
			var got, want []int
			if err := x.Each(c.field, c.term, func(doc int) { got = append(got, doc) }); err != nil {
				t.Fatal(err)
			}
			for i := c.from; i < n; i += c.every {
				want = append(want, i)
			}
			slices.Sort(got)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
	none, err := NewTerms(0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := none.Each("a", "all", func(int) { t.Error("a document of nothing") }); err != nil {
		t.Fatal(err)
	}
	if err := none.Close(); err != nil {
		t.Fatal(err)
	}
}
