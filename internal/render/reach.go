package render

import (
	"cmp"
	"slices"

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
	Calls string // ids of its capabilities, parted by spaces
	Cells []bool // whether it calls for each capability
	N     int
}

// OpensView is what one capability opens, alone and with few others.
type OpensView struct {
	Frame
	Trail      []Link
	Lede       string
	Capability Link
	Choose     string // address of the page where more can be chosen
	Reach
	Further []ReachItem // patterns that call for it and lack three or more
}

// Reach is what a set of capabilities covers.
type Reach struct {
	Full []ReachItem
	One  []ReachGroup // lacking one, by what they lack
	Two  []ReachItem
}

// ReachItem is a pattern and what it lacks.
type ReachItem struct {
	Link
	Lacks []Link
}

// ReachGroup holds the patterns that one more capability would open.
type ReachGroup struct {
	Lacks Link
	Items []ReachItem
}

// maxBuild is how many patterns and capabilities the table may have. Above, the page
// leads to the capabilities alone.
const maxBuildPatterns, maxBuildCapabilities = 400, 60

// ingredients are the capabilities of each pattern, each once, in order of their
// titles; those of a pattern that names none are not there.
func (s *Site) ingredients() (patterns []*model.Entry, calls map[*model.Entry][]*model.Entry, used []*model.Entry) {
	calls = map[*model.Entry][]*model.Entry{}
	seen := map[*model.Entry]bool{}
	for _, p := range s.index.byType[model.ServicePattern] {
		for _, u := range p.Pattern.Capabilities {
			if c := s.entry(u.Use.Value); c != nil && c.Cap != nil && !slices.Contains(calls[p], c) {
				calls[p] = append(calls[p], c)
				seen[c] = true
			}
		}
		if calls[p] != nil {
			patterns = append(patterns, p)
			sortByTitle(calls[p])
		}
	}
	for _, c := range s.index.byType[model.Capability] {
		if seen[c] {
			used = append(used, c)
		}
	}
	return patterns, calls, used
}

// reach sorts patterns by how many of their capabilities are missing.
func reach(patterns []*model.Entry, calls map[*model.Entry][]*model.Entry, have map[*model.Entry]bool) (lacking [4][]*model.Entry, lacks map[*model.Entry][]*model.Entry) {
	lacks = map[*model.Entry][]*model.Entry{}
	for _, p := range patterns {
		for _, c := range calls[p] {
			if !have[c] {
				lacks[p] = append(lacks[p], c)
			}
		}
		if len(lacks[p]) < len(calls[p]) { // it uses something that they have
			n := min(len(lacks[p]), 3)
			lacking[n] = append(lacking[n], p)
		}
	}
	for _, list := range lacking {
		slices.SortStableFunc(list, func(a, b *model.Entry) int { return cmp.Compare(len(lacks[a]), len(lacks[b])) })
	}
	return lacking, lacks
}

// buildPages are the page of choices and one for each capability; none when no
// pattern names its ingredients.
func (s *Site) buildPages() []Page {
	patterns, calls, used := s.ingredients()
	if len(used) == 0 {
		return nil
	}
	pages := []Page{{Path: "build/index.html", make: func(Page, Body) (string, any) { return "build", s.buildView(patterns, calls, used) }}}
	for _, c := range used {
		with := slices.DeleteFunc(slices.Clone(patterns), func(p *model.Entry) bool { return !slices.Contains(calls[p], c) })
		pages = append(pages, Page{Path: file("/build/" + c.ID + "/"), make: func(Page, Body) (string, any) {
			return "opens", s.opensView(c, with[:min(len(with), maxBuildPatterns)], calls)
		}})
	}
	return pages
}

func (s *Site) buildView(patterns []*model.Entry, calls map[*model.Entry][]*model.Entry, used []*model.Entry) *BuildView {
	w := s.words[s.lang]
	v := &BuildView{Frame: s.frame(w.t("build"), w.t("build-lede"), "/build/"), Trail: s.trail(w)}
	v.Lede, v.Part = v.Description, s.part("build")
	n := map[*model.Entry]int{}
	for _, p := range patterns {
		for _, c := range calls[p] {
			n[c]++
		}
	}
	for _, c := range used {
		l := Link{Text: c.Title.Value, Href: s.Href("/build/" + c.ID + "/"), N: n[c], Note: w.n("patterns", n[c])}
		v.Capabilities = append(v.Capabilities, BuildChoice{Link: l, ID: c.ID, Entry: s.Href(c.Path())})
	}
	if none := len(s.index.byType[model.ServicePattern]) - len(patterns); none > 0 {
		v.Without = w.n("build-without", none)
	}
	if len(patterns) > maxBuildPatterns || len(used) > maxBuildCapabilities {
		return v
	}
	for _, p := range patterns {
		row := BuildPattern{Link: s.link(p), N: len(calls[p])}
		for _, c := range calls[p] {
			row.Calls += " " + c.ID
		}
		row.Calls = row.Calls[1:]
		for _, c := range used {
			row.Cells = append(row.Cells, slices.Contains(calls[p], c))
		}
		v.Patterns = append(v.Patterns, row)
	}
	return v
}

func (s *Site) opensView(c *model.Entry, patterns []*model.Entry, calls map[*model.Entry][]*model.Entry) *OpensView {
	w := s.words[s.lang]
	path := "/build/" + c.ID + "/"
	v := &OpensView{Frame: s.frame(w.t("opens", c.Title.Value), w.t("opens-lede", lowerFirst(c.Title.Value)), path), Capability: s.link(c)}
	v.Here, v.Lede, v.Choose = "/build/", v.Description, s.Href("/build/")+"?have="+c.ID
	v.Trail = s.trail(w, Link{Text: w.t("build"), Href: s.Href("/build/")})
	lacking, lacks := reach(patterns, calls, map[*model.Entry]bool{c: true})
	item := func(p *model.Entry) ReachItem {
		it := ReachItem{Link: s.link(p)}
		for _, m := range lacks[p] {
			it.Lacks = append(it.Lacks, Link{Text: m.Title.Value, Href: s.Href("/build/" + m.ID + "/")})
		}
		return it
	}
	for _, p := range lacking[0] {
		v.Full = append(v.Full, item(p))
	}
	for _, p := range lacking[1] {
		it := item(p)
		i := slices.IndexFunc(v.One, func(g ReachGroup) bool { return g.Lacks == it.Lacks[0] })
		if i < 0 {
			i = len(v.One)
			v.One = append(v.One, ReachGroup{Lacks: it.Lacks[0]})
		}
		v.One[i].Items = append(v.One[i].Items, it)
	}
	slices.SortStableFunc(v.One, func(a, b ReachGroup) int { return len(b.Items) - len(a.Items) })
	for _, p := range lacking[2] {
		v.Two = append(v.Two, item(p))
	}
	for _, p := range lacking[3] {
		v.Further = append(v.Further, item(p))
	}
	return v
}

// opens says whether any of some patterns calls for a capability, so that it has a
// page of what it opens.
func (s *Site) opens(c *model.Entry, patterns []*model.Entry) bool {
	return slices.ContainsFunc(patterns, func(p *model.Entry) bool {
		return slices.ContainsFunc(p.Pattern.Capabilities, func(u model.Ingredient) bool { return s.entry(u.Use.Value) == c })
	})
}

// buildLink leads from the ingredients of a pattern to what else they can make.
func (s *Site) buildLink(w words, p *model.Entry) *Link {
	address, sep := s.Href("/build/"), "?have="
	for _, u := range p.Pattern.Capabilities {
		if c := s.entry(u.Use.Value); c != nil && c.Cap != nil {
			address += sep + c.ID
			sep = "&have="
		}
	}
	if sep == "?have=" {
		return nil
	}
	return &Link{Text: w.t("build-else"), Href: address}
}
