package render

import (
	"strings"
	"testing"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
)

// A council that studied a service, or tried a prototype, does not run it: the map
// leaves it out.
func TestStudiesRunNothing(t *testing.T) {
	s := sampleSite(t, Options{})
	p, study := s.Lib.Graph.ByID["report-a-thing"], s.Lib.Graph.ByID["bolton-case"]
	p.Pattern().UsedBy, p.Pattern().Variants = nil, nil
	study.Work().Organisations = list("bolton")
	for stage, want := range map[string]int{"idea": 0, "discovery": 0, "alpha": 0, "beta": 1, "live": 1, "retired": 1, "": 1} {
		study.Work().Stage = text(stage)
		if got := len(s.Lib.Runners(p)); got != want {
			t.Errorf("stage %q: %d on the map, want %d", stage, got, want)
		}
	}
}

// A shared service that ended, for all or for a council that left, is named and marked,
// and colours no council.
func TestEndedSharing(t *testing.T) {
	s := sampleSite(t, Options{})
	bolton := s.Lib.Graph.ByID["bolton"]
	beside := &model.Entry{Type: model.Organisation, ID: "bury", Row: 3, Source: "organisations.csv",
		Council: &model.Council{HexQ: 2, HexR: 1, HasHex: true}}
	beside.Title, beside.Summary = text("Bury Council"), text("A metropolitan district.") // a map has two councils or more
	share := func(fields model.SharedFields) *Site {
		e := &model.Entry{Type: model.SharedService, ID: "shared", Own: &fields}
		e.Title, e.Summary = text("One team"), text("Councils share a team.")
		e.Refs = []model.Ref{{Field: "organisations", To: text("bolton")}}
		return siteOf(t, Options{}, bolton, beside, e)
	}
	for name, c := range map[string]struct {
		fields model.SharedFields
		marked string
		counts int
	}{
		"goes on":     {model.SharedFields{Organisations: list("bolton"), Since: text("2014")}, "", 1},
		"has ended":   {model.SharedFields{Organisations: list("bolton"), Until: text("2021-05")}, "ended May 2021", 0},
		"bolton left": {model.SharedFields{Left: []model.Departure{{Organisation: text("bolton"), Until: text("2020-07-31")}}}, "left 31 July 2020", 0},
	} {
		s := share(c.fields)
		page := pageOf(t, s, "map/shared-services/index.html", markdown.Body{})
		if c.marked != "" && !strings.Contains(page, c.marked) {
			t.Errorf("%s: the map does not say %q", name, c.marked)
		}
		if got := strings.Contains(page, "<title>Bolton: 1</title>"); got != (c.counts == 1) {
			t.Errorf("%s: counted on the map: %v", name, got)
		}
		own := pageOf(t, s, "organisations/bolton/index.html", markdown.Body{})
		if strings.Contains(own, `class="tag"`) != (c.marked != "") {
			t.Errorf("%s: marked on the page of the council: want %q", name, c.marked)
		}
	}
}
