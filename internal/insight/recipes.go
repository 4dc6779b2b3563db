package insight

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/model"
)

// Recipe is a pattern and its capabilities, each once, in order of their titles.
type Recipe struct {
	*model.Entry
	Needs []*model.Entry
	Helps []*model.Entry // a first version can do without them
}

// Calls says whether a pattern names a capability at all.
func (r Recipe) Calls(c *model.Entry) bool {
	return slices.Contains(r.Needs, c) || slices.Contains(r.Helps, c)
}

// Recipes are those of all patterns, but for patterns that name no capability, and the
// capabilities that any of them names.
func (l *Library) Recipes() (recipes []Recipe, used []*model.Entry) {
	seen := map[*model.Entry]bool{}
	for _, p := range l.ByType[model.ServicePattern] {
		r := Recipe{Entry: p}
		for _, u := range p.Pattern().Capabilities {
			c := l.Entry(u.Use.Value)
			if c == nil || c.Capability() == nil || r.Calls(c) {
				continue
			}
			seen[c] = true
			if Truthy(u.Optional) {
				r.Helps = append(r.Helps, c)
			} else {
				r.Needs = append(r.Needs, c)
			}
		}
		if r.Needs == nil { // optional is then no more than a word
			r.Needs, r.Helps = r.Helps, nil
		}
		if r.Needs != nil {
			SortByTitle(r.Needs)
			SortByTitle(r.Helps)
			recipes = append(recipes, r)
		}
	}
	for _, c := range l.ByType[model.Capability] {
		if seen[c] {
			used = append(used, c)
		}
	}
	return recipes, used
}

// Opened is what one capability opens, alone and with others. In each list stands first
// what needs fewest.
type Opened struct {
	Full    []Recipe  // need nothing else
	One     []Lacking // need one more, by what they lack; first what would open most
	Two     []Recipe  // need two more
	Further []Recipe  // need three or more
	Better  []Recipe  // can do without it, and do better with it
}

// Lacking are the patterns that one more capability would open.
type Lacking struct {
	Capability *model.Entry
	Recipes    []Recipe
}

// Opens sorts recipes by how many of their needs are missing to somebody who has one
// capability.
func Opens(have *model.Entry, recipes []Recipe) Opened {
	var o Opened
	sorted := slices.Clone(recipes)
	slices.SortStableFunc(sorted, func(a, b Recipe) int { return cmp.Compare(len(a.Needs), len(b.Needs)) })
	for _, r := range sorted {
		if !slices.Contains(r.Needs, have) {
			continue
		}
		switch len(r.Needs) {
		case 1:
			o.Full = append(o.Full, r)
		case 2:
			lacks := r.Needs[0]
			if lacks == have {
				lacks = r.Needs[1]
			}
			i := slices.IndexFunc(o.One, func(l Lacking) bool { return l.Capability == lacks })
			if i < 0 {
				i = len(o.One)
				o.One = append(o.One, Lacking{Capability: lacks})
			}
			o.One[i].Recipes = append(o.One[i].Recipes, r)
		case 3:
			o.Two = append(o.Two, r)
		default:
			o.Further = append(o.Further, r)
		}
	}
	slices.SortStableFunc(o.One, func(a, b Lacking) int { return len(b.Recipes) - len(a.Recipes) })
	for _, r := range recipes {
		if slices.Contains(r.Helps, have) {
			o.Better = append(o.Better, r)
		}
	}
	return o
}

// CalledFor says whether any of some patterns calls for a capability.
func (l *Library) CalledFor(c *model.Entry, patterns []*model.Entry) bool {
	return slices.ContainsFunc(patterns, func(p *model.Entry) bool {
		return slices.ContainsFunc(p.Pattern().Capabilities, func(u model.Ingredient) bool { return l.Entry(u.Use.Value) == c })
	})
}

// Needed are the capabilities that a pattern cannot do without, in its author's order.
func (l *Library) Needed(p *model.Entry) []*model.Entry {
	var out []*model.Entry
	for _, u := range p.Pattern().Capabilities {
		if c := l.Entry(u.Use.Value); c != nil && c.Capability() != nil && !Truthy(u.Optional) {
			out = append(out, c)
		}
	}
	return out
}

// Truthy says whether a text is a plain yes.
func Truthy(t model.Text) bool {
	switch strings.ToLower(t.Value) {
	case "true", "yes":
		return true
	}
	return false
}
