package insight

import (
	"cmp"
	"slices"

	"servicepatterns/internal/model"
)

// Aged is an entry and the date of its newest figure.
type Aged struct {
	*model.Entry
	Date string
}

// OldestFigures are the case studies whose newest figure is oldest, at most so many.
func (l *Library) OldestFigures(most int) []Aged {
	var all []Aged
	for _, e := range l.ByType[model.CaseStudy] {
		if d := Newest(Outcomes(e.Work().Outcomes)); d != "" {
			all = append(all, Aged{e, d})
		}
	}
	slices.SortFunc(all, func(a, b Aged) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	return all[:min(most, len(all))]
}

// Thin are patterns without a case study, at most so many.
func (l *Library) Thin(most int) []*model.Entry {
	var out []*model.Entry
	for _, e := range l.ByType[model.ServicePattern] {
		if len(out) < most && len(l.From(e, model.CaseStudy)) == 0 {
			out = append(out, e)
		}
	}
	return out
}

// Reviewed is how many patterns somebody has reviewed.
func (l *Library) Reviewed() int {
	n := 0
	for _, e := range l.ByType[model.ServicePattern] {
		if e.Reviewed.Set() {
			n++
		}
	}
	return n
}
