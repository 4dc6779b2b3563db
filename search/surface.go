package search

import (
	"slices"
	"strings"
)

// Stemming makes one term of "employer", "employed" and "employment". That finds more, but who asks
// about employment means this. So a word is indexed twice, by its stem and in
// the form in which it stands, and a query counts both: a page with another form of the word is
// found, and one with the very word comes before it.

// A form is a term like any other: a stem, a mark that is in no word, and the word. So it sorts
// behind its stem, and shards keep the two together.
const formMark = "!"

func surfaceForm(stem, word string) string { return stem + formMark + word }

func isSurfaceForm(term string) bool { return strings.Index(term, formMark) > 0 }

// Stop words are no terms, or every query would find every page. But "IT", "The Who" and "what's on"
// have no other words. So all texts but bodies also have their stop words, under a mark, and a query
// of stop words alone asks for these.

func stopTerm(word string) string { return formMark + word }

// stopTerms returns those of a query that has no other words, but for what it leaves out.
func stopTerms(tokens []token, without []bool) []token {
	var all []token
	for i, t := range tokens {
		if without[i] {
			continue
		}
		if t.stem != "" {
			return nil
		}
		known := slices.ContainsFunc(all, func(other token) bool { return other.word == t.word })
		if !known && len(all) < maxTerms {
			all = append(all, token{word: t.word, stem: stopTerm(t.word)})
		}
	}
	return all
}
