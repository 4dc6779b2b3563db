package search

import (
	"fmt"
	"testing"

	"servicepatterns/search/index"
)

// somePlaces are part of every index that is tested, so every comparison of the two readers covers them.
var somePlaces = []index.Place{
	{Title: "Forms", URL: "/sub/forms/", Names: []string{"forms", "application form"}, Alone: []string{"apply"}},
	{Title: "Tax", URL: "/sub/tax/", Names: []string{"tax", "council tax"}},
	{Title: "Who we are", URL: "/sub/about/", Alone: []string{"who we are", "about us"}},
	{Title: "Add a form", URL: "/sub/add/", Names: []string{"add a form"}, Alone: []string{"add"}},
	{Title: "Benefits", URL: "/sub/benefits/", Names: []string{"benefits"}},
	{Title: "Nowhere", URL: "/sub/nowhere/", Names: []string{"", "…"}, Alone: []string{"—"}},
}

// A question is led to the pages that it names, in Go as in the browser: the longest name first, never more
// than three, and by words with another meaning only when it has no others.
func TestPlaces(t *testing.T) {
	e := openBoth(t, generate(40, 30), index.Synonyms{})
	for question, want := range map[string]string{
		"How do I ADD the forms?":             "[{Add a form /sub/add/} {Forms /sub/forms/}]",
		"tax for the council":                 "[{Tax /sub/tax/}]",
		"benefit form, tax form":              "[{Forms /sub/forms/} {Tax /sub/tax/} {Benefits /sub/benefits/}]",
		"add a benefit form to council taxes": "[{Tax /sub/tax/} {Add a form /sub/add/} {Forms /sub/forms/}]",
		"applying":                            "[{Forms /sub/forms/}]",
		"apply online":                        "[]",
		"add":                                 "[{Add a form /sub/add/}]",
		"add a bin":                           "[]",
		"Who are we?":                         "[{Who we are /sub/about/}]",
		"who":                                 "[]",
		"who are we and what do we do":        "[]",
		"":                                    "[]",
		"… — ?":                               "[]",
	} {
		if got := fmt.Sprint(e.search(t, question, Options{}).Places); got != want {
			t.Errorf("%q leads to %s, want %s", question, got, want)
		}
	}
}
