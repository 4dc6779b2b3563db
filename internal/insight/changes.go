package insight

import (
	"cmp"
	"slices"

	"servicepatterns/internal/model"
)

// Dated says whether it is known when an entry was last changed.
func Dated(e *model.Entry) bool { return e.Changed != "" }

// LastChanged returns the entries that have a date of change, last changed first. What
// changed on one day stands in the order of types, then of titles.
func LastChanged(list []*model.Entry) []*model.Entry {
	var out []*model.Entry
	for _, e := range list {
		if Dated(e) {
			out = append(out, e)
		}
	}
	types := model.Types()
	order := func(e *model.Entry) int { return slices.Index(types, e.Type) }
	slices.SortFunc(out, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(b.Changed, a.Changed), cmp.Compare(order(a), order(b)),
			cmp.Compare(Fold(a.Title.Value), Fold(b.Title.Value)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Oldest is the day on which that was changed which stands as it is for longest, "" when
// no date is known.
func (l *Library) Oldest() string {
	if n := len(l.Changes); n > 0 {
		return l.Changes[n-1].Changed
	}
	return ""
}

// News are the entries that changed last, at most so many. There are none when more than
// half of all changed on the last day: that all came at once says nothing of what is new.
func (l *Library) News(most int) []*model.Entry {
	same := 0
	for _, e := range l.Changes {
		if e.Changed == l.Changes[0].Changed {
			same++
		}
	}
	if same > len(l.Changes)/2 {
		return nil
	}
	return l.Changes[:min(most, len(l.Changes))]
}
