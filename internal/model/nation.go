package model

import (
	"cmp"
	"slices"
)

// nations are listed in this order.
var nations = []string{"England", "Scotland", "Wales", "Northern Ireland"}

// CompareNations orders the names of nations; one that is not known here stands after all
// that are.
func CompareNations(a, b string) int {
	place := func(nation string) int {
		if i := slices.Index(nations, nation); i >= 0 {
			return i
		}
		return len(nations)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
}
