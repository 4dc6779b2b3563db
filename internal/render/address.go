package render

import (
	"fmt"
	"net/url"
	"strings"

	"servicepatterns/internal/model"
)

// address splits the site's address into its host and the path below it.
func (s *Site) address(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return fmt.Errorf("the site's address %q is not of the form https://host/path/", base)
	}
	s.origin = u.Scheme + "://" + u.Host
	s.base = strings.TrimRight(u.EscapedPath(), "/")
	return nil
}

// Href is the link to a path below the site's root: "/find/" → "/sub/find/".
func (s *Site) Href(path string) string { return s.base + path }

// absolute is the full address of a path, "" when the site does not know its host.
func (s *Site) absolute(path string) string {
	if s.origin == "" {
		return ""
	}
	return s.origin + s.base + path
}

// Address is the full address of a path below the site's root; when the site does not
// know its host, it is a path from that host's root.
func (s *Site) Address(path string) string { return s.origin + s.base + path }

// link is the link to an entry's page, in the words of its title.
func (s *Site) link(e *model.Entry) Link {
	return Link{Text: e.Title.Value, Href: s.Href(e.Path()), Icon: icon(e.Type)}
}

// short is a link to an entry by the name that people use in a sentence.
func (s *Site) short(e *model.Entry) Link {
	l := s.link(e)
	l.Text = shortName(e)
	return l
}

// shortName is a council's name without "Borough Council", any other entry's title.
func shortName(e *model.Entry) string {
	if e.Council != nil && e.Council.ShortName != "" {
		return e.Council.ShortName
	}
	return e.Title.Value
}

func icon(t model.Type) string { return "i-" + string(t) }

// address is that of a page: "a/index.html" → "/a/".
func (p Page) address() string { return "/" + strings.TrimSuffix(p.Path, "index.html") }

// file is where the page of an address lies: "/a/" → "a/index.html".
func file(path string) string {
	return strings.TrimPrefix(path, "/") + "index.html"
}
