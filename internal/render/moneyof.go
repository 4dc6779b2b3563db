package render

import "servicepatterns/internal/model"

// moneyOf lists what the case studies and projects of a pattern cost and saved, each
// with its basis and where it comes from. Grants stay on their own pages: they tell
// who paid, not what the service costs.
func (s *Site) moneyOf(w words, cases []*model.Entry, sec func() Section) *Money {
	var m *Money
	for _, e := range cases {
		own := s.money(w, &model.WorkFields{Costs: e.Work.Costs, Savings: e.Work.Savings}, func() Section { return Section{} })
		if own == nil {
			continue
		}
		if m == nil {
			m = &Money{Section: sec()}
		}
		for _, row := range own.Rows {
			row.From = s.link(e)
			m.Rows = append(m.Rows, row)
		}
	}
	return m
}
