package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/model"
)

// LettersView is the list of everything, A to Z; in a large library a page for
// each letter.
type LettersView struct {
	Frame
	Trail   []Link
	Lede    string
	Letters []Link // all, each with how many
	Groups  []LetterGroup
	Pager   *Pager
}

// LetterGroup is the entries of one letter.
type LetterGroup struct {
	Section
	Items []LetterItem
}

// LetterItem is one entry.
type LetterItem struct{ Title, Href, Kind string }

func (s *Site) aToZ() []Page {
	w := s.words[s.lang]
	x := s.index
	start := func(path, title string) *LettersView {
		v := &LettersView{Frame: s.frame(title, w.T("a-to-z-lede"), "/a-to-z/"), Trail: s.trail(w)}
		v.Canonical = s.At.Absolute(path)
		v.Lede = w.N("entries", len(s.lib.All)) + ". " + v.Description
		for _, l := range x.letters {
			to := Link{Text: l.Name, Href: "#letter-" + l.ID, N: len(l.Entries), Note: w.N("entries", len(l.Entries))}
			if x.manyByName {
				to.Href = s.At.Href("/a-to-z/" + l.ID + "/")
			}
			v.Letters = append(v.Letters, to)
		}
		return v
	}
	group := func(l letter, part []*model.Entry) LetterGroup {
		g := LetterGroup{Section: Section{ID: "letter-" + l.ID, Title: l.Name}}
		for _, e := range part {
			g.Items = append(g.Items, LetterItem{Title: e.Title.Value, Href: s.At.Href(e.Path()), Kind: w.KindOf(e)})
		}
		return g
	}
	all := Page{Path: "a-to-z/index.html", make: func(Page, Body) (string, any) {
		v := start("/a-to-z/", w.T("a-to-z"))
		if !x.manyByName {
			for _, l := range x.letters {
				v.Groups = append(v.Groups, group(l, l.Entries))
			}
		}
		return "a-to-z", v
	}}
	pages := []Page{all}
	if !x.manyByName {
		return pages
	}
	for _, l := range x.letters {
		for _, c := range chunks("/a-to-z/"+l.ID+"/", l.Entries) {
			pages = append(pages, Page{Path: address.File(c.at), make: func(Page, Body) (string, any) {
				v := start(c.at, w.T("a-to-z-of", l.Name))
				v.Pager = s.finish(w, c, &v.Frame)
				v.Groups = []LetterGroup{group(l, c.list)}
				for i := range v.Letters {
					v.Letters[i].Here = v.Letters[i].Text == l.Name
				}
				v.Trail = append(v.Trail, Link{Text: w.T("a-to-z"), Href: s.At.Href("/a-to-z/")})
				return "a-to-z", v
			}})
		}
	}
	return pages
}
