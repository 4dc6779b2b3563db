// Package report says what of a library needs tending: entries whose review is due,
// whose evidence is old or missing, that nothing leads to, and links that lead nowhere.
// Input: a linked library and a day. Output: lists in order of id; the same library and
// day give the same report. Only Outside uses the network.
package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Report is what needs tending. Its JSON is printed by `patterns report`.
type Report struct {
	AsOf        string         `json:"as_of"` // day, "2026-11-25"
	Years       int            `json:"years"` // from which age evidence is old
	ReviewDue   []Item         `json:"review_due"`
	OldEvidence []Item         `json:"old_evidence"`
	NoEvidence  []Item         `json:"no_evidence"`
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
		AsOf: asOf.Format(time.DateOnly), Years: years, ReviewDue: []Item{}, OldEvidence: []Item{}, NoEvidence: []Item{},
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
	if due := Due(e.Reviewed.Value, e.ReviewEvery.Value); due != "" && due < asOf.Format("2006-01") {
		item.Since = due
		r.ReviewDue = append(r.ReviewDue, item)
		item.Since = ""
	}
	if orphaned(g, e) {
		r.Orphaned = append(r.Orphaned, item)
	}
	switch {
	case e.Pattern != nil:
		cases := g.From(e, model.CaseStudy)
		if len(cases) == 0 {
			r.NoCaseStudy = append(r.NoCaseStudy, item)
		}
		any, newest := evidence(g, e, cases)
		if !any {
			r.NoEvidence = append(r.NoEvidence, item)
		} else if newest != "" && lastDay(newest).AddDate(r.Years, 0, 0).Before(asOf) {
			item.Since = newest
			r.OldEvidence = append(r.OldEvidence, item)
		}
	case e.Type == model.CaseStudy:
		if w := e.Work; len(w.Outcomes)+len(w.Costs)+len(w.Savings) == 0 {
			r.NoEvidence = append(r.NoEvidence, item)
		}
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

// evidence says whether a pattern has any, its own or a case study's, and the newest
// date of it. Old figures are no fault of a case study, which tells of its time: only
// patterns are asked for newer ones.
func evidence(g *link.Graph, e *model.Entry, cases []*model.Entry) (any bool, newest string) {
	see := func(date model.Text) { any, newest = true, max(newest, date.Value) }
	for _, v := range e.Pattern.Evidence {
		see(v.Date)
	}
	for _, c := range cases {
		for _, v := range g.Outcomes(c, e) {
			see(v.Date)
		}
		for _, v := range slices.Concat(c.Work.Costs, c.Work.Savings) {
			see(v.Date)
		}
	}
	return any, newest
}

// Due is the month in which something is to be reviewed again: reviewed on 2026-11-01,
// every "12 months", gives "2027-11". It is "" when either is unknown. A review is
// overdue when that month is over.
func Due(reviewed, every string) string {
	number, unit, _ := strings.Cut(every, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	if strings.HasPrefix(unit, "year") {
		n *= 12
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if day, err := time.Parse(layout, reviewed); err == nil {
			// From the first of its month: 31 August and six months would be 3 March.
			return day.AddDate(0, n, 1-day.Day()).Format("2006-01")
		}
	}
	return ""
}

// lastDay is the last day of what a date stands for: 2019 is over on 31 December.
func lastDay(date string) time.Time {
	if t, err := time.Parse("2006", date); err == nil {
		return t.AddDate(1, 0, -1)
	}
	if t, err := time.Parse("2006-01", date); err == nil {
		return t.AddDate(0, 1, -1)
	}
	t, _ := time.Parse(time.DateOnly, date)
	return t
}
