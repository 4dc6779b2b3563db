package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
)

// columns returns the facets with our numbers for documents.
func (e *export) columns() ([]facetColumn, error) {
	columns, err := e.library.facetColumns()
	for _, column := range columns {
		for _, v := range column.values {
			for i, doc := range v.docs {
				v.docs[i] = e.numbers[doc]
			}
			slices.Sort(v.docs)
		}
	}
	return columns, err
}

// addFacets writes all facets to one file: a query needs all of them for its counts.
// First a JSON list of [facet, form, [[value, label], …]], then each facet's documents: in form 0 a
// list for each value, in form 1 the value of each document. In a library that is answered approximately (form 2) a query
// fetches only the lists of the values that it filters by, and each is a file.
func (e *export) addFacets(columns []facetColumn) {
	head := [][3]any{}
	var body []byte
	for _, column := range columns {
		labels := [][2]string{}
		for _, v := range column.values {
			label := v.label
			if label == v.value {
				label = ""
			}
			labels = append(labels, [2]string{v.value, label})
			if e.forwardIndex != nil {
				e.addValue(v)
			}
		}
		if e.forwardIndex != nil {
			head = append(head, [3]any{column.facet, 2, labels})
			continue
		}
		dense := denseColumn(column, len(e.docs))
		if dense != nil {
			body = append(body, dense...)
			head = append(head, [3]any{column.facet, 1, labels})
			continue
		}
		for _, v := range column.values {
			body = appendDocs(body, v.docs, len(e.docs))
		}
		head = append(head, [3]any{column.facet, 0, labels})
	}
	headJSON := encodeJSON(head)
	e.add("facets", append(append(appendInt(nil, len(headJSON)), headJSON...), body...))
}

// denseColumn is a facet as a byte for each document, 0 for none. It suits facets of which
// most documents have exactly one value; for others it returns nil.
func denseColumn(c facetColumn, documents int) []byte {
	if len(c.values) > 255 {
		return nil
	}
	column := make([]byte, documents)
	total := 0
	for i, v := range c.values {
		for _, doc := range v.docs {
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
		r, err := e.library.record(e.docs[i])
		if err != nil {
			return nil, err
		}
		if i > first {
			body = append(body, ',')
		}
		dates[i] = r.Updated
		body = append(body, r.encode()...)
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

// encodeJSON marshals without the escapes that only HTML needs.
func encodeJSON(v any) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // callers pass strings and numbers only
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}
