// Package lists makes the pages that lead to entries: lists by type, word, letter and
// place, the pipeline of projects, the map of councils and what capabilities open.
package lists

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// perPage is how many entries a list shows on one page.
const perPage = 200

// Lists makes the pages that lead to entries.
type Lists struct{ *view.Site }

// Of returns the lists of a site.
func Of(s *view.Site) Lists { return Lists{s} }

// Board are the pages of the pipeline of projects.
func (s Lists) Board() []view.Page { return board(s).pages() }

// Maps are the map of councils, once for each of what it may show.
func (s Lists) Maps() []view.Page { return maps(s).pages() }

// Topics are what the map may show, case studies first.
func (s Lists) Topics() []*Topic { return maps(s).topics() }

// Build are the pages of what capabilities open.
func (s Lists) Build() []view.Page { return build(s).pages() }

// ListView is a list of entries, a page of it.
type ListView struct {
	view.Frame
	Trail  []view.Link
	Lede   string
	Tabs   []view.Link // other ways to cut the same list
	Narrow *Narrow
	Groups []ListGroup
	Pager  *Pager
	Count  string
	Abroad *Abroad // on the last page of the list
}

// Abroad are entries of other libraries beside ours.
type Abroad struct {
	view.Section
	Items []view.Link
	More  view.Link // to all of them
}

// ListGroup is a part of a list under a heading; Title may be empty.
type ListGroup struct {
	view.Section
	Items []view.Item
}

// Pager leads through the pages of a list.
type Pager struct {
	Prev, Next string // addresses, "" at the ends
	Text       string // "Page 2 of 7"
}

// chunk is the part of a list that one page shows.
type chunk struct {
	path string // of the whole list
	at   string // of this page
	list []*model.Entry
	i, n int // the i-th of n, from 0
}

// chunks divides a list; an empty one has a page, too.
func chunks(path string, list []*model.Entry) []chunk {
	var out []chunk
	n := max(1, (len(list)+perPage-1)/perPage)
	for i := range n {
		out = append(out, chunk{path, addressOf(path, i), list[min(len(list), i*perPage):min(len(list), (i+1)*perPage)], i, n})
	}
	return out
}

// addressOf is the address of the i-th page of a list.
func addressOf(path string, i int) string {
	if i == 0 {
		return path
	}
	return path + "page/" + strconv.Itoa(i+1) + "/"
}

// finish sets what depends on which page of the list it is.
func finish(s *view.Site, c chunk, f *view.Frame) *Pager {
	w := s.Words()
	f.Canonical = s.At.Absolute(c.at)
	if c.n == 1 {
		return nil
	}
	p := &Pager{Text: w.T("page-of", "page", strconv.Itoa(c.i+1), "last", strconv.Itoa(c.n))}
	if c.i > 0 {
		p.Prev = s.At.Href(addressOf(c.path, c.i-1))
		f.HeadTitle = p.Text + ", " + f.HeadTitle
	}
	if c.i < c.n-1 {
		p.Next = s.At.Href(addressOf(c.path, c.i+1))
	}
	return p
}

// listPages makes the pages of a list of entries at path.
func (s Lists) listPages(path string, list []*model.Entry, fill func(part []*model.Entry, v *ListView)) []view.Page {
	var pages []view.Page
	for _, c := range chunks(path, list) {
		pages = append(pages, view.Page{Path: address.File(c.at), Make: func(markdown.Body) (string, any) {
			v := &ListView{}
			fill(c.list, v)
			v.Pager = finish(s.Site, c, &v.Frame)
			if c.i < c.n-1 {
				v.Abroad = nil
			}
			return "list", v
		}})
	}
	return pages
}

// TypePages is the list of all entries of a type.
func (s Lists) TypePages(t model.Type) []view.Page {
	w := s.Words()
	path := "/" + t.Folder() + "/"
	list := s.Lib.ByType[t]
	return s.listPages(path, list, func(part []*model.Entry, v *ListView) {
		v.Frame = s.Frame(w.Kinds(t), w.T("list."+string(t)), path)
		v.Lede = v.Description
		v.Trail = s.Trail(w)
		v.Count = w.N("entries", len(list))
		if t == model.ServicePattern && len(list) <= perPage {
			v.Tabs = s.browseTabs(w)
		}
		if t == model.CaseStudy {
			v.Narrow = s.narrow(w, nil)
		}
		v.Groups = s.group(w, t, part)
		v.Abroad = s.abroad(w, t)
	})
}

// abroad lists entries of a type of other libraries.
func (s Lists) abroad(w messages.Catalogue, t model.Type) *Abroad {
	items := s.Site.Abroad.Entries[t]
	if len(items) == 0 {
		return nil
	}
	out := &Abroad{Section: view.Section{ID: "elsewhere", Title: w.T("in-other-libraries")}, Items: items}
	if more := s.Site.Abroad.More[t]; more > len(items) {
		at := "/find/?type=" + string(t)
		for _, l := range s.Site.Abroad.Libraries {
			at += "&from=" + l.Name
		}
		out.More = view.Link{Text: w.N("all-in-other-libraries", more), Href: s.At.Href(at)}
	}
	return out
}

// group parts a short list where its type has something to part by.
func (s Lists) group(w messages.Catalogue, t model.Type, list []*model.Entry) []ListGroup {
	key := func(e *model.Entry) string { return "" }
	switch {
	case t == model.Standard:
		key = func(e *model.Entry) string {
			if !e.Standard().Kind.Set() {
				return w.T("other-kinds")
			}
			return w.Choice("standard-kind", e.Standard().Kind.Value)
		}
	case t == model.Service:
		key = func(e *model.Entry) string {
			if len(e.ServiceAreas) == 0 {
				return w.T("other-kinds")
			}
			return s.TermLink("service-area", e.ServiceAreas[0].Value).Text
		}
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b *model.Entry) int { return cmp.Compare(key(a), key(b)) })
	case t == model.Project:
		key = func(e *model.Entry) string {
			if !e.Work().Stage.Set() {
				return w.T("other-kinds")
			}
			return w.Choice("stage", e.Work().Stage.Value)
		}
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b *model.Entry) int {
			return cmp.Compare(insight.StageOrder(a.Work().Stage.Value), insight.StageOrder(b.Work().Stage.Value))
		})
	case t == model.CaseStudy:
		key = func(e *model.Entry) string {
			if figures, _ := insight.Figures(s.Lib.Graph, e); insight.Best(figures) == "" {
				return w.T("without-figures")
			}
			return w.T("with-figures")
		}
	}
	var groups []ListGroup
	at := map[string]int{}
	for _, e := range list {
		k := key(e)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, ListGroup{Section: view.Section{ID: "g" + strconv.Itoa(i+1), Title: k}})
		}
		groups[i].Items = append(groups[i].Items, s.Item(w, e, false))
	}
	if len(groups) == 1 {
		groups[0].Title = ""
	}
	if t == model.CaseStudy && len(groups) == 2 && groups[0].Title == w.T("without-figures") {
		groups[0], groups[1] = groups[1], groups[0]
	}
	return groups
}

// mixed parts a list that holds several types, in the order of types.
func (s Lists) mixed(w messages.Catalogue, list []*model.Entry) []ListGroup {
	var groups []ListGroup
	for _, e := range list {
		if n := len(groups); n == 0 || groups[n-1].Title != w.Kinds(e.Type) {
			groups = append(groups, ListGroup{Section: view.Section{ID: e.Type.Folder(), Title: w.Kinds(e.Type)}})
		}
		g := &groups[len(groups)-1]
		g.Items = append(g.Items, s.Item(w, e, false))
	}
	return groups
}

// letter is a part of the list A to Z.
type letter struct {
	Name    string // "A", or "0–9" for what starts with no letter
	ID      string
	Entries []*model.Entry
}

func letters(all []*model.Entry) []letter {
	list := slices.Clone(all)
	insight.SortByTitle(list)
	var out []letter
	for _, e := range list {
		name, id := "0–9", "0"
		if r, _ := utf8.DecodeRuneInString(insight.Fold(e.Title.Value)); unicode.IsLetter(r) {
			name, id = string(unicode.ToUpper(r)), string(unicode.ToLower(r))
		}
		i := slices.IndexFunc(out, func(l letter) bool { return l.Name == name })
		if i < 0 {
			i = len(out)
			out = append(out, letter{Name: name, ID: id})
		}
		out[i].Entries = append(out[i].Entries, e)
	}
	slices.SortStableFunc(out, func(a, b letter) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
