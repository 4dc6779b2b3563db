package render

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
)

// NewView is the page of what changed last.
type NewView struct {
	Frame
	Trail  []Link
	Lede   string
	Note   string     // how much of all it shows, or why there is nothing
	Months []MonthLog // newest first
	Feeds  string     // address of the page of feeds
}

// MonthLog is what changed in a month.
type MonthLog struct {
	Section
	Days []DayLog
}

// DayLog is what changed on a day, by type.
type DayLog struct {
	Date   messages.Date
	Groups []DayGroup
}

// DayGroup is what changed of one type.
type DayGroup struct {
	NamedGroup
	More  []Link // what is folded away on a day that changed much
	Folds string // "29 more"
}

// shownDay is how much of one type a day shows at once: on a day that changed all, a
// wall of links would say nothing.
const shownDay = 8

// shownNew is how many changes the page holds. What is older is still dated on its own
// page.
const shownNew = 200

func (s *Site) whatsNew() Page {
	return Page{Path: "whats-new/index.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &NewView{Frame: s.frame(w.T("whats-new"), w.T("whats-new-lede"), "/whats-new/"), Trail: s.trail(w), Feeds: s.At.Href("/feeds/")}
		v.Lede, v.Feed = v.Description, s.feedLink(s.Outputs.LibraryFeed())
		all := s.lib.Changes
		list := all[:min(len(all), shownNew)]
		v.Months = s.months(w, list)
		switch {
		case len(all) == 0:
			v.Note = w.T("no-history")
		case len(all) > len(list):
			v.Note = w.T("newest-of", messages.Count(len(list)), messages.Count(len(all)))
		}
		return "whats-new", v
	}}
}

// months parts a list, newest first, by month, day and type.
func (s *Site) months(w messages.Catalogue, list []*model.Entry) []MonthLog {
	var months []MonthLog
	for i, e := range list {
		month := e.Changed[:min(len(e.Changed), len("2026-11"))]
		if i == 0 || !strings.HasPrefix(list[i-1].Changed, month) {
			months = append(months, MonthLog{Section: Section{ID: "m-" + month, Title: w.Date(model.Text{Value: month}).Text}})
		}
		m := &months[len(months)-1]
		if i == 0 || list[i-1].Changed != e.Changed {
			m.Days = append(m.Days, DayLog{Date: w.Date(model.Text{Value: e.Changed})})
		}
		d := &m.Days[len(m.Days)-1]
		if n := len(d.Groups); n == 0 || d.Groups[n-1].Icon != icon(e.Type) {
			d.Groups = append(d.Groups, DayGroup{NamedGroup: NamedGroup{Icon: icon(e.Type), Kind: w.Kind(e.Type)}})
		}
		g := &d.Groups[len(d.Groups)-1]
		switch {
		case len(g.Links) < shownDay:
			g.Links = append(g.Links, s.short(e))
		default:
			g.More = append(g.More, s.short(e))
			g.Folds = w.N("more", len(g.More))
		}
		if len(g.Links) > 1 {
			g.Kind = w.Kinds(e.Type)
		}
	}
	return months
}

// FeedsView is the page that lists all feeds.
type FeedsView struct {
	Frame
	Trail []Link
	Lede  string
	Note  string // why there are none
	New   string // address of the page of what changed last
	Ways  []Way
}

// shownFeeds is how many feeds of one kind the page lists. All others are linked from
// the pages that they belong to.
const shownFeeds = 400

func (s *Site) feedsPage() Page {
	return Page{Path: "feeds/index.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &FeedsView{Frame: s.frame(w.T("feeds"), w.T("feeds-lede"), "/feeds/"), Trail: s.trail(w), New: s.At.Href("/whats-new/")}
		v.Lede = v.Description
		all := s.Outputs.LibraryFeed()
		switch {
		case !s.At.Known():
			v.Note = w.T("no-feeds-address")
		case all == nil:
			v.Note = w.T("no-feeds-history")
		default:
			v.Feed = s.feedLink(all)
			v.Ways = s.feedWays(w)
		}
		return "feeds", v
	}}
}

// feedWays lists what can be watched: all, a type, a service area, an entry.
func (s *Site) feedWays(w messages.Catalogue) []Way {
	way := func(key string) Way { return Way{Section: Section{ID: key, Title: w.T("watch." + key)}} }
	var out []Way
	add := func(to Way) {
		if len(to.Items) > shownFeeds {
			to.Lede = w.T("feeds-cut", messages.Count(shownFeeds))
			to.Items = to.Items[:shownFeeds]
		}
		if len(to.Items) > 0 {
			out = append(out, to)
		}
	}
	all, areas := way("all"), way("service-area")
	for _, f := range s.Outputs.Feeds() {
		to := &all
		if strings.HasPrefix(f.Path, s.index.list("service-area").Path) {
			to = &areas
		}
		l := Link{Text: f.Title, Href: s.At.Href(f.Path + outputs.FeedFile)}
		if f.Title == "" {
			l.Text = w.T("watch.everything")
		}
		to.Items = append(to.Items, l)
	}
	add(all)
	add(areas)
	for _, t := range []model.Type{model.ServicePattern, model.Capability, model.Organisation} {
		one := way(string(t))
		for _, e := range s.lib.ByType[t] {
			if len(one.Items) > shownFeeds {
				break
			}
			if f := s.Outputs.EntryFeed(e); f != nil {
				one.Items = append(one.Items, Link{Text: shortName(e), Href: s.At.Href(f.Path + outputs.FeedFile)})
			}
		}
		slices.SortStableFunc(one.Items, func(a, b Link) int { return cmp.Compare(insight.Fold(a.Text), insight.Fold(b.Text)) })
		add(one)
	}
	return out
}
