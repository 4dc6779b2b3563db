package render

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/render/view"
)

// NewView is the page of what changed last.
type NewView struct {
	view.Frame
	Trail  []view.Link
	Lede   string
	Note   string     // how much of all it shows, or why there is nothing
	Months []MonthLog // newest first
	Feeds  string     // address of the page of feeds
}

// MonthLog is what changed in a month.
type MonthLog struct {
	view.Section
	Days []DayLog
}

// DayLog is what changed on a day, by type.
type DayLog struct {
	Date   messages.Date
	Groups []DayGroup
}

// DayGroup is what changed of one type.
type DayGroup struct {
	view.NamedGroup
	More  []view.Link // what is folded away on a day that changed much
	Folds string      // "29 more"
}

// shownDay is how much of one type a day shows at once: on a day that changed all, a
// wall of links would say nothing.
const shownDay = 8

// shownNew is how many changes the page holds. What is older is still dated on its own
// page.
const shownNew = 200

// news makes the pages of what changed last and of the feeds by which that is watched.
type news struct{ *view.Site }

func (s news) whatsNew() view.Page {
	return view.Page{Path: "whats-new/index.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &NewView{Frame: s.Frame(w.T("whats-new"), w.T("whats-new-lede"), "/whats-new/"), Trail: s.Trail(w),
			Feeds: s.At.Href("/feeds/")}
		v.Lede, v.Feed = v.Description, s.FeedLink(s.Outputs.LibraryFeed())
		all := s.Lib.Changes
		list := all[:min(len(all), shownNew)]
		v.Months = s.months(w, list)
		switch {
		case len(all) == 0:
			v.Note = w.T("no-history")
		case len(all) > len(list):
			v.Note = w.T("newest-of", "shown", messages.Count(len(list)), "all", messages.Count(len(all)))
		}
		return "whats-new", v
	}}
}

// months parts a list, newest first, by month, day and type.
func (s news) months(w messages.Catalogue, list []*model.Entry) []MonthLog {
	var months []MonthLog
	for i, e := range list {
		month := e.Changed[:min(len(e.Changed), len("2026-11"))]
		if i == 0 || !strings.HasPrefix(list[i-1].Changed, month) {
			months = append(months, MonthLog{Section: view.Section{ID: "m-" + month, Title: w.Date(model.Text{Value: month}).Text}})
		}
		m := &months[len(months)-1]
		if i == 0 || list[i-1].Changed != e.Changed {
			m.Days = append(m.Days, DayLog{Date: w.Date(model.Text{Value: e.Changed})})
		}
		d := &m.Days[len(m.Days)-1]
		if n := len(d.Groups); n == 0 || d.Groups[n-1].Icon != view.Icon(e.Type) {
			d.Groups = append(d.Groups, DayGroup{NamedGroup: view.NamedGroup{Icon: view.Icon(e.Type), Kind: w.Kind(e.Type)}})
		}
		g := &d.Groups[len(d.Groups)-1]
		switch {
		case len(g.Links) < shownDay:
			g.Links = append(g.Links, s.Short(e))
		default:
			g.More = append(g.More, s.Short(e))
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
	view.Frame
	Trail []view.Link
	Lede  string
	Note  string // why there are none
	New   string // address of the page of what changed last
	Ways  []view.Group
}

// shownFeeds is how many feeds of one kind the page lists. All others are linked from
// the pages that they belong to.
const shownFeeds = 400

func (s news) feedsPage() view.Page {
	return view.Page{Path: "feeds/index.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &FeedsView{Frame: s.Frame(w.T("feeds"), w.T("feeds-lede"), "/feeds/"), Trail: s.Trail(w), New: s.At.Href("/whats-new/")}
		v.Lede = v.Description
		all := s.Outputs.LibraryFeed()
		switch {
		case !s.At.Known():
			v.Note = w.T("no-feeds-address")
		case all == nil:
			v.Note = w.T("no-feeds-history")
		default:
			v.Feed = s.FeedLink(all)
			v.Ways = s.feedWays(w)
		}
		return "feeds", v
	}}
}

// feedWays lists what can be watched: all, a type, a service area, an entry.
func (s news) feedWays(w messages.Catalogue) []view.Group {
	way := func(key string) view.Group {
		return view.Group{Section: view.Section{ID: key, Title: w.T("watch." + key)}}
	}
	var out []view.Group
	add := func(to view.Group) {
		if len(to.Items) > shownFeeds {
			to.Lede = w.T("feeds-cut", "count", messages.Count(shownFeeds))
			to.Items = to.Items[:shownFeeds]
		}
		if len(to.Items) > 0 {
			out = append(out, to)
		}
	}
	all, areas := way("all"), way("service-area")
	for _, f := range s.Outputs.Feeds() {
		to := &all
		if strings.HasPrefix(f.Path, s.Way("service-area").Path) {
			to = &areas
		}
		l := view.Link{Text: f.Title, Href: s.At.Href(f.Path + outputs.FeedFile)}
		if f.Title == "" {
			l.Text = w.T("watch.everything")
		}
		to.Items = append(to.Items, l)
	}
	add(all)
	add(areas)
	for _, t := range []model.Type{model.ServicePattern, model.Capability, model.Organisation} {
		one := way(string(t))
		for _, e := range s.Lib.ByType[t] {
			if len(one.Items) > shownFeeds {
				break
			}
			if f := s.Outputs.EntryFeed(e); f != nil {
				one.Items = append(one.Items, view.Link{Text: view.ShortName(e), Href: s.At.Href(f.Path + outputs.FeedFile)})
			}
		}
		slices.SortStableFunc(one.Items, func(a, b view.Link) int { return cmp.Compare(insight.Fold(a.Text), insight.Fold(b.Text)) })
		add(one)
	}
	return out
}
