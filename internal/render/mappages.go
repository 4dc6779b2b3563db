package render

import (
	"cmp"
	"slices"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// MapView is a map of councils, coloured by what is chosen, and the same as a table.
// Each choice has an address of its own, so it needs no script.
type MapView struct {
	Frame
	Trail    []Link
	Lede     string
	Choices  []Link // case studies, projects, shared services
	Patterns []Link // the patterns that councils run
	Chart    Chart
	Caption  string
	What     string // heading of the column that says what a council has
	Rows     []MapRow
	Others   []MapRow // organisations that are no councils
	AllHref  string   // the list of all organisations
	About    Link     // the chosen pattern
}

// Chart is a map with what its colours mean, and places to point at.
type Chart struct {
	hexmap.Chart
	Title string
	Key   []KeyItem
	Links []Hex // for the pointer; the table beside the map has the same for everybody
}

// KeyItem says what a colour means.
type KeyItem struct{ Kind, Text string }

// Hex is a council's hexagon as a place to point at.
type Hex struct{ Href, Title, Path string }

// MapRow is an organisation and what it has.
type MapRow struct {
	Link
	Tier   string // of a council that has no hexagon
	Region string
	Items  []MapItem
}

// MapItem is one thing that an organisation has.
type MapItem struct {
	Link
	Sources []Source
	Ended   string // how and when it ended, "" while it goes on
}

// mapTopic is one choice: what each organisation has of it, by the organisation.
type mapTopic struct {
	path    string
	label   string // of the choice
	key     string // of its words
	pattern *model.Entry
	has     map[*model.Entry][]MapItem
}

// councils is how many councils have something that goes on.
func (t *mapTopic) councils() int {
	n := 0
	for e, items := range t.has {
		if e.Council != nil && current(items) > 0 {
			n++
		}
	}
	return n
}

// current is how many of some things go on.
func current(items []MapItem) int {
	n := 0
	for _, it := range items {
		if it.Ended == "" {
			n++
		}
	}
	return n
}

func (t *mapTopic) add(e *model.Entry, it MapItem) {
	if e != nil && !slices.ContainsFunc(t.has[e], func(have MapItem) bool { return have.Link == it.Link }) {
		t.has[e] = append(t.has[e], it)
	}
}

// maxMapPatterns is how many patterns have a map of their own. Above, a list of them
// helps nobody, and each pattern's page names who runs it.
const maxMapPatterns = 400

// topics are all choices that have something to show, case studies first.
func (s *Site) topics() []*mapTopic {
	w := s.words[s.lang]
	var out []*mapTopic
	for _, t := range []struct {
		typ  model.Type
		path string
	}{{model.CaseStudy, "/map/"}, {model.Project, "/map/projects/"}, {model.SharedService, "/map/shared-services/"}} {
		topic := &mapTopic{path: t.path, label: w.Kinds(t.typ), key: string(t.typ), has: map[*model.Entry][]MapItem{}}
		for _, e := range s.index.byType[t.typ] {
			for _, id := range organisationsOf(e) {
				topic.add(s.entry(id.Value), MapItem{Link: s.link(e), Ended: endedFor(w, e, id.Value)})
			}
		}
		if len(topic.has) > 0 || t.typ == model.CaseStudy {
			out = append(out, topic)
		}
	}
	patterns := s.index.byType[model.ServicePattern]
	if len(patterns) > maxMapPatterns {
		return out
	}
	for _, e := range patterns {
		if topic := s.runners(e); topic.councils() > 0 {
			out = append(out, topic)
		}
	}
	return out
}

// organisationsOf are those that a case study, project or shared service names as
// its own, now or for a time.
func organisationsOf(e *model.Entry) []model.Text {
	switch {
	case e.Work() != nil:
		return e.Work().Organisations
	case e.Shared() != nil:
		ids := slices.Clone(e.Shared().Organisations)
		for _, d := range e.Shared().Left {
			ids = append(ids, d.Organisation)
		}
		return ids
	}
	return nil
}

// runners is who runs a pattern: by its case studies and projects, and by what it
// says itself.
func (s *Site) runners(e *model.Entry) *mapTopic {
	w := s.words[s.lang]
	t := &mapTopic{path: "/map/patterns/" + e.ID + "/", label: e.Title.Value, key: "pattern", pattern: e, has: map[*model.Entry][]MapItem{}}
	for _, c := range insight.Works(s.g, e) {
		if !insight.Runs(c) {
			continue
		}
		for _, id := range c.Work().Organisations {
			t.add(s.entry(id.Value), MapItem{Link: s.link(c)})
		}
	}
	said := map[*model.Entry]bool{}
	for _, u := range e.Pattern().UsedBy {
		how := u.How.Value
		if how == "" {
			how = w.T("map-runs-it")
		}
		to := s.entry(u.Organisation.Value)
		t.add(to, MapItem{Link: Link{Text: how}, Sources: sources(u.Source)})
		said[to] = true
	}
	// A variant mostly says again, with the same source, how its users run it. That is one
	// thing known of them, not two.
	for _, v := range e.Pattern().Variants {
		for _, u := range v.UsedBy {
			if to := s.entry(u.Value); !said[to] {
				t.add(to, MapItem{Link: Link{Text: v.Name.Value}, Sources: sources(v.Source)})
			}
		}
	}
	return t
}

// mapOf is the map of who runs a pattern, nil if it has none.
func (s *Site) mapOf(e *model.Entry) *mapTopic {
	if len(s.index.councilMap.Councils()) == 0 || e.Language != "" || len(s.index.byType[model.ServicePattern]) > maxMapPatterns {
		return nil
	}
	if t := s.runners(e); t.councils() > 0 {
		return t
	}
	return nil
}

// mapPages are the map once for each choice; none when the library has no map.
func (s *Site) mapPages() []Page {
	if len(s.index.councilMap.Councils()) == 0 {
		return nil
	}
	topics := s.topics()
	var pages []Page
	for _, t := range topics {
		pages = append(pages, Page{Path: file(t.path), make: func(Page, Body) (string, any) { return "map", s.mapView(t, topics) }})
	}
	return pages
}

func (s *Site) mapView(t *mapTopic, topics []*mapTopic) *MapView {
	w := s.words[s.lang]
	v := &MapView{Frame: s.frame(w.T("map-of."+t.key, t.label), w.T("map-lede."+t.key, t.label), t.path), Trail: s.trail(w)}
	v.Here, v.Lede, v.AllHref = "/map/", v.Description, s.Href("/organisations/")
	v.What = w.T("map-what." + t.key)
	if t.path != "/map/" {
		v.Trail = s.trail(w, Link{Text: w.T("map"), Href: s.Href("/map/")})
	}
	if t.pattern != nil {
		v.About = s.link(t.pattern)
	}
	for _, o := range topics {
		l := Link{Text: o.label, Href: s.Href(o.path), N: o.councils(), Here: o == t}
		l.Note = w.N("councils", l.N)
		if o.pattern != nil {
			v.Patterns = append(v.Patterns, l)
		} else {
			v.Choices = append(v.Choices, l)
		}
	}
	v.Chart = s.mapChart(w, t)
	for e, items := range t.has {
		row := MapRow{Link: s.short(e), Items: items}
		if e.Council == nil {
			v.Others = append(v.Others, row)
			continue
		}
		row.Region = e.Council.Region
		if !e.Council.HasHex {
			row.Tier = w.T("tier." + e.Council.Tier())
		}
		v.Rows = append(v.Rows, row)
	}
	for _, rows := range [][]MapRow{v.Rows, v.Others} {
		slices.SortFunc(rows, func(a, b MapRow) int {
			return cmp.Or(cmp.Compare(fold(a.Text), fold(b.Text)), cmp.Compare(a.Href, b.Href))
		})
	}
	n := t.councils()
	v.Caption = w.N("map-caption."+t.key, n)
	if len(v.Rows) > n {
		v.Caption += " " + w.N("map-caption-ended", len(v.Rows)-n)
	}
	return v
}

// mapChart draws a choice. What a county or combined authority has also marks the
// councils in its area, since it has no hexagon of its own.
func (s *Site) mapChart(w messages.Catalogue, t *mapTopic) Chart {
	counts, via := map[string]int{}, map[string]bool{}
	for e, items := range t.has {
		n := current(items)
		if n == 0 {
			continue
		}
		counts[e.ID] = n
		for _, m := range s.index.members[e.ID] {
			via[m.ID] = true
		}
	}
	c := Chart{Chart: s.index.councilMap.Draw(counts, via)}
	c.Title = w.T("map-title")
	c.Key = []KeyItem{{"more", w.T("key-more")}, {"one", w.T("key-one")}, {"", w.T("key-none")}}
	if c.Via != "" {
		c.Key = append(c.Key, KeyItem{"via", w.T("key-via")})
	}
	for _, e := range s.index.councilMap.Councils() {
		h := Hex{Href: s.Href(e.Path()), Title: shortName(e), Path: s.index.councilMap.Hexagon(e)}
		if n := counts[e.ID]; n > 0 {
			h.Title += ": " + messages.Count(n)
		}
		c.Links = append(c.Links, h)
	}
	return c
}
