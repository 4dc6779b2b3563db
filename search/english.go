package search

import (
	_ "embed"
	"strings"
)

// english/words.txt holds the common words of English, each on its line: see README.md beside it.
//
//go:embed english/words.txt
var englishWords string

// english returns the words that are none of the typing errors they look like, each with 0: common ones
// of four letters or more, and stop words that are often written without their apostrophe.
func english() map[string]int {
	words := map[string]int{}
	for word := range strings.Lines(englishWords) {
		words[strings.TrimSpace(word)] = 0
	}
	for word := range stopWords {
		if short := strings.ReplaceAll(word, "'", ""); short != word && len(short) > onlySwapped {
			words[short] = 0
		}
	}
	return words
}
