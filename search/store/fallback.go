package store

import (
	"maps"
	"math/bits"
	"slices"
)

// fallback returns what a word that stands for others gives each document: of the phrase that gives
// most, half. It reads lists of entries' words only, so no index can lead it round in a circle.
func (l *Library) fallback(stem string, s *Scratch) ([]Posting, error) {
	best := map[int]int{}
	for _, stems := range l.Statistics.Fallbacks[stem] {
		sums := map[int]int{}
		for _, other := range stems {
			postings, err := l.ownImpacts(other, s)
			if err != nil {
				return nil, err
			}
			for _, p := range postings {
				sums[p.Doc] += p.Impact
			}
		}
		for doc, sum := range sums {
			best[doc] = max(best[doc], halved(sum))
		}
	}
	postings := make([]Posting, 0, len(best))
	for _, doc := range slices.Sorted(maps.Keys(best)) {
		postings = append(postings, Posting{doc, best[doc]})
	}
	return postings, nil
}

// halved returns half an impact, as one of those that the export can write.
func halved(impact int) int {
	half := min(max(1, impact/2), maxImpact)
	spare := max(0, bits.Len(uint(half))-significantBits)
	return half >> spare << spare
}
