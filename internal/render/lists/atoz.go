package lists

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// LettersView is the list of everything, A to Z; in a large library a page for
// each letter.
type LettersView struct {
	view.Frame
	Trail   []view.Link
	Lede    string
	Letters []view.Link // all, each with how many
	Groups  []LetterGroup
	Pager   *Pager
}

// LetterGroup is the entries of one letter.
type LetterGroup struct {
	view.Section
	Items []LetterItem
}

// LetterItem is one entry.
type LetterItem struct{ Title, Href, Kind string }

// AToZ is the list of everything by name; a page for each letter when it is long.
func (s Lists) AToZ() []view.Page {
	w := s.Words()
	all, many := letters(s.Lib.All), manyByName(s.Lib)
	start := func(path, title string) *LettersView {
		v := &LettersView{Frame: s.Frame(title, w.T("a-to-z-lede"), "/a-to-z/"), Trail: s.Trail(w)}
		v.Canonical = s.At.Absolute(path)
		v.Lede = w.N("entries", len(s.Lib.All)) + ". " + v.Description
		for _, l := range all {
			to := view.Link{Text: l.Name, Href: "#letter-" + l.ID, N: len(l.Entries), Note: w.N("entries", len(l.Entries))}
			if many {
				to.Href = s.At.Href("/a-to-z/" + l.ID + "/")
			}
			v.Letters = append(v.Letters, to)
		}
		return v
	}
	group := func(l letter, part []*model.Entry) LetterGroup {
		g := LetterGroup{Section: view.Section{ID: "letter-" + l.ID, Title: l.Name}}
		for _, e := range part {
			g.Items = append(g.Items, LetterItem{Title: e.Title.Value, Href: s.At.Href(e.Path()), Kind: w.KindOf(e)})
		}
		return g
	}
	one := view.Page{Path: "a-to-z/index.html", Make: func(markdown.Body) (string, any) {
		v := start("/a-to-z/", w.T("a-to-z"))
		if !many {
			for _, l := range all {
				v.Groups = append(v.Groups, group(l, l.Entries))
			}
		}
		return "a-to-z", v
	}}
	pages := []view.Page{one}
	if !many {
		return pages
	}
	for _, l := range all {
		for _, c := range chunks("/a-to-z/"+l.ID+"/", l.Entries) {
			pages = append(pages, view.Page{Path: address.File(c.at), Make: func(markdown.Body) (string, any) {
				v := start(c.at, w.T("a-to-z-of", "letter", l.Name))
				v.Pager = finish(s.Site, c, &v.Frame)
				v.Groups = []LetterGroup{group(l, c.list)}
				for i := range v.Letters {
					v.Letters[i].Here = v.Letters[i].Text == l.Name
				}
				v.Trail = append(v.Trail, view.Link{Text: w.T("a-to-z"), Href: s.At.Href("/a-to-z/")})
				return "a-to-z", v
			}})
		}
	}
	return pages
}

// manyByName says whether there is too much for one page A to Z.
func manyByName(lib *insight.Library) bool { return len(lib.All) > 800 }
