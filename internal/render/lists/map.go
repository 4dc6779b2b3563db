package lists

import (
	"cmp"
	"slices"

	"servicepatterns/internal/address"
	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// MapView is a map of councils, coloured by what is chosen, and the same as a table.
// Each choice has an address of its own, so it needs no script.
type MapView struct {
	view.Frame
	Trail    []view.Link
	Lede     string
	Choices  []view.Link // case studies, projects, shared services
	Patterns []view.Link // the patterns that councils run
	Chart    Chart
	Caption  string
	What     string // heading of the column that says what a council has
	Rows     []MapRow
	Others   []MapRow  // organisations that are no councils
	AllHref  string    // the list of all organisations
	About    view.Link // the chosen pattern
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
	view.Link
	Tier   string // of a council that has no hexagon
	Region string
	Items  []MapItem
}

// MapItem is one thing that an organisation has.
type MapItem struct {
	view.Link
	Sources []view.Source
	Ended   string // how and when it ended, "" while it goes on
}

// maps makes the pages of the map.
type maps struct{ *view.Site }

// Topic is one choice: what each organisation has of it, by the organisation.
type Topic struct {
	Path    string
	Label   string // of the choice
	Key     string // of its words
	Pattern *model.Entry
	has     map[*model.Entry][]MapItem
}

// Councils is how many councils have something that goes on.
func (t *Topic) Councils() int {
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

func (t *Topic) add(e *model.Entry, it MapItem) {
	if e != nil && !slices.ContainsFunc(t.has[e], func(have MapItem) bool { return have.Link == it.Link }) {
		t.has[e] = append(t.has[e], it)
	}
}

// topics are all choices that have something to show, case studies first.
func (s maps) topics() []*Topic {
	w := s.Words()
	var out []*Topic
	for _, t := range []struct {
		typ  model.Type
		path string
	}{{model.CaseStudy, "/map/"}, {model.Project, "/map/projects/"}, {model.SharedService, "/map/shared-services/"}} {
		topic := &Topic{Path: t.path, Label: w.Kinds(t.typ), Key: string(t.typ), has: map[*model.Entry][]MapItem{}}
		for _, e := range s.Lib.ByType[t.typ] {
			for _, id := range insight.Parties(e) {
				topic.add(s.Lib.Entry(id.Value), MapItem{Link: s.Link(e), Ended: view.EndedFor(w, e, id.Value)})
			}
		}
		if len(topic.has) > 0 || t.typ == model.CaseStudy {
			out = append(out, topic)
		}
	}
	patterns := s.Lib.ByType[model.ServicePattern]
	if len(patterns) > view.MaxMapPatterns {
		return out
	}
	for _, e := range patterns {
		if topic := s.runners(e); topic.Councils() > 0 {
			out = append(out, topic)
		}
	}
	return out
}

// runners is the map of who runs a pattern.
func (s maps) runners(e *model.Entry) *Topic {
	w := s.Words()
	t := &Topic{Path: view.RunnersPath(e), Label: e.Title.Value, Key: "pattern", Pattern: e, has: map[*model.Entry][]MapItem{}}
	for _, r := range s.Lib.Runners(e) {
		for _, known := range r.Known {
			it := MapItem{Link: view.Link{Text: known.How}, Sources: view.Sources(known.Sources)}
			switch {
			case known.Work != nil:
				it.Link = s.Link(known.Work)
			case known.How == "":
				it.Text = w.T("map-runs-it")
			}
			t.add(r.Organisation, it)
		}
	}
	return t
}

// pages are the map once for each choice; none when the library has no map.
func (s maps) pages() []view.Page {
	if !s.HasMap() {
		return nil
	}
	topics := s.topics()
	var pages []view.Page
	for _, t := range topics {
		pages = append(pages, view.Page{Path: address.File(t.Path),
			Make: func(markdown.Body) (string, any) { return "map", s.view(t, topics) }})
	}
	return pages
}

func (s maps) view(t *Topic, topics []*Topic) *MapView {
	w := s.Words()
	title, lede := w.T("map-of."+t.Key, "pattern", t.Label), w.T("map-lede."+t.Key, "pattern", t.Label)
	v := &MapView{Frame: s.Frame(title, lede, t.Path), Trail: s.Trail(w)}
	v.Here, v.Lede, v.AllHref = "/map/", v.Description, s.At.Href("/organisations/")
	v.What = w.T("map-what." + t.Key)
	if t.Path != "/map/" {
		v.Trail = s.Trail(w, view.Link{Text: w.T("map"), Href: s.At.Href("/map/")})
	}
	if t.Pattern != nil {
		v.About = s.Link(t.Pattern)
	}
	for _, o := range topics {
		l := view.Link{Text: o.Label, Href: s.At.Href(o.Path), N: o.Councils(), Here: o == t}
		l.Note = w.N("councils", l.N)
		if o.Pattern != nil {
			v.Patterns = append(v.Patterns, l)
		} else {
			v.Choices = append(v.Choices, l)
		}
	}
	v.Chart = s.chart(w, t)
	for e, items := range t.has {
		row := MapRow{Link: s.Short(e), Items: items}
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
	n := t.Councils()
	v.Caption = w.N("map-caption."+t.Key, n)
	if len(v.Rows) > n {
		v.Caption += " " + w.N("map-caption-ended", len(v.Rows)-n)
	}
	return v
}

// chart draws a choice. What a county or combined authority has also marks the
// councils in its area, since it has no hexagon of its own.
func (s maps) chart(w messages.Catalogue, t *Topic) Chart {
	counts, via := map[string]int{}, map[string]bool{}
	for e, items := range t.has {
		n := current(items)
		if n == 0 {
			continue
		}
		counts[e.ID] = n
		for _, m := range s.Lib.Members[e.ID] {
			via[m.ID] = true
		}
	}
	c := Chart{Chart: s.Map.Draw(counts, via)}
	c.Title = w.T("map-title")
	c.Key = []KeyItem{{"more", w.T("key-more")}, {"one", w.T("key-one")}, {"", w.T("key-none")}}
	if c.Via != "" {
		c.Key = append(c.Key, KeyItem{"via", w.T("key-via")})
	}
	for _, e := range s.Map.Councils() {
		h := Hex{Href: s.At.Href(e.Path()), Title: view.ShortName(e), Path: s.Map.Hexagon(e)}
		if n := counts[e.ID]; n > 0 {
			h.Title += ": " + messages.Count(n)
		}
		c.Links = append(c.Links, h)
	}
	return c
}
