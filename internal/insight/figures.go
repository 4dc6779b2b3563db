package insight

import (
	"slices"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Measured is the grade of a figure that somebody counted.
const Measured = "measured"

// grades, the strongest first.
var grades = []string{Measured, "supplier-claim", "estimate", "disputed"}

// Figure is one figure that an entry gives: how good it is, of when, and where from.
type Figure struct {
	Grade, Date string
	Sources     []model.Text
	says        [5]string // what it says, for telling whether two say the same
}

// Outcomes are the figures of outcomes.
func Outcomes(list []model.Outcome) []Figure {
	var out []Figure
	for _, o := range list {
		out = append(out, Figure{o.Grade.Value, o.Date.Value, o.Source, [5]string{o.Before.Value, o.After.Value, o.Change.Value, o.Unit.Value}})
	}
	return out
}

// Claims are the figures that a pattern itself gives. What it says without a grade is no
// figure, but has a date all the same.
func Claims(pattern *model.Entry) []Figure {
	var out []Figure
	for _, c := range pattern.Pattern().Evidence {
		out = append(out, Figure{c.Grade.Value, c.Date.Value, c.Source, [5]string{c.Claim.Value}})
	}
	return out
}

// Figures are all that an entry gives: of a case study or project what changed, what it
// cost and what it saved; of a pattern what it says itself and what changed elsewhere.
// ok is false for types that give none.
func Figures(g *link.Graph, e *model.Entry) (list []Figure, ok bool) {
	switch {
	case e.Work() != nil:
		list = Outcomes(e.Work().Outcomes)
		for _, a := range slices.Concat(e.Work().Costs, e.Work().Savings) {
			list = append(list, Figure{Grade: a.Grade.Value, Date: a.Date.Value, Sources: a.Source})
		}
		return list, true
	case e.Pattern() != nil:
		list = Claims(e)
		for _, w := range Works(g, e) {
			list = append(list, Outcomes(g.Outcomes(w, e))...)
		}
		return list, true
	}
	return nil, false
}

// Grades are those among figures, each once, the strongest first.
func Grades(list []Figure) []string {
	return slices.DeleteFunc(slices.Clone(grades), func(grade string) bool {
		return !slices.ContainsFunc(list, func(f Figure) bool { return f.Grade == grade })
	})
}

// Best is the strongest grade among figures, "" when none has one.
func Best(list []Figure) string {
	for _, g := range Grades(list) {
		return g
	}
	return ""
}

// Newest is the latest date among figures, as precise as its author knew it, "" when
// none has one. Of "2019" and "2019-06" the second is later: it says more.
func Newest(list []Figure) string {
	newest := ""
	for _, f := range list {
		if isDate(f.Date) {
			newest = max(newest, f.Date)
		}
	}
	return newest
}

// same says whether two figures of different works are one: both take it from one
// source, and it says the same.
func (f Figure) same(other Figure) bool {
	return f.says == other.says && share(f.Sources, other.Sources)
}

// share says whether two lists name one source.
func share(a, b []model.Text) bool {
	return slices.ContainsFunc(a, func(t model.Text) bool {
		return slices.ContainsFunc(b, func(u model.Text) bool { return t.Value == u.Value })
	})
}
