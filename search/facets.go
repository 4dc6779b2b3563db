package search

import (
	"cmp"
	"math"
	"slices"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// Values returns what a filter can be set to.
func (x *Index) Values(facet string) (_ []string, err error) {
	defer guarded(&err)()
	columns, err := x.columns()
	if err != nil {
		return nil, err
	}
	var values []string
	for _, c := range columns {
		if c.Facet == facet {
			for _, v := range c.Values {
				values = append(values, v.Value)
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
func narrow(found []int, count int, columns []store.FacetColumn, filters map[string][]string) ([]int, map[string][]FacetValue) {
	// Which facets count a document: none if 0, all if every, and if n+1 only the n-th, whose filter
	// alone it misses.
	const every = math.MaxUint8
	counts := make([]uint8, count)
	for _, doc := range found {
		counts[doc] = every
	}
	for facet, values := range filters {
		at := slices.IndexFunc(columns, func(c store.FacetColumn) bool { return c.Facet == facet })
		has := make([]bool, count)
		if at >= 0 {
			for _, v := range columns[at].Values {
				if slices.Contains(values, v.Folded) {
					for _, doc := range v.Docs {
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
		for _, v := range column.Values {
			n := 0
			for _, doc := range v.Docs {
				if counts[doc] == every || int(counts[doc]) == at+1 {
					n++
				}
			}
			if n > 0 || slices.Contains(filters[column.Facet], v.Folded) {
				list = append(list, FacetValue{v.Value, v.Label, n})
			}
		}
		slices.SortFunc(list, func(a, b FacetValue) int {
			return cmp.Or(b.Count-a.Count, store.InUTF16Order(a.Label, b.Label), store.InUTF16Order(a.Value, b.Value))
		})
		facets[column.Facet] = list
	}
	return kept, facets
}
