package entries

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// moneyOf lists what the case studies and projects of a pattern cost and saved, each
// with its basis and who gives it.
func (s patterns) moneyOf(w messages.Catalogue, e *model.Entry, sec func() view.Section) *Money {
	var m *Money
	for _, a := range insight.Money(s.Lib.Graph, e) {
		if m == nil {
			m = &Money{Section: sec()}
		}
		key := "cost"
		if a.Saving {
			key = "saving"
		}
		row := moneyRow(w, key, a.Amount)
		for _, from := range a.In {
			row.From = append(row.From, s.Link(from))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}
