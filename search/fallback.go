package search

import (
	"maps"
	"math/bits"
	"slices"

	"servicepatterns/search/analysis"
)

// Synonyms come to nothing where no entry has any phrase of a group: nobody in the library says
// "wheelie bin", and so "dustbin" finds nothing, though there are bins. A word that no entry has, and that
// is a synonym by itself, then stands for the words of the phrases beside it, and counts half as much as
// they would together. Its list is made of theirs when it is read, so it is exported as any other, and
// browsers see no difference.

// mostFallbacks bounds the phrases that a word stands for.
const mostFallbacks = 20

// fallbacks returns for the stem of each such word the phrases that it stands for: of each the stems
// that entries have, at least half of it.
func (w *Writer) fallbacks() map[string][][]string {
	has := map[string]bool{}
	for word := range w.words {
		has[analysis.Stem(word)] = true
	}
	all := map[string][][]string{}
	for _, first := range slices.Sorted(maps.Keys(w.sayings)) {
		for _, p := range w.sayings[first] {
			telling := slices.DeleteFunc(slices.Clone(p.stems), func(s string) bool { return analysis.Own.WeakTerms[s] })
			found := slices.DeleteFunc(slices.Clone(telling), func(s string) bool { return !has[s] })
			if len(found) == 0 || 2*len(found) < len(telling) {
				continue
			}
			for word, whole := range p.words {
				s := analysis.Stem(word)
				if has[s] || !whole {
					continue
				}
				w.words[word] = 1 // an error in it is corrected, too
				known := func(other []string) bool { return slices.Equal(other, found) }
				if len(all[s]) < mostFallbacks && !slices.ContainsFunc(all[s], known) {
					all[s] = append(all[s], found)
				}
			}
		}
	}
	return all
}

// fallback returns what a word that stands for others gives each document: of the phrase that gives
// most, half. It reads lists of entries' words only, so no index can lead it round in a circle.
func (l *library) fallback(stem string, s *scratch) ([]posting, error) {
	best := map[int]int{}
	for _, stems := range l.statistics.Fallbacks[stem] {
		sums := map[int]int{}
		for _, other := range stems {
			postings, err := l.ownImpacts(other, s)
			if err != nil {
				return nil, err
			}
			for _, p := range postings {
				sums[p.doc] += p.impact
			}
		}
		for doc, sum := range sums {
			best[doc] = max(best[doc], halved(sum))
		}
	}
	postings := make([]posting, 0, len(best))
	for _, doc := range slices.Sorted(maps.Keys(best)) {
		postings = append(postings, posting{doc, best[doc]})
	}
	return postings, nil
}

// halved returns half an impact, as one of those that the export can write.
func halved(impact int) int {
	half := min(max(1, impact/2), maxImpact)
	spare := max(0, bits.Len(uint(half))-significantBits)
	return half >> spare << spare
}
