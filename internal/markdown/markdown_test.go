package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// resolve leads links where a build might: ids and Markdown files to pages, drafts
// nowhere, the rest as it is written.
func resolve(l model.Link) Target {
	switch {
	case l.To.Value == "draft":
		return Target{}
	case l.ID:
		return Target{Href: "/entries/" + l.To.Value + "/", Title: "Title of <" + l.To.Value + ">"}
	}
	return Target{Href: l.To.Value}
}

// whole is the HTML of a text, all parts of it.
func whole(b Body) string {
	html := string(b.Opening)
	for _, s := range b.Sections {
		html += "\n" + string(s.HTML())
	}
	return strings.TrimSpace(html)
}

// TestGolden renders each testdata/*.md and compares it with the .html beside it.
// The first line of the Markdown is a comment that says what the case proves.
// UPDATE_GOLDEN=1 rewrites them; read the diff as a reviewer.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases in testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, source, _ = splitCase(source)
			rendered, plain := Parse(source).Render(resolve, messages.English().T)
			got := whole(rendered) + "\n\n--- plain ---\n" + plain + "\n"
			golden := strings.TrimSuffix(file, ".md") + ".html"
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func splitCase(b []byte) (what string, source []byte, ok bool) {
	first, rest, ok := strings.Cut(string(b), "\n")
	return first, []byte(rest), ok
}

// TestPlaces checks that links and raw HTML are found where they stand.
func TestPlaces(t *testing.T) {
	source := "Päth [a *b*](x.md) and [[id|words]] <https://e.org> ![p](q.png) <b>\n\n[r][ref]\n\n[ref]: y.md\n"
	d := Parse([]byte(source))
	var got []string
	for _, l := range d.Links {
		got = append(got, source[l.To.Pos.Start:l.To.Pos.End])
	}
	for _, p := range d.RawHTML {
		got = append(got, source[p.Start:p.End])
	}
	want := "x.md,id,https://e.org,q.png,[,<b>"
	if strings.Join(got, ",") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ","), want)
	}
}

// TestPlaceNear: an address is looked for near its link. What is far away on the line is
// another's, and to look there would take quadratic time for a line of many links.
func TestPlaceNear(t *testing.T) {
	d := Parse([]byte("[a] " + strings.Repeat("word ", 1000) + "/b\n\n[a]: /b\n"))
	if got, want := d.Links[0].To.Pos, (model.Pos{Start: 0, End: 1}); got != want {
		t.Errorf("the address is placed at %v, want %v", got, want)
	}
}

// FuzzRender: whatever the text, the page's HTML holds only allowed elements and
// attributes, no address that runs script, ids only with the prefix; places lie
// inside the text; and output stays in proportion to input.
func FuzzRender(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.md")
	for _, file := range files {
		if b, err := os.ReadFile(file); err == nil {
			f.Add(b)
		}
	}
	for _, s := range []string{"<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](  java\nscript:alert(1))", "![x](data:text/html,x)", "# main", "<a href='vbscript:x'>", "[[x|<script>]]", "&lt;script&gt;", "[x](&#106;avascript:alert(1))"} {
		f.Add([]byte(s))
	}
	f.Add(manyCells())
	for _, text := range endless(400) {
		f.Add([]byte(text))
	}
	f.Add([]byte(strings.Repeat("# a\n", 2000)))
	f.Fuzz(func(t *testing.T, source []byte) {
		d := Parse(source)
		for _, l := range d.Links {
			inside(t, l.To.Pos, source)
		}
		for _, p := range d.RawHTML {
			inside(t, p, source)
		}
		rendered, plain := d.Render(resolve, messages.English().T)
		if n := len(whole(rendered)) + len(plain); n > 4096+6*minDefined+64*len(source) {
			t.Errorf("%d bytes of output from %d of input", n, len(source))
		}
		safe(t, whole(rendered))
	})
}

// manyCells is a table whose second line promises far more cells than it has letters.
func manyCells() []byte {
	return []byte("|a" + strings.Repeat("|b", 3000) + "\n" + strings.Repeat("|-", 3001) + "\n" + strings.Repeat("|\n", 3000))
}

// TestTooManyCells keeps a small file from asking for gigabytes, and equal headings from
// being compared each with each.
func TestTooManyCells(t *testing.T) {
	rendered, _ := Parse(manyCells()).Render(resolve, messages.English().T)
	if strings.Contains(whole(rendered), "<table") || !strings.Contains(whole(rendered), "|-|-") {
		t.Errorf("a table of nine million cells became %d bytes", len(whole(rendered)))
	}
	headings := Parse([]byte(strings.Repeat("# a\n", 50_000))).Headings
	if got := headings[len(headings)-1].ID; got != "a-1999" {
		t.Errorf("the last of 2,000 equal headings has the id %q", got)
	}
}

// endless are texts of so many letters, or some more, that nest or repeat what costs most.
func endless(n int) map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, n/len(s)+1) }
	cells := func(s string) string { return "|" + strings.Repeat(s, n/50+1) + "\n" }
	var references, runs strings.Builder
	for i := 1; references.Len() < n; i++ {
		fmt.Fprintf(&references, "[a%d]: /b\n", i)
	}
	for i := 1; runs.Len() < n; i++ {
		runs.WriteString(strings.Repeat("`", i) + " ")
	}
	return map[string]string{
		"quotations": repeat(">"), "lists": repeat("- "), "numbered lists": repeat("1. "), "quotations and lists": repeat("> - "),
		"lazy lines": repeat(">") + repeat("a\n"), "brackets": repeat("["), "pictures": repeat("!["), "pairs": repeat("[") + repeat("]"),
		"links in links": repeat("[") + "a" + repeat("](b)"), "open addresses": repeat("[a](<b"), "open entries": repeat("[[a "),
		"emphasis": repeat("*a **b "), "emphasis in emphasis": repeat("*a") + repeat("b*"), "definitions": references.String(),
		"backticks": runs.String(), "tags": repeat("<a "), "comments": "a " + repeat("<!--"), "tables": repeat("a\n|-|\n\n"),
		"notes": repeat("[^a]: b[^a]\n\n"), "notes in notes": repeat("[^a]:"), "open notes": repeat("[^"),
		"addresses": repeat("<ab:>"), "mail": repeat("<a@b.cc>"), "pictures in cells": cells("a|") + cells("-|") + cells(strings.Repeat("![](b)", 8)+"|"),
	}
}

// TestEndless reads much of each: it takes a moment, where goldmark alone would take
// minutes, and nothing nests deeper than a browser reads.
func TestEndless(t *testing.T) {
	for name, text := range endless(1 << 18) {
		t.Run(name, func(t *testing.T) {
			rendered, _ := Parse([]byte(text)).Render(resolve, messages.English().T)
			if n := deepest(whole(rendered), "blockquote", "ul", "ol"); n > maxDepth {
				t.Errorf("%d quotations and lists inside each other", n)
			}
		})
	}
}

// TestExclamations: what begins no picture does not count as one that does.
func TestExclamations(t *testing.T) {
	if d := Parse([]byte(strings.Repeat("No! ", 2*maxBrackets) + "[a](b)!")); len(d.Links) != 1 {
		t.Errorf("%d links after many exclamations, want 1", len(d.Links))
	}
}

// TestDefinedOnce: an address that is defined once and used everywhere does not make a page
// that is far longer than its text.
func TestDefinedOnce(t *testing.T) {
	used := func(address string, times int) int {
		source := "[a]: /" + address + "\n\n" + strings.Repeat("[a]\n\n", times)
		rendered, _ := Parse([]byte(source)).Render(resolve, messages.English().T)
		if len(whole(rendered)) > 300_000 {
			t.Errorf("%d bytes of page from %d of text", len(whole(rendered)), len(source))
		}
		return strings.Count(whole(rendered), "<a ")
	}
	if n := used(strings.Repeat("b", 30_000), 1_000); n != 1 {
		t.Errorf("%d links to a long address, want 1", n)
	}
	if n := used("b", 1_000); n != 1_000 {
		t.Errorf("%d links to a short address, want 1,000", n)
	}
}

// deepest is how many of the named elements stand inside each other.
func deepest(page string, names ...string) int {
	most, depth := 0, 0
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return most
		}
		name, _ := z.TagName()
		switch {
		case !slices.Contains(names, string(name)):
		case kind == html.StartTagToken:
			depth++
			most = max(most, depth)
		case kind == html.EndTagToken:
			depth--
		}
	}
}

func inside(t *testing.T, p model.Pos, source []byte) {
	t.Helper()
	if p.Start < 0 || p.End < p.Start || int(p.End) > len(source) {
		t.Errorf("place %v is outside a text of %d bytes", p, len(source))
	}
}

var allowed = map[string]string{
	"p": "", "ul": "", "li": "id", "blockquote": "", "pre": "", "code": "", "em": "", "strong": "", "del": "", "hr": "", "br": "",
	"table": "", "thead": "", "tbody": "", "tr": "", "th": "", "td": "", "ol": "start", "sup": "id", "input": "type disabled checked aria-label",
	"h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "a": "href role aria-label", "div": "role tabindex aria-label", "img": "src alt loading", "span": "id",
}

// safe reads HTML as a browser would and fails at anything that is not allowed.
func safe(t *testing.T, page string) {
	t.Helper()
	z, ids := html.NewTokenizer(strings.NewReader(page)), map[string]bool{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			attributes, ok := allowed[token.Data]
			if !ok {
				t.Fatalf("element <%s> in %q", token.Data, page)
			}
			for _, a := range token.Attr {
				if !strings.Contains(" "+attributes+" ", " "+a.Key+" ") {
					t.Fatalf("attribute %s of <%s> in %q", a.Key, token.Data, page)
				}
				if a.Key == "href" || a.Key == "src" {
					scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
					if found && !strings.ContainsAny(scheme, "/?#.[") && scheme != "http" && scheme != "https" && scheme != "mailto" &&
						scheme != "tel" {
						t.Fatalf("address %q in %q", a.Val, page)
					}
				}
				if a.Key == "id" {
					if note := token.Data == "sup" || token.Data == "li"; !note && strings.TrimSuffix(a.Val, "-text") == a.Val &&
						OfPage(a.Val) || ids[a.Val] {
						t.Fatalf("id %q of <%s> in %q", a.Val, token.Data, page)
					}
					ids[a.Val] = true
				}
			}
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("comment or doctype in %q", page)
		}
	}
}
