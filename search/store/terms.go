package store

import (
	"errors"
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
	*opened
	numbers []int // the caller's number by Bleve's
}

// termBatch is how many documents make a segment. Asking costs the same for each
// segment, however few documents it holds.
const termBatch = 20_000

// NewTerms indexes so many documents. of returns the terms of one by field.
func NewTerms(documents int, of func(i int) map[string][]string) (*Terms, error) {
	ix, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("making an index in memory: %w", err)
	}
	if err := fill(ix, documents, of); err != nil {
		return nil, errors.Join(fmt.Errorf("indexing in memory: %w", err), ix.Close())
	}
	o, err := view(ix)
	if err != nil {
		return nil, err
	}
	t := &Terms{opened: o}
	if err := t.number(); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func fill(ix bleve.Index, documents int, of func(i int) map[string][]string) error {
	batch := ix.NewBatch()
	for i := range documents {
		d := document.NewDocument(strconv.Itoa(i))
		for field, terms := range of(i) {
			d.AddField(NewKeywords(field, slices.Values(terms)))
		}
		if err := batch.IndexAdvanced(d); err != nil {
			return err
		}
		if batch.Size() == termBatch || i == documents-1 {
			if err := ix.Batch(batch); err != nil {
				return err
			}
			batch.Reset()
		}
	}
	return nil
}

// number learns which of Bleve's numbers is which of the caller's.
func (t *Terms) number() error {
	return t.documents(func(at int, id index.IndexInternalID) error {
		name, err := t.Reader.ExternalID(id)
		if err != nil {
			return err
		}
		own, err := strconv.Atoi(name)
		if err != nil {
			return err
		}
		t.numbers = append(t.numbers, make([]int, max(0, at+1-len(t.numbers)))...)
		t.numbers[at] = own
		return nil
	})
}

// Each calls yield with every document that has the term in the field, in no order.
func (t *Terms) Each(field, term string, yield func(doc int)) error {
	return t.EachPosting(field, term, false, func(doc, _, _ int) { yield(t.numbers[doc]) })
}
