package index

import (
	"maps"
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
