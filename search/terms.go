package search

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// Terms is a Bleve index in memory of terms that a program chose itself: which of some
// numbered documents have a term in a field. It is safe for several goroutines.
type Terms struct {
	index   bleve.Index
	reader  index.IndexReader
	numbers []int // the caller's number by Bleve's
}

// termBatch is how many documents make a segment. Asking costs the same for each
// segment, however few documents it holds.
const termBatch = 20_000

// NewTerms indexes so many documents. of returns the terms of one by field.
func NewTerms(documents int, of func(i int) map[string][]string) (_ *Terms, err error) {
	t := &Terms{}
	if t.index, err = bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil); err != nil {
		return nil, fmt.Errorf("making an index in memory: %w", err)
	}
	defer func() {
		if err != nil {
			_ = t.Close()
		}
	}()
	batch := t.index.NewBatch()
	for i := range documents {
		d := document.NewDocument(strconv.Itoa(i))
		for field, terms := range of(i) {
			d.AddField(newKeywords(field, slices.Values(terms)))
		}
		if err := batch.IndexAdvanced(d); err != nil {
			return nil, fmt.Errorf("indexing in memory: %w", err)
		}
		if batch.Size() == termBatch || i == documents-1 {
			if err := t.index.Batch(batch); err != nil {
				return nil, fmt.Errorf("indexing in memory: %w", err)
			}
			batch.Reset()
		}
	}
	advanced, err := t.index.Advanced()
	if err != nil {
		return nil, err
	}
	if t.reader, err = advanced.Reader(); err != nil {
		return nil, err
	}
	return t, t.number()
}

// number learns which of Bleve's numbers is which of the caller's.
func (t *Terms) number() error {
	all, err := t.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if err != nil || id == nil {
			return err
		}
		name, err := t.reader.ExternalID(id)
		if err != nil {
			return err
		}
		own, err := strconv.Atoi(name)
		if err != nil {
			return err
		}
		at := int(id.Value())
		t.numbers = append(t.numbers, make([]int, max(0, at+1-len(t.numbers)))...)
		t.numbers[at] = own
	}
}

// Each calls yield with every document that has the term in the field, in no order.
func (t *Terms) Each(field, term string, yield func(doc int)) error {
	docs, err := t.reader.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer docs.Close()
	var posting index.TermFieldDoc
	for {
		next, err := docs.Next(&posting)
		if err != nil || next == nil {
			return err
		}
		yield(t.numbers[next.ID.Value()])
	}
}

// Close releases the index.
func (t *Terms) Close() error {
	if t.reader != nil {
		_ = t.reader.Close()
	}
	return t.index.Close()
}
