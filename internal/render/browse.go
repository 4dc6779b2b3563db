package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// BrowseView is the hub of all ways to find an entry by links alone.
type BrowseView struct {
	Frame
	Trail []Link
	Lede  string
	Ways  []Way
}

// Way is one way: by verb, by service area, by type.
type Way struct {
	Section
	Lede  string
	Items []Link
	More  Link // all of it
}

func (s *Site) browsePages() []Page {
	w := s.words[s.lang]
	pages := []Page{{Path: "browse/index.html", make: func(Page, Body) (string, any) {
		v := &BrowseView{Frame: s.frame(w.T("browse"), w.T("browse-lede"), "/browse/"), Trail: s.trail(w), Ways: s.ways(w)}
		v.Lede = v.Description
		return "browse", v
	}}}
	for _, l := range s.index.lists {
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

// ways lists everything that can be browsed. It also serves the search page.
func (s *Site) ways(w messages.Catalogue) []Way {
	var out []Way
	types := Way{Section: Section{ID: "by-type", Title: w.T("by-type")}}
	for _, t := range model.Types() {
		if n := len(s.lib.ByType[t]); n > 0 {
			types.Items = append(types.Items, Link{Text: w.Kinds(t), Href: s.At.Href("/" + t.Folder() + "/"), Icon: icon(t), N: n, Note: w.N("entries", n)})
		}
	}
	for _, l := range s.index.lists {
		if len(l.Terms) == 0 {
			continue
		}
		way := Way{Section: Section{ID: "by-" + l.Field, Title: w.T("by-" + l.Field)}, Lede: w.T("by-" + l.Field + "-lede"), More: Link{Text: w.T("by-" + l.Field + "-all"), Href: s.At.Href(l.Path)}}
		way.Items = s.termLinks(w, l)
		out = append(out, way)
	}
	if len(out) > 0 {
		out = append(out[:1], append([]Way{types}, out[1:]...)...)
	} else {
		out = []Way{types}
	}
	letters := Way{Section: Section{ID: "by-name", Title: w.T("by-name")}, More: Link{Text: w.T("a-to-z-all"), Href: s.At.Href("/a-to-z/")}}
	for _, l := range s.index.letters {
		to := Link{Text: l.Name, Href: s.At.Href("/a-to-z/") + "#letter-" + l.ID}
		if s.index.manyByName {
			to.Href = s.At.Href("/a-to-z/" + l.ID + "/")
		}
		letters.Items = append(letters.Items, to)
	}
	return append(out, letters)
}

func (s *Site) termLinks(w messages.Catalogue, l *termList) []Link {
	var out []Link
	for _, t := range l.Terms {
		out = append(out, Link{Text: t.Label, Href: s.At.Href(l.Path + t.ID + "/"), N: len(t.Entries), Note: w.N("entries", len(t.Entries))})
	}
	return out
}

// TermsView is the page of one way to browse: every value, with the first of its
// entries.
type TermsView struct {
	Frame
	Trail []Link
	Lede  string
	Terms []TermGroup
}

// TermGroup is a value and its first entries.
type TermGroup struct {
	Section
	Href  string
	Count string
	Items []Link
	More  string // "and 12 more"
}

// shownOfTerm is how many entries of a value its overview names.
const shownOfTerm = 6

func (s *Site) termsPage(w messages.Catalogue, l *termList) Page {
	return Page{Path: address.File(l.Path), make: func(Page, Body) (string, any) {
		v := &TermsView{Frame: s.frame(w.T("by-"+l.Field), w.T("by-"+l.Field+"-lede"), l.Path)}
		v.Here = "/browse/"
		v.Lede = v.Description
		v.Trail = s.trail(w, Link{Text: w.T("browse"), Href: s.At.Href("/browse/")})
		for _, t := range l.Terms {
			g := TermGroup{Section: Section{ID: "t-" + t.ID, Title: t.Label}, Href: s.At.Href(l.Path + t.ID + "/"), Count: w.N("entries", len(t.Entries))}
			for _, e := range t.Entries[:min(len(t.Entries), shownOfTerm)] {
				g.Items = append(g.Items, s.link(e))
			}
			if more := len(t.Entries) - shownOfTerm; more > 0 {
				g.More = w.N("more", more)
			}
			v.Terms = append(v.Terms, g)
		}
		return "terms", v
	}}
}

func (s *Site) termPages(w messages.Catalogue, l *termList, t *insight.Term) []Page {
	path := l.Path + t.ID + "/"
	return s.listPages(path, t.Entries, func(part []*model.Entry, v *ListView) {
		v.Frame = s.frame(t.Label, w.T("list."+l.Field, t.Label), path)
		v.Here = "/browse/"
		v.Lede = v.Description
		v.Trail = s.trail(w, Link{Text: w.T("browse"), Href: s.At.Href("/browse/")}, Link{Text: w.T("by-" + l.Field), Href: s.At.Href(l.Path)})
		v.Count = w.N("entries", len(t.Entries))
		v.Groups = s.mixed(w, part)
		if len(v.Groups) == 1 && l.Field == "verb" {
			v.Groups[0].Title = ""
		}
	})
}

// browseTabs are the other ways to cut the list of patterns.
func (s *Site) browseTabs(w messages.Catalogue) []Link {
	var out []Link
	for _, l := range s.index.lists {
		if len(l.Terms) > 0 && l.Field != "stage" {
			out = append(out, Link{Text: w.T("by-" + l.Field), Href: s.At.Href(l.Path)})
		}
	}
	return append(out, Link{Text: w.T("a-to-z"), Href: s.At.Href("/a-to-z/")})
}
