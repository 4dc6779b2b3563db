// Package link joins a library: references become entries, and every entry learns
// who names it. Input: entries as loaded. Output: a Graph, and findings for
// references that lead nowhere. After it, a reference either has its entry or a
// finding.
package link

import (
	"slices"

	"servicepatterns/internal/model"
)

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

// Outcomes returns the outcomes of a case study or project that are about a pattern:
// those that name it, and those that name none and so are about all that it is about.
// One whose text alone names the pattern has none.
func (g *Graph) Outcomes(work, pattern *model.Entry) []model.Outcome {
	if !g.names(work.Work().Patterns, pattern) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(work.Work().Outcomes), func(o model.Outcome) bool {
		return len(o.Patterns) > 0 && !g.names(o.Patterns, pattern)
	})
}

// names says whether one of some ids, perhaps a former one, is that of an entry. A
// translation has the id of what it translates.
func (g *Graph) names(ids []model.Text, e *model.Entry) bool {
	return slices.ContainsFunc(ids, func(id model.Text) bool {
		to := g.ByID[id.Value]
		return to != nil && to.ID == e.ID
	})
}

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
