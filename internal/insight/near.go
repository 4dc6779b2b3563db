package insight

import (
	"cmp"
	"math"
	"slices"

	"servicepatterns/internal/model"
)

// Near returns the n councils whose centres are nearest to that of one, nearest first:
// for a county or a combined authority those of its kind, else all that run local
// services. councils are all there are.
func Near(councils []*model.Entry, e *model.Entry, n int) []*model.Entry {
	if e.Council == nil || e.Council.Latitude == 0 {
		return nil
	}
	type far struct {
		e *model.Entry
		d float64
	}
	var all []far
	for _, o := range councils {
		if o != e && o.Council.Latitude != 0 && level(o) == level(e) {
			all = append(all, far{o, distance(e.Council, o.Council)})
		}
	}
	slices.SortFunc(all, func(a, b far) int { return cmp.Or(cmp.Compare(a.d, b.d), cmp.Compare(a.e.ID, b.e.ID)) })
	var out []*model.Entry
	for _, f := range all[:min(n, len(all))] {
		out = append(out, f.e)
	}
	return out
}

// level is the tier of a council that covers others, "" for all that cover none.
func level(o *model.Entry) string {
	if t := o.Council.Tier(); t == "county" || t == "combined-authority" {
		return t
	}
	return ""
}

// distance compares how far two centres lie apart. It has no unit: within the UK a
// degree of longitude is taken as long as it is at the middle of the two.
func distance(a, b *model.Council) float64 {
	dy := a.Latitude - b.Latitude
	dx := (a.Longitude - b.Longitude) * math.Cos((a.Latitude+b.Latitude)/2*math.Pi/180)
	return dx*dx + dy*dy
}
