package browser_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is what the link check needs of a page of the site.
type page struct {
	ids   map[string]bool
	links []string // href, src, action and the like, as written
	hrefs []string // of <a> alone: what a person without JavaScript can follow
	h1    int
	words int // inside main

	onward bool // it only leads on to another page
}

// checkLinks follows every link of every page to a file and to the id that it names, and
// looks at what every page must have. It needs no browser.
func checkLinks(t *testing.T, s *site) {
	pages := readPages(t, s)
	broken := map[string][]string{} // by link, the pages with it
	for _, name := range sorted(pages) {
		p := pages[name]
		if p.h1 != 1 {
			t.Errorf("%s has %d h1 elements, want one", name, p.h1)
		}
		if p.words < 15 && !p.onward {
			t.Errorf("%s has only %d words in main", name, p.words)
		}
		for _, link := range p.links {
			if why := s.follow(pages, name, link); why != "" {
				broken[link+" "+why] = append(broken[link+" "+why], name)
			}
		}
	}
	for _, link := range sorted(broken) {
		on := broken[link]
		t.Errorf("%s: on %d pages, the first is %s", link, len(on), on[0])
	}
	checkReachable(t, s, pages)
}

// checkReachable walks from home by links alone: every page is somewhere on the way, and
// an entry that people came for is near.
func checkReachable(t *testing.T, s *site, pages map[string]*page) {
	depth := map[string]int{"index.html": 0}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, href := range pages[at].hrefs {
			next, _, ok := s.file(at, href)
			if _, known := depth[next]; ok && !known && pages[next] != nil {
				depth[next] = depth[at] + 1
				queue = append(queue, next)
			}
		}
	}
	for _, name := range sorted(pages) {
		d, ok := depth[name]
		switch {
		case name == "404.html", name == "find/index.html", pages[name].onward: // the search box leads to the second
		case !ok:
			t.Errorf("no links lead from home to %s", name)
		case d > 3:
			t.Errorf("%s is %d links away from home, want at most 3", name, d)
		}
	}
}

// follow says why a link leads nowhere, or "".
func (s *site) follow(pages map[string]*page, from, link string) string {
	if strings.TrimSpace(link) != link {
		return "has a space around it"
	}
	name, fragment, ok := s.file(from, link)
	if !ok {
		u, err := url.Parse(link)
		switch {
		case err != nil:
			return "is no address"
		case u.Host == "" && u.Scheme == "":
			return "leads out of the site's own path " + s.path
		case !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme):
			return "has a scheme that pages may not use"
		}
		return ""
	}
	if info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil || info.IsDir() {
		return "leads to no file"
	}
	if p := pages[name]; fragment != "" && p != nil && !p.ids[fragment] {
		return "names an id that " + name + " does not have"
	}
	return ""
}

// file returns the site's file that a link on a page leads to; ok is false for links that
// leave the site.
func (s *site) file(from, link string) (name, fragment string, ok bool) {
	base, err := url.Parse(s.url + strings.TrimSuffix(from, "index.html"))
	if err != nil {
		return "", "", false
	}
	to, err := base.Parse(link)
	if err != nil || to.Host != base.Host || to.Scheme != base.Scheme {
		return "", "", false
	}
	name, ok = strings.CutPrefix(to.Path, s.path)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name, to.Fragment, ok
}

// readPages reads every HTML file of the site; ids that a page has twice are reported.
func readPages(t *testing.T, s *site) map[string]*page {
	t.Helper()
	pages := map[string]*page{}
	err := filepath.WalkDir(s.dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".html" {
			return err
		}
		name, err := filepath.Rel(s.dir, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			return err
		}
		pages[name] = readPage(t, name, root)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 20 { // those of the generator itself are more
		t.Fatalf("the site has only %d pages", len(pages))
	}
	return pages
}

// linking are the attributes that hold an address, in any element.
var linking = []string{"href", "src", "action", "poster", "data-engine", "data-browse"}

func readPage(t *testing.T, name string, root *html.Node) *page {
	p := &page{ids: map[string]bool{"top": true}}
	inMain := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode && inMain > 0 {
			p.words += len(strings.Fields(n.Data))
		}
		if n.Type == html.ElementNode {
			switch n.Data {
			case "h1":
				p.h1++
			case "main":
				inMain++
				defer func() { inMain-- }()
			case "script", "style":
				if n.FirstChild != nil && attribute(n, "type") != "application/ld+json" && attribute(n, "type") != "application/json" {
					t.Errorf("%s has an inline %s, which the content security policy forbids", name, n.Data)
				}
			}
			for _, a := range n.Attr {
				p.attribute(t, name, n, a)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return p
}

func (p *page) attribute(t *testing.T, name string, n *html.Node, a html.Attribute) {
	switch {
	case a.Key == "id":
		if p.ids[a.Val] && a.Val != "top" {
			t.Errorf("%s has the id %q twice", name, a.Val)
		}
		p.ids[a.Val] = true
	case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
		t.Errorf("%s: <%s> has an attribute %s, which the content security policy forbids", name, n.Data, a.Key)
	case a.Key == "data-onward":
		p.onward = true
	case a.Key == "data-engine":
		p.links = append(p.links, a.Val+"engine.js", a.Val+"manifest.json")
	case a.Key == "srcset":
		for _, part := range strings.Split(a.Val, ",") {
			if fields := strings.Fields(part); len(fields) > 0 {
				p.links = append(p.links, fields[0])
			}
		}
	case slices.Contains(linking, a.Key):
		p.links = append(p.links, a.Val)
		if n.Data == "a" && a.Key == "href" {
			p.hrefs = append(p.hrefs, a.Val)
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
