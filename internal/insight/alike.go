package insight

import (
	"cmp"
	"slices"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Likeness is one way in which a council is like others.
type Likeness struct {
	Way, Value string // "region" and "South East"
	Slug       string // of the value, for addresses and filters
}

// Group is the case studies of councils that are alike in one way.
type Group struct {
	Likeness
	Entries []*model.Entry
}

// band is a range of how many people live in the area of a council.
type band struct {
	value string
	below int
}

// bands part councils by size. Half of all lie in the second and third.
var bands = []band{{"under-100000", 100_000}, {"100000-to-200000", 200_000}, {"200000-to-500000", 500_000}, {"500000-and-more", 1 << 30}}

// size is the band of a council, "" when its population is not known.
func size(c *model.Council) string {
	for _, b := range bands {
		if c.Population > 0 && c.Population < b.below {
			return b.value
		}
	}
	return ""
}

// tiers in the order in which lists have them.
var tiers = []string{"combined-authority", "county", "district", "london-borough", "metropolitan-district", "unitary"}

// way is one in which a council is like others. The order is that of its values.
type way struct {
	name  string
	of    func(*model.Council) string
	order func(a, b string) int
}

var ways = []way{
	{"tier", (*model.Council).Tier, func(a, b string) int { return cmp.Compare(slices.Index(tiers, a), slices.Index(tiers, b)) }},
	{"nation", func(c *model.Council) string { return c.Nation }, model.CompareNations},
	{"region", func(c *model.Council) string {
		if c.Region == c.Nation {
			return "" // the same list twice
		}
		return c.Region
	}, cmp.Compare[string]},
	{"size", size, func(a, b string) int {
		at := func(v string) int { return slices.IndexFunc(bands, func(b band) bool { return b.value == v }) }
		return cmp.Compare(at(a), at(b))
	}},
}

// Likenesses are all ways in which a council is like others: its tier, nation, region and
// size, as far as they are known.
func Likenesses(c *model.Council) []Likeness {
	var out []Likeness
	for _, way := range ways {
		if value := way.of(c); rules.Slug(value) != "" {
			out = append(out, Likeness{way.name, value, rules.Slug(value)})
		}
	}
	return out
}

// groups gathers the case studies by what their councils are like: by tier, nation, region
// and size, in this order.
func (l *Library) groups() []*Group {
	var out []*Group
	for _, way := range ways {
		var part []*Group
		for _, e := range l.ByType[model.CaseStudy] {
			for _, id := range e.Work().Organisations {
				o := l.Entry(id.Value)
				if o == nil || o.Council == nil {
					continue
				}
				alike := Likenesses(o.Council)
				at := slices.IndexFunc(alike, func(l Likeness) bool { return l.Way == way.name })
				if at < 0 {
					continue
				}
				i := slices.IndexFunc(part, func(g *Group) bool { return g.Likeness == alike[at] })
				if i < 0 {
					i = len(part)
					part = append(part, &Group{Likeness: alike[at]})
				}
				if g := part[i]; !slices.Contains(g.Entries, e) {
					g.Entries = append(g.Entries, e)
				}
			}
		}
		slices.SortStableFunc(part, func(a, b *Group) int { return way.order(a.Value, b.Value) })
		out = append(out, part...)
	}
	return out
}

// Like are the groups of councils like this one: at most one for each way.
func (l *Library) Like(c *model.Council) []*Group {
	var out []*Group
	for _, alike := range Likenesses(c) {
		for _, g := range l.Alike {
			if g.Likeness == alike {
				out = append(out, g)
			}
		}
	}
	return out
}
