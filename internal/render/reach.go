package render

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// BuildView is "What can we build?": which patterns do the capabilities that a
// council has cover, and what is missing for the next ones. A script answers for any
// choice; a table of patterns and capabilities says the same without it.
type BuildView struct {
	Frame
	Trail        []Link
	Lede         string
	Capabilities []BuildChoice
	Patterns     []BuildPattern // the rows of the table, nil when they are too many for one
	Without      string         // how many patterns name no capability
}

// BuildChoice is a capability that some pattern calls for.
type BuildChoice struct {
	Link  // to its own page of what it opens
	ID    string
	Entry string // address of the capability
}

// BuildPattern is a row of the table.
type BuildPattern struct {
	Link
	Calls string   // ids of the capabilities that it cannot do without, parted by spaces
	Helps string   // ids of the others
	Cells []string // for each capability: "needed", "helps" or ""
	N     int      // how many it cannot do without
}

// OpensView is what one capability opens, alone and with few others.
type OpensView struct {
	Frame
	Trail      []Link
	Lede       string
	Capability Link
	Choose     string // address of the page where more can be chosen
	Reach
	Further []ReachItem // patterns that need it and lack three or more
	Better  []Link      // patterns that can do without it, and do better with it
}

// Reach is what a set of capabilities covers.
type Reach struct {
	Full []ReachItem
	One  []ReachGroup // lacking one, by what they lack
	Two  []ReachItem
}

// ReachItem is a pattern, what it lacks, and what else would help it.
type ReachItem struct {
	Link
	Lacks, Helps []Link
}

// ReachGroup holds the patterns that one more capability would open.
type ReachGroup struct {
	Lacks Link
	Items []ReachItem
}

// maxBuild is how many patterns and capabilities the table may have. Above, the page
// leads to the capabilities alone.
const maxBuildPatterns, maxBuildCapabilities = 400, 60

// recipe is a pattern and its capabilities, each once, in order of their titles.
type recipe struct {
	*model.Entry
	needs []*model.Entry
	helps []*model.Entry // a first version can do without them
}

// calls says whether a pattern names a capability at all.
func (r recipe) calls(c *model.Entry) bool {
	return slices.Contains(r.needs, c) || slices.Contains(r.helps, c)
}

// ingredients are the recipes of all patterns, but for those that name no capability,
// and the capabilities that any of them names.
func (s *Site) ingredients() (recipes []recipe, used []*model.Entry) {
	seen := map[*model.Entry]bool{}
	for _, p := range s.index.byType[model.ServicePattern] {
		r := recipe{Entry: p}
		for _, u := range p.Pattern().Capabilities {
			c := s.entry(u.Use.Value)
			if c == nil || c.Capability() == nil || r.calls(c) {
				continue
			}
			seen[c] = true
			if truthy(u.Optional) {
				r.helps = append(r.helps, c)
			} else {
				r.needs = append(r.needs, c)
			}
		}
		if r.needs == nil { // optional is then no more than a word
			r.needs, r.helps = r.helps, nil
		}
		if r.needs != nil {
			sortByTitle(r.needs)
			sortByTitle(r.helps)
			recipes = append(recipes, r)
		}
	}
	for _, c := range s.index.byType[model.Capability] {
		if seen[c] {
			used = append(used, c)
		}
	}
	return recipes, used
}

// reach sorts patterns that need something of what there is by how many of their needs
// are missing: none, one, two, more.
func reach(recipes []recipe, have *model.Entry) (lacking [4][]recipe) {
	for _, r := range recipes {
		if !slices.Contains(r.needs, have) {
			continue
		}
		n := min(len(r.needs)-1, 3)
		lacking[n] = append(lacking[n], r)
	}
	for _, list := range lacking {
		slices.SortStableFunc(list, func(a, b recipe) int { return cmp.Compare(len(a.needs), len(b.needs)) })
	}
	return lacking
}

// buildPages are the page of choices and one for each capability; none when no
// pattern names its ingredients.
func (s *Site) buildPages() []Page {
	recipes, used := s.ingredients()
	if len(used) == 0 {
		return nil
	}
	pages := []Page{{Path: "build/index.html", make: func(Page, Body) (string, any) { return "build", s.buildView(recipes, used) }}}
	for _, c := range used {
		with := slices.DeleteFunc(slices.Clone(recipes), func(r recipe) bool { return !r.calls(c) })
		pages = append(pages, Page{Path: file("/build/" + c.ID + "/"), make: func(Page, Body) (string, any) {
			return "opens", s.opensView(c, with[:min(len(with), maxBuildPatterns)])
		}})
	}
	return pages
}

func (s *Site) buildView(recipes []recipe, used []*model.Entry) *BuildView {
	w := s.words[s.lang]
	v := &BuildView{Frame: s.frame(w.T("build"), w.T("build-lede"), "/build/"), Trail: s.trail(w)}
	v.Lede, v.Part = v.Description, s.part("build")
	for _, c := range used {
		n := 0
		for _, r := range recipes {
			if r.calls(c) {
				n++
			}
		}
		l := Link{Text: c.Title.Value, Href: s.Href("/build/" + c.ID + "/"), N: n, Note: w.N("patterns", n)}
		v.Capabilities = append(v.Capabilities, BuildChoice{Link: l, ID: c.ID, Entry: s.Href(c.Path())})
	}
	if none := len(s.index.byType[model.ServicePattern]) - len(recipes); none > 0 {
		v.Without = w.N("build-without", none)
	}
	if len(recipes) > maxBuildPatterns || len(used) > maxBuildCapabilities {
		return v
	}
	for _, r := range recipes {
		row := BuildPattern{Link: s.link(r.Entry), Calls: idsOf(r.needs), Helps: idsOf(r.helps), N: len(r.needs)}
		for _, c := range used {
			cell := ""
			switch {
			case slices.Contains(r.needs, c):
				cell = "needed"
			case slices.Contains(r.helps, c):
				cell = "helps"
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Patterns = append(v.Patterns, row)
	}
	return v
}

// idsOf joins the ids of entries with spaces.
func idsOf(list []*model.Entry) string {
	var out []string
	for _, e := range list {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

func (s *Site) opensView(c *model.Entry, recipes []recipe) *OpensView {
	w := s.words[s.lang]
	path := "/build/" + c.ID + "/"
	v := &OpensView{Frame: s.frame(w.T("opens", c.Title.Value), w.T("opens-lede", messages.LowerFirst(c.Title.Value)), path), Capability: s.link(c)}
	v.Here, v.Lede, v.Choose = "/build/", v.Description, s.Href("/build/")+"?have="+c.ID
	v.Trail = s.trail(w, Link{Text: w.T("build"), Href: s.Href("/build/")})
	others := func(list []*model.Entry) (links []Link) {
		for _, m := range list {
			if m != c {
				links = append(links, Link{Text: m.Title.Value, Href: s.Href("/build/" + m.ID + "/")})
			}
		}
		return links
	}
	item := func(r recipe) ReachItem {
		return ReachItem{Link: s.link(r.Entry), Lacks: others(r.needs), Helps: others(r.helps)}
	}
	lacking := reach(recipes, c)
	for _, r := range lacking[0] {
		v.Full = append(v.Full, item(r))
	}
	for _, r := range lacking[1] {
		it := item(r)
		i := slices.IndexFunc(v.One, func(g ReachGroup) bool { return g.Lacks == it.Lacks[0] })
		if i < 0 {
			i = len(v.One)
			v.One = append(v.One, ReachGroup{Lacks: it.Lacks[0]})
		}
		it.Lacks = nil // the heading says it
		v.One[i].Items = append(v.One[i].Items, it)
	}
	slices.SortStableFunc(v.One, func(a, b ReachGroup) int { return len(b.Items) - len(a.Items) })
	for _, r := range lacking[2] {
		v.Two = append(v.Two, item(r))
	}
	for _, r := range lacking[3] {
		v.Further = append(v.Further, item(r))
	}
	for _, r := range recipes {
		if slices.Contains(r.helps, c) {
			v.Better = append(v.Better, s.link(r.Entry))
		}
	}
	return v
}

// opens says whether any of some patterns calls for a capability, so that it has a
// page of what it opens.
func (s *Site) opens(c *model.Entry, patterns []*model.Entry) bool {
	return slices.ContainsFunc(patterns, func(p *model.Entry) bool {
		return slices.ContainsFunc(p.Pattern().Capabilities, func(u model.Ingredient) bool { return s.entry(u.Use.Value) == c })
	})
}

// buildLink leads from the ingredients of a pattern to what else they can make.
func (s *Site) buildLink(w messages.Catalogue, p *model.Entry) *Link {
	address, sep := s.Href("/build/"), "?have="
	for _, u := range p.Pattern().Capabilities {
		if c := s.entry(u.Use.Value); c != nil && c.Capability() != nil && !truthy(u.Optional) {
			address += sep + c.ID
			sep = "&have="
		}
	}
	if sep == "?have=" {
		return nil
	}
	return &Link{Text: w.T("build-else"), Href: address}
}
