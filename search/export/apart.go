package export

import (
	"maps"
	"slices"
	"strings"

	"servicepatterns/search/store"
)

// apartTerms returns each term of store.ApartTerm that has anything to say, with the hashes of the words that make one with it.
func (e *export) apartTerms() (map[string][]exactTitle, error) {
	two, err := e.library.TwoWords()
	if err != nil {
		return nil, err
	}
	terms := map[string][]exactTitle{}
	for _, key := range slices.Sorted(maps.Keys(two)) {
		at := strings.Index(key, store.FormMark) + 1
		terms[key[:at]] = append(terms[key[:at]], exactTitle{hash: nameHash(key[at:])})
	}
	compounds, err := e.library.Compounds()
	if err != nil {
		return nil, err
	}
	for stem := range compounds {
		postings, err := e.library.Apart(stem)
		if err != nil {
			return nil, err
		}
		if len(postings) > 0 {
			term := store.ApartTerm(stem)
			terms[term] = append([]exactTitle(nil), terms[term]...) // which may have no words
		}
	}
	return terms, nil
}
