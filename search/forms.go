package search

import "strings"

// Stemming makes one term of "employer", "employed" and "employment". That finds more, but who asks
// about employment means this. So a word is indexed twice, by its stem and in
// the form in which it stands, and a question counts both: a page with another form of the word is
// found, and one with the very word comes before it.

// A form is a term like any other: a stem, a mark that is in no word, and the word. So it sorts
// behind its stem, and shards keep the two together.
const formMark = "!"

func formOf(stem, word string) string { return stem + formMark + word }

func isForm(term string) bool { return strings.Contains(term, formMark) }
