// Package render turns a linked library into pages, through the templates of
// package theme. Input: a Graph, and for each entry the HTML of its body, which
// somebody else has made and cleaned. Output: pages, the assets they name, and the
// files for robots. The promise between them: a page depends on the library and
// the options alone, never on the day or on the order of rendering, so the same
// content gives the same bytes.
package render

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/link"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/render/view"
	"servicepatterns/internal/theme"
)

// Options are what a site needs to know beside its content.
type Options struct {
	BaseURL string       // "https://host/sub/" or ""; links are paths from the host's root with that sub-path
	Theme   *theme.Theme // ours when it is nil
	Live    bool         // preview: adds the live-reload script
	Drafts  bool         // shows entries with status draft, marked
	Abroad  view.Abroad  // what is known of other libraries
	Disk    bool         // for a site that is opened from a disk, where search cannot work
}

// Site renders every page of one library. It is safe for concurrent use after New.
type Site struct {
	*view.Site
	Moved *outputs.Moved
	form  *form
	pages []view.Page
	feeds map[string]*outputs.Feed // of lists, by the file of their first page
}

// New prepares everything that pages share: templates, words, names of assets, and
// the lists that more than one page reads. It fails only on a broken address.
func New(g *link.Graph, o Options) (*Site, error) {
	at, err := address.Parse(o.BaseURL)
	if err != nil {
		return nil, err
	}
	if o.Theme == nil {
		if o.Theme, err = theme.Load(nil); err != nil {
			return nil, err
		}
	}
	shown := view.Options{At: at, Drafts: o.Drafts, Live: o.Live, Disk: o.Disk, Abroad: o.Abroad}
	s := &Site{Site: view.New(g, o.Theme, shown), feeds: map[string]*outputs.Feed{}}
	if s.form, err = newForm(s.Site); err != nil {
		return nil, err
	}
	s.Moved = outputs.NewMoved(s.Outputs)
	for _, f := range s.Outputs.Feeds() {
		s.feeds[address.File(f.Path)] = f
	}
	s.pages = s.allPages()
	return s, nil
}

// Assets puts every file that pages load: style sheet, scripts, fonts, favicon.
func (s *Site) Assets(put func(name string, data []byte) error) error { return s.Theme.Assets(put) }

// FacetWord is what the library's pages call a value of a facet of the search, false where the
// library or the value itself says it and not the theme.
func (s *Site) FacetWord(facet, value string) (string, bool) {
	return s.Words().Facet(facet, value)
}

// Pages returns every page of the site, always in the same order.
func (s *Site) Pages() []view.Page { return s.pages }

// Render writes one page.
func (s *Site) Render(w io.Writer, p view.Page, b markdown.Body) error {
	kind, v := p.Make(b)
	if f := s.feedOf(p); f != nil {
		v.(interface{ SetFeed(*view.Link) }).SetFeed(s.FeedLink(f))
	}
	if err := s.Theme.Render(w, s.LanguageOf(p.Entry), kind, v); err != nil {
		return fmt.Errorf("rendering %s: %w", p.Path, err)
	}
	return nil
}

// feedOf returns the feed of a page, nil when it has none.
func (s *Site) feedOf(p view.Page) *outputs.Feed {
	switch {
	case p.Entry != nil:
		return s.Outputs.EntryFeed(p.Entry)
	case p.Leads:
		return nil
	}
	return s.feeds[p.Path]
}

// Feed returns the feed that lies beside a page and its name below the site's root. The
// name is empty when the page has none.
func (s *Site) Feed(p view.Page) (name string, data []byte, err error) {
	f := s.feedOf(p)
	if f == nil {
		return "", nil, nil
	}
	data, err = s.Outputs.WriteFeed(f)
	return strings.TrimPrefix(f.Path, "/") + outputs.FeedFile, data, err
}

// Extras puts the files beside the pages that belong to none of them: what robots and hosts
// read, where entries have moved to, and what the form "Add to the library" reads.
func (s *Site) Extras(put func(name string, data []byte) error) error {
	var listed []outputs.Listed
	for _, p := range s.pages {
		if !strings.HasSuffix(p.Path, "index.html") || p.Leads || p.Again {
			continue
		}
		l := outputs.Listed{Path: address.Path(p.Path)}
		if p.Entry != nil {
			l.Changed = p.Entry.Changed
		}
		listed = append(listed, l)
	}
	return errors.Join(s.Moved.Write(put), s.form.files(put), s.Outputs.ForRobots(listed, put))
}
