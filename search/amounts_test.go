package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"servicepatterns/search/index"
)

// A number is found however it is written: what each question here finds first is all texts of its line.
func TestAmounts(t *testing.T) {
	same := [][]string{
		{"£50,000", "50 000", "50\u00a0000", "50000", "£50k"},
		{"£1.5 million", "£1.5m", "£1,500,000", "1500000"},
		{"4x4", "4 x 4"},
		{"0300 123 4567", "03001234567", "0300\u00a0123\u00a04567"},
		{"£2 billion", "£2bn", "2,000,000,000"},
	}
	var docs []index.Document
	for line, forms := range same {
		for i, form := range forms {
			docs = append(docs, index.Document{ID: fmt.Sprintf("%d-%d", line, i), Title: "A page", Body: "It says " + form + " here."})
		}
	}
	e := openBoth(t, docs, index.Synonyms{})
	for line, forms := range same {
		for _, question := range forms {
			got := strings.Fields(ids(e.search(t, question, Options{Limit: 100})))
			var want []string
			for i := range forms {
				want = append(want, fmt.Sprintf("%d-%d", line, i))
			}
			first := got[:min(len(got), len(want))]
			slices.Sort(first)
			if !slices.Equal(first, want) {
				t.Errorf("%q finds %q first, want %q", question, first, want)
			}
		}
	}
}
