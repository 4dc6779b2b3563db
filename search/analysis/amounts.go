package analysis

import (
	"regexp"
	"strings"
)

// "£50,000" and "£50k" are one amount, and so are "£1.5 million", "£1.5m" and "1,500,000"; "4x4" is also written
// "4 x 4". A text with one of them is indexed under the others, too, so a query needs nothing for it.

// scales are what amounts are counted in, the greatest first.
var scales = []struct {
	sign, word string
	zeros      int
	spoken     bool // number and word count by themselves: "fifty thousand" is rarely written "50 thousand"
}{
	{"bn", "billion", 9, true},
	{"m", "million", 6, true},
	{"k", "thousand", 3, false},
}

const longestAmount = 12 // digits

var (
	crossed = regexp.MustCompile(`^(\d+)(x)(\d+)$`)
	decimal = regexp.MustCompile(`^\d+(\.\d+)?$`)
)

// amounts returns the other ways to write a word that begins with a digit.
func amounts(word string) []string {
	if parts := crossed.FindStringSubmatch(word); parts != nil {
		return parts[1:]
	}
	for _, s := range scales {
		number, ok := strings.CutSuffix(word, s.sign)
		if ok && decimal.MatchString(number) {
			return spoken(number, s.word, s.spoken, inFull(number, s.zeros))
		}
	}
	if !decimal.MatchString(word) || len(word) > longestAmount || strings.Contains(word, ".") {
		return nil
	}
	for _, s := range scales {
		if n := len(word) - s.zeros; n > 0 {
			number := strings.TrimRight(strings.TrimRight(word[:n]+"."+word[n:], "0"), ".")
			if len(number) > n+3 { // 1.25 million is an amount that people say, 1.253 million is not
				return nil
			}
			return spoken(number, s.word, s.spoken, number+s.sign)
		}
	}
	return nil
}

// spoken adds to what an amount is also written as how it is said.
func spoken(number, scale string, said bool, written string) []string {
	if said {
		return []string{written, number, scale}
	}
	return []string{written}
}

// inFull writes out 1.5 with six zeros as 1500000.
func inFull(number string, zeros int) string {
	whole, part, _ := strings.Cut(number, ".")
	part = part[:min(len(part), zeros)]
	return strings.TrimLeft(whole+part+strings.Repeat("0", zeros-len(part)), "0")
}

// Together returns as one word what the last words of a text are also written as: "1.5 million", "4 x 4".
func Together(first, second, third string) []string {
	for _, s := range scales {
		if third == s.word && decimal.MatchString(second) {
			return []string{second + s.sign, inFull(second, s.zeros)}
		}
	}
	if whole := first + second + third; second == "x" && crossed.MatchString(whole) {
		return []string{whole}
	}
	return nil
}
