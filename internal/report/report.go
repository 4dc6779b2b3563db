// Package report says what of a library needs tending: entries whose review is due,
// whose evidence is old or missing, that nothing leads to, and links that lead nowhere.
// Input: a linked library and a day. Output: lists in order of id; the same library and
// day give the same report. Only Outside uses the network.
package report

import (
	"slices"
	"time"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Report is what needs tending. Its JSON is printed by `patterns report`.
type Report struct {
	AsOf        string         `json:"as_of"` // day, "2026-11-25"
	Years       int            `json:"years"` // from which age evidence is old
	ReviewDue   []Item         `json:"review_due"`
	OldEvidence []Item         `json:"old_evidence"`
	NoFigures   []Item         `json:"no_figures"`
	NoCaseStudy []Item         `json:"no_case_study"`
	Orphaned    []Item         `json:"orphaned"`
	DeadLinks   []diag.Finding `json:"dead_links"`
	Outside     *Outside       `json:"outside,omitempty"` // only when asked for
}

// Item is an entry that needs tending.
type Item struct {
	ID    string     `json:"id"`
	Type  model.Type `json:"type"`
	Title string     `json:"title"`
	File  string     `json:"file"`
	Since string     `json:"since,omitempty"` // the date it is about: when a review was due, the newest evidence
}

// Make looks at a library as of a day. findings are those of loading and linking it.
// Drafts, deprecated entries and translations are left out: the first are not finished,
// the second not meant to be, and the third are tended with their originals.
func Make(g *link.Graph, findings []diag.Finding, asOf time.Time, years int) *Report {
	r := &Report{
		AsOf: asOf.Format(time.DateOnly), Years: years, ReviewDue: []Item{}, OldEvidence: []Item{}, NoFigures: []Item{},
		NoCaseStudy: []Item{}, Orphaned: []Item{}, DeadLinks: []diag.Finding{},
	}
	for _, e := range g.Entries {
		if e.Language != "" || e.Status.Value == "draft" || e.Status.Value == "deprecated" {
			continue
		}
		r.entry(g, e, asOf)
	}
	for _, f := range findings {
		switch f.Code {
		case diag.BrokenLink, diag.BrokenImage, diag.UnknownReference, diag.WrongReference:
			r.DeadLinks = append(r.DeadLinks, f)
		}
	}
	return r
}

func (r *Report) entry(g *link.Graph, e *model.Entry, asOf time.Time) {
	item := Item{ID: e.ID, Type: e.Type, Title: e.Title.Value, File: e.File}
	if due := insight.Due(e.Reviewed.Value, e.ReviewEvery.Value); insight.Overdue(due, asOf) {
		item.Since = due
		r.ReviewDue = append(r.ReviewDue, item)
		item.Since = ""
	}
	if orphaned(g, e) {
		r.Orphaned = append(r.Orphaned, item)
	}
	if e.Pattern() != nil && len(g.From(e, model.CaseStudy)) == 0 {
		r.NoCaseStudy = append(r.NoCaseStudy, item)
	}
	if e.Pattern() == nil && e.Type != model.CaseStudy { // a project may have nothing to count yet
		return
	}
	figures, _ := insight.Figures(g, e)
	// Old figures are no fault of a case study, which tells of its time: only patterns are
	// asked for newer ones.
	if newest := insight.Newest(figures); e.Pattern() != nil && insight.Old(newest, r.Years, asOf) {
		item.Since = newest
		r.OldEvidence = append(r.OldEvidence, item)
		item.Since = ""
	}
	if insight.Best(figures) == "" {
		r.NoFigures = append(r.NoFigures, item)
	}
}

// orphaned says whether no entry refers to e and it refers to none. Pages are reached
// from the site's own menu, and rows of organisations.csv from the map.
func orphaned(g *link.Graph, e *model.Entry) bool {
	if e.Type == model.Page || e.Row > 0 {
		return false
	}
	for _, b := range g.To(e) {
		if b.From != e {
			return false
		}
	}
	leads := func(to *model.Entry) bool { return to != nil && to != e }
	return !slices.ContainsFunc(e.Refs, func(ref model.Ref) bool { return leads(ref.Entry) }) &&
		!slices.ContainsFunc(e.Links, func(l model.Link) bool { return leads(l.Entry) })
}
