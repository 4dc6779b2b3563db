package render

import (
	"bytes"
	"slices"
	"strings"

	"servicepatterns/internal/atom"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// feed is what a person can watch. It lies beside the page that it belongs to, as
// feed.xml. Its entries are dated by git: without the library's history nothing has a
// date, and without the site's address a feed cannot name itself, so then there is none.
type feed struct {
	path  string // of the page
	title string // "" for the whole library
	list  []*model.Entry
}

const feedFile = "feed.xml"

// newFeed returns the feed of a list, nil when it would have nothing to say.
func (s *Site) newFeed(path, title string, list []*model.Entry) *feed {
	if s.origin == "" || !slices.ContainsFunc(list, insight.Dated) {
		return nil
	}
	return &feed{path, title, list}
}

// addFeeds gives the first pages of lists their feeds.
func (s *Site) addFeeds(pages []Page) {
	at := map[string]*feed{}
	for _, f := range s.listFeeds() {
		at[file(f.path)] = f
	}
	for i := range pages {
		if pages[i].Entry == nil && !pages[i].Leads {
			pages[i].feed = at[pages[i].Path]
		}
	}
}

// listFeeds are those of everything, of each type and of each service area.
func (s *Site) listFeeds() []*feed {
	w := s.words[s.lang]
	all := []*feed{s.libraryFeed()}
	for _, t := range model.Types() {
		all = append(all, s.newFeed("/"+t.Folder()+"/", w.Kinds(t), s.lib.ByType[t]))
	}
	areas := s.index.list("service-area")
	for _, t := range areas.Terms {
		all = append(all, s.newFeed(areas.Path+t.ID+"/", t.Label, t.Entries))
	}
	return slices.DeleteFunc(all, func(f *feed) bool { return f == nil })
}

// libraryFeed is that of all entries; it belongs to the first page.
func (s *Site) libraryFeed() *feed { return s.newFeed("/", "", s.lib.All) }

// HasFeeds says whether the site has any feed, and so one of everything.
func (s *Site) HasFeeds() bool { return s.libraryFeed() != nil }

// feedOf returns the feed of a page, nil when it has none.
func (s *Site) feedOf(p Page) *feed {
	if p.Entry == nil {
		return p.feed
	}
	return s.entryFeed(p.Entry)
}

// entryFeed holds what a person who watches an entry wants to hear of: a pattern with
// its case studies and projects, all that names a capability or an organisation. Other
// types have no feed of their own. An organisation of which nothing is told yet has one
// all the same: that is when somebody asks to hear of the first thing.
func (s *Site) entryFeed(e *model.Entry) *feed {
	if e.Language != "" || s.origin == "" {
		return nil
	}
	var types []model.Type
	switch e.Type {
	case model.ServicePattern:
		types = []model.Type{model.CaseStudy, model.Project}
	case model.Capability, model.Organisation:
		types = model.Types()
	default:
		return nil
	}
	list := []*model.Entry{e}
	for _, t := range types {
		list = append(list, s.lib.From(e, t)...)
	}
	if e.Type == model.Organisation && s.HasFeeds() {
		return &feed{e.Path(), e.Title.Value, list}
	}
	return s.newFeed(e.Path(), e.Title.Value, list)
}

// link leads to the feed.
func (f *feed) link(s *Site) *Link {
	if f == nil {
		return nil
	}
	title := s.shared[s.lang].Site
	if f.title != "" {
		title = f.title + " – " + title
	}
	return &Link{Text: title, Href: s.Href(f.path + feedFile)}
}

// Feed returns the feed that lies beside a page and its name below the site's root. The
// name is empty when the page has none.
func (s *Site) Feed(p Page) (name string, data []byte, err error) {
	f := s.feedOf(p)
	if f == nil {
		return "", nil, nil
	}
	data, err = s.write(f, "")
	return strings.TrimPrefix(f.path, "/") + feedFile, data, err
}

// MovedFeed is an entry's feed as it lies at its old addresses: it gives its new address as
// its own, and says so to people.
func (s *Site) MovedFeed(e *model.Entry) ([]byte, error) {
	return s.write(s.entryFeed(e), s.words[s.lang].T("feed-moved", s.absolute(e.Path()+feedFile)))
}

func (s *Site) write(f *feed, subtitle string) ([]byte, error) {
	w, sh := s.words[s.lang], s.shared[s.lang]
	out := atom.Feed{
		Title: f.link(s).Text, Subtitle: subtitle, Self: s.absolute(f.path + feedFile), Page: s.absolute(f.path),
		Author: sh.Publisher, Rights: sh.Licence.Text, Language: sh.Lang, Since: s.lib.Oldest(),
	}
	if out.Author == "" {
		out.Author = sh.Site
	}
	changed := insight.LastChanged(f.list)
	for _, e := range changed[:min(len(changed), atom.Most)] {
		out.Entries = append(out.Entries, s.feedEntry(w, e))
	}
	var b bytes.Buffer
	err := atom.Write(&b, out)
	return b.Bytes(), err
}

func (s *Site) feedEntry(w messages.Catalogue, e *model.Entry) atom.Entry {
	page := s.absolute(e.Path())
	out := atom.Entry{ID: page, Title: e.Title.Value, Summary: e.Summary.Value, Page: page, Changed: e.Changed}
	if e.Row == 0 {
		out.Source = page + sourceFile
	}
	if len(e.FormerIDs) > 0 {
		// An id must outlive a renaming, or readers show the entry as a new one.
		first := *e
		first.ID = e.FormerIDs[0].Value
		out.ID = s.absolute(first.Path())
	}
	out.Categories = []atom.Category{{Term: string(e.Type), Label: w.Kind(e.Type)}}
	for _, a := range e.ServiceAreas {
		out.Categories = append(out.Categories, atom.Category{Term: a.Value, Label: label(s.g, w, "service-area", a.Value)})
	}
	return out
}
