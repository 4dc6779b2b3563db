// Package atomtest checks feeds for tests.
package atomtest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// element is any part of a feed as it was written.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

const namespace = "http://www.w3.org/2005/Atom"

func (e element) all(name string) []element {
	var out []element
	for _, c := range e.Children {
		if c.XMLName.Space == namespace && c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Check reports what a feed lacks of RFC 4287 (sections 4.1.1, 4.1.2, 3.2, 3.3 and
// 4.2.7). It is for tests: of ours, and of whoever changes the feeds.
func Check(data []byte) error {
	var feed element
	if err := xml.Unmarshal(data, &feed); err != nil {
		return err
	}
	if feed.XMLName.Space != namespace || feed.XMLName.Local != "feed" {
		return fmt.Errorf("the root is %v", feed.XMLName)
	}
	errs := []error{required(feed, "the feed")}
	if !linked(feed, "self") {
		errs = append(errs, errors.New("the feed has no link to itself"))
	}
	authors := feed.all("author")
	if len(authors) == 0 || len(authors[0].all("name")) != 1 || authors[0].all("name")[0].Text == "" {
		errs = append(errs, errors.New("the feed has no author with a name"))
	}
	seen := map[string]bool{}
	for i, e := range feed.all("entry") {
		what := fmt.Sprintf("entry %d", i+1)
		errs = append(errs, required(e, what))
		if !linked(e, "alternate") {
			errs = append(errs, fmt.Errorf("%s has neither content nor a page", what))
		}
		if id := e.all("id"); len(id) == 1 {
			if seen[id[0].Text] {
				errs = append(errs, fmt.Errorf("two entries have the id %s", id[0].Text))
			}
			seen[id[0].Text] = true
		}
	}
	return errors.Join(errs...)
}

// required checks what both a feed and an entry must have once.
func required(e element, what string) error {
	var errs []error
	for _, name := range []string{"id", "title", "updated"} {
		if n := len(e.all(name)); n != 1 {
			errs = append(errs, fmt.Errorf("%s has %d elements %q", what, n, name))
			continue
		}
		text := e.all(name)[0].Text
		switch name {
		case "id":
			if u, err := url.Parse(text); err != nil || !u.IsAbs() {
				errs = append(errs, fmt.Errorf("%s: the id %q is no absolute address", what, text))
			}
		case "updated":
			if _, err := time.Parse(time.RFC3339, text); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", what, err))
			}
		}
	}
	kinds := map[string]bool{}
	for _, l := range e.all("link") {
		if u, err := url.Parse(l.attr("href")); err != nil || !u.IsAbs() {
			errs = append(errs, fmt.Errorf("%s links to %q", what, l.attr("href")))
		}
		kind := l.attr("type") + " " + l.attr("hreflang")
		if l.attr("rel") == "alternate" && kinds[kind] {
			errs = append(errs, fmt.Errorf("%s has two alternate links of type %s", what, kind))
		}
		kinds[kind] = kinds[kind] || l.attr("rel") == "alternate"
	}
	return errors.Join(errs...)
}

func linked(e element, rel string) bool {
	for _, l := range e.all("link") {
		if l.attr("rel") == rel && l.attr("href") != "" {
			return true
		}
	}
	return false
}
