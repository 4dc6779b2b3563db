package lists

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// BrowseView is the hub of all ways to find an entry by links alone.
type BrowseView struct {
	view.Frame
	Trail []view.Link
	Lede  string
	Ways  []view.Group
}

// BrowsePages are the hub of all ways to browse, each way, and each of its values.
func (s Lists) BrowsePages() []view.Page {
	w := s.Words()
	pages := []view.Page{{Path: "browse/index.html", Make: func(markdown.Body) (string, any) {
		v := &BrowseView{Frame: s.Frame(w.T("browse"), w.T("browse-lede"), "/browse/"), Trail: s.Trail(w), Ways: s.Groups(w)}
		v.Lede = v.Description
		return "browse", v
	}}}
	for _, l := range s.Ways {
		if len(l.Terms) == 0 {
			continue
		}
		pages = append(pages, s.termsPage(w, l))
		for _, t := range l.Terms {
			pages = append(pages, s.termPages(w, l, t)...)
		}
	}
	return pages
}

// Groups lists everything that can be browsed. It also serves the search page.
func (s Lists) Groups(w messages.Catalogue) []view.Group {
	var out []view.Group
	types := view.Group{Section: view.Section{ID: "by-type", Title: w.T("by-type")}}
	for _, t := range model.Types() {
		if n := len(s.Lib.ByType[t]); n > 0 {
			types.Items = append(types.Items, view.Link{Text: w.Kinds(t), Href: s.At.Href("/" + t.Folder() + "/"), Icon: view.Icon(t), N: n,
				Note: w.N("entries", n)})
		}
	}
	for _, l := range s.Ways {
		if len(l.Terms) == 0 {
			continue
		}
		way := view.Group{Section: view.Section{ID: "by-" + l.Field, Title: w.T("by-" + l.Field)}, Lede: w.T("by-" + l.Field + "-lede"),
			More: view.Link{Text: w.T("by-" + l.Field + "-all"), Href: s.At.Href(l.Path)}}
		way.Items = s.TermLinks(w, l)
		out = append(out, way)
	}
	if len(out) > 0 {
		out = append(out[:1], append([]view.Group{types}, out[1:]...)...)
	} else {
		out = []view.Group{types}
	}
	byName := view.Group{Section: view.Section{ID: "by-name", Title: w.T("by-name")},
		More: view.Link{Text: w.T("a-to-z-all"), Href: s.At.Href("/a-to-z/")}}
	for _, l := range letters(s.Lib.All) {
		to := view.Link{Text: l.Name, Href: s.At.Href("/a-to-z/") + "#letter-" + l.ID}
		if manyByName(s.Lib) {
			to.Href = s.At.Href("/a-to-z/" + l.ID + "/")
		}
		byName.Items = append(byName.Items, to)
	}
	return append(out, byName)
}

// TermsView is the page of one way to browse: every value, with the first of its
// entries.
type TermsView struct {
	view.Frame
	Trail []view.Link
	Lede  string
	Terms []TermGroup
}

// TermGroup is a value and its first entries.
type TermGroup struct {
	view.Section
	Href  string
	Count string
	Items []view.Link
	More  string // "and 12 more"
}

// shownOfTerm is how many entries of a value its overview names.
const shownOfTerm = 6

func (s Lists) termsPage(w messages.Catalogue, l *view.Way) view.Page {
	return view.Page{Path: address.File(l.Path), Make: func(markdown.Body) (string, any) {
		v := &TermsView{Frame: s.Frame(w.T("by-"+l.Field), w.T("by-"+l.Field+"-lede"), l.Path)}
		v.Here = "/browse/"
		v.Lede = v.Description
		v.Trail = s.Trail(w, view.Link{Text: w.T("browse"), Href: s.At.Href("/browse/")})
		for _, t := range l.Terms {
			g := TermGroup{Section: view.Section{ID: "t-" + t.ID, Title: t.Label}, Href: s.At.Href(l.Path + t.ID + "/"),
				Count: w.N("entries", len(t.Entries))}
			for _, e := range t.Entries[:min(len(t.Entries), shownOfTerm)] {
				g.Items = append(g.Items, s.Link(e))
			}
			if more := len(t.Entries) - shownOfTerm; more > 0 {
				g.More = w.N("more", more)
			}
			v.Terms = append(v.Terms, g)
		}
		return "terms", v
	}}
}

func (s Lists) termPages(w messages.Catalogue, l *view.Way, t *insight.Term) []view.Page {
	path := l.Path + t.ID + "/"
	return s.listPages(path, t.Entries, func(part []*model.Entry, v *ListView) {
		v.Frame = s.Frame(t.Label, w.T("list."+l.Field, "term", t.Label), path)
		v.Here = "/browse/"
		v.Lede = v.Description
		v.Trail = s.Trail(w, view.Link{Text: w.T("browse"), Href: s.At.Href("/browse/")},
			view.Link{Text: w.T("by-" + l.Field), Href: s.At.Href(l.Path)})
		v.Count = w.N("entries", len(t.Entries))
		v.Groups = s.mixed(w, part)
		if len(v.Groups) == 1 && l.Field == "verb" {
			v.Groups[0].Title = ""
		}
	})
}

// browseTabs are the other ways to cut the list of patterns.
func (s Lists) browseTabs(w messages.Catalogue) []view.Link {
	var out []view.Link
	for _, l := range s.Ways {
		if len(l.Terms) > 0 && l.Field != "stage" {
			out = append(out, view.Link{Text: w.T("by-" + l.Field), Href: s.At.Href(l.Path)})
		}
	}
	return append(out, view.Link{Text: w.T("a-to-z"), Href: s.At.Href("/a-to-z/")})
}
