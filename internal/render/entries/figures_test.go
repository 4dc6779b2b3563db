package entries

import (
	"testing"

	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
	"servicepatterns/tests/sample"
)

// A figure that names its patterns is evidence for no other: neither drawn nor on the
// axis of years.
func TestFiguresOfTheirPatterns(t *testing.T) {
	s := siteOf(t, nil, sample.Entries()...)
	p, study := s.Lib.Graph.ByID["report-a-thing"], s.Lib.Graph.ByID["bolton-case"]
	p.Pattern().Evidence, p.Pattern().UsedBy = nil, nil
	other := samplePattern("pay-a-fine", "Pay a fine")
	other.Pattern().Evidence = nil
	s.Lib.Graph.ByID[other.ID] = other
	study.Work().Patterns = list(p.ID, other.ID)
	study.Work().Outcomes = []model.Outcome{
		{Measure: text("Calls"), Change: text("-13%"), Grade: text("measured"), Date: text("2019")},
		{Measure: text("Fines paid online"), Change: text("+9%"), Grade: text("measured"), Date: text("2021"), Patterns: list(other.ID)},
	}
	w, sec := s.Words(), func() view.Section { return view.Section{} }
	for pattern, want := range map[*model.Entry]int{p: 1, other: 2} {
		if got := len((patterns{Of(s)}).runs(w, pattern, []*model.Entry{study}, sec).Figures[0].Bars); got != want {
			t.Errorf("%s: %d bars, want %d", pattern.ID, got, want)
		}
	}
	if (patterns{Of(s)}).years(w, p, []*model.Entry{study}) != nil {
		t.Error("the axis of years holds the figure of another pattern")
	}
}
