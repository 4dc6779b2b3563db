package store

import (
	"iter"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// counted is a field that arrives at Bleve analysed: terms and how often each stands there.
// Bleve would analyse under its builder's lock, one document at a time; so we do it before, in
// the goroutine of whoever adds the document, and once for the several fields made from one text.
type counted struct {
	*document.TextField // for what is the same in every text field
	length              int
	freqs               index.TokenFrequencies
}

func (c *counted) Analyze() {}

func (c *counted) AnalyzedLength() int { return c.length }

func (c *counted) AnalyzedTokenFrequencies() index.TokenFrequencies { return c.freqs }

// NewCounted makes a field of these terms, some with places; its length, by which scores are normalised,
// is that of its text.
func NewCounted(name string, terms map[string]int, places []Placed, length int) *counted {
	options := index.IndexField
	if len(places) > 0 {
		options |= index.IncludeTermVectors
	}
	c := &counted{
		TextField: document.NewTextFieldCustom(name, nil, nil, options, nil),
		length:    length,
		freqs:     make(index.TokenFrequencies, len(terms)),
	}
	backing := make([]index.TokenFreq, len(terms))
	n := 0
	for term, tf := range terms {
		freq := &backing[n]
		n++
		freq.Term = []byte(term)
		freq.SetFrequency(tf)
		c.freqs[term] = freq
	}
	locations := make([]index.TokenLocation, len(places))
	for i, p := range places {
		locations[i].Position = p.Place
		freq := c.freqs[p.Stem]
		freq.Locations = append(freq.Locations, &locations[i])
	}
	return c
}

// Placed is a stem and its place in the document.
type Placed struct {
	Stem  string
	Place int
}

// NewKeywords makes a field whose values are terms as they are, of which only presence matters.
func NewKeywords(name string, values iter.Seq[string]) *counted {
	c := &counted{
		TextField: document.NewTextFieldCustom(name, nil, nil, index.IndexField|index.SkipFreqNorm, nil),
		freqs:     index.TokenFrequencies{},
	}
	for value := range values {
		c.freqs[value] = &index.TokenFreq{Term: []byte(value)}
	}
	c.length = len(c.freqs)
	return c
}

func NewStored(name string, value []byte) document.Field {
	return document.NewTextFieldCustom(name, nil, value, index.StoreField, nil)
}

// Fields of the index beside the analysed ones in rank.go.
const (
	ExactField  = "exact"  // title, aliases and id, each as one term
	PairsField  = "pairs"  // stems that follow each other, "council tax"
	RecordField = "record" // stored, not indexed: what a hit shows
	FacetPrefix = "facet." // facet.type, facet.verb, …: values as they are
)
