// Package address knows where the pages and files of a site are. Input: the address of the
// site, as far as it is known, and paths below its root, such as "/find/". Output: links
// and full addresses.
package address

import (
	"fmt"
	"net/url"
	"strings"
)

// Site is the address of a site. The zero value is a site at the root of an unknown host.
type Site struct {
	origin string // "https://host", "" when unknown
	base   string // path of the site on its host: "" or "/sub"
}

// Parse splits a site's address, "" when it is unknown, into its host and the path below it.
func Parse(site string) (Site, error) {
	if site == "" {
		return Site{}, nil
	}
	u, err := url.Parse(site)
	if err != nil || u.Host == "" {
		return Site{}, fmt.Errorf("the site's address %q is not of the form https://host/path/", site)
	}
	return Site{origin: u.Scheme + "://" + u.Host, base: strings.TrimRight(u.EscapedPath(), "/")}, nil
}

// Known says whether the site knows its host.
func (s Site) Known() bool { return s.origin != "" }

// Href is the link to a path below the site's root: "/find/" → "/sub/find/".
func (s Site) Href(path string) string { return s.base + path }

// Absolute is the full address of a path, "" when the site does not know its host.
func (s Site) Absolute(path string) string {
	if s.origin == "" {
		return ""
	}
	return s.Full(path)
}

// Full is the full address of a path; when the site does not know its host, it is a path
// from that host's root.
func (s Site) Full(path string) string { return s.origin + s.base + path }

// File is where the page of a path lies: "/a/" → "a/index.html".
func File(path string) string { return strings.TrimPrefix(path, "/") + "index.html" }

// Path is that of a page's file: "a/index.html" → "/a/".
func Path(file string) string { return "/" + strings.TrimSuffix(file, "index.html") }

// Browse is the path under which entries are listed by the values of a field.
func Browse(field string) string { return "/browse/" + field + "s/" }
