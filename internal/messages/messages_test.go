package messages

import (
	"testing"
	"testing/fstest"
)

// TestFill: gaps are named, and what is put in is not looked at again.
func TestFill(t *testing.T) {
	put := []string{"field", "verb", "value", `say "hi" {field}`}
	for sentence, want := range map[string]string{
		`unknown {field} {"value"}: [ or {, {other}`: `unknown verb "say \"hi\" {field}": [ or {, {other}`,
		`{field}{"field}{field"}`:                    `verb{"field}{field"}`,
		`{{field}} {`:                                `{verb} {`,
	} {
		if got := Fill(sentence, put...); got != want {
			t.Errorf("%s: got %s, want %s", sentence, got, want)
		}
	}
}

// TestPlurals: a number takes the form that its language has for it, and what a translation
// lacks is said in English.
func TestPlurals(t *testing.T) {
	own := fstest.MapFS{
		"strings/en.json": {Data: []byte(`{"dogs.none": "no dogs", "dogs.one": "{n} dog of {whose}", "dogs.other": "{n} dogs",
			"cats.one": "{n} cat", "cats.other": "{n} cats"}`)},
		"strings/cy.json": {Data: []byte(`{"dogs.one": "{n} ci", "dogs.two": "{n} gi", "dogs.few": "{n} chi",
			 "dogs.many": "{n} chi!", "dogs.other": "{n} ci."}`)},
	}
	all, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	for lang, counted := range map[string]map[int]string{
		"en": {0: "no dogs", 1: "1 dog of theirs", 2: "2 dogs", 1000: "1,000 dogs"},
		"cy": {0: "no dogs", 1: "1 ci", 2: "2 gi", 3: "3 chi", 4: "4 ci.", 6: "6 chi!"},
	} {
		for n, want := range counted {
			if got := all.In[lang].N("dogs", n, "whose", "theirs"); got != want {
				t.Errorf("%s: %d is %q, want %q", lang, n, got, want)
			}
		}
	}
	if got := all.In["cy"].N("cats", 6); got != "6 cats" {
		t.Errorf("what Welsh lacks is %q", got)
	}
	if got, err := all.In["en"].Forms("cats"); got != `{"one":"{n} cat","other":"{n} cats"}` || err != nil {
		t.Errorf("the forms are %s (%v)", got, err)
	}
}
