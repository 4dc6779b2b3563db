package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"servicepatterns/search/analysis"
)

// "signup" and "sign up", "email" and "e mail", "P45" and "P 45" are one thing. Texts have either, people
// ask for either, and each finds the other: a query of two words that the index also has as one asks for
// that as well, and a word that entries also write as two finds these, too. js/plan.js and js/score.js do
// the same by what the export says for it.

// compound is a word of the index that people also write as two.
type compound struct{ word, left, right string }

// Halves of a compound, and of two words that were run together.
const (
	ShortestHalf  = 3 // letters; no fewer than are shared with a correction
	ShortHalf     = 2 // letters of one that is no word of the vocabulary, as in "e bike"
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
	l, r := utf8.RuneCountInString(left), utf8.RuneCountInString(right)
	switch {
	case analysis.Own.Particles[right]:
		return l >= ShortestHalf && !analysis.Own.StopWords[left] && !strings.HasSuffix(left+right, "ion")
	case analysis.Own.Particles[left]:
		return known && r >= ShortestHalf
	}
	switch {
	case analysis.Own.StopWords[left] || analysis.Own.StopWords[right]:
		return false
	case l == 1 && r == ShortestHalf: // "x ray", of which no index need have the ray
		return true
	case leftKnown && l >= ShortestHalf:
		return known && r >= ShortestHalf
	}
	return known && l <= longestPrefix && r >= shortestWhole
}

// IsShortPair reports whether one of two stems is a particle, a number, or a letter or two.
func IsShortPair(first, second string) bool {
	return isShortHalf(first) || isShortHalf(second)
}

func isShortHalf(stem string) bool {
	return len(stem) <= ShortHalf || analysis.IsDigit(stem[0]) || analysis.Own.Particles[stem]
}

// TwoWords is how the index notes that it has two words as one: what they are under the mark of apartTerm of
// the first, or if that is a stop word of the second.
func TwoWords(left, right analysis.Token) string {
	return ApartTerm(cmp.Or(left.Stem, right.Stem)) + "+" + cmp.Or(left.Stem, left.Word) + " " + cmp.Or(right.Stem, right.Word)
}

// ApartTerm is the name under which the export has what it knows of a stem: the words with which its word is
// also one, and the documents that write it as two.
func ApartTerm(stem string) string { return stem + FormMark }

func IsApartTerm(term string) bool { return strings.Index(term, FormMark) == len(term)-1 }

// readCompounds returns for the stem of each compound the pairs that some document may have instead.
func (l *Library) readCompounds() (map[string][]string, error) {
	counts, err := l.counts()
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, c := range compounds(counts) {
		first, second := analysis.Stem(c.left), analysis.Stem(c.right)
		if s, pair := analysis.Stem(c.word), first+" "+second; l.KnowsPair(first, second) && !slices.Contains(all[s], pair) {
			all[s] = append(all[s], pair)
		}
	}
	return all, nil
}

// TwoWords returns all that the index has as one word, by the function twoWords.
func (l *Library) TwoWords() (map[string]bool, error) {
	counts, err := l.counts()
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	for _, c := range compounds(counts) {
		all[TwoWords(analysis.TokenOf(c.left), analysis.TokenOf(c.right))] = true
	}
	return all, nil
}

// Apart returns what a stem gives each document that writes its word as two: as much as one mention does.
func (l *Library) Apart(stem string) ([]Posting, error) {
	compounds, err := l.Compounds()
	if err != nil {
		return nil, err
	}
	if len(compounds[stem]) == 0 {
		return nil, nil
	}
	has := map[int]bool{}
	for _, pair := range compounds[stem] {
		if err := l.EachPosting(PairsField, pair, false, func(doc, _, _ int) { has[doc] = true }); err != nil {
			return nil, err
		}
	}
	for _, f := range Fields {
		if err := l.EachPosting(f.Name, stem, false, func(doc, _, _ int) { delete(has, doc) }); err != nil {
			return nil, err
		}
	}
	impact := l.Ranking.apartImpact(len(has))
	postings := make([]Posting, 0, len(has))
	for _, doc := range slices.Sorted(maps.Keys(has)) {
		postings = append(postings, Posting{doc, impact})
	}
	return postings, nil
}
