package analysis

import "strings"

// Token is a word of the query and its place in it.
type Token struct {
	Word       string // folded, without possessive
	Stem       string // "" for a stop word
	Start, End int    // bytes
}

// TokenOf makes a token of a word that stands nowhere yet.
func TokenOf(word string) Token {
	if Own.StopWords[word] {
		return Token{Word: word}
	}
	return Token{Word: word, Stem: Stem(word)}
}

// Joined is a word that joins several tokens, from first to last.
type Joined struct {
	Token
	First, Last int
	Apart       bool // the query has spaces between them
}

// TokensOf returns the words of a text, and the words that join some of them.
func TokensOf(text string) (tokens []Token, joins []Joined) {
	var buf []byte
	EachPlaced([]byte(text), func(raw []byte, place int, first, last Span) {
		buf = AppendFolded(buf[:0], raw)
		t := TokenOf(strings.TrimSuffix(string(buf), "'s"))
		t.Start, t.End = first.Start, last.End
		if first == last {
			tokens = append(tokens, t)
		} else if t.Stem != "" {
			joins = append(joins, Joined{t, place - 1, len(tokens) - 1, false})
		}
	})
	return tokens, joins
}
