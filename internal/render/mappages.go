package render

import (
	"cmp"
	"slices"

	"servicepatterns/internal/address"
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
		for _, e := range s.lib.ByType[t.typ] {
			for _, id := range insight.Parties(e) {
				topic.add(s.lib.Entry(id.Value), MapItem{Link: s.link(e), Ended: endedFor(w, e, id.Value)})
			}
		}
		if len(topic.has) > 0 || t.typ == model.CaseStudy {
			out = append(out, topic)
		}
	}
	patterns := s.lib.ByType[model.ServicePattern]
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

// runners is the map of who runs a pattern.
func (s *Site) runners(e *model.Entry) *mapTopic {
	w := s.words[s.lang]
	t := &mapTopic{path: "/map/patterns/" + e.ID + "/", label: e.Title.Value, key: "pattern", pattern: e, has: map[*model.Entry][]MapItem{}}
	for _, r := range s.lib.Runners(e) {
		for _, known := range r.Known {
			it := MapItem{Link: Link{Text: known.How}, Sources: sources(known.Sources)}
			switch {
			case known.Work != nil:
				it.Link = s.link(known.Work)
			case known.How == "":
				it.Text = w.T("map-runs-it")
			}
			t.add(r.Organisation, it)
		}
	}
	return t
}

// mapOf is the map of who runs a pattern, nil if it has none.
func (s *Site) mapOf(e *model.Entry) *mapTopic {
	if len(s.index.councilMap.Councils()) == 0 || e.Language != "" || len(s.lib.ByType[model.ServicePattern]) > maxMapPatterns {
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
		pages = append(pages, Page{Path: address.File(t.path), make: func(Page, Body) (string, any) { return "map", s.mapView(t, topics) }})
	}
	return pages
}

func (s *Site) mapView(t *mapTopic, topics []*mapTopic) *MapView {
	w := s.words[s.lang]
	v := &MapView{Frame: s.frame(w.T("map-of."+t.key, t.label), w.T("map-lede."+t.key, t.label), t.path), Trail: s.trail(w)}
	v.Here, v.Lede, v.AllHref = "/map/", v.Description, s.At.Href("/organisations/")
	v.What = w.T("map-what." + t.key)
	if t.path != "/map/" {
		v.Trail = s.trail(w, Link{Text: w.T("map"), Href: s.At.Href("/map/")})
	}
	if t.pattern != nil {
		v.About = s.link(t.pattern)
	}
	for _, o := range topics {
		l := Link{Text: o.label, Href: s.At.Href(o.path), N: o.councils(), Here: o == t}
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
			return cmp.Or(cmp.Compare(insight.Fold(a.Text), insight.Fold(b.Text)), cmp.Compare(a.Href, b.Href))
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
		for _, m := range s.lib.Members[e.ID] {
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
		h := Hex{Href: s.At.Href(e.Path()), Title: shortName(e), Path: s.index.councilMap.Hexagon(e)}
		if n := counts[e.ID]; n > 0 {
			h.Title += ": " + messages.Count(n)
		}
		c.Links = append(c.Links, h)
	}
	return c
}
