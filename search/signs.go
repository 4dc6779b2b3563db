package search

import (
	"slices"

	"servicepatterns/search/store"
)

// mostPlaces is how many places answer a query: they stand beside the hits, not in their way.
const mostPlaces = 3

// lead returns the places that a query names, of which we have the telling terms.
func lead(signs []store.Sign, asked []string) []PlaceFound {
	places := []PlaceFound{}
	for _, s := range signs {
		if len(places) == mostPlaces {
			break
		}
		missing := slices.ContainsFunc(s.Terms, func(t string) bool { return !slices.Contains(asked, t) })
		known := slices.ContainsFunc(places, func(p PlaceFound) bool { return p.URL == s.URL })
		if !missing && !known && !(s.Alone && len(asked) > len(s.Terms)) {
			places = append(places, PlaceFound{s.Title, s.URL})
		}
	}
	return places
}
