package source

import (
	"strings"
	"unicode/utf8"
)

// Uncurled takes away the quotes of a word processor around a value, of which one may be missing or straight. A text
// that only begins or ends with a quotation keeps them.
func Uncurled(value string) (string, bool) {
	first, size := utf8.DecodeRuneInString(value)
	last, lastSize := utf8.DecodeLastRuneInString(value)
	if len(value) <= size+lastSize {
		return value, false
	}
	closer := curlyPairs[first]
	if closer != "" && strings.ContainsRune(closer, last) {
		inner := value[size : len(value)-lastSize]
		return inner, !strings.ContainsRune(inner, first)
	}
	begins, ends := strings.ContainsRune("“„«", first), strings.ContainsRune("”»", last)
	switch {
	case begins && last == '"' && !strings.ContainsAny(value[:len(value)-1], closer+`"`):
		return value[size : len(value)-1], true
	case begins && !strings.ContainsAny(value[size:], closer):
		return value[size:], true
	case ends && !strings.ContainsAny(value[:len(value)-lastSize], "“„«»\""):
		inner := value[:len(value)-lastSize]
		return inner, !strings.ContainsAny(inner[len(inner)-1:], "0123456789") // else they may be inches
	}
	return value, false
}

// curlyPairs are quotes that word processors type, with those that close them.
var curlyPairs = map[rune]string{'“': "”“", '”': "”", '„': "“”", '‘': "’‘", '‚': "‘’", '«': "»"}
