package view

import (
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/theme"
)

// Site is what every page knows of the site that it belongs to. It does not change once it
// is made.
type Site struct {
	At      address.Site
	Lib     *insight.Library
	Map     *hexmap.Map
	Ways    []*Way // to browse by a word: verb, service area, life event, stage
	Outputs *outputs.Site
	Lang    string             // language of the library and its interface
	Shared  map[string]*Shared // by language
	Theme   *theme.Theme
	Abroad  Abroad
}

// Options are what pages are told of how they will be seen.
type Options struct {
	At     address.Site
	Drafts bool // shows entries with status draft, marked
	Live   bool // preview: adds the live-reload script
	Disk   bool // opened from a disk, where search cannot work
	Abroad Abroad
}

// New adds up a library for its pages.
func New(g *link.Graph, t *theme.Theme, o Options) *Site {
	lib := insight.Of(g, o.Drafts)
	s := &Site{At: o.At, Lib: lib, Map: hexmap.New(lib.ByType[model.Organisation]), Theme: t, Abroad: o.Abroad,
		Shared: map[string]*Shared{}}
	s.Lang, _, _ = strings.Cut(g.Language.Value, "-")
	if !t.Words.Has(s.Lang) {
		s.Lang = "en"
	}
	s.Ways = ways(lib, s.Words())
	for lang, w := range t.Words.In {
		s.Shared[lang] = s.sharedIn(lang, w, o)
	}
	own := s.Shared[s.Lang]
	s.Outputs = &outputs.Site{
		Lib: lib, At: s.At, Words: s.Words(), In: s.In,
		Title: own.Site, Summary: own.Summary, Language: own.Lang, Publisher: own.Publisher,
		Licence: own.Licence.Text, LicenceURL: own.Licence.Href,
	}
	return s
}

// Words are the words of the library's language.
func (s *Site) Words() messages.Catalogue { return s.Theme.Words.In[s.Lang] }

// HasMap says whether the library has a map of councils.
func (s *Site) HasMap() bool { return len(s.Map.Councils()) > 0 }
