package lists

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Narrow are the ways to cut the list of case studies down to councils like one's own.
type Narrow struct {
	Title  string
	All    view.Link
	Groups []NarrowGroup
	Find   view.Link // the search, where they can be combined
}

// NarrowGroup is one way: tier, nation, region or size.
type NarrowGroup struct {
	Name  string
	Links []view.Link
}

// narrow offers the ways, with the one that is chosen marked; nil when there are none.
func (s Lists) narrow(w messages.Catalogue, chosen *insight.Group) *Narrow {
	if len(s.Lib.Alike) == 0 {
		return nil
	}
	n := &Narrow{Title: w.T("councils-like-mine"), All: view.Link{Text: w.T("all"), Href: s.At.Href("/case-studies/"),
		N: len(s.Lib.ByType[model.CaseStudy]), Here: chosen == nil}}
	for _, a := range s.Lib.Alike {
		if k := len(n.Groups); k == 0 || n.Groups[k-1].Name != w.T(a.Way) {
			n.Groups = append(n.Groups, NarrowGroup{Name: w.T(a.Way)})
		}
		g := &n.Groups[len(n.Groups)-1]
		g.Links = append(g.Links, view.Link{Text: view.LikenessWord(w, a), Href: s.At.Href(view.AlikePath(a)), N: len(a.Entries),
			Here: a == chosen})
	}
	n.Find = view.Link{Text: w.T("combine-in-search"), Href: s.At.Href("/find/") + "?type=case-study"}
	if chosen != nil && chosen.Way != "size" { // the search does not know sizes
		n.Find.Href += "&" + chosen.Way + "=" + chosen.Slug
	}
	return n
}

// AlikePages are the case studies of councils of each kind.
func (s Lists) AlikePages() []view.Page {
	w := s.Words()
	var pages []view.Page
	for _, a := range s.Lib.Alike {
		pages = append(pages, s.listPages(view.AlikePath(a), a.Entries, func(part []*model.Entry, v *ListView) {
			v.Frame = s.Frame(w.T("case-studies-of", "which", view.LikenessWord(w, a)),
				w.T("case-studies-of-lede."+a.Way, a.Way, view.LikenessWord(w, a)), view.AlikePath(a))
			v.Here, v.Lede = "/case-studies/", v.Description
			v.Trail = s.Trail(w, view.Link{Text: w.Kinds(model.CaseStudy), Href: s.At.Href("/case-studies/")})
			v.Count = w.N("entries", len(a.Entries))
			v.Narrow = s.narrow(w, a)
			v.Groups = s.group(w, model.CaseStudy, part)
		})...)
	}
	return pages
}
