package insight

import (
	"slices"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Amount is what a service cost or saved somewhere.
type Amount struct {
	model.Amount
	Saving bool
	In     []*model.Entry // the case studies and projects that give it
}

// Money lists what the case studies and projects of a pattern cost and saved. A contract
// that a case study and its project both give is one. Grants are left out: they tell who
// paid, not what the service costs.
func Money(g *link.Graph, pattern *model.Entry) []Amount {
	var out []Amount
	for _, w := range Works(g, pattern) {
		for i, a := range slices.Concat(w.Work().Costs, w.Work().Savings) {
			one := Amount{a, i >= len(w.Work().Costs), []*model.Entry{w}}
			same := slices.IndexFunc(out, one.same)
			switch {
			case same < 0 || slices.Contains(out[same].In, w): // an entry that gives two means two
				out = append(out, one)
			default:
				out[same].In = append(out[same].In, w)
			}
		}
	}
	return out
}

// same says whether two amounts are one: so much, of one kind and period, and from one
// source or for the same thing.
func (a Amount) same(b Amount) bool {
	return a.Saving == b.Saving && a.Amount.Amount.Value == b.Amount.Amount.Value && a.Currency.Value == b.Currency.Value &&
		a.Period.Value == b.Period.Value && (share(a.Source, b.Source) || a.What.Set() && a.What.Value == b.What.Value)
}
