package render

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Journey is where a project has been and stands, and what it looks for.
type Journey struct {
	Section
	Stops   []Stop
	Seeks   string        // "users and funding", "" when it does not say
	Asked   messages.Date // when it last said so, if known
	Contact Link
	Newest  messages.Date // of its last update
	Board   Link          // all projects at its stage
}

// projectJourney begins the page of a project; nil for a case study, and when
// nothing is known.
func (s *Site) projectJourney(w messages.Catalogue, e *model.Entry, sec func() Section) *Journey {
	f := e.Work()
	if e.Type != model.Project || !f.Stage.Set() && len(f.Seeking) == 0 {
		return nil
	}
	columns := insight.Stages()
	if insight.Ended(f.Stage.Value) {
		columns = append(columns, insight.End)
	}
	j := &Journey{Section: sec(), Seeks: seeks(w, f), Asked: w.Date(f.SeekingOn)}
	for _, stop := range journey(w, f, columns) {
		if stop.Kind != "" && stop.Kind != "pass" {
			j.Stops = append(j.Stops, stop)
		}
	}
	if f.Contact.Set() {
		j.Contact = Link{Text: f.Contact.Value, Href: contactHref(f.Contact.Value)}
	}
	if d := insight.LastUpdate(f); d != "" {
		j.Newest = w.Date(model.Text{Value: d})
	}
	j.Board = Link{Text: w.T("pipeline"), Href: s.At.Href("/pipeline/")}
	if f.Stage.Set() {
		j.Board = Link{Text: w.T("others-at", messages.LowerFirst(w.Choice("stage", f.Stage.Value))), Href: s.At.Href("/pipeline/stage/" + f.Stage.Value + "/")}
	}
	return j
}

// history is the news of a project in order of time, the oldest first, as a story is
// told.
func history(w messages.Catalogue, list []model.Update) []LogLine {
	var out []LogLine
	for _, u := range insight.InOrder(list) {
		out = append(out, LogLine{Date: w.Date(u.Date), Link: Link{Text: u.Text.Value}})
	}
	return out
}
