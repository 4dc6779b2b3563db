// Package link joins a library: references become entries, and every entry learns
// who names it. Input: entries as loaded. Output: a Graph, and findings for
// references that lead nowhere. After it, a reference either has its entry or a
// finding.
package link

import "servicepatterns/internal/model"

// Graph is the library joined both ways.
type Graph struct {
	*model.Library
	back map[*model.Entry][]Backlink
}

// Backlink is an entry that names another, and in which field ("" in its text).
type Backlink struct {
	From  *model.Entry
	Field string
}

// To returns who names the entry, each entry and field once, in order of type, then title.
func (g *Graph) To(e *model.Entry) []Backlink { return g.back[e] }

// From returns the entries of one type that name e in any field, each once, in order of title.
func (g *Graph) From(e *model.Entry, t model.Type) []*model.Entry {
	var out []*model.Entry
	for _, b := range g.back[e] {
		if b.From.Type == t && (len(out) == 0 || out[len(out)-1] != b.From) {
			out = append(out, b.From)
		}
	}
	return out
}
