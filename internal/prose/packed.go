package prose

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Words is a list in lower case. A browser gets it sorted and packed, as most words of a
// long list begin as the one before: for each a capital, A for none, says how many letters
// it shares with that, and the rest follows.
type Words []string

// MarshalJSON packs the list.
func (w Words) MarshalJSON() ([]byte, error) {
	var out strings.Builder
	last := ""
	for _, word := range slices.Sorted(slices.Values(w)) {
		n := 0
		for n < min(25, len(last), len(word)) && last[n] == word[n] && word[n] < 0x80 { // of which JavaScript counts as many
			n++
		}
		out.WriteByte('A' + byte(n))
		out.WriteString(word[n:])
		last = word
	}
	return json.Marshal(out.String())
}

// Sayings are words, and what to say instead. A browser gets a list of each.
type Sayings map[string]string

// MarshalJSON parts words and sayings.
func (s Sayings) MarshalJSON() ([]byte, error) {
	words := slices.Sorted(maps.Keys(s))
	says := []string{}
	for _, word := range words {
		says = append(says, s[word])
	}
	return json.Marshal([]any{Words(words), says})
}
