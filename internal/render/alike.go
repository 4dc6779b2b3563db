package render

import (
	"slices"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
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

// alike is the case studies of councils of one kind.
type alike struct {
	field, value string
	label        string
	path         string
	list         []*model.Entry
}

// bands part councils by how many people live there. Half of all lie in the second
// and third.
var bands = []struct {
	value string
	below int
}{{"under-100000", 100_000}, {"100000-to-200000", 200_000}, {"200000-to-500000", 500_000}, {"500000-and-more", 1 << 30}}

// band is the size of a council, "" when its population is not known.
func band(c *model.Council) string {
	for _, b := range bands {
		if c.Population > 0 && c.Population < b.below {
			return b.value
		}
	}
	return ""
}

// likeness are the ways in which a council is like others, in the order shown.
var likeness = []struct {
	field string
	of    func(*model.Council) string
}{
	{"tier", (*model.Council).Tier},
	{"nation", func(c *model.Council) string { return c.Nation }},
	{"region", func(c *model.Council) string {
		if c.Region == c.Nation {
			return "" // the same list twice
		}
		return c.Region
	}},
	{"size", band},
}

// alikes gathers the case studies by what their councils are like. The order is that
// of the ways, and in each of size, of nations, or of names.
func (x *index) alikes() []*alike {
	w := x.s.words[x.s.lang]
	var out []*alike
	for _, way := range likeness {
		var part []*alike
		for _, e := range x.byType[model.CaseStudy] {
			for _, id := range e.Work().Organisations {
				o := x.s.entry(id.Value)
				if o == nil || o.Council == nil {
					continue
				}
				value := way.of(o.Council)
				if value == "" {
					continue
				}
				i := slices.IndexFunc(part, func(a *alike) bool { return a.value == value })
				if i < 0 {
					i = len(part)
					a := &alike{field: way.field, value: value, label: likenessWord(w, way.field, value)}
					a.path = "/case-studies/" + way.field + "/" + rules.Slug(value) + "/"
					part = append(part, a)
				}
				if a := part[i]; !slices.Contains(a.list, e) {
					a.list = append(a.list, e)
				}
			}
		}
		part = slices.DeleteFunc(part, func(a *alike) bool { return rules.Slug(a.value) == "" })
		sortAlikes(way.field, part)
		out = append(out, part...)
	}
	return out
}

func sortAlikes(field string, list []*alike) {
	order := func(a *alike) int { return 0 }
	switch field {
	case "nation":
		var nations []string
		for _, a := range list {
			nations = append(nations, a.value)
		}
		slices.SortFunc(nations, model.CompareNations)
		order = func(a *alike) int { return slices.Index(nations, a.value) }
	case "size":
		order = func(a *alike) int {
			for i, b := range bands {
				if b.value == a.value {
					return i
				}
			}
			return 0
		}
	}
	slices.SortStableFunc(list, func(a, b *alike) int {
		if d := order(a) - order(b); d != 0 {
			return d
		}
		return strings.Compare(a.label, b.label)
	})
}

// likenessWord is what people read for a tier, nation, region or size.
func likenessWord(w messages.Catalogue, field, value string) string {
	switch field {
	case "tier":
		return w.T("tier." + value)
	case "size":
		return w.T("size." + value)
	}
	return value
}

// narrow offers the ways, with the one that is chosen marked; nil when there are none.
func (s *Site) narrow(w messages.Catalogue, chosen *alike) *Narrow {
	if len(s.index.alike) == 0 {
		return nil
	}
	n := &Narrow{Title: w.T("councils-like-mine"), All: Link{Text: w.T("all"), Href: s.Href("/case-studies/"), N: len(s.index.byType[model.CaseStudy]), Here: chosen == nil}}
	for _, a := range s.index.alike {
		if k := len(n.Groups); k == 0 || n.Groups[k-1].Name != w.T(a.field) {
			n.Groups = append(n.Groups, NarrowGroup{Name: w.T(a.field)})
		}
		g := &n.Groups[len(n.Groups)-1]
		g.Links = append(g.Links, Link{Text: a.label, Href: s.Href(a.path), N: len(a.list), Here: a == chosen})
	}
	n.Find = Link{Text: w.T("combine-in-search"), Href: s.Href("/find/") + "?type=case-study"}
	if chosen != nil && chosen.field != "size" { // the search does not know sizes
		n.Find.Href += "&" + chosen.field + "=" + rules.Slug(chosen.value)
	}
	return n
}

// alikePages are the case studies of councils of each kind.
func (s *Site) alikePages() []Page {
	w := s.words[s.lang]
	var pages []Page
	for _, a := range s.index.alike {
		pages = append(pages, s.listPages(a.path, a.list, func(part []*model.Entry, v *ListView) {
			v.Frame = s.frame(w.T("case-studies-of", a.label), w.T("case-studies-of-lede."+a.field, a.label), a.path)
			v.Here, v.Lede = "/case-studies/", v.Description
			v.Trail = s.trail(w, Link{Text: w.Kinds(model.CaseStudy), Href: s.Href("/case-studies/")})
			v.Count = w.N("entries", len(a.list))
			v.Narrow = s.narrow(w, a)
			v.Groups = s.group(w, model.CaseStudy, part)
		})...)
	}
	return pages
}

// likeThis leads from a council to the case studies of councils like it.
func (s *Site) likeThis(w messages.Catalogue, c *model.Council) []Link {
	var out []Link
	for _, way := range likeness {
		value := way.of(c)
		for _, a := range s.index.alike {
			if a.field == way.field && a.value == value {
				out = append(out, Link{Text: w.T(a.field) + ": " + a.label, Href: s.Href(a.path), N: len(a.list), Note: w.N("case-studies", len(a.list))})
			}
		}
	}
	return out
}
