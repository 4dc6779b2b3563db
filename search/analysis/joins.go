package analysis

import "unicode/utf8"

// "gov.uk", "co-operative", "P-45", "50 000" and the groups of a telephone number are also written together,
// and people ask for one and mean the other. So words that one hyphen or dot joins, and numbers with a
// space between them, are indexed apart and as one; a query that has them asks for both. js/tokens.js
// joins the same.

// longestChain is how many words may be joined to one. Each two neighbours of a chain are, too:
// "www.gov.uk" has "govuk" in it.
const longestChain = 6

// EachPlaced calls yield with every token of text and the number of its place, 1, 2, …; and with each
// word that joins several, at the place of the first, from token to token. It returns how many places
// the text has. What is handed out is good until yield returns.
func EachPlaced(text []byte, yield func(raw []byte, place int, first, last Span)) int {
	var chain []Span
	var joined []byte
	place := 0
	join := func(parts []Span) {
		joined = joined[:0]
		for _, p := range parts {
			joined = append(joined, text[p.Start:p.End]...)
		}
		if utf8.RuneCount(joined) <= LongestWord {
			yield(joined, place-len(parts)+1, parts[0], parts[len(parts)-1])
		}
	}
	whole := func() {
		if len(chain) > 2 && len(chain) <= longestChain {
			join(chain)
		}
		chain = chain[:0]
	}
	EachToken(text, func(start, end int) {
		here := Span{start, end}
		if n := len(chain); n > 0 && !isJoined(text, chain[n-1].End, start) {
			whole()
		}
		place++
		yield(text[start:end], place, here, here)
		chain = append(chain, here)
		if n := len(chain); n > 1 {
			join(chain[n-2:])
		}
	})
	whole()
	return place
}

// Span is where a token stands in a text, in bytes.
type Span struct{ Start, End int }

// isJoined reports whether one hyphen or dot stands between the end of a token and the start of the
// next, or between digits a space: there the others part numbers, "2023-24", "1.2.3".
func isJoined(text []byte, end, start int) bool {
	digits := IsDigit(text[end-1]) && IsDigit(text[start])
	switch string(text[end:start]) {
	case "-", "‐", "‑", ".":
		return !digits
	case " ", "\u00a0":
		return digits
	}
	return false
}
