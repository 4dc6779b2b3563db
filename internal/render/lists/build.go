package lists

import (
	"slices"
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// BuildView is "What can we build?": which patterns do the capabilities that a
// council has cover, and what is missing for the next ones. A script answers for any
// choice; a table of patterns and capabilities says the same without it.
type BuildView struct {
	view.Frame
	Trail        []view.Link
	Lede         string
	Capabilities []BuildChoice
	Patterns     []BuildPattern // the rows of the table, nil when they are too many for one
	Without      string         // how many patterns name no capability
}

// BuildChoice is a capability that some pattern calls for.
type BuildChoice struct {
	view.Link // to its own page of what it opens
	ID        string
	Entry     string // address of the capability
}

// BuildPattern is a row of the table.
type BuildPattern struct {
	view.Link
	Calls string   // ids of the capabilities that it cannot do without, parted by spaces
	Helps string   // ids of the others
	Cells []string // for each capability: "needed", "helps" or ""
	N     int      // how many it cannot do without
}

// OpensView is what one capability opens, alone and with few others.
type OpensView struct {
	view.Frame
	Trail      []view.Link
	Lede       string
	Capability view.Link
	Choose     string // address of the page where more can be chosen
	Reach
	Further []ReachItem // patterns that need it and lack three or more
	Better  []view.Link // patterns that can do without it, and do better with it
}

// Reach is what a set of capabilities covers.
type Reach struct {
	Full []ReachItem
	One  []ReachGroup // lacking one, by what they lack
	Two  []ReachItem
}

// ReachItem is a pattern, what it lacks, and what else would help it.
type ReachItem struct {
	view.Link
	Lacks, Helps []view.Link
}

// ReachGroup holds the patterns that one more capability would open.
type ReachGroup struct {
	Lacks view.Link
	Items []ReachItem
}

// maxBuild is how many patterns and capabilities the table may have. Above, the page
// leads to the capabilities alone.
const maxBuildPatterns, maxBuildCapabilities = 400, 60

// build makes the pages of what capabilities open.
type build struct{ *view.Site }

// pages are the page of choices and one for each capability; none when no
// pattern names its ingredients.
func (s build) pages() []view.Page {
	recipes, used := s.Lib.Recipes()
	if len(used) == 0 {
		return nil
	}
	pages := []view.Page{{Path: "build/index.html", Make: func(markdown.Body) (string, any) { return "build", s.buildView(recipes, used) }}}
	for _, c := range used {
		with := slices.DeleteFunc(slices.Clone(recipes), func(r insight.Recipe) bool { return !r.Calls(c) })
		pages = append(pages, view.Page{Path: address.File("/build/" + c.ID + "/"), Make: func(markdown.Body) (string, any) {
			return "opens", s.opensView(c, with[:min(len(with), maxBuildPatterns)])
		}})
	}
	return pages
}

func (s build) buildView(recipes []insight.Recipe, used []*model.Entry) *BuildView {
	w := s.Words()
	v := &BuildView{Frame: s.Frame(w.T("build"), w.T("build-lede"), "/build/"), Trail: s.Trail(w)}
	v.Lede, v.Part = v.Description, s.Part("build")
	for _, c := range used {
		n := 0
		for _, r := range recipes {
			if r.Calls(c) {
				n++
			}
		}
		l := view.Link{Text: c.Title.Value, Href: s.At.Href("/build/" + c.ID + "/"), N: n, Note: w.N("patterns", n)}
		v.Capabilities = append(v.Capabilities, BuildChoice{Link: l, ID: c.ID, Entry: s.At.Href(c.Path())})
	}
	if none := len(s.Lib.ByType[model.ServicePattern]) - len(recipes); none > 0 {
		v.Without = w.N("build-without", none)
	}
	if len(recipes) > maxBuildPatterns || len(used) > maxBuildCapabilities {
		return v
	}
	for _, r := range recipes {
		row := BuildPattern{Link: s.Link(r.Entry), Calls: idsOf(r.Needs), Helps: idsOf(r.Helps), N: len(r.Needs)}
		for _, c := range used {
			cell := ""
			switch {
			case slices.Contains(r.Needs, c):
				cell = "needed"
			case slices.Contains(r.Helps, c):
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

func (s build) opensView(c *model.Entry, recipes []insight.Recipe) *OpensView {
	w := s.Words()
	path := "/build/" + c.ID + "/"
	v := &OpensView{Frame: s.Frame(w.T("opens", "capability", c.Title.Value),
		w.T("opens-lede", "capability", messages.LowerFirst(c.Title.Value)), path),
		Capability: s.Link(c)}
	v.Here, v.Lede, v.Choose = "/build/", v.Description, s.At.Href("/build/")+"?have="+c.ID
	v.Trail = s.Trail(w, view.Link{Text: w.T("build"), Href: s.At.Href("/build/")})
	others := func(list []*model.Entry) (links []view.Link) {
		for _, m := range list {
			if m != c {
				links = append(links, view.Link{Text: m.Title.Value, Href: s.At.Href("/build/" + m.ID + "/")})
			}
		}
		return links
	}
	item := func(r insight.Recipe) ReachItem {
		return ReachItem{Link: s.Link(r.Entry), Lacks: others(r.Needs), Helps: others(r.Helps)}
	}
	items := func(recipes []insight.Recipe) (list []ReachItem) {
		for _, r := range recipes {
			list = append(list, item(r))
		}
		return list
	}
	opened := insight.Opens(c, recipes)
	v.Full, v.Two, v.Further = items(opened.Full), items(opened.Two), items(opened.Further)
	for _, o := range opened.One {
		g := ReachGroup{Lacks: others([]*model.Entry{o.Capability})[0], Items: items(o.Recipes)}
		for i := range g.Items {
			g.Items[i].Lacks = nil // the heading says it
		}
		v.One = append(v.One, g)
	}
	for _, r := range opened.Better {
		v.Better = append(v.Better, s.Link(r.Entry))
	}
	return v
}
