package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"servicepatterns/search/analysis"
)

// "signup" and "sign up", "email" and "e mail", "P45" and "P 45" are one thing. Texts have either, people
// ask for either, and each finds the other: a query of two words that the index also has as one asks for
// that as well, and a word that entries also write as two finds these, too. js/plan.js and js/score.js do
// the same by what addTerms exports for it.

// compound is a word of the index that people also write as two.
type compound struct{ word, left, right string }

const (
	shortestWhole = 4 // letters of the right half if the left is no word by itself, as in "e mail"
	longestPrefix = 3 // letters of such a left half
)

// compounds returns every way to write a word of the index, counted in words, as two: where letters and
// digits part; before and after a particle; and wherever two words stand, of which the first may be a few
// letters that are none. counts has English words as well, 0 each, and no stop words.
func compounds(counts map[string]int) []compound {
	var all []compound
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		if counts[word] == 0 || len(word) > analysis.LongestWord {
			continue
		}
		for i := range word {
			if i > 0 && parts(word[:i], word[i:], counts) {
				all = append(all, compound{word, word[:i], word[i:]})
			}
		}
	}
	return all
}

func parts(left, right string, counts map[string]int) bool {
	if a, b := analysis.IsDigit(left[len(left)-1]), analysis.IsDigit(right[0]); a || b {
		return a != b && !strings.Contains(left+right, ".")
	}
	_, known := counts[right]
	_, leftKnown := counts[left]
	l, r := runes(left), runes(right)
	switch {
	case analysis.Own.Particles[right]:
		return l >= shortestHalf && !analysis.Own.StopWords[left] && !strings.HasSuffix(left+right, "ion")
	case analysis.Own.Particles[left]:
		return known && r >= shortestHalf
	}
	switch {
	case analysis.Own.StopWords[left] || analysis.Own.StopWords[right]:
		return false
	case l == 1 && r == shortestHalf: // "x ray", of which no index need have the ray
		return true
	case leftKnown && l >= shortestHalf:
		return known && r >= shortestHalf
	}
	return known && l <= longestPrefix && r >= shortestWhole
}

// isShortPair reports whether one of two stems is a particle, a number, or a letter or two.
func isShortPair(first, second string) bool {
	return isShortHalf(first) || isShortHalf(second)
}

func isShortHalf(stem string) bool {
	return len(stem) <= shortHalf || analysis.IsDigit(stem[0]) || analysis.Own.Particles[stem]
}

// twoWords is how the index notes that it has two words as one: what they are under the mark of apartTerm of
// the first, or if that is a stop word of the second.
func twoWords(left, right token) string {
	return apartTerm(cmp.Or(left.stem, right.stem)) + "+" + cmp.Or(left.stem, left.word) + " " + cmp.Or(right.stem, right.word)
}

// apartTerm is the name under which the export has what it knows of a stem: the words with which its word is
// also one, and the documents that write it as two.
func apartTerm(stem string) string { return stem + formMark }

func isApartTerm(term string) bool { return strings.Index(term, formMark) == len(term)-1 }

// readCompounds returns for the stem of each compound the pairs that some document may have instead.
func (l *library) readCompounds() (map[string][]string, error) {
	counts, err := l.counts()
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, c := range compounds(counts) {
		first, second := analysis.Stem(c.left), analysis.Stem(c.right)
		if s, pair := analysis.Stem(c.word), first+" "+second; l.knowsPair(first, second) && !slices.Contains(all[s], pair) {
			all[s] = append(all[s], pair)
		}
	}
	return all, nil
}

// twoWords returns all that the index has as one word, by the function twoWords.
func (l *library) twoWords() (map[string]bool, error) {
	counts, err := l.counts()
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	for _, c := range compounds(counts) {
		all[twoWords(tokenOf(c.left), tokenOf(c.right))] = true
	}
	return all, nil
}

// apart returns what a stem gives each document that writes its word as two: as much as one mention does.
func (l *library) apart(stem string) ([]posting, error) {
	compounds, err := l.compounds()
	if err != nil {
		return nil, err
	}
	if len(compounds[stem]) == 0 {
		return nil, nil
	}
	has := map[int]bool{}
	for _, pair := range compounds[stem] {
		if err := l.each(pairsField, pair, false, func(doc, _, _ int) { has[doc] = true }); err != nil {
			return nil, err
		}
	}
	for _, f := range fields {
		if err := l.each(f.name, stem, false, func(doc, _, _ int) { delete(has, doc) }); err != nil {
			return nil, err
		}
	}
	impact := l.ranking.apartImpact(len(has))
	postings := make([]posting, 0, len(has))
	for _, doc := range slices.Sorted(maps.Keys(has)) {
		postings = append(postings, posting{doc, impact})
	}
	return postings, nil
}

// apartTerms returns each apartTerm that has anything to say, with the hashes of the words that make one with it.
func (e *export) apartTerms() (map[string][]exactTitle, error) {
	two, err := e.library.twoWords()
	if err != nil {
		return nil, err
	}
	terms := map[string][]exactTitle{}
	for _, key := range slices.Sorted(maps.Keys(two)) {
		at := strings.Index(key, formMark) + 1
		terms[key[:at]] = append(terms[key[:at]], exactTitle{hash: nameHash(key[at:])})
	}
	compounds, err := e.library.compounds()
	if err != nil {
		return nil, err
	}
	for stem := range compounds {
		postings, err := e.library.apart(stem)
		if err != nil {
			return nil, err
		}
		if len(postings) > 0 {
			term := apartTerm(stem)
			terms[term] = append([]exactTitle(nil), terms[term]...) // which may have no words
		}
	}
	return terms, nil
}
