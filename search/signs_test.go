package search

import (
	"fmt"
	"testing"
)

// somePlaces are part of every index that is tested, so every comparison of the two readers covers them.
var somePlaces = []Place{
	{"Forms", "/sub/forms/", []string{"forms", "application form"}, []string{"apply"}},
	{"Tax", "/sub/tax/", []string{"tax", "council tax"}, nil},
	{"Who we are", "/sub/about/", nil, []string{"who we are", "about us"}},
	{"Add a form", "/sub/add/", []string{"add a form"}, []string{"add"}},
	{"Benefits", "/sub/benefits/", []string{"benefits"}, nil},
	{"Nowhere", "/sub/nowhere/", []string{"", "…"}, []string{"—"}},
}

// A question is led to the pages that it names, in Go as in the browser: the longest name first, never more
// than three, and by words with another meaning only when it has no others.
func TestPlaces(t *testing.T) {
	e := openBoth(t, generate(40, 30), Synonyms{})
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
