package render

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Narrow are the ways to cut the list of case studies down to councils like one's own.
type Narrow struct {
	Title  string
	All    Link
	Groups []NarrowGroup
	Find   Link // the search, where they can be combined
}

// NarrowGroup is one way: tier, nation, region or size.
type NarrowGroup struct {
	Name  string
	Links []Link
}

// alikePath is the address of a group of case studies.
func alikePath(g *insight.Group) string { return "/case-studies/" + g.Way + "/" + g.Slug + "/" }

// likenessWord is what people read for a tier, nation, region or size.
func likenessWord(w messages.Catalogue, g *insight.Group) string {
	switch g.Way {
	case "tier":
		return w.T("tier." + g.Value)
	case "size":
		return w.T("size." + g.Value)
	}
	return g.Value
}

// narrow offers the ways, with the one that is chosen marked; nil when there are none.
func (s *Site) narrow(w messages.Catalogue, chosen *insight.Group) *Narrow {
	if len(s.lib.Alike) == 0 {
		return nil
	}
	n := &Narrow{Title: w.T("councils-like-mine"), All: Link{Text: w.T("all"), Href: s.At.Href("/case-studies/"), N: len(s.lib.ByType[model.CaseStudy]), Here: chosen == nil}}
	for _, a := range s.lib.Alike {
		if k := len(n.Groups); k == 0 || n.Groups[k-1].Name != w.T(a.Way) {
			n.Groups = append(n.Groups, NarrowGroup{Name: w.T(a.Way)})
		}
		g := &n.Groups[len(n.Groups)-1]
		g.Links = append(g.Links, Link{Text: likenessWord(w, a), Href: s.At.Href(alikePath(a)), N: len(a.Entries), Here: a == chosen})
	}
	n.Find = Link{Text: w.T("combine-in-search"), Href: s.At.Href("/find/") + "?type=case-study"}
	if chosen != nil && chosen.Way != "size" { // the search does not know sizes
		n.Find.Href += "&" + chosen.Way + "=" + chosen.Slug
	}
	return n
}

// alikePages are the case studies of councils of each kind.
func (s *Site) alikePages() []Page {
	w := s.words[s.lang]
	var pages []Page
	for _, a := range s.lib.Alike {
		pages = append(pages, s.listPages(alikePath(a), a.Entries, func(part []*model.Entry, v *ListView) {
			v.Frame = s.frame(w.T("case-studies-of", likenessWord(w, a)), w.T("case-studies-of-lede."+a.Way, likenessWord(w, a)), alikePath(a))
			v.Here, v.Lede = "/case-studies/", v.Description
			v.Trail = s.trail(w, Link{Text: w.Kinds(model.CaseStudy), Href: s.At.Href("/case-studies/")})
			v.Count = w.N("entries", len(a.Entries))
			v.Narrow = s.narrow(w, a)
			v.Groups = s.group(w, model.CaseStudy, part)
		})...)
	}
	return pages
}

// likeThis leads from a council to the case studies of councils like it.
func (s *Site) likeThis(w messages.Catalogue, c *model.Council) []Link {
	var out []Link
	for _, a := range s.lib.Like(c) {
		out = append(out, Link{
			Text: w.T(a.Way) + ": " + likenessWord(w, a), Href: s.At.Href(alikePath(a)), N: len(a.Entries), Note: w.N("case-studies", len(a.Entries)),
		})
	}
	return out
}
