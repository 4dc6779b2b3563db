package outputs

import (
	"bytes"
	"slices"

	"servicepatterns/internal/address"
	"servicepatterns/internal/atom"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/model"
)

// Feed is what a person can watch. It lies beside the page that it belongs to, as
// feed.xml. Its entries are dated by git: without the library's history nothing has a
// date, and without the site's address a feed cannot name itself, so then there is none.
type Feed struct {
	Path    string // of the page
	Title   string // "" for the whole library
	Entries []*model.Entry
}

// FeedFile is its name.
const FeedFile = "feed.xml"

// newFeed returns the feed of a list, nil when it would have nothing to say.
func (s *Site) newFeed(path, title string, list []*model.Entry) *Feed {
	if !s.At.Known() || !slices.ContainsFunc(list, insight.Dated) {
		return nil
	}
	return &Feed{path, title, list}
}

// Feeds are those of everything, of each type and of each service area.
func (s *Site) Feeds() []*Feed {
	all := []*Feed{s.LibraryFeed()}
	for _, t := range model.Types() {
		all = append(all, s.newFeed("/"+t.Folder()+"/", s.Words.Kinds(t), s.Lib.ByType[t]))
	}
	for _, t := range s.Lib.Terms("service-area") {
		all = append(all, s.newFeed(address.Browse("service-area")+t.ID+"/", t.Label, t.Entries))
	}
	return slices.DeleteFunc(all, func(f *Feed) bool { return f == nil })
}

// LibraryFeed is that of all entries; it belongs to the first page.
func (s *Site) LibraryFeed() *Feed { return s.newFeed("/", "", s.Lib.All) }

// HasFeeds says whether the site has any feed, and so one of everything.
func (s *Site) HasFeeds() bool { return s.LibraryFeed() != nil }

// EntryFeed holds what a person who watches an entry wants to hear of: a pattern with
// its case studies and projects, all that names a capability or an organisation. Other
// types have no feed of their own. An organisation of which nothing is told yet has one
// all the same: that is when somebody asks to hear of the first thing.
func (s *Site) EntryFeed(e *model.Entry) *Feed {
	if e.Language != "" || !s.At.Known() {
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
		list = append(list, s.Lib.From(e, t)...)
	}
	if e.Type == model.Organisation && s.HasFeeds() {
		return &Feed{e.Path(), e.Title.Value, list}
	}
	return s.newFeed(e.Path(), e.Title.Value, list)
}

// Name is what people read for a feed.
func (s *Site) Name(f *Feed) string {
	if f.Title == "" {
		return s.Title
	}
	return f.Title + " – " + s.Title
}

// WriteFeed returns a feed as Atom.
func (s *Site) WriteFeed(f *Feed) ([]byte, error) { return s.write(f, "") }

// MovedFeed is an entry's feed as it lies at its old addresses: it gives its new address as
// its own, and says so to people.
func (s *Site) MovedFeed(e *model.Entry) ([]byte, error) {
	return s.write(s.EntryFeed(e), s.Words.T("feed-moved", "address", s.At.Absolute(e.Path()+FeedFile)))
}

func (s *Site) write(f *Feed, subtitle string) ([]byte, error) {
	out := atom.Feed{
		Title: s.Name(f), Subtitle: subtitle, Self: s.At.Absolute(f.Path + FeedFile), Page: s.At.Absolute(f.Path),
		Author: s.Publisher, Rights: s.Licence, Language: s.Language, Since: s.Lib.Oldest(),
	}
	if out.Author == "" {
		out.Author = s.Title
	}
	changed := insight.LastChanged(f.Entries)
	for _, e := range changed[:min(len(changed), atom.Most)] {
		out.Entries = append(out.Entries, s.feedEntry(e))
	}
	var b bytes.Buffer
	err := atom.Write(&b, out)
	return b.Bytes(), err
}

func (s *Site) feedEntry(e *model.Entry) atom.Entry {
	page := s.At.Absolute(e.Path())
	out := atom.Entry{ID: page, Title: e.Title.Value, Summary: e.Summary.Value, Page: page, Changed: e.Changed}
	if e.Row == 0 {
		out.Source = page + SourceFile
	}
	if len(e.FormerIDs) > 0 {
		// An id must outlive a renaming, or readers show the entry as a new one.
		first := *e
		first.ID = e.FormerIDs[0].Value
		out.ID = s.At.Absolute(first.Path())
	}
	out.Categories = []atom.Category{{Term: string(e.Type), Label: s.Words.Kind(e.Type)}}
	for _, a := range e.ServiceAreas {
		out.Categories = append(out.Categories, atom.Category{Term: a.Value, Label: s.Lib.Graph.TermLabel("service-area", a.Value)})
	}
	return out
}
