package suggest

import (
	"testing"

	"servicepatterns/tests/node"
)

// TestDistance: the command, the search engine and the form count the same edits. The engine and the form
// each have a copy, since the engine is published by itself and counts in strings. Above the limit,
// either may say anything above it.
func TestDistance(t *testing.T) {
	browser := node.Start(t, "testdata/distance.mjs")
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"", "", 1, 0},
		{"", "ab", 2, 2},
		{"bins", "bins", 2, 0},
		{"bins", "bin", 2, 1},   // missing
		{"bins", "binds", 2, 1}, // added
		{"bins", "bits", 2, 1},  // wrong
		{"bins", "bnis", 2, 1},  // swapped
		{"bins", "ibsn", 2, 2},  // two swaps
		{"ca", "abc", 3, 3},     // a swapped pair is not changed again
		{"abcd", "badc", 2, 2},  // neighbours swapped twice
		{"potholes", "pothoels", 1, 1},
		{"kitten", "sitting", 3, 3},
		{"kitten", "sitting", 2, 3},   // over the limit
		{"licence", "planning", 1, 2}, // far over it
		{"a", "abcde", 2, 3},          // too long
		{"café", "cafe", 1, 1},
	} {
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got := Distance([]rune(pair[0]), []rune(pair[1]), c.limit); got != c.want {
				t.Errorf("%q and %q: %d, want %d", pair[0], pair[1], got, c.want)
			}
			var in struct{ Search, Form int }
			browser.Ask(t, map[string]any{"a": pair[0], "b": pair[1], "limit": c.limit}, &in)
			if min(in.Search, c.limit+1) != c.want || min(in.Form, c.limit+1) != c.want {
				t.Errorf("%q and %q: the browser counts %+v, want %d", pair[0], pair[1], in, c.want)
			}
		}
	}
}
