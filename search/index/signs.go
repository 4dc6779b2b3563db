package index

import (
	"cmp"
	"slices"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// Place is a page of the site that is no entry, such as a list or a map, and what leads to it.
type Place struct {
	Title, URL string
	Names      []string // it answers a query in which all the words of one of these stand
	Alone      []string // and one that has the words of one of these and no others
}

// signsOf returns what leads to the places, in the order in which it answers.
func signsOf(places []Place) []store.Sign {
	signs := []store.Sign{}
	for _, p := range places {
		for i, names := range [][]string{p.Names, p.Alone} {
			for _, name := range names {
				tokens, _ := analysis.TokensOf(name)
				if terms := store.Telling(tokens); terms != nil {
					signs = append(signs, store.Sign{Terms: terms, Alone: i == 1, Title: p.Title, URL: p.URL})
				}
			}
		}
	}
	slices.SortStableFunc(signs, func(a, b store.Sign) int { return cmp.Compare(len(b.Terms), len(a.Terms)) })
	return signs
}
