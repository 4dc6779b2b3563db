// Package store is what the Bleve index of a library holds: its fields and terms, how they are read, and what
// a term gives a document. Those who write the index, export it and ask it have that in common.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// ErrNewerFormat says that an index was written by a later version than this reader.
var ErrNewerFormat = errors.New("the search index was written by a newer version of patterns; update patterns to read it")

// opened is an open Bleve index, and a view of it that stays as it is.
type opened struct {
	index  bleve.Index
	Reader index.IndexReader
}

// view opens the view. Where that fails the index is closed.
func view(ix bleve.Index) (*opened, error) {
	advanced, err := ix.Advanced()
	if err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return &opened{ix, reader}, nil
}

func (o *opened) Close() error { return errors.Join(o.Reader.Close(), o.index.Close()) }

// documents calls yield with each document and the number that Bleve gave it.
func (o *opened) documents(yield func(number int, id index.IndexInternalID) error) error {
	all, err := o.Reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if err != nil || id == nil {
			return err
		}
		if err := yield(int(id.Value()), id); err != nil {
			return err
		}
	}
}

// Library is an index that this package wrote and what ranking needs to know of it.
type Library struct {
	*opened
	Statistics Statistics
	Ranking    ranking
	Count      int // numbers that Bleve gave to documents; more than there are if some were deleted

	counts    func() (map[string]int, error)      // words and how many documents have them, 0 for one that is only English
	Compounds func() (map[string][]string, error) // of a stem the pairs by which its words are written as two
}

func Open(dir string) (*Library, error) {
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	o, err := view(ix)
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	l := &Library{opened: o}
	l.counts = sync.OnceValues(l.readCounts)
	l.Compounds = sync.OnceValues(l.readCompounds)
	if err := l.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the index %s: %w", dir, err), l.Close())
	}
	return l, nil
}

func (l *Library) load() error {
	data, err := l.Reader.GetInternal([]byte(StatisticsKey))
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return errors.New("this Bleve index was not written by patterns")
	}
	if err := json.Unmarshal(data, &l.Statistics); err != nil {
		return err
	}
	if l.Statistics.Format > IndexFormat {
		return ErrNewerFormat
	}
	l.Ranking = newRanking(l.Statistics)
	return l.documents(func(number int, _ index.IndexInternalID) error {
		l.Count = max(l.Count, number+1)
		return nil
	})
}

// Terms returns every term of a field with its count of documents, in order.
func (l *Library) Terms(fieldName string) ([]DictEntry, error) {
	dict, err := l.Reader.FieldDict(fieldName)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var all []DictEntry
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return all, err
		}
		all = append(all, DictEntry{Term: entry.Term, Count: int(entry.Count)})
	}
}

type DictEntry struct {
	Term  string
	Count int
	Named bool // of a word: whether titles, aliases or synonyms have it
}

// each calls yield for every document that has the term in the field, in the order of Bleve's numbers.
func (o *opened) EachPosting(fieldName, term string, lengths bool, yield func(doc, tf, length int)) error {
	reader, err := o.Reader.TermFieldReader(context.Background(), []byte(term), fieldName, lengths, lengths, false)
	if err != nil {
		return err
	}
	defer reader.Close()
	var posting index.TermFieldDoc
	for {
		next, err := reader.Next(&posting)
		if err != nil || next == nil {
			return err
		}
		length := 0
		if lengths {
			// Bleve hands the length of the field out as 1/√length, exact enough to be undone.
			length = int(math.Round(1 / (next.Norm * next.Norm)))
		}
		yield(int(next.ID.Value()), int(next.Freq), length)
	}
}

// Record reads what a hit shows of the document with this number of Bleve's.
func (l *Library) Record(doc int) (Record, error) {
	id, err := l.Reader.ExternalID(index.NewIndexInternalID(nil, uint64(doc)))
	if err != nil {
		return Record{}, err
	}
	stored, err := l.Reader.Document(id)
	if err != nil {
		return Record{}, err
	}
	if stored == nil {
		return Record{}, fmt.Errorf("the index lost document %q", id)
	}
	var r Record
	stored.VisitFields(func(f index.Field) {
		if f.Name() == RecordField {
			r, err = decodeRecord(slices.Clone(f.Value()))
		}
	})
	return r, err
}

// Posting says what a term gives a document.
type Posting struct{ Doc, Impact int }

// Scratch is what impacts needs for each document, kept from term to term.
type Scratch struct {
	sums    []float64
	names   []float64 // the part of title and aliases in each
	touched []int
}

func (l *Library) NewScratch() *Scratch {
	return &Scratch{sums: make([]float64, l.Count), names: make([]float64, l.Count)}
}

// Impacts returns what a stem gives each document that has it, in the order of Bleve's numbers; if
// none has, what it stands for gives. Queries in Go and the export call it.
func (l *Library) Impacts(stem string, s *Scratch) ([]Posting, error) {
	if l.Statistics.Fallbacks[stem] != nil {
		return l.fallback(stem, s)
	}
	if word, ok := strings.CutSuffix(stem, ApartTerm("")); ok {
		return l.Apart(word)
	}
	return l.ownImpacts(stem, s)
}

// ownImpacts is the one place where frequencies become scores.
func (l *Library) ownImpacts(stem string, s *Scratch) ([]Posting, error) {
	s.touched = s.touched[:0]
	var t termStats
	for f, field := range Fields {
		err := l.EachPosting(field.Name, stem, true, func(doc, tf, length int) {
			if s.sums[doc] == 0 {
				s.touched = append(s.touched, doc)
			}
			s.sums[doc] += l.Ranking.frequency(f, tf, length)
			t.frequency += tf
			if f == TitleField {
				t.titleDF++
			}
			if f <= AliasesField { // the names come first
				s.names[doc] = s.sums[doc]
			}
		})
		if err != nil {
			return nil, fmt.Errorf("reading postings of %q: %w", stem, err)
		}
	}
	slices.Sort(s.touched)
	t.df = len(s.touched)
	postings := make([]Posting, len(s.touched))
	for i, doc := range s.touched {
		postings[i] = Posting{doc, l.Ranking.impact(t, s.sums[doc], s.names[doc])}
		s.sums[doc], s.names[doc] = 0, 0
	}
	return postings, nil
}

// SurfaceImpacts returns what a word as it stands gives each document that has it so. There is none
// if all the documents that have its stem do, since this tells nothing.
func (l *Library) SurfaceImpacts(stem, word string, ofStem int, s *Scratch) ([]Posting, error) {
	if !l.Formed() {
		return nil, nil
	}
	postings, err := l.Impacts(SurfaceForm(stem, word), s)
	if len(postings) == ofStem {
		return nil, err
	}
	return postings, err
}

// Paired reports whether the library is small enough for pairs of words.
func (l *Library) Paired() bool { return l.Statistics.Documents <= MostPaired }

// KnowsPair reports whether it is small enough for this pair.
func (l *Library) KnowsPair(first, second string) bool {
	return l.Paired() || l.Statistics.Documents <= MostPartlyPaired && IsShortPair(first, second)
}

// Formed reports whether it is small enough for the forms of words.
func (l *Library) Formed() bool { return l.Statistics.Documents <= MostFormed }

// Has reports whether any field has the stem, or others for which it stands.
func (l *Library) Has(stem string) (bool, error) {
	if l.Statistics.Fallbacks[stem] != nil {
		return true, nil
	}
	for _, f := range Fields {
		n := 0
		if err := l.EachPosting(f.Name, stem, false, func(int, int, int) { n++ }); err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// All returns every document.
func (l *Library) All() ([]int, error) {
	ids, err := l.Reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer ids.Close()
	var all []int
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return all, err
		}
		all = append(all, int(index.IndexInternalID(id).Value()))
	}
}
