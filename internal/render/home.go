package render

import (
	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// HomeView is the first page: search, the index of verbs, and what needs care.
type HomeView struct {
	Frame
	Lede    string
	Box     FindForm
	Chart   *hexmap.Chart
	MapHref string
	MapText string
	Verbs   []VerbLine
	VerbsN  string // "23 patterns"
	AllHref string // of the list of patterns, when the index of verbs is too long for here
	Types   []Link // what else is here
	Areas   []Link // parts of the council to start from
	Use     bool   // has patterns, so "how a council uses it" makes sense
	New     []LogLine
	NewHref string // of the page with all that is new
	Tend    []LogLine
	Report  string // what needs tending, counted
}

// shownAreas is how many service areas the first page offers at most.
const shownAreas = 40

// LogLine is a line of a log: when, what, and a remark.
type LogLine struct {
	Date messages.Date
	Year messages.Date // of a figure, marked in the browser by its age
	Word string        // in place of a date
	Link
	Remark string
}

// shownOnHome is how many patterns the index of verbs holds before it leads elsewhere.
const shownOnHome = 120

func (s *Site) home() Page {
	return Page{Path: "index.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		patterns := s.lib.ByType[model.ServicePattern]
		title := w.T("home-title")
		if len(patterns) == 0 {
			title = s.shared[s.lang].Site
		}
		v := &HomeView{Frame: s.frame(title, w.T("home-lede"), "/"), Use: len(patterns) > 0, NewHref: s.At.Href("/whats-new/")}
		if s.g.Summary.Set() {
			v.Description = s.g.Summary.Value
		}
		v.HeadTitle = v.Site
		if title != v.Site {
			v.HeadTitle = v.Site + " – " + title
		}
		v.Lede, v.OwnSearch, v.Box, v.Data = v.Description, true, v.Find, s.Outputs.SiteLD()
		if n := s.lib.WithCases(); n > 0 && len(s.index.councilMap.Councils()) > 0 {
			v.Chart, v.MapHref, v.MapText = &s.index.caseMap, s.At.Href("/map/"), w.N("councils-have", n)
		}
		v.Verbs = s.verbLines(patterns[:min(len(patterns), shownOnHome)])
		v.VerbsN = w.N("patterns", len(patterns))
		if len(patterns) > shownOnHome {
			v.AllHref = s.At.Href("/service-patterns/")
		}
		for _, t := range model.Types() {
			if n := len(s.lib.ByType[t]); n > 0 && (t != model.ServicePattern) {
				v.Types = append(v.Types, Link{Text: w.Kinds(t), Href: s.At.Href("/" + t.Folder() + "/"), Icon: icon(t), N: n, Note: w.T("list." + string(t))})
			}
		}
		for _, e := range s.lib.News(5) {
			l := s.link(e)
			v.New = append(v.New, LogLine{Date: w.Date(model.Text{Value: e.Changed}), Link: l, Remark: w.Kind(e.Type)})
		}
		if _, used := s.lib.Recipes(); len(used) > 0 {
			v.Types = append(v.Types, Link{Text: w.T("build"), Href: s.At.Href("/build/"), Icon: icon(model.Capability), N: len(used), Note: w.T("build-note")})
		}
		v.Areas = s.termLinks(w, s.index.list("service-area"))
		if len(v.Areas) > shownAreas {
			v.Areas = nil // too many to help; browsing has them all
		}
		v.Tend = s.tend(w)
		if n := len(patterns); n > 0 {
			reviewed := s.lib.Reviewed()
			v.Report = w.N("reviewed-of", reviewed, messages.Count(n))
			if reviewed == 0 {
				v.Report = w.T("none-reviewed")
			}
		}
		return "home", v
	}}
}

// tend finds what needs care, from real ages and gaps alone: the oldest figures, and
// patterns whose evidence is thinnest.
func (s *Site) tend(w messages.Catalogue) []LogLine {
	var out []LogLine
	for i, a := range s.lib.OldestFigures(3) {
		text := w.T("tend-old")
		if i == 0 {
			text = w.T("tend-oldest")
		}
		out = append(out, LogLine{Year: yearOf(a.Date), Link: s.link(a.Entry), Remark: text})
	}
	for _, e := range s.lib.Thin(3) {
		out = append(out, LogLine{Word: w.T("no-figure"), Link: s.link(e), Remark: w.T("tend-thin")})
	}
	return out
}
