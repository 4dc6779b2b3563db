package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"servicepatterns/search/analysis"
)

// Sign leads from the terms of a name to a place. The index keeps all signs in the order in which they
// answer: those with most terms first, else as the places came. js/signs.js reads the same.
type Sign struct {
	Terms      []string
	Alone      bool // the query has no other terms
	Title, URL string
}

// MarshalJSON writes a sign as short as it can be: a browser fetches them all.
func (s Sign) MarshalJSON() ([]byte, error) {
	alone := 0
	if s.Alone {
		alone = 1
	}
	return json.Marshal([]any{s.Terms, alone, s.URL, s.Title})
}

// UnmarshalJSON reads it.
func (s *Sign) UnmarshalJSON(data []byte) error {
	alone := 0
	err := json.Unmarshal(data, &[]any{&s.Terms, &alone, &s.URL, &s.Title})
	s.Alone = alone > 0
	return err
}

// SignsKey is where the index keeps its signs.
const SignsKey = "servicepatterns.signs"

// Telling returns once each term of a text that tells what it is about; of stop words alone, these.
func Telling(tokens []analysis.Token) []string {
	var terms, words []string
	for _, t := range tokens {
		if !slices.Contains(words, t.Word) {
			words = append(words, t.Word)
		}
		if t.Stem != "" && !slices.Contains(terms, t.Stem) {
			terms = append(terms, t.Stem)
		}
	}
	if terms == nil {
		return words
	}
	return terms
}

// Signs reads the signs from the index. One that was written before there were any has none.
func (l *Library) Signs() ([]Sign, error) {
	signs := []Sign{}
	data, err := l.Reader.GetInternal([]byte(SignsKey))
	if err != nil || data == nil {
		return signs, err
	}
	if err := json.Unmarshal(data, &signs); err != nil {
		return nil, fmt.Errorf("reading the index's places: %w", err)
	}
	return signs, nil
}
