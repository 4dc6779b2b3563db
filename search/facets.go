package search

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"servicepatterns/search/analysis"
)

// facetColumn is one facet of the library: which documents have which value.
type facetColumn struct {
	facet  string
	values []facetDocs // by value
}

type facetDocs struct {
	value, label string
	folded       string // the value, as filters are
	docs         []int  // Bleve's numbers, ascending
}

// facetColumns reads all facets from the index, in order of their names.
func (l *library) facetColumns() ([]facetColumn, error) {
	names, err := l.reader.Fields()
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var columns []facetColumn
	for _, name := range names {
		facet, ok := strings.CutPrefix(name, facetPrefix)
		if !ok {
			continue
		}
		column := facetColumn{facet: facet}
		values, err := l.terms(name)
		if err != nil {
			return nil, err
		}
		for _, entry := range values {
			docs := facetDocs{value: entry.term, label: l.statistics.Labels[facet][entry.term], folded: analysis.Fold(entry.term)}
			if docs.label == "" {
				docs.label = docs.value
			}
			if err := l.each(name, entry.term, false, func(doc, _, _ int) { docs.docs = append(docs.docs, doc) }); err != nil {
				return nil, err
			}
			column.values = append(column.values, docs)
		}
		columns = append(columns, column)
	}
	return columns, nil
}

// Values returns what a filter can be set to.
func (x *Index) Values(facet string) (_ []string, err error) {
	defer guarded(&err)()
	columns, err := x.columns()
	if err != nil {
		return nil, err
	}
	var values []string
	for _, c := range columns {
		if c.facet == facet {
			for _, v := range c.values {
				values = append(values, v.value)
			}
		}
	}
	return values, nil
}

// foldFilters returns the filters that have values, these folded as those of facets are when the two
// are compared: neither case nor accents matter.
func foldFilters(filters map[string][]string) map[string][]string {
	all := map[string][]string{}
	for facet, values := range filters {
		for _, v := range values {
			all[facet] = append(all[facet], analysis.Fold(v))
		}
	}
	return all
}

// narrow applies filters to the documents found. A count of a facet respects the filters of the
// other facets but not its own, so that a person sees what a further choice would bring.
func narrow(found []int, count int, columns []facetColumn, filters map[string][]string) ([]int, map[string][]FacetValue) {
	// Which facets count a document: none if 0, all if every, and if n+1 only the n-th, whose filter
	// alone it misses.
	const every = math.MaxUint8
	counts := make([]uint8, count)
	for _, doc := range found {
		counts[doc] = every
	}
	for facet, values := range filters {
		at := slices.IndexFunc(columns, func(c facetColumn) bool { return c.facet == facet })
		has := make([]bool, count)
		if at >= 0 {
			for _, v := range columns[at].values {
				if slices.Contains(values, v.folded) {
					for _, doc := range v.docs {
						has[doc] = true
					}
				}
			}
		}
		for _, doc := range found {
			switch {
			case has[doc]:
			case counts[doc] == every:
				counts[doc] = uint8(at + 1)
			default:
				counts[doc] = 0
			}
		}
	}
	var kept []int
	for _, doc := range found {
		if counts[doc] == every {
			kept = append(kept, doc)
		}
	}
	facets := map[string][]FacetValue{}
	for at, column := range columns {
		list := []FacetValue{}
		for _, v := range column.values {
			n := 0
			for _, doc := range v.docs {
				if counts[doc] == every || int(counts[doc]) == at+1 {
					n++
				}
			}
			if n > 0 || slices.Contains(filters[column.facet], v.folded) {
				list = append(list, FacetValue{v.value, v.label, n})
			}
		}
		slices.SortFunc(list, func(a, b FacetValue) int {
			return cmp.Or(b.Count-a.Count, inUTF16Order(a.Label, b.Label), inUTF16Order(a.Value, b.Value))
		})
		facets[column.facet] = list
	}
	return kept, facets
}
