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
	"html/template"
	"io"
	"io/fs"
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/theme"
)

// Options are what a site needs to know beside its content.
type Options struct {
	BaseURL string // "https://host/sub/" or ""; links are paths from the host's root with that sub-path
	Theme   fs.FS  // the library's own theme/ folder, nil if it has none; its files win over ours
	Live    bool   // preview: adds the live-reload script
	Drafts  bool   // shows entries with status draft, marked
	Disk    bool   // for a site that is opened from a disk, where search cannot work
}

// Site renders every page of one library. It is safe for concurrent use after New.
type Site struct {
	g       *link.Graph
	o       Options
	At      address.Site
	Outputs *outputs.Site
	Moved   *outputs.Moved
	theme   *theme.Theme
	words   map[string]messages.Catalogue // by language
	shared  map[string]*Shared            // by language
	lang    string                        // language of the library and its interface
	forms   forms
	lib     *insight.Library
	index   *index
	pages   []Page
	feeds   map[string]*outputs.Feed // of lists, by the file of their first page
}

// Page is one page of the site, with nothing rendered yet.
type Page struct {
	Path  string       // file below the site's root: "service-patterns/renew/index.html"
	Entry *model.Entry // nil for lists
	Body  bool         // Render needs the body of Entry

	Leads bool // it only leads on to another page

	again bool // it says again what another page says, so the sitemap leaves it out
	make  func(p Page, b Body) (kind string, view any)
}

// Body is the text of an entry, made and cleaned by internal/markdown: headings
// start at level 2 and have ids. It is the zero value for lists.
type Body struct {
	HTML     template.HTML
	Headings []model.Heading
}

// New prepares everything that pages share: templates, words, names of assets, and
// the lists that more than one page reads. It fails only on a broken theme.
func New(g *link.Graph, o Options) (*Site, error) {
	s := &Site{g: g, o: o}
	var err error
	if s.At, err = address.Parse(o.BaseURL); err != nil {
		return nil, err
	}
	if s.theme, err = theme.Load(o.Theme); err != nil {
		return nil, err
	}
	s.words = s.theme.Words.In
	s.lang, _, _ = strings.Cut(s.g.Language.Value, "-")
	if s.words[s.lang] == nil {
		s.lang = "en"
	}
	if err := s.addRules(); err != nil {
		return nil, err
	}
	s.lib = insight.Of(g, o.Drafts)
	s.index = newIndex(s.lib, s.words[s.lang])
	s.share()
	own := s.shared[s.lang]
	s.Outputs = &outputs.Site{
		Lib: s.lib, At: s.At, Words: s.words[s.lang], In: s.of,
		Title: own.Site, Summary: own.Summary, Language: own.Lang, Publisher: own.Publisher,
		Licence: own.Licence.Text, LicenceURL: own.Licence.Href,
	}
	s.Moved = outputs.NewMoved(s.Outputs)
	s.feeds = map[string]*outputs.Feed{}
	for _, f := range s.Outputs.Feeds() {
		s.feeds[address.File(f.Path)] = f
	}
	s.pages = s.list()
	return s, nil
}

// Assets puts every file that pages load: style sheet, scripts, fonts, favicon.
func (s *Site) Assets(put func(name string, data []byte) error) error { return s.theme.Assets(put) }

// FacetWord is what the library's pages call a value of a facet of the search, false where the
// library or the value itself says it and not the theme.
func (s *Site) FacetWord(facet, value string) (string, bool) {
	return s.words[s.lang].Facet(facet, value)
}

// of returns the words in which a page of the entry speaks.
func (s *Site) of(e *model.Entry) messages.Catalogue { return s.words[s.langOf(e)] }

// langOf is the language in which a page of the entry speaks.
func (s *Site) langOf(e *model.Entry) string {
	if e != nil && s.words[e.Language] != nil {
		return e.Language
	}
	return s.lang
}

// Pages returns every page of the site, always in the same order.
func (s *Site) Pages() []Page { return s.pages }

// Render writes one page.
func (s *Site) Render(w io.Writer, p Page, b Body) error {
	kind, view := p.make(p, b)
	if f := s.feedOf(p); f != nil {
		view.(interface{ frame() *Frame }).frame().Feed = s.feedLink(f)
	}
	if err := s.theme.Render(w, s.langOf(p.Entry), kind, view); err != nil {
		return fmt.Errorf("rendering %s: %w", p.Path, err)
	}
	return nil
}

// feedOf returns the feed of a page, nil when it has none.
func (s *Site) feedOf(p Page) *outputs.Feed {
	switch {
	case p.Entry != nil:
		return s.Outputs.EntryFeed(p.Entry)
	case p.Leads:
		return nil
	}
	return s.feeds[p.Path]
}

// feedLink leads to a feed.
func (s *Site) feedLink(f *outputs.Feed) *Link {
	if f == nil {
		return nil
	}
	return &Link{Text: s.Outputs.Name(f), Href: s.At.Href(f.Path + outputs.FeedFile)}
}

// Feed returns the feed that lies beside a page and its name below the site's root. The
// name is empty when the page has none.
func (s *Site) Feed(p Page) (name string, data []byte, err error) {
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
		if !strings.HasSuffix(p.Path, "index.html") || p.Leads || p.again {
			continue
		}
		l := outputs.Listed{Path: address.Path(p.Path)}
		if p.Entry != nil {
			l.Changed = p.Entry.Changed
		}
		listed = append(listed, l)
	}
	return errors.Join(s.Moved.Write(put), s.addFiles(put), s.Outputs.ForRobots(listed, put))
}
