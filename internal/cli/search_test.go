package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Filters are named where the index is made, where the command and the search page ask it, and where
// people read of them. All four name the same.
func TestFilterNames(t *testing.T) {
	want := slices.Sorted(slices.Values(filterKeys))
	for _, place := range []struct{ file, list, name string }{
		{"../../theme/components/results/address.js", `(?s)facetNames = \[.*?\]`, `"([a-z-]+)"`},
		{"../../docs/search.md", `Filters are .*?\.`, `([a-z-]+)(?:,|\.| and)`},
		{"../build/document.go", `(?s)func \(b \*builder\) facets.*?\n// evidence`, `add\("([a-z-]+)"`},
	} {
		data, err := os.ReadFile(place.file)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, match := range regexp.MustCompile(place.name).FindAllStringSubmatch(regexp.MustCompile(place.list).FindString(string(data)), -1) {
			names = append(names, match[1])
		}
		if strings.HasSuffix(place.file, ".go") {
			names = append(names, "type") // which every document has, see search.Document
		}
		slices.Sort(names)
		if got := slices.Compact(names); !slices.Equal(got, want) {
			t.Errorf("%s has the filters %q, the command %q", place.file, got, want)
		}
	}
}
