package store

import (
	"strings"

	"servicepatterns/search/analysis"
)

// Stemming makes one term of "employer", "employed" and "employment". That finds more, but who asks
// about employment means this. So a word is indexed twice, by its stem and in
// the form in which it stands, and a query counts both: a page with another form of the word is
// found, and one with the very word comes before it.

// FormMark makes a form, a term like any other: a stem, this mark, which is in no word, and the word. So
// it sorts behind its stem, and shards keep the two together.
const FormMark = "!"

// SurfaceForm is the term of a word as it stands.
func SurfaceForm(stem, word string) string { return stem + FormMark + word }

// IsSurfaceForm reports whether a term is one of these, or an ApartTerm.
func IsSurfaceForm(term string) bool { return strings.Index(term, FormMark) > 0 }

// Stop words are no terms, or every query would find every page. But "IT", "The Who" and "what's on"
// have no other words. So all texts but bodies also have their stop words, under a mark, and a query
// of stop words alone asks for these.

// StopTerm is the term of a stop word.
func StopTerm(word string) string { return FormMark + word }

// FirstTerms cuts a query before the term that is one too many.
func FirstTerms(tokens []analysis.Token) []analysis.Token {
	seen := map[string]bool{"": true}
	for i, t := range tokens {
		if !seen[t.Stem] && len(seen) > MaxTerms {
			return tokens[:i]
		}
		seen[t.Stem] = true
	}
	return tokens
}

// ExactKey is a name with its words folded and one space between them; stop words stay, since
// "About us" has no others.
func ExactKey(name string) string {
	var key []byte
	text := []byte(name)
	analysis.EachToken(text, func(start, end int) {
		if len(key) > 0 {
			key = append(key, ' ')
		}
		key = analysis.AppendFolded(key, text[start:end])
	})
	return string(key)
}
