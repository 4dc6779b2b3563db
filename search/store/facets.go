package store

import (
	"slices"
	"strings"

	"servicepatterns/search/analysis"
)

// FacetColumn is one facet of the library: which documents have which value.
type FacetColumn struct {
	Facet  string
	Values []FacetDocs // by value
}

// FacetDocs are the documents that have a value.
type FacetDocs struct {
	Value, Label string
	Folded       string // the value, as filters are
	Docs         []int  // Bleve's numbers, ascending
}

// FacetColumns reads all facets from the index, in order of their names.
func (l *Library) FacetColumns() ([]FacetColumn, error) {
	names, err := l.Reader.Fields()
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var columns []FacetColumn
	for _, name := range names {
		facet, ok := strings.CutPrefix(name, FacetPrefix)
		if !ok {
			continue
		}
		column := FacetColumn{Facet: facet}
		values, err := l.Terms(name)
		if err != nil {
			return nil, err
		}
		for _, entry := range values {
			docs := FacetDocs{Value: entry.Term, Label: l.Statistics.Labels[facet][entry.Term], Folded: analysis.Fold(entry.Term)}
			if docs.Label == "" {
				docs.Label = docs.Value
			}
			if err := l.EachPosting(name, entry.Term, false, func(doc, _, _ int) { docs.Docs = append(docs.Docs, doc) }); err != nil {
				return nil, err
			}
			column.Values = append(column.Values, docs)
		}
		columns = append(columns, column)
	}
	return columns, nil
}
