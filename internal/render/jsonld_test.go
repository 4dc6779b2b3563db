package render

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/outputs"

	"golang.org/x/net/html"
)

// vocabulary are the types of schema.org that we use, with their properties.
func vocabulary(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/schema.org.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if typ, props, ok := strings.Cut(line, ": "); ok && !strings.HasPrefix(line, "#") {
			out[typ] = strings.Fields(props)
		}
	}
	return out
}

// What pages say about themselves to machines parses, and uses types and properties
// that schema.org has.
func TestJSONLD(t *testing.T) {
	known := vocabulary(t)
	for _, o := range []Options{{BaseURL: "https://example.org/sub/"}, {}} {
		s := sampleSite(t, o)
		seen := map[string]bool{}
		for _, p := range s.Pages() {
			data := dataOf(t, pageOf(t, s, p.Path, markdown.Body{}))
			if data == "" {
				if p.Entry != nil {
					t.Errorf("%s says nothing about itself", p.Path)
				}
				continue
			}
			var ld map[string]any
			if err := json.Unmarshal([]byte(data), &ld); err != nil {
				t.Errorf("%s: %v\n%s", p.Path, err, data)
				continue
			}
			if ld["@context"] != "https://schema.org" || ld["name"] == "" {
				t.Errorf("%s: its context is %v and its name %v", p.Path, ld["@context"], ld["name"])
			}
			checkLD(t, p.Path, ld, known, seen)
		}
		for _, want := range []string{"WebSite", "TechArticle", "Article", "GovernmentOrganization", "DefinedTerm", "WebPage", "Dataset"} {
			if !seen[want] {
				t.Errorf("no page is a %s", want)
			}
		}
	}
}

func checkLD(t *testing.T, page string, ld map[string]any, known map[string][]string, seen map[string]bool) {
	typ, _ := ld["@type"].(string)
	props, ok := known[typ]
	if !ok {
		t.Errorf("%s: schema.org has no type %q", page, typ)
	}
	seen[typ] = true
	for key, value := range ld {
		// What a search asks for is written as property-input: https://schema.org/docs/actions.html
		base, _ := strings.CutSuffix(key, "-input")
		if !strings.HasPrefix(key, "@") && !slices.Contains(props, base) {
			t.Errorf("%s: a %s has no %q", page, typ, key)
		}
		if value == "" {
			t.Errorf("%s: %q is empty", page, key)
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, one := range list {
			if inner, ok := one.(map[string]any); ok {
				checkLD(t, page, inner, known, seen)
			}
		}
	}
}

// dataOf is the text of a page's data block, as a browser reads it.
func dataOf(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := ""
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" &&
			slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) && n.FirstChild != nil {
			found += n.FirstChild.Data
		}
	}
	return found
}

// A title cannot leave the data block.
func TestHostileJSONLD(t *testing.T) {
	e := samplePattern("x", `Report </script><script>alert(1)</script> "quoted" \ and <!--`)
	var ld outputs.LD
	data := dataOf(t, pageOf(t, siteOf(t, Options{}, e), "service-patterns/x/index.html", markdown.Body{}))
	if err := json.Unmarshal([]byte(data), &ld); err != nil || ld.Name != e.Title.Value {
		t.Errorf("read back as %q (%v)", ld.Name, err)
	}
	if ld.Type != "TechArticle" {
		t.Errorf("its type is %q", ld.Type)
	}
}
