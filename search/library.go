package search

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
	reader index.IndexReader
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

func (o *opened) close() error { return errors.Join(o.reader.Close(), o.index.Close()) }

// documents calls yield with each document and the number that Bleve gave it.
func (o *opened) documents(yield func(number int, id index.IndexInternalID) error) error {
	all, err := o.reader.DocIDReaderAll()
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

// library is an index that this package wrote and what ranking needs to know of it.
type library struct {
	*opened
	statistics statistics
	ranking    ranking
	count      int // numbers that Bleve gave to documents; more than there are if some were deleted

	counts    func() (map[string]int, error)      // words and how many documents have them, 0 for one that is only English
	compounds func() (map[string][]string, error) // of a stem the pairs by which its words are written as two
}

func openLibrary(dir string) (*library, error) {
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	o, err := view(ix)
	if err != nil {
		return nil, fmt.Errorf("opening the index %s: %w", dir, err)
	}
	l := &library{opened: o}
	l.counts = sync.OnceValues(l.readCounts)
	l.compounds = sync.OnceValues(l.readCompounds)
	if err := l.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the index %s: %w", dir, err), l.close())
	}
	return l, nil
}

func (l *library) load() error {
	data, err := l.reader.GetInternal([]byte(statisticsKey))
	if err != nil {
		return err
	}
	if len(data) == 0 {
		return errors.New("this Bleve index was not written by patterns")
	}
	if err := json.Unmarshal(data, &l.statistics); err != nil {
		return err
	}
	if l.statistics.Format > indexFormat {
		return ErrNewerFormat
	}
	l.ranking = newRanking(l.statistics)
	return l.documents(func(number int, _ index.IndexInternalID) error {
		l.count = max(l.count, number+1)
		return nil
	})
}

// terms returns every term of a field with its count of documents, in order.
func (l *library) terms(fieldName string) ([]dictEntry, error) {
	dict, err := l.reader.FieldDict(fieldName)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var all []dictEntry
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return all, err
		}
		all = append(all, dictEntry{term: entry.Term, count: int(entry.Count)})
	}
}

type dictEntry struct {
	term  string
	count int
	named bool // of a word: whether titles, aliases or synonyms have it
}

// each calls yield for every document that has the term in the field, in the order of Bleve's numbers.
func (o *opened) each(fieldName, term string, lengths bool, yield func(doc, tf, length int)) error {
	reader, err := o.reader.TermFieldReader(context.Background(), []byte(term), fieldName, lengths, lengths, false)
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

// record reads what a hit shows of the document with this number of Bleve's.
func (l *library) record(doc int) (record, error) {
	id, err := l.reader.ExternalID(index.NewIndexInternalID(nil, uint64(doc)))
	if err != nil {
		return record{}, err
	}
	stored, err := l.reader.Document(id)
	if err != nil {
		return record{}, err
	}
	if stored == nil {
		return record{}, fmt.Errorf("the index lost document %q", id)
	}
	var r record
	stored.VisitFields(func(f index.Field) {
		if f.Name() == recordField {
			r, err = decodeRecord(slices.Clone(f.Value()))
		}
	})
	return r, err
}

// posting says what a term gives a document.
type posting struct{ doc, impact int }

// scratch is what impacts needs for each document, kept from term to term.
type scratch struct {
	sums    []float64
	names   []float64 // the part of title and aliases in each
	touched []int
}

func (l *library) newScratch() *scratch {
	return &scratch{sums: make([]float64, l.count), names: make([]float64, l.count)}
}

// impacts returns what a stem gives each document that has it, in the order of Bleve's numbers; if
// none has, what it stands for gives. Queries in Go and the export call it.
func (l *library) impacts(stem string, s *scratch) ([]posting, error) {
	if l.statistics.Fallbacks[stem] != nil {
		return l.fallback(stem, s)
	}
	if word, ok := strings.CutSuffix(stem, apartTerm("")); ok {
		return l.apart(word)
	}
	return l.ownImpacts(stem, s)
}

// ownImpacts is the one place where frequencies become scores.
func (l *library) ownImpacts(stem string, s *scratch) ([]posting, error) {
	s.touched = s.touched[:0]
	var t termStats
	for f, field := range fields {
		err := l.each(field.name, stem, true, func(doc, tf, length int) {
			if s.sums[doc] == 0 {
				s.touched = append(s.touched, doc)
			}
			s.sums[doc] += l.ranking.frequency(f, tf, length)
			t.frequency += tf
			if f == titleField {
				t.titleDF++
			}
			if f <= aliasesField { // the names come first
				s.names[doc] = s.sums[doc]
			}
		})
		if err != nil {
			return nil, fmt.Errorf("reading postings of %q: %w", stem, err)
		}
	}
	slices.Sort(s.touched)
	t.df = len(s.touched)
	postings := make([]posting, len(s.touched))
	for i, doc := range s.touched {
		postings[i] = posting{doc, l.ranking.impact(t, s.sums[doc], s.names[doc])}
		s.sums[doc], s.names[doc] = 0, 0
	}
	return postings, nil
}

// surfaceImpacts returns what a word as it stands gives each document that has it so. There is none
// if all the documents that have its stem do, since this tells nothing.
func (l *library) surfaceImpacts(stem, word string, ofStem int, s *scratch) ([]posting, error) {
	if !l.formed() {
		return nil, nil
	}
	postings, err := l.impacts(surfaceForm(stem, word), s)
	if len(postings) == ofStem {
		return nil, err
	}
	return postings, err
}

// paired reports whether the library is small enough for pairs of words.
func (l *library) paired() bool { return l.statistics.Documents <= mostPaired }

// knowsPair reports whether it is small enough for this pair.
func (l *library) knowsPair(first, second string) bool {
	return l.paired() || l.statistics.Documents <= mostPartlyPaired && isShortPair(first, second)
}

// formed reports whether it is small enough for the forms of words.
func (l *library) formed() bool { return l.statistics.Documents <= mostFormed }
