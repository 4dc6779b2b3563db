// Package insight says what follows from a library without being written in it: which
// figures an entry has, how strong the evidence of a pattern is, what it cost, how old a
// figure is, when a review is due, which councils are near. Input: a linked library, or
// one of its entries. Output: plain values, without words of a page.
//
// Pages, the filters of the search, the report and the data files all ask here, so that
// they cannot say different things of one entry.
package insight

import (
	"slices"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Works are the case studies and projects of a pattern, case studies first. One whose
// text alone names the pattern says nothing about it, a translation says nothing more,
// and a draft says nothing yet. A translated pattern has those of its original.
func Works(g *link.Graph, pattern *model.Entry) []*model.Entry {
	own := pattern
	if o := g.ByID[pattern.ID]; pattern.Language != "" && o != nil {
		own = o
	}
	list := slices.Concat(g.From(own, model.CaseStudy), g.From(own, model.Project))
	return slices.DeleteFunc(list, func(w *model.Entry) bool {
		return w.Language != "" || w.Status.Value == "draft" || !slices.ContainsFunc(w.Work().Patterns, func(id model.Text) bool {
			to := g.ByID[id.Value]
			return to != nil && to.ID == own.ID
		})
	})
}

// Runs says whether work has come far enough for its organisations to run the service:
// an idea, a study or a prototype runs nothing. What does not name its stage is taken at
// its word.
func Runs(work *model.Entry) bool {
	return !slices.Contains([]string{"idea", "discovery", "alpha"}, work.Work().Stage.Value)
}
