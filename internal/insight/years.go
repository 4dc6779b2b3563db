package insight

import (
	"slices"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Mark is a dated piece of what is known of a pattern.
type Mark struct {
	Year int
	Kind string // the grade of a figure, "" for what is no figure, or Reviewed
}

// Reviewed marks the year in which somebody reviewed the pattern.
const Reviewed = "reviewed"

// Marks are all dated pieces of evidence of a pattern, by year, and its review; nil when
// there are fewer than two pieces. Of one case study stands one for each date and grade.
func Marks(g *link.Graph, pattern *model.Entry, works []*model.Entry) []Mark {
	var marks []Mark
	add := func(date, kind string) {
		if y := Year(date); y > 0 {
			marks = append(marks, Mark{y, kind})
		}
	}
	for _, w := range works {
		done := map[string]bool{}
		for _, o := range g.Outcomes(w, pattern) {
			if key := o.Date.Value + o.Grade.Value; !done[key] {
				done[key] = true
				add(o.Date.Value, o.Grade.Value)
			}
		}
	}
	for _, ev := range pattern.Pattern().Evidence {
		add(ev.Date.Value, ev.Grade.Value)
	}
	for _, u := range pattern.Pattern().UsedBy {
		add(u.Since.Value, "")
	}
	if len(marks) < 2 {
		return nil
	}
	add(pattern.Reviewed.Value, Reviewed)
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Year - b.Year })
	return marks
}

// Weight is how much the outcomes of a case study have to show: measured figures with two
// sides most.
func Weight(outcomes []model.Outcome) int {
	n := 0
	for _, o := range outcomes {
		if o.Grade.Value != Measured {
			continue
		}
		if n++; o.Change.Set() || o.Before.Set() {
			n += 2
		}
	}
	return n
}
