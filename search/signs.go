package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// Place is a page of the site that is no entry, such as a list or a map, and what leads to it.
type Place struct {
	Title, URL string
	Names      []string // it answers a query in which all the words of one of these stand
	Alone      []string // and one that has the words of one of these and no others
}

// sign leads from the terms of a name to a place. The index keeps all signs in the order in which they
// answer: those with most terms first, else as the places came. js/signs.js reads the same.
type sign struct {
	Terms []string
	Alone bool // the query has no other terms
	PlaceFound
}

// MarshalJSON writes a sign as short as it can be: a browser fetches them all.
func (s sign) MarshalJSON() ([]byte, error) {
	alone := 0
	if s.Alone {
		alone = 1
	}
	return json.Marshal([]any{s.Terms, alone, s.URL, s.Title})
}

// UnmarshalJSON reads it.
func (s *sign) UnmarshalJSON(data []byte) error {
	alone := 0
	err := json.Unmarshal(data, &[]any{&s.Terms, &alone, &s.URL, &s.Title})
	s.Alone = alone > 0
	return err
}

// mostPlaces is how many places answer a query: they stand beside the hits, not in their way.
const mostPlaces = 3

// signsKey is where the index keeps its signs.
const signsKey = "servicepatterns.signs"

// telling returns once each term of a text that tells what it is about; of stop words alone, these.
func telling(tokens []token) []string {
	var terms, words []string
	for _, t := range tokens {
		if !slices.Contains(words, t.word) {
			words = append(words, t.word)
		}
		if t.stem != "" && !slices.Contains(terms, t.stem) {
			terms = append(terms, t.stem)
		}
	}
	if terms == nil {
		return words
	}
	return terms
}

func signsOf(places []Place) []sign {
	signs := []sign{}
	for _, p := range places {
		for i, names := range [][]string{p.Names, p.Alone} {
			for _, name := range names {
				tokens, _ := tokensOf(name)
				if terms := telling(tokens); terms != nil {
					signs = append(signs, sign{terms, i == 1, PlaceFound{p.Title, p.URL}})
				}
			}
		}
	}
	slices.SortStableFunc(signs, func(a, b sign) int { return cmp.Compare(len(b.Terms), len(a.Terms)) })
	return signs
}

// signs reads the signs from the index. One that was written before there were any has none.
func (l *library) signs() ([]sign, error) {
	signs := []sign{}
	data, err := l.reader.GetInternal([]byte(signsKey))
	if err != nil || data == nil {
		return signs, err
	}
	if err := json.Unmarshal(data, &signs); err != nil {
		return nil, fmt.Errorf("reading the index's places: %w", err)
	}
	return signs, nil
}

// lead returns the places that a query names, of which we have the telling terms.
func lead(signs []sign, asked []string) []PlaceFound {
	places := []PlaceFound{}
	for _, s := range signs {
		if len(places) == mostPlaces {
			break
		}
		missing := slices.ContainsFunc(s.Terms, func(t string) bool { return !slices.Contains(asked, t) })
		known := slices.ContainsFunc(places, func(p PlaceFound) bool { return p.URL == s.URL })
		if !missing && !known && !(s.Alone && len(asked) > len(s.Terms)) {
			places = append(places, s.PlaceFound)
		}
	}
	return places
}

// addSigns exports the signs, in a file that is fetched with the first query.
func (e *export) addSigns() error {
	signs, err := e.library.signs()
	if err != nil {
		return err
	}
	e.add("signs", encodeJSON(signs))
	return nil
}
