// Package suggest finds the word that a person probably meant.
package suggest

import "strings"

// Nearest returns the candidate that word is a misspelling of, and whether there is
// one: no more slips than a third of its letters and one more, and no other is as near.
func Nearest(word string, candidates []string) (string, bool) {
	letters := fold(word)
	best, bestDistance, tied := "", len(letters)/3+1, false
	if len(letters) < 3 {
		bestDistance = 1
	}
	for _, c := range candidates {
		d := Distance(letters, fold(c), bestDistance)
		switch {
		case d < bestDistance || d == bestDistance && best == "":
			best, bestDistance, tied = c, d, false
		case d == bestDistance && c != best:
			tied = true
		}
	}
	return best, best != "" && !tied
}

// fold ignores what people vary without meaning to.
func fold(s string) []rune {
	return []rune(strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(s)))
}
