package render

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"servicepatterns/internal/atom"
	"servicepatterns/internal/atom/atomtest"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
)

// datedSite is the sample library with a history: the pattern changed first, its case
// study last.
func datedSite(t *testing.T, o Options) *Site {
	s := sampleSite(t, o)
	for id, day := range map[string]string{"report-a-thing": "2019-03-04", "bolton-case": "2026-11-25", "about": "2020-01-31"} {
		s.Lib.Graph.ByID[id].Changed = day
	}
	again, err := New(s.Lib.Graph, o)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func feedsOf(t *testing.T, s *Site) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, p := range s.Pages() {
		name, data, err := s.Feed(p)
		if err != nil {
			t.Fatal(err)
		}
		if name != "" {
			out[name] = string(data)
		}
	}
	return out
}

// There is a feed for all that can be watched and has something to say; each is valid,
// and a real reader of feeds finds the newest change first.
func TestFeeds(t *testing.T) {
	s := datedSite(t, Options{BaseURL: "https://example.org/sub/"})
	feeds := feedsOf(t, s)
	want := map[string]string{
		"feed.xml":                                 "[Bolton: fewer calls About us Report a thing]",
		"pages/feed.xml":                           "[About us]",
		"case-studies/feed.xml":                    "[Bolton: fewer calls]",
		"service-patterns/feed.xml":                "[Report a thing]",
		"service-patterns/report-a-thing/feed.xml": "[Bolton: fewer calls Report a thing]",
		"browse/service-areas/streets/feed.xml":    "[Report a thing]",
		"organisations/bolton/feed.xml":            "[]",
	}
	for name, data := range feeds {
		if err := atomtest.Check([]byte(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		f, err := gofeed.NewParser().Parse(strings.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var titles []string
		for _, item := range f.Items {
			titles = append(titles, item.Title)
		}
		if got := fmt.Sprint(titles); got != want[name] {
			t.Errorf("%s tells of %s, want %s", name, got, want[name])
		}
		if f.FeedLink != "https://example.org/sub/"+name || !strings.HasSuffix(f.FeedLink,
			strings.TrimPrefix(f.Link, "https://example.org")+"feed.xml") {
			t.Errorf("%s says that it is %s, about %s", name, f.FeedLink, f.Link)
		}
	}
	for name := range want {
		if feeds[name] == "" {
			t.Errorf("there is no feed %s", name)
		}
	}
}

// A page leads to its feed, and no page to one that is not there.
func TestFeedLinks(t *testing.T) {
	s := datedSite(t, Options{BaseURL: "https://example.org/sub/"})
	feeds := feedsOf(t, s)
	for _, p := range s.Pages() {
		html := pageOf(t, s, p.Path, markdown.Body{})
		_, rest, linked := strings.Cut(html, `<link rel="alternate" type="application/atom+xml"`)
		name, _, err := s.Feed(p)
		if err != nil {
			t.Fatal(err)
		}
		own := p.Path == "whats-new/index.html" || p.Path == "feeds/index.html" // these show the feed of all
		if linked != (name != "" || own) {
			t.Errorf("%s has the feed %q, and a link to one: %v", p.Path, name, linked)
		}
		if !linked {
			continue
		}
		_, rest, _ = strings.Cut(rest, `href="`)
		if to, _, _ := strings.Cut(rest, `"`); feeds[strings.TrimPrefix(to, "/sub/")] == "" {
			t.Errorf("%s leads to the feed %s, which is not there", p.Path, to)
		}
		if strings.Count(html, `class="watch`) != 1 {
			t.Errorf("%s does not show its feed to people", p.Path)
		}
	}
	listed := 0
	for _, m := range addresses.FindAllStringSubmatch(pageOf(t, s, "feeds/index.html", markdown.Body{}), -1) {
		if strings.HasSuffix(m[1], outputs.FeedFile) && feeds[strings.TrimPrefix(m[1], "/sub/")] != "" {
			listed++
		}
	}
	if listed < len(feeds) {
		t.Errorf("the page of feeds lists %d of %d", listed, len(feeds))
	}
}

// Without an address or a history there are no feeds, and the pages say why.
func TestNoFeeds(t *testing.T) {
	for _, c := range []struct {
		site            *Site
		feeds, whatsNew string
	}{
		{datedSite(t, Options{}), "this site was built without knowing its own", "25 November 2026"},
		{sampleSite(t, Options{BaseURL: "https://example.org/"}), "without its library’s history", "Nothing here has a date."},
	} {
		if n := len(feedsOf(t, c.site)); n != 0 {
			t.Errorf("there are %d feeds", n)
		}
		if html := pageOf(t, c.site, "feeds/index.html", markdown.Body{}); !strings.Contains(html, c.feeds) {
			t.Errorf("the page of feeds does not say %q", c.feeds)
		}
		if html := pageOf(t, c.site, "whats-new/index.html", markdown.Body{}); !strings.Contains(html, c.whatsNew) {
			t.Errorf("the page of news does not say %q", c.whatsNew)
		}
	}
}

// What is new stands under its month, newest first, with its day; a row of a table has
// no date and is not there.
func TestWhatsNew(t *testing.T) {
	html := pageOf(t, datedSite(t, Options{}), "whats-new/index.html", markdown.Body{})
	at := -1
	for _, want := range []string{`<h2 id="m-2026-11">November 2026</h2>`, `datetime="2026-11-25">25 November 2026<`, `href="/case-studies/bolton-case/"`,
		`<h2 id="m-2020-01">January 2020</h2>`, `href="/about/"`, `<h2 id="m-2019-03">March 2019</h2>`, `href="/service-patterns/report-a-thing/"`} {
		i := strings.Index(html, want)
		if i <= at {
			t.Errorf("the page lacks %s, or has it too early", want)
		}
		at = i
	}
	if main := html[strings.Index(html, "<main"):strings.Index(html, "</main>")]; strings.Contains(main, "/organisations/bolton/") {
		t.Error("a council without a date is new")
	}
}

// A long history is cut, which is said, and a feed never grows beyond its bound.
func TestManyChanges(t *testing.T) {
	var entries []*model.Entry
	for i := range 300 {
		e := samplePattern(fmt.Sprintf("p-%d", i), fmt.Sprintf("Report thing %d", i))
		e.Changed = fmt.Sprintf("20%02d-01-01", i%100)
		entries = append(entries, e)
	}
	s := siteOf(t, Options{BaseURL: "https://example.org/"}, entries...)
	if html := pageOf(t, s, "whats-new/index.html", markdown.Body{}); !strings.Contains(html, "The newest 200 of 300.") ||
		strings.Count(html, `href="/service-patterns/p-`) != 200 {
		t.Errorf("the page does not hold the newest 200 of 300, but %d", strings.Count(html, `href="/service-patterns/p-`))
	}
	if feed := feedsOf(t, s)["feed.xml"]; strings.Count(feed, "<entry>") != atom.Most ||
		!strings.Contains(feed, "<updated>2099-01-01T00:00:00Z</updated>") {
		t.Errorf("the feed holds %d entries", strings.Count(feed, "<entry>"))
	}
}

// An entry that was renamed keeps its id in feeds, so no reader shows it as new.
func TestFeedIDLasts(t *testing.T) {
	e := samplePattern("new-name", "Report a thing")
	e.FormerIDs, e.Changed = list("first-name", "second-name"), "2026-11-25"
	feed := feedsOf(t, siteOf(t, Options{BaseURL: "https://example.org/"}, e))["feed.xml"]
	if !strings.Contains(feed, "<id>https://example.org/service-patterns/first-name/</id>") ||
		!strings.Contains(feed, `href="https://example.org/service-patterns/new-name/"`) {
		t.Errorf("the feed is\n%s", feed)
	}
}

// The first page shows what is new only where that means something.
func TestHomeNews(t *testing.T) {
	if html := pageOf(t, datedSite(t, Options{}), "index.html", markdown.Body{}); !strings.Contains(html, `<h2 id="new">`) ||
		!strings.Contains(html, `href="/whats-new/"`) {
		t.Error("the first page does not say what is new")
	}
	if html := pageOf(t, sampleSite(t, Options{}), "index.html", markdown.Body{}); strings.Contains(html, `<h2 id="new">`) {
		t.Error("the first page says what is new without knowing")
	}
}

// Redirects are written for hosts that can answer with them, only for what has moved,
// and no other page of the site is led away from.
func TestRedirects(t *testing.T) {
	e := samplePattern("new-name", "Report a thing")
	e.FormerIDs = list("old-name", "projects")
	page := &model.Entry{Type: model.Page, ID: "help"}
	page.Title, page.Summary, page.FormerIDs = text("Help"), text("Where to ask."), list("ask", "service-patterns")
	s := siteOf(t, Options{BaseURL: "https://example.org/sub/"}, e, page)
	files := map[string]string{}
	if err := s.Extras(func(name string, data []byte) error { files[name] = string(data); return nil }); err != nil {
		t.Fatal(err)
	}
	redirects := files["_redirects"]
	for _, want := range []string{
		"/sub/service-patterns/old-name/ /sub/service-patterns/new-name/ 301\n",
		"/sub/projects/old-name/ /sub/service-patterns/new-name/ 301\n",
		"/sub/projects/old-name/index.md /sub/service-patterns/new-name/index.md 301\n",
		"/sub/projects/old-name/questions/ /sub/service-patterns/new-name/questions/ 301\n",
		"/sub/projects/old-name/questions.csv /sub/service-patterns/new-name/questions.csv 301\n",
		"/sub/ask/ /sub/help/ 301\n",
	} {
		if !strings.Contains(redirects, want) {
			t.Errorf("_redirects lacks %s:\n%s", want, redirects)
		}
	}
	if list := "from,to\n" + strings.ReplaceAll(strings.ReplaceAll(redirects, " 301\n", "\n"), " ", ","); files["moved.csv"] != list {
		t.Errorf("moved.csv is\n%s, _redirects\n%s", files["moved.csv"], redirects)
	}
	if strings.Contains(redirects, "/sub/service-patterns/ ") || strings.Contains(redirects, "/sub/projects/ ") ||
		strings.Contains(redirects, "/sub/projects/* ") {
		t.Errorf("a list is led away from:\n%s", redirects)
	}
	if html := pageOf(t, s, "service-patterns/index.html", markdown.Body{}); strings.Contains(html, "http-equiv=\"refresh\"") {
		t.Error("a former id took the place of a list")
	}
	if strings.Contains(files["sitemap.xml"], "old-name") || strings.Contains(files["sitemap.xml"], "/ask/") {
		t.Error("the sitemap lists a page that only leads on")
	}
	for _, p := range s.Pages() {
		html := pageOf(t, s, p.Path, markdown.Body{})
		if p.Leads && (strings.Contains(html, "<script>") || strings.Contains(html, "ld+json")) {
			t.Errorf("%s holds more than the way on", p.Path)
		}
	}
	if err := siteOf(t, Options{}, samplePattern("a", "Report a thing")).Extras(func(name string, _ []byte) error {
		if name == "_redirects" {
			t.Error("nothing has moved, and there is a file that says where")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// What one entry may ask of a host has bounds: its pages lead on from everywhere, copies of
// its files lie at its newest former ids alone, and no host refuses the rules.
func TestManyFormerIDs(t *testing.T) {
	e := samplePattern("new-name", "Report a thing")
	for i := range 400 {
		e.FormerIDs = append(e.FormerIDs, text(fmt.Sprintf("old-%d", i)))
	}
	s := siteOf(t, Options{BaseURL: "https://example.org/"}, e)
	files := map[string]string{}
	if err := s.Extras(func(name string, data []byte) error { files[name] = string(data); return nil }); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(files["_redirects"], "\n"); n != 2000 {
		t.Errorf("_redirects has %d rules", n)
	}
	if strings.Contains(files["_redirects"], "*") || strings.Contains(files["_redirects"], "index.md") {
		t.Error("_redirects has rules other than of pages")
	}
	kinds := len(model.Types()) - 1 // pages stand at the root, and lead on there alone
	if n, want := strings.Count(files["moved.csv"], "\n"), 1+400*kinds+5*kinds*3; n != want {
		t.Errorf("moved.csv has %d lines, want %d", n, want)
	}
	if old := s.Moved.Formerly(e); len(old) != 5*kinds || !strings.Contains(old[0], "/old-395/") {
		t.Errorf("copies lie at %v", old)
	}
}

// What cannot lead on says where it is now, and stays what it was to those who read it.
func TestCopy(t *testing.T) {
	e := samplePattern("new-name", "Report a thing")
	s := siteOf(t, Options{BaseURL: "https://example.org/sub/"}, e)
	for _, c := range []struct{ name, data, want string }{
		{"index.md", "---\ntitle: A\n---\nText.\n", "---\n# This file has moved to https://example.org/sub/service-patterns/new-name/index.md\ntitle: A\n---\nText.\n"},
		{"index.md", "---\r\ntitle: A\r\n---\r\n", "---\r\n# This file has moved to https://example.org/sub/service-patterns/new-name/index.md\r\ntitle: A\r\n---\r\n"},
		{"questions.csv", "\ufeffnumber,question\n1,\"Where, and\nwhen?\"\n", "\ufeffnumber,question,moved to\n1,\"Where, and\nwhen?\",https://example.org/sub/service-patterns/new-name/questions.csv\n"},
		{"a b.png", "\x89PNG", "\x89PNG"},
	} {
		got, err := s.Moved.Copy(e, c.name, []byte(c.data))
		if err != nil || string(got) != c.want {
			t.Errorf("the copy of %s is %q (%v), want %q", c.name, got, err, c.want)
		}
	}
}

// A pattern's questions lie beside it for a spreadsheet and as a plain table.
func TestTakeQuestions(t *testing.T) {
	e := samplePattern("report-a-thing", "Report a thing")
	name, data, err := outputs.QuestionsCSV(e)
	if err != nil || name != "questions.csv" {
		t.Fatalf("the table is %q (%v)", name, err)
	}
	if !bytes.HasPrefix(data, []byte("\ufeffnumber,question,")) ||
		!strings.Contains(string(data), "\n2,Where is it?,Location,No,On a road; In a park,") {
		t.Errorf("the table is\n%s", data)
	}
	s := siteOf(t, Options{BaseURL: "https://example.org/"}, e)
	html := pageOf(t, s, "service-patterns/report-a-thing/questions/index.html", markdown.Body{})
	for _, want := range []string{`href="/service-patterns/report-a-thing/questions.csv" download`, "<td>Location, optional: On a road; In a park</td>", "Asked if 1 is “No” or “Not sure”"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if html := pageOf(t, s, "service-patterns/report-a-thing/index.html", markdown.Body{}); !strings.Contains(html,
		`href="/service-patterns/report-a-thing/questions/"`) {
		t.Error("the pattern does not lead there")
	}
	if err := s.Extras(func(name string, data []byte) error {
		if name == "sitemap.xml" && strings.Contains(string(data), "/questions/") {
			t.Error("the sitemap has the questions a second time")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(html, `rel="canonical" href="https://example.org/service-patterns/report-a-thing/"`) {
		t.Error("search engines are not led to the pattern")
	}
	e.Pattern().Questions = nil
	if name, _, _ := outputs.QuestionsCSV(e); name != "" {
		t.Error("a pattern that asks nothing has a table of questions")
	}
}
