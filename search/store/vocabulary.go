package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"servicepatterns/search/analysis"
)

// shortestEnglish is how many letters a word has of which we know that it is English.
const shortestEnglish = 4

// soundWords returns the words of a language that are none of the typing errors they look like, each with 0: common ones of
// four letters or more, and stop words that are often written without their apostrophe.
func soundWords(l analysis.Language) map[string]int {
	words := map[string]int{}
	for _, word := range l.Words {
		words[word] = 0
	}
	for word := range l.StopWords {
		if short := strings.ReplaceAll(word, "'", ""); short != word && len(short) >= shortestEnglish {
			words[short] = 0
		}
	}
	return words
}

// readCounts reads how many documents have each word.
func (l *Library) readCounts() (map[string]int, error) {
	data, err := l.Reader.GetInternal([]byte(WordsKey))
	if err != nil {
		return nil, err
	}
	counts := soundWords(analysis.Own)
	if err := json.Unmarshal(data, &counts); err != nil {
		return nil, fmt.Errorf("reading the index's words: %w", err)
	}
	return counts, nil
}

// Vocabulary returns the words that correction and completion choose from, sorted.
func (l *Library) Vocabulary() ([]DictEntry, error) {
	counts, err := l.counts()
	if err != nil {
		return nil, err
	}
	data, err := l.Reader.GetInternal([]byte(NamedKey))
	if err != nil {
		return nil, err
	}
	var list []string
	if len(data) > 0 { // an older index has none
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("reading the index's words: %w", err)
		}
	}
	named := map[string]bool{}
	for _, word := range list {
		named[word] = true
	}
	var words []DictEntry
	for word, count := range counts {
		if n := utf8.RuneCountInString(word); n > 2 && n <= analysis.LongestWord && !strings.ContainsAny(word, "0123456789") {
			words = append(words, DictEntry{word, count, named[word]})
		}
	}
	slices.SortFunc(words, func(a, b DictEntry) int { return strings.Compare(a.Term, b.Term) })
	return words, nil
}
