package render

import (
	"strings"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// HomeView is the first page: search, the index of verbs, and what needs care.
type HomeView struct {
	view.Frame
	Lede    string
	Box     view.FindForm
	Chart   *hexmap.Chart
	MapHref string
	MapText string
	Verbs   []VerbLine
	VerbsN  string      // "23 patterns"
	AllHref string      // of the list of patterns, when the index of verbs is too long for here
	Types   []view.Link // what else is here
	Areas   []view.Link // parts of the council to start from
	Use     bool        // has patterns, so "how a council uses it" makes sense
	New     []view.LogLine
	NewHref string // of the page with all that is new
	Tend    []view.LogLine
	Report  string // what needs tending, counted
}

// shownAreas is how many service areas the first page offers at most.
const shownAreas = 40

// shownOnHome is how many patterns the index of verbs holds before it leads elsewhere.
const shownOnHome = 120

// home makes the first page.
type home struct{ *view.Site }

func (s home) page() view.Page {
	return view.Page{Path: "index.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		patterns := s.Lib.ByType[model.ServicePattern]
		title := w.T("home-title")
		if len(patterns) == 0 {
			title = s.Shared[s.Lang].Site
		}
		v := &HomeView{Frame: s.Frame(title, w.T("home-lede"), "/"), Use: len(patterns) > 0, NewHref: s.At.Href("/whats-new/")}
		if s.Lib.Graph.Summary.Set() {
			v.Description = s.Lib.Graph.Summary.Value
		}
		v.HeadTitle = v.Site
		if title != v.Site {
			v.HeadTitle = v.Site + " – " + title
		}
		v.Lede, v.OwnSearch, v.Box, v.Data = v.Description, true, v.Find, s.Outputs.SiteLD()
		if n := s.Lib.WithCases(); n > 0 && s.HasMap() {
			chart := s.Map.Draw(s.Lib.Cases, nil)
			v.Chart, v.MapHref, v.MapText = &chart, s.At.Href("/map/"), w.N("councils-have", n)
		}
		v.Verbs = s.verbLines(patterns[:min(len(patterns), shownOnHome)])
		v.VerbsN = w.N("patterns", len(patterns))
		if len(patterns) > shownOnHome {
			v.AllHref = s.At.Href("/service-patterns/")
		}
		for _, t := range model.Types() {
			if n := len(s.Lib.ByType[t]); n > 0 && (t != model.ServicePattern) {
				v.Types = append(v.Types, view.Link{Text: w.Kinds(t), Href: s.At.Href("/" + t.Folder() + "/"), Icon: view.Icon(t), N: n,
					Note: w.T("list." + string(t))})
			}
		}
		for _, e := range s.Lib.News(5) {
			l := s.Link(e)
			v.New = append(v.New, view.LogLine{Date: w.Date(model.Text{Value: e.Changed}), Link: l, Remark: w.Kind(e.Type)})
		}
		if _, used := s.Lib.Recipes(); len(used) > 0 {
			v.Types = append(v.Types, view.Link{Text: w.T("build"), Href: s.At.Href("/build/"), Icon: view.Icon(model.Capability),
				N: len(used), Note: w.T("build-note")})
		}
		v.Areas = s.TermLinks(w, s.Way("service-area"))
		if len(v.Areas) > shownAreas {
			v.Areas = nil // too many to help; browsing has them all
		}
		v.Tend = s.tend(w)
		if n := len(patterns); n > 0 {
			reviewed := s.Lib.Reviewed()
			v.Report = w.N("reviewed-of", reviewed, "all", messages.Count(n))
			if reviewed == 0 {
				v.Report = w.T("none-reviewed")
			}
		}
		return "home", v
	}}
}

// tend finds what needs care, from real ages and gaps alone: the oldest figures, and
// patterns whose evidence is thinnest.
func (s home) tend(w messages.Catalogue) []view.LogLine {
	var out []view.LogLine
	for i, a := range s.Lib.OldestFigures(3) {
		text := w.T("tend-old")
		if i == 0 {
			text = w.T("tend-oldest")
		}
		out = append(out, view.LogLine{Year: view.YearOf(a.Date), Link: s.Link(a.Entry), Remark: text})
	}
	for _, e := range s.Lib.Thin(3) {
		out = append(out, view.LogLine{Word: w.T("no-figure"), Link: s.Link(e), Remark: w.T("tend-thin")})
	}
	return out
}

// VerbLine is a pattern in the index of verbs: "Report" and "a problem".
type VerbLine struct {
	Verb, Rest string
	Href       string
	Cases      int
	Status     string
	Label      string // of Cases: "3 case studies"
}

func (s home) verbLines(list []*model.Entry) []VerbLine {
	w := s.Words()
	var out []VerbLine
	for _, e := range list {
		verb, rest := s.splitTitle(e)
		line := VerbLine{Verb: verb, Rest: rest, Href: s.At.Href(e.Path()), Cases: len(s.Lib.From(e, model.CaseStudy))}
		line.Label = w.N("case-studies", line.Cases)
		if v := e.Status.Value; v == "draft" || v == "deprecated" {
			line.Status = w.Choice("status", v)
		}
		out = append(out, line)
	}
	return out
}

// splitTitle parts a pattern's title after its verb, as far as it starts with it;
// a title that does not is all name.
func (s home) splitTitle(e *model.Entry) (verb, rest string) {
	title := e.Title.Value
	low := strings.ToLower(title)
	n := 0
	if e.Pattern() != nil {
		id := s.Lib.Verb(e.Pattern().Verb.Value)
		for _, t := range s.Lib.Graph.Terms("verb") {
			if t.ID.Value != id {
				continue
			}
			for _, word := range append(view.Texts(t.Aliases), t.ID.Value, t.Name()) {
				word = strings.ToLower(word)
				if strings.HasPrefix(low, word) && len(word) > n && (len(low) == len(word) || low[len(word)] == ' ') {
					n = len(word)
				}
			}
			for _, word := range append(view.Texts(t.Aliases), t.ID.Value) { // "Buy or hire"
				if more := " or " + strings.ToLower(word); n > 0 && strings.HasPrefix(low[n:], more) {
					n += len(more)
				}
			}
		}
	}
	if n == 0 {
		return title, ""
	}
	return title[:n], strings.TrimSpace(title[n:])
}
