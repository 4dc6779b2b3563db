package render

import (
	"slices"
	"strings"
	"testing"
)

// Every page of the site that a question may name is offered under the words that lead there, and
// only if something stands on it.
func TestPlaces(t *testing.T) {
	titles := func(s *Site, name string) string {
		var found []string
		for _, p := range s.Places() {
			if slices.Contains(p.Names, name) || slices.Contains(p.Alone, name) {
				found = append(found, p.Title+" "+p.Path)
			}
		}
		return strings.Join(found, ", ")
	}
	full := datedSite(t, Options{BaseURL: "https://example.org/sub/"})
	for name, want := range map[string]string{
		"Service patterns":        "Service patterns /service-patterns/",
		"Case study":              "Case studies /case-studies/",
		"Add a case study":        "Add a case study /add/case-study/",
		"councils":                "Councils and other organisations /organisations/",
		"councils in England":     "Councils in England /organisations/#nation-1",
		"case studies in England": "Case studies: England /case-studies/nation/england/",
		"what can we build":       "What can we build? /build/",
		"contribute":              "Add to the library /add/",
		"subscribe":               "Feeds /feeds/",
		"recent changes":          "What’s new /whats-new/",
		"whats new":               "What’s new /whats-new/",
		"add a pattern":           "Add a service pattern /add/service-pattern/",
		"report a mistake":        "Ask for a correction or removal /corrections/",
		"a to z":                  "A to Z /a-to-z/",
		"service areas":           "By service area /browse/service-areas/",
		"open data":               "Open data /data/",
		"privacy":                 "Privacy /privacy/",
		"about":                   "", // the library has a page of its own, found as an entry
		"pipeline":                "", // there are no projects
	} {
		if got := titles(full, name); got != want {
			t.Errorf("%q leads to %q, want %q", name, got, want)
		}
	}
	if got := titles(sampleSite(t, Options{}), "subscribe"); got != "" {
		t.Errorf("without a history “subscribe” leads to %s", got)
	}
	if got := titles(datedSite(t, Options{}), "subscribe"); got != "What’s new /whats-new/" {
		t.Errorf("without feeds “subscribe” leads to %q", got)
	}
}
