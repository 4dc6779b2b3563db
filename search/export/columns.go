package export

import (
	"slices"
	"strconv"

	"servicepatterns/search/store"
)

// columns returns the facets with our numbers for documents.
func (e *export) columns() ([]store.FacetColumn, error) {
	columns, err := e.library.FacetColumns()
	for _, column := range columns {
		for _, v := range column.Values {
			for i, doc := range v.Docs {
				v.Docs[i] = e.numbers[doc]
			}
			slices.Sort(v.Docs)
		}
	}
	return columns, err
}

// addFacets writes all facets to one file: a query needs all of them for its counts.
// First a JSON list of [facet, form, [[value, label], …]], then each facet's documents: in form 0 a
// list for each value, in form 1 the value of each document. In a library that is answered approximately (form 2) a query
// fetches only the lists of the values that it filters by, and each is a file.
func (e *export) addFacets(columns []store.FacetColumn) {
	head := [][3]any{}
	var body []byte
	for _, column := range columns {
		labels := [][2]string{}
		for _, v := range column.Values {
			label := v.Label
			if label == v.Value {
				label = ""
			}
			labels = append(labels, [2]string{v.Value, label})
			if e.forwardIndex != nil {
				e.addValue(v)
			}
		}
		if e.forwardIndex != nil {
			head = append(head, [3]any{column.Facet, 2, labels})
			continue
		}
		dense := denseColumn(column, len(e.docs))
		if dense != nil {
			body = append(body, dense...)
			head = append(head, [3]any{column.Facet, 1, labels})
			continue
		}
		for _, v := range column.Values {
			body = appendDocs(body, v.Docs, len(e.docs))
		}
		head = append(head, [3]any{column.Facet, 0, labels})
	}
	headJSON := store.EncodeJSON(head)
	e.add("facets", append(append(appendInt(nil, len(headJSON)), headJSON...), body...))
}

// denseColumn is a facet as a byte for each document, 0 for none. It suits facets of which
// most documents have exactly one value; for others it returns nil.
func denseColumn(c store.FacetColumn, documents int) []byte {
	if len(c.Values) > 255 {
		return nil
	}
	column := make([]byte, documents)
	total := 0
	for i, v := range c.Values {
		for _, doc := range v.Docs {
			if column[doc] != 0 {
				return nil
			}
			column[doc] = byte(i + 1)
			total++
		}
	}
	if total < documents/2 {
		return nil
	}
	return column
}

// addDocuments writes the records in groups, and returns when each document was updated.
func (e *export) addDocuments() ([]string, error) {
	dates := make([]string, len(e.docs))
	const atOnce = 4096 // groups held before they are compressed
	groups := (len(e.docs) + documentGroup - 1) / documentGroup
	for from := 0; from < groups; from += atOnce {
		bodies := make([][]byte, min(atOnce, groups-from))
		if err := parallel(len(bodies), func(i int) (err error) {
			bodies[i], err = e.records((from+i)*documentGroup, dates)
			return err
		}); err != nil {
			return nil, err
		}
		for i, body := range bodies {
			e.add("d"+strconv.Itoa(from+i), body)
		}
	}
	return dates, nil
}

// records returns the group of records that begins with the document first, and notes their dates.
func (e *export) records(first int, dates []string) ([]byte, error) {
	body := []byte{'['}
	for i := first; i < min(len(e.docs), first+documentGroup); i++ {
		r, err := e.library.Record(e.docs[i])
		if err != nil {
			return nil, err
		}
		if i > first {
			body = append(body, ',')
		}
		dates[i] = r.Updated
		body = append(body, r.Encode()...)
	}
	return append(body, ']'), nil
}

// addDates writes for each document how new it is among all: 0 if unknown, then 1 for the oldest.
func (e *export) addDates(dates []string) {
	distinct := slices.Clone(dates)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	var body []byte
	for _, date := range dates {
		rank, _ := slices.BinarySearch(distinct, date)
		body = appendInt(body, rank)
	}
	e.add("dates", body)
}

// addSigns exports the signs, in a file that is fetched with the first query.
func (e *export) addSigns() error {
	signs, err := e.library.Signs()
	if err != nil {
		return err
	}
	e.add("signs", store.EncodeJSON(signs))
	return nil
}
