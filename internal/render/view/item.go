package view

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Item is an entry in a list: what it is and what it is about.
type Item struct {
	Link
	Kind    string // type in words, "" where the list holds one type
	Summary string
	Facts   []string // short, said after it
	Grade   *Grade
	Year    messages.Date // of its newest figure
	Status  string        // in words, when it is not live
}

// Item describes an entry for a list.
func (s *Site) Item(w messages.Catalogue, e *model.Entry, kind bool) Item {
	it := Item{Link: s.Link(e), Summary: e.Summary.Value}
	if kind {
		it.Kind = w.Kind(e.Type)
	}
	if v := e.Status.Value; v != "" && v != "live" {
		it.Status = w.Choice("status", v)
	}
	switch {
	case e.Pattern() != nil:
		if n := len(s.Lib.From(e, model.CaseStudy)); n > 0 {
			it.Facts = append(it.Facts, w.N("case-studies", n))
		}
		if n := len(e.Pattern().Questions); n > 0 {
			it.Facts = append(it.Facts, w.N("questions", n))
		}
		if n := len(e.Pattern().Process.Steps); n > 0 {
			it.Facts = append(it.Facts, w.N("steps", n))
		}
	case e.Work() != nil:
		if who := w.Few(Names(s.Organisations(e.Work().Organisations))); who != "" {
			it.Facts = append(it.Facts, who)
		}
		if e.Type == model.Project {
			it.Facts = append(it.Facts, projectFacts(w, e.Work())...)
		}
		figures, _ := insight.Figures(s.Lib.Graph, e)
		g := GradeOf(w, insight.Best(figures))
		if it.Grade = &g; e.Type == model.Project && g.Value == "no-figure" {
			it.Grade = nil // work in progress need not have figures
		}
		it.Year = YearOf(insight.Newest(figures))
	case e.Shared() != nil:
		if e.Shared().Until.Set() && it.Status == "" {
			it.Status = messages.LowerFirst(w.T("ended"))
		}
		if o := Names(s.Organisations(e.Shared().Organisations)); len(o) > 0 {
			it.Facts = append(it.Facts, w.Few(o))
		}
		if y := SinceUntil(w, e.Shared().Since, e.Shared().Until); y != "" {
			it.Facts = append(it.Facts, y)
		}
	case e.Capability() != nil:
		if n := len(s.Lib.From(e, model.ServicePattern)); n > 0 {
			it.Facts = append(it.Facts, w.N("used-by-patterns", n))
		}
	case e.Standard() != nil:
		if e.Standard().Kind.Set() {
			it.Facts = append(it.Facts, w.Choice("standard-kind", e.Standard().Kind.Value))
		}
		if e.Standard().Owner.Set() {
			it.Facts = append(it.Facts, e.Standard().Owner.Value)
		}
	}
	return it
}

// projectFacts are where a project stands and what it looks for.
func projectFacts(w messages.Catalogue, f *model.WorkFields) []string {
	var facts []string
	if f.Stage.Set() {
		facts = append(facts, w.Choice("stage", f.Stage.Value))
	}
	if len(f.Seeking) > 0 {
		facts = append(facts, Wants(w, f))
	}
	return facts
}

// Organisations are the names of those that a list of ids stands for, councils
// first; an id without an entry is shown in words.
func (s *Site) Organisations(ids []model.Text) []Link {
	var councils, others []Link
	for _, id := range ids {
		e := s.Lib.Entry(id.Value)
		switch {
		case e == nil:
			others = append(others, Link{Text: model.Readable(id.Value)})
		case e.Council != nil:
			councils = append(councils, s.Short(e))
		default:
			others = append(others, s.Short(e))
		}
	}
	return append(councils, others...)
}

// Names are the words of some links.
func Names(links []Link) []string {
	out := make([]string, len(links))
	for i, l := range links {
		out[i] = l.Text
	}
	return out
}

// NamedGroup is those of one type.
type NamedGroup struct {
	Icon, Kind string
	Links      []Link
}

// LogLine is a line of a log: when, what, and a remark.
type LogLine struct {
	Date messages.Date
	Year messages.Date // of a figure, marked in the browser by its age
	Word string        // in place of a date
	Link
	Remark string
}
