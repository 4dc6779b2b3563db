package export

import (
	"encoding/binary"
	"slices"
	"strconv"

	"servicepatterns/search/store"
)

// In a library of more than 40,000 entries whole lists are too much for one query: of 400,000 entries a common word's
// fills a hundred kilobytes, and a query has several such words. There a reader takes
//
//   - the head of each list, from the term's shard,
//   - as many blocks of the rest as it can afford, those of greatest impact first, wherever they are,
//   - for the documents that then look best, what the lists that it has not read to the end give
//     them: their forwardIndex, a small file each.
//
// So the scores of what it shows are exact, though a document that stands low in every list may
// be missed; totals and counts are lower bounds, and the reader says so. This follows the threshold
// algorithm of Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware" (2003), cut
// short where the budget ends. js/approximate.js reads it.

// head is the part of a list that its shard holds.
func (e *export) head(list []store.Posting) []store.Posting {
	if e.long(list) {
		return list[:e.limits.Head]
	}
	return list
}

func (e *export) long(list []store.Posting) bool {
	return e.forwardIndex != nil && len(list) > e.limits.Block
}

// addRest writes what the head of a long list leaves to files, b0, b1, …, and appends to the term's
// body where they are: their number; then the number of the list, its least impact, the first file,
// and for each file its greatest impact and how many postings it has.
func (e *export) addRest(body []byte, list []store.Posting) []byte {
	if !e.long(list) {
		return body
	}
	least := store.ImpactCode(list[len(list)-1].Impact)
	number := e.forwardIndex.add(list, least)
	rest := slices.Collect(slices.Chunk(list[e.limits.Head:], e.limits.Block))
	for _, n := range []int{len(rest), number, least, e.forwardIndex.blocks} {
		body = appendInt(body, n)
	}
	for _, block := range rest {
		body = appendInt(appendInt(body, store.ImpactCode(block[0].Impact)), len(block))
		e.add("b"+strconv.Itoa(e.forwardIndex.blocks), encodePostings(nil, block, len(e.docs)))
		e.forwardIndex.blocks++
	}
	return body
}

// forwardIndex say for each document which long lists it is in, and with what impact.
type forwardIndex struct {
	lists, blocks, values int // written so far
	of                    [][]byte
	last                  []int // the latest list of each document
}

func newForwardIndex(documents int) *forwardIndex {
	v := &forwardIndex{of: make([][]byte, documents), last: make([]int, documents)}
	for doc := range v.last {
		v.last[doc] = -1
	}
	return v
}

// add notes a list and returns its number. Hundreds of millions of postings pass here, so each is
// kept in two bytes or little more: how many lists lie between, and how far its impact's code is
// above the list's least.
func (v *forwardIndex) add(list []store.Posting, least int) int {
	number := v.lists
	for _, p := range list {
		v.of[p.Doc] = appendInt(appendInt(v.of[p.Doc], number-v.last[p.Doc]-1), store.ImpactCode(p.Impact)-least)
		v.last[p.Doc] = number
	}
	v.lists++
	return number
}

// addValue writes the documents of a facet's value.
func (e *export) addValue(v store.FacetDocs) {
	e.add("f"+strconv.Itoa(e.forwardIndex.values), appendDocs(nil, v.Docs, len(e.docs)))
	e.forwardIndex.values++
}

// addForwardIndex writes a file for each document: how many long lists it is in, which, and the code of
// its impact in each above the list's least; then how many values of facets it has, and which, by
// the distance from the one before.
func (e *export) addForwardIndex(columns []store.FacetColumn) {
	values := make([][]int, len(e.docs))
	n := 0
	for _, column := range columns {
		for _, v := range column.Values {
			for _, doc := range v.Docs {
				values[doc] = append(values[doc], n)
			}
			n++
		}
	}
	for doc, noted := range e.forwardIndex.of {
		var lists []int
		var above []byte
		for at := -1; len(noted) > 0; {
			between, size := binary.Uvarint(noted)
			code, more := binary.Uvarint(noted[size:])
			noted = noted[size+more:]
			at += int(between) + 1
			lists, above = append(lists, at), append(above, byte(code)) // codes are below 256
		}
		body := appendInt(append(appendDocs(nil, lists, e.forwardIndex.lists), above...), len(values[doc]))
		last := 0
		for _, v := range values[doc] {
			body = appendInt(body, v-last)
			last = v
		}
		e.add("v"+strconv.Itoa(doc), body)
	}
}
