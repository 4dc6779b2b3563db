package search

import (
	"slices"
	"strings"
	"testing"

	"servicepatterns/search/analysis"
	"servicepatterns/search/index"
)

// A word is found in its other spelling, both ways, alone and in a phrase.
func TestSpellings(t *testing.T) {
	pairs := strings.Fields(`organisation:organization organised:organized licence:license licences:licenses colour:color
programme:program programmes:programs centre:center enquiry:inquiry enquiries:inquiries kerb:curb kerbs:curbs tyre:tire
analyse:analyze travelling:traveling instalment:installment enrol:enroll fulfil:fulfill jewellery:jewelry
neighbourhood:neighborhood defence:defense practise:practice catalogue:catalog cancelled:canceled`)
	var docs []index.Document
	for _, pair := range pairs {
		british, american, _ := strings.Cut(pair, ":")
		for _, word := range []string{british, american} {
			docs = append(docs, index.Document{ID: word, Body: "The " + word + " itself."})
		}
	}
	e := openBoth(t, docs, index.Synonyms{})
	for _, pair := range pairs {
		british, american, _ := strings.Cut(pair, ":")
		for _, asked := range []string{british, american} {
			for _, question := range []string{asked, `"` + asked + ` itself"`} {
				got := strings.Fields(ids(e.search(t, question, Options{})))
				if !slices.Contains(got, british) || !slices.Contains(got, american) || len(got) > 6 {
					t.Errorf("%s finds %q", question, got)
				}
			}
		}
	}
	for _, word := range strings.Fields("check meter story council this is") {
		if other := analysis.Spellings(word); len(other) > 0 {
			t.Errorf("%s is also spelt %q", word, other)
		}
	}
}
