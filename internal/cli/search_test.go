package cli

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/model"
)

// Filters are named where the index is made and at the kinds and fields that it is made of, where the
// command and the search page ask it, where the page shows their words, and where people read of them.
// All name the same.
func TestFilterNames(t *testing.T) {
	want := slices.Sorted(slices.Values(filterKeys))
	for _, place := range []struct{ file, list, name string }{
		{"../../theme/components/results/address.js", `(?s)facetNames = \[.*?\]`, `"([a-z-]+)"`},
		{"../../docs/search.md", `Filters are .*?\.`, `([a-z-]+)(?:,|\.| and)`},
		{"../../theme/strings/en.json", `(?s)"results\.facets\..*"results\.facets\.[^\n]*`, `"results\.facets\.([a-z-]+)"`},
		{"../build/document.go", `(?s)func \(c collection\) facets.*?\n// evidence`, `add\("([a-z-]+)"`},
	} {
		data, err := os.ReadFile(place.file)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, match := range regexp.MustCompile(place.name).FindAllStringSubmatch(regexp.MustCompile(place.list).FindString(string(data)),
			-1) {
			names = append(names, match[1])
		}
		if strings.HasSuffix(place.file, ".go") {
			names = append(append(names, "type"), modelFilters()...) // every document has its type, see index.Document
			for _, way := range insight.Likenesses(&model.Council{Type: "County", Nation: "England", Region: "South East"}) {
				if way.Way != "size" { // the search does not know sizes
					names = append(names, way.Way)
				}
			}
		}
		slices.Sort(names)
		if got := slices.Compact(names); !slices.Equal(got, want) {
			t.Errorf("%s has the filters %q, the command %q", place.file, got, want)
		}
	}
}

// modelFilters are those of kinds whose entries others name, and of fields.
func modelFilters() []string {
	var out []string
	for _, k := range model.Kinds() {
		if k.Filter {
			out = append(out, string(k.Type))
		}
		for _, fields := range model.NewEntry(k.Type).Fields() {
			of := reflect.TypeOf(fields).Elem()
			for i := range of.NumField() {
				if name := of.Field(i).Tag.Get("filter"); name != "" {
					out = append(out, name)
				}
			}
		}
	}
	return out
}
