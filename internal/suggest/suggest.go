// Package suggest finds the word that a person probably meant.
package suggest

import "strings"

// Nearest returns the candidate that word is a misspelling of, and whether there is
// one: no more slips than a third of its letters and one more, and no other is as near.
func Nearest(word string, candidates []string) (string, bool) {
	word = fold(word)
	best, bestDistance, tied := "", len(word)/3+1, false
	if len(word) < 3 {
		bestDistance = 1
	}
	for _, c := range candidates {
		d := distance(word, fold(c), bestDistance)
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
func fold(s string) string {
	return strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(s))
}

// distance is the optimal string alignment distance (one for a letter missing, too
// many, wrong, or two swapped), or limit+1 when it is more than limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
