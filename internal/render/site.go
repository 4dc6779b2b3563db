// Package render turns a linked library into pages, through the templates of
// package theme. Input: a Graph, and for each entry the HTML of its body, which
// somebody else has made and cleaned. Output: pages, the assets they name, and the
// files for robots. The promise between them: a page depends on the library and
// the options alone, never on the day or on the order of rendering, so the same
// content gives the same bytes.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"sync"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
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
	g        *link.Graph
	o        Options
	base     string // path of the site on its host: "" or "/sub"
	origin   string // "https://host", "" without a BaseURL
	files    themeFiles
	sets     map[string]*templateSet // by language
	words    map[string]words        // by language
	english  words                   // of our theme alone
	lang     string                  // language of the library and its interface
	symbols  map[string][]byte       // icons of the sprite, by id
	assets   *assets
	index    *index
	pages    []Page
	moves    []move // pages' first, then those of files
	formerly map[*model.Entry][]string
	buffers  sync.Pool
}

// Page is one page of the site, with nothing rendered yet.
type Page struct {
	Path  string       // file below the site's root: "service-patterns/renew/index.html"
	Entry *model.Entry // nil for lists
	Body  bool         // Render needs the body of Entry

	Leads bool // it only leads on to another page

	again bool  // it says again what another page says, so the sitemap leaves it out
	feed  *feed // of a list that can be watched, on its first page; entries know their own
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
	s := &Site{g: g, o: o, files: themeFiles{own: o.Theme}}
	s.buffers.New = func() any { return new(bytes.Buffer) }
	if err := s.address(o.BaseURL); err != nil {
		return nil, err
	}
	if err := s.loadWords(); err != nil {
		return nil, err
	}
	if err := s.loadTemplates(); err != nil {
		return nil, err
	}
	var err error
	if s.assets, err = loadAssets(s.files); err != nil {
		return nil, err
	}
	if s.symbols, err = loadSymbols(s.files); err != nil {
		return nil, err
	}
	if err := s.addRules(); err != nil {
		return nil, err
	}
	s.index = newIndex(s)
	s.formerly = map[*model.Entry][]string{}
	s.shared()
	s.pages = s.list()
	return s, nil
}

// Pages returns every page of the site, always in the same order.
func (s *Site) Pages() []Page { return s.pages }

// Render writes one page. What it allocates is that page's alone.
func (s *Site) Render(w io.Writer, p Page, b Body) error {
	kind, view := p.make(p, b)
	if f := s.feedOf(p); f != nil {
		view.(interface{ frame() *Frame }).frame().Feed = f.link(s)
	}
	lang := s.lang
	if p.Entry != nil && p.Entry.Language != "" && s.sets[p.Entry.Language] != nil {
		lang = p.Entry.Language
	}
	t := s.sets[lang].kinds[kind]
	if t == nil {
		return fmt.Errorf("rendering %s: the theme has no layouts/%s.html", p.Path, kind)
	}
	buf := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(buf)
	buf.Reset()
	if err := t.ExecuteTemplate(buf, "page", view); err != nil {
		return fmt.Errorf("rendering %s: %w", p.Path, err)
	}
	return s.withSprite(w, buf.Bytes())
}
