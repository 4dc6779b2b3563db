package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"servicepatterns/internal/atom/atomtest"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
)

// councils are some in a row of hexagons, whose centres lie otherwise.
func councils() []*model.Entry {
	var out []*model.Entry
	for i, latitude := range []float64{51.0, 53.0, 51.1, 52.0, 51.2, 51.3, 51.4, 51.5} {
		e := &model.Entry{Type: model.Organisation, ID: fmt.Sprintf("c%d", i), Row: i + 2, Source: "organisations.csv",
			Council: &model.Council{
				ShortName: fmt.Sprintf("C%d", i), GSS: fmt.Sprintf("E0600000%d", i), WelshName: "Cyngor", Nation: "England",
				Type:     "Unitary authority",
				Latitude: latitude, Longitude: -1, HexQ: i, HexR: 1, HasHex: true,
			}}
		e.Title, e.Summary = text(e.Council.ShortName+" Council"), text("A council.")
		out = append(out, e)
	}
	return out
}

// A council’s page names the councils whose centres are nearest, and not those beside it
// on the map of hexagons.
func TestNearest(t *testing.T) {
	s := siteOf(t, Options{}, councils()...)
	page := pageOf(t, s, "organisations/c0/index.html", markdown.Body{})
	_, near, _ := strings.Cut(page, `<h2 id="near">`)
	near, _, _ = strings.Cut(near, "</section>")
	at := -1
	for _, id := range []string{"c2", "c4", "c5", "c6", "c7", "c3"} {
		i := strings.Index(near, "/organisations/"+id+"/")
		if i <= at {
			t.Errorf("%s is missing, or too early: %s", id, near)
		}
		at = i
	}
	if strings.Contains(near, "/organisations/c1/") {
		t.Error("the council beside it on the map, and far away, is called near")
	}
}

// What a council’s page says to machines names it by its code, and in Welsh.
func TestCouncilLD(t *testing.T) {
	var ld map[string]any
	page := pageOf(t, siteOf(t, Options{}, councils()...), "organisations/c3/index.html", markdown.Body{})
	if err := json.Unmarshal([]byte(dataOf(t, page)), &ld); err != nil {
		t.Fatal(err)
	}
	if ld["identifier"] != "E06000003" || fmt.Sprint(ld["alternateName"]) != "[Cyngor]" || ld["license"] != nil {
		t.Errorf("%v", ld)
	}
}

// Every organisation can be watched: with what changed about it, or before anything did.
// Then its feed is empty and valid, and says the same on any day.
func TestOrganisationFeeds(t *testing.T) {
	site := func(about ...model.Ref) *Site {
		study := &model.Entry{Type: model.CaseStudy, ID: "study", Own: &model.WorkFields{}, Refs: about, Changed: "2026-11-25"}
		study.Title, study.Summary = text("Fewer calls"), text("Calls fell.")
		old := samplePattern("old", "Report a thing")
		old.Changed = "2019-03-04"
		body := &model.Entry{Type: model.Organisation, ID: "lga", Own: &model.OrganisationFields{}}
		body.Title, body.Summary = text("Local Government Association"), text("Speaks for councils.")
		return siteOf(t, Options{BaseURL: "https://example.org/"}, append(councils(), study, old, body)...)
	}
	feeds := feedsOf(t, site(model.Ref{Field: "organisations", To: text("c1")}))
	for name, want := range map[string]struct{ updated, entry string }{
		"organisations/c1/feed.xml":  {"2026-11-25", "<title>Fewer calls</title>"},
		"organisations/c2/feed.xml":  {"2019-03-04", ""},
		"organisations/lga/feed.xml": {"2019-03-04", ""},
	} {
		feed := feeds[name]
		if err := atomtest.Check([]byte(feed)); err != nil {
			t.Errorf("%s: %v\n%s", name, err, feed)
		}
		head, _, _ := strings.Cut(feed, "<entry>")
		if !strings.Contains(head, "<updated>"+want.updated+"T00:00:00Z</updated>") || !strings.Contains(feed, want.entry) ||
			strings.Contains(feed, "<entry>") != (want.entry != "") {
			t.Errorf("%s:\n%s", name, feed)
		}
	}
	if feeds["organisations/c7/feed.xml"] == "" {
		t.Error("not every council has a feed")
	}
}

// A pattern’s page lists what its case studies cost, once, and where its measured figures
// are, so that a reader can count them.
func TestPatternMoneyAndFigures(t *testing.T) {
	s := sampleSite(t, Options{})
	page := pageOf(t, s, "service-patterns/report-a-thing/index.html", markdown.Body{})
	for _, want := range []string{
		`<span class="sum">£61,839 once</span>`, `From: <a href="/case-studies/bolton-case/">Bolton: fewer calls</a>`,
		`<li><a href="/case-studies/bolton-case/">Bolton: fewer calls</a>: 1 measured figure</li>`, `<li>In this pattern, below: 1 measured figure</li>`,
		`newest from <time datetime="2023" data-age>2023</time>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(page, `<svg class="scale"`); n != 2 || n != strings.Count(page, " data-measured><rect x=\"0\"") {
		t.Errorf("%d scale bars, not all in the colour of what is measured", n)
	}
	none := samplePattern("other", "Report another thing")
	none.Pattern().Evidence = none.Pattern().Evidence[1:] // an estimate
	page = pageOf(t, siteOf(t, Options{}, none), "service-patterns/other/index.html", markdown.Body{})
	if strings.Contains(page, "data-measured") || !strings.Contains(page, "no measured figures") {
		t.Error("a pattern that nobody measured has a bar in the colour of what is measured")
	}
}
