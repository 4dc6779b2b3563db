package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/theme"
	"servicepatterns/tests/sample"
	ours "servicepatterns/theme"
)

var text, list, samplePattern = sample.Text, sample.List, sample.Pattern

func siteOf(t *testing.T, o Options, entries ...*model.Entry) *Site {
	t.Helper()
	s, err := New(sample.Graph(o.Drafts, entries...), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sampleSite(t *testing.T, o Options) *Site {
	t.Helper()
	return siteOf(t, o, sample.Entries()...)
}

func pageOf(t *testing.T, s *Site, path string, body markdown.Body) string {
	t.Helper()
	for _, p := range s.Pages() {
		if p.Path == path {
			var b bytes.Buffer
			if err := s.Render(&b, p, body); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("there is no page %s", path)
	return ""
}

var (
	addresses = regexp.MustCompile(`(?:href|src|action|data-engine|data-browse)="([^"]*)"`)
	uses      = regexp.MustCompile(`href="#(i-[a-z-]+)"`)
	symbols   = regexp.MustCompile(`<symbol id="(i-[a-z-]+)"`)
	headings  = regexp.MustCompile(`<h([1-6])`)
	ids       = regexp.MustCompile(` id="([^"]*)"`)
)

// Every page of every kind keeps the promises that all pages keep.
func TestEveryPage(t *testing.T) {
	s := sampleSite(t, Options{BaseURL: "https://example.org/sub/"})
	text, _ := markdown.Parse([]byte("Opening.\n\n## One\n\nText.\n")).Render(nil, messages.English().T)
	for _, p := range s.Pages() {
		html := pageOf(t, s, p.Path, text)
		if n := strings.Count(html, "<h1"); n != 1 {
			t.Errorf("%s has %d h1", p.Path, n)
		}
		for _, bad := range []string{` style="`, "<style", "onclick", "<no value>", "%!", "ZgotmplZ"} {
			if strings.Contains(html, bad) {
				t.Errorf("%s holds %q", p.Path, bad)
			}
		}
		for _, m := range addresses.FindAllStringSubmatch(html, -1) {
			if a := m[1]; strings.HasPrefix(a, "/") && !strings.HasPrefix(a, "/sub/") {
				t.Errorf("%s: %s leaves the site's path", p.Path, a)
			}
		}
		last := 0
		for _, m := range headings.FindAllStringSubmatch(html, -1) {
			level := int(m[1][0] - '0')
			if level > last+1 {
				t.Errorf("%s: an h%d follows an h%d", p.Path, level, last)
			}
			last = level
		}
		want, got, seen := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, m := range uses.FindAllStringSubmatch(html, -1) {
			want[m[1]] = true
		}
		for _, m := range symbols.FindAllStringSubmatch(html, -1) {
			got[m[1]] = true
		}
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s uses the symbols %v and holds %v", p.Path, want, got)
		}
		for _, m := range ids.FindAllStringSubmatch(html, -1) {
			if seen[m[1]] {
				t.Errorf("%s: the id %s is there twice", p.Path, m[1])
			}
			seen[m[1]] = true
		}
	}
}

// A page of the library takes the place of the theme's.
func TestOwnPageWins(t *testing.T) {
	s := sampleSite(t, Options{})
	if html := pageOf(t, s, "about/index.html", markdown.Body{}); !strings.Contains(html, "<h1>About us</h1>") {
		t.Error("the library's about page is not shown")
	}
	pageOf(t, s, "privacy/index.html", markdown.Body{})
}

// Every page leads to the one that says how to ask for a correction, which leads to the
// forge and to the address that library.yaml names, or says that it names none.
func TestCorrections(t *testing.T) {
	s := sampleSite(t, Options{})
	if page := pageOf(t, s, "corrections/index.html", markdown.Body{}); !strings.Contains(page, "does not name a contact") {
		t.Errorf("it does not say that there is no address:\n%s", page)
	}
	s.Lib.Graph.Repository.Value = "https://forge.example/council/patterns"
	shared := s.Shared[s.Lang]
	shared.Contact, shared.ContactHref = "team@council.example", "mailto:team@council.example"
	page := pageOf(t, s, "corrections/index.html", markdown.Body{})
	for _, href := range []string{s.Lib.Graph.Repository.Value + "/issues/new/choose", shared.ContactHref} {
		if !strings.Contains(page, `href="`+href+`"`) {
			t.Errorf("it does not lead to %s:\n%s", href, page)
		}
	}
	for _, name := range []string{"privacy/index.html", "about/index.html", "index.html"} {
		if !strings.Contains(pageOf(t, s, name, markdown.Body{}), `href="`+s.At.Href("/corrections/")+`"`) {
			t.Errorf("%s does not lead to it", name)
		}
	}
	for repository, want := range map[string]string{
		"https://forge.example/council/patterns": "https://forge.example/council/patterns/issues/new/choose", "https://gitlab.example/a/b.git": "https://gitlab.example/a/b/-/issues/new", "": "",
	} {
		if s.Lib.Graph.Repository.Value = repository; (own{s.Site}).issue() != want {
			t.Errorf("an issue of %q is opened at %q", repository, own{s.Site}.issue())
		}
	}
}

// A title that looks like the end of the page changes nothing.
func TestForgedSprite(t *testing.T) {
	e := samplePattern("x", `Report data-sprite></svg><use href="#i-disputed">`)
	html := pageOf(t, siteOf(t, Options{}, e), "service-patterns/x/index.html", markdown.Body{})
	if strings.Count(html, "data-sprite></svg>") > 0 && strings.Contains(html, `<symbol id="i-disputed"`) {
		t.Error("a title added a symbol")
	}
	if !strings.HasSuffix(strings.TrimSpace(html), "</html>") || strings.Count(html, "<symbol id=\"i-search\"") != 1 {
		t.Error("the sprite is not at the end")
	}
}

// Drafts are nowhere, or everywhere and marked.
func TestDrafts(t *testing.T) {
	draft := samplePattern("secret", "Report a secret")
	draft.Status = text("draft")
	for _, drafts := range []bool{false, true} {
		s := siteOf(t, Options{Drafts: drafts}, samplePattern("open", "Report a thing"), draft)
		for _, p := range s.Pages() {
			if html := pageOf(t, s, p.Path, markdown.Body{}); !drafts && strings.Contains(html, "secret") {
				t.Errorf("%s names a draft", p.Path)
			}
		}
		if drafts && !strings.Contains(pageOf(t, s, "service-patterns/secret/index.html", markdown.Body{}), `data-status="draft"`) {
			t.Error("a draft is not marked")
		}
	}
}

// A library changes words, a component and colours by adding files.
func TestOwnTheme(t *testing.T) {
	own, err := theme.Load(fstest.MapFS{
		"strings/en.json":           {Data: []byte(`{"method": "How it works"}`)},
		"components/foot/foot.html": {Data: []byte(`{{define "the-foot"}}<footer>Ours</footer>{{end}}`)},
		"css/ours.css":              {Data: []byte(`:root { --rose: #004b87; }`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := sampleSite(t, Options{Theme: own})
	html := pageOf(t, s, "service-patterns/report-a-thing/index.html", markdown.Body{})
	for _, want := range []string{">How it works</h2>", "<footer>Ours</footer>", ">Questions</h2>"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	var css string
	err = s.Assets(func(name string, data []byte) error {
		if strings.HasPrefix(name, "assets/site-") {
			css = string(data)
		}
		return nil
	})
	if err != nil || !strings.HasSuffix(strings.TrimSpace(css), "@layer council {\n:root { --rose: #004b87; }\n}") {
		t.Errorf("the council's sheet does not come last, in its layer (%v)", err)
	}
}

var scriptWords = regexp.MustCompile(`(?s)<script type="application/json" data-strings>(.*?)</script>`)

// A page gives its search scripts the words that are not their own English, and no others; what a
// translation gets wrong breaks nothing.
func TestScriptWords(t *testing.T) {
	own, err := theme.Load(fstest.MapFS{"strings/cy.json": {Data: []byte(`{"suggest.keys": "</script><!--<script>", "results.sort": "Trefnu",
		"results.tally.two": "{n} ganlyniad, {order}", "results.sort.of": "a form of a word", "results.tally": "a word for forms", "results.unknown": "nobody asks"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	translated := samplePattern("report-a-thing", "Rhoi gwybod am beth")
	translated.Language = "cy"
	s := siteOf(t, Options{Theme: own}, samplePattern("report-a-thing", "Report a thing"), translated)
	words := func(s *Site, path string) (found map[string]any) {
		m := scriptWords.FindStringSubmatch(pageOf(t, s, path, markdown.Body{}))
		if m == nil {
			return nil
		}
		if err := json.Unmarshal([]byte(m[1]), &found); err != nil {
			t.Errorf("%s: %v in %s", path, err, m[1])
		}
		return found
	}
	for _, path := range []string{"index.html", "find/index.html", "service-patterns/report-a-thing/index.html"} {
		if got := words(s, path); got != nil {
			t.Errorf("the English page %s carries %v", path, got)
		}
	}
	keys := map[string]any{"keys": "</script><!--<script>"}
	if got := words(s, "cy/service-patterns/report-a-thing/index.html"); !reflect.DeepEqual(got, keys) {
		t.Errorf("a translation carries %v", got)
	}
	s.Lang = "cy"
	if got := words(s, "index.html"); !reflect.DeepEqual(got, keys) {
		t.Errorf("a Welsh page carries %v", got)
	}
	all := map[string]any{"keys": keys["keys"], "sort": "Trefnu", "tally": map[string]any{
		"one": "{n} result, {order}", "two": "{n} ganlyniad, {order}", "other": "{n} results, {order}"}}
	if got := words(s, "find/index.html"); !reflect.DeepEqual(got, all) {
		t.Errorf("the Welsh search page carries %v", got)
	}
}

// The same library gives the same bytes, in whatever order its pages are made.
func TestSameBytes(t *testing.T) {
	one, two := sampleSite(t, Options{}), sampleSite(t, Options{})
	want := make([]string, len(one.Pages()))
	for i, p := range one.Pages() {
		want[i] = pageOf(t, one, p.Path, markdown.Body{})
	}
	var all sync.WaitGroup
	for i := len(want) - 1; i >= 0; i-- {
		all.Go(func() {
			var b bytes.Buffer
			if err := two.Render(&b, two.Pages()[i], markdown.Body{}); err != nil || b.String() != want[i] {
				t.Errorf("%s differs (%v)", two.Pages()[i].Path, err)
			}
		})
	}
	all.Wait()
}

// A large library is shown in pages, and no entry is lost between them.
func TestLargeLibrary(t *testing.T) {
	var entries []*model.Entry
	for i := range 1000 {
		entries = append(entries, samplePattern(fmt.Sprintf("p-%d", i), fmt.Sprintf("Report thing %d", i)))
	}
	s := siteOf(t, Options{}, entries...)
	found := map[string]bool{}
	for _, p := range s.Pages() {
		if p.Entry != nil || !strings.HasPrefix(p.Path, "service-patterns/") {
			continue
		}
		html := pageOf(t, s, p.Path, markdown.Body{})
		for _, m := range regexp.MustCompile(`href="/service-patterns/(p-\d+)/"`).FindAllStringSubmatch(html, -1) {
			found[m[1]] = true
		}
	}
	if len(found) != 1000 {
		t.Errorf("the lists hold %d of 1000 entries", len(found))
	}
	pageOf(t, s, "a-to-z/r/page/5/index.html", markdown.Body{})
}

var wordKeys = regexp.MustCompile(`\b(t|n) "([a-z0-9.-]+)"`)

// Every word that a template asks for is there, in English.
func TestWords(t *testing.T) {
	w := messages.English()
	err := fs.WalkDir(ours.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		source, err := ours.Files.ReadFile(name)
		for _, m := range wordKeys.FindAllStringSubmatch(string(source), -1) {
			key := m[2]
			if m[1] == "n" {
				key += ".other"
			}
			if !w.Has(key) {
				t.Errorf("%s says %q, which strings/en.json lacks", name, key)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The address that an entry once had leads to where it is.
func TestFormerID(t *testing.T) {
	e := samplePattern("new-name", "Report a thing")
	e.FormerIDs = list("old-name")
	html := pageOf(t, siteOf(t, Options{BaseURL: "https://example.org/sub/"}, e), "service-patterns/old-name/index.html", markdown.Body{})
	for _, want := range []string{`content="0; url=/sub/service-patterns/new-name/"`, `<a href="/sub/service-patterns/new-name/">`, `rel="canonical" href="https://example.org/sub/service-patterns/new-name/"`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
