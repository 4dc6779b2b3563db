package search

import (
	"slices"
)

// What is near a query that finds nothing. js/near.js does the same.

const (
	mostNearWords = 6  // of the query that are looked at
	mostNear      = 5  // entries
	nearEach      = 3  // for each word
	leastNear     = 4  // letters of a beginning: with fewer too much begins
	mostNearRunes = 32 // letters of a word that are looked at
)

// beginnings returns what words near a word begin with, the longest first, down to half of it.
func beginnings(word string) []string {
	letters := []rune(word)
	least := max(leastNear, (len(letters)+1)/2)
	var all []string
	for n := min(len(letters), mostNearRunes); n >= least; n-- {
		all = append(all, string(letters[:n]))
	}
	return all
}

// nearest returns, for each word of a query, the entries that have a word with the same beginning, the
// longest that finds any; of all these the best, in turn.
func (x *Index) nearest(words []string) ([]Hit, error) {
	var answers [][]Hit
	for _, word := range words[:min(len(words), mostNearWords)] {
		for _, beginning := range beginnings(word) {
			r, err := x.search(beginning, Options{Limit: nearEach, Prefix: true})
			if err != nil {
				return nil, err
			}
			if len(r.Hits) > 0 && r.Suggestion == nil {
				answers = append(answers, r.Hits)
				break
			}
		}
	}
	near := []Hit{}
	for rank := range nearEach {
		for _, hits := range answers {
			if rank >= len(hits) {
				continue
			}
			next := hits[rank]
			if !slices.ContainsFunc(near, func(h Hit) bool { return h.ID == next.ID && h.From == next.From }) {
				near = append(near, next)
			}
		}
	}
	return near[:min(len(near), mostNear)], nil
}
