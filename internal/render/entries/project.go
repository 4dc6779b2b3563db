package entries

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Journey is where a project has been and stands, and what it looks for.
type Journey struct {
	view.Section
	Stops   []view.Stop
	Seeks   string        // "users and funding", "" when it does not say
	Asked   messages.Date // when it last said so, if known
	Contact view.Link
	Newest  messages.Date // of its last update
	Board   view.Link     // all projects at its stage
}

// projectJourney begins the page of a project; nil for a case study, and when
// nothing is known.
func (s Pages) projectJourney(w messages.Catalogue, e *model.Entry, sec func() view.Section) *Journey {
	f := e.Work()
	if e.Type != model.Project || !f.Stage.Set() && len(f.Seeking) == 0 {
		return nil
	}
	columns := insight.Stages()
	if insight.Ended(f.Stage.Value) {
		columns = append(columns, insight.End)
	}
	j := &Journey{Section: sec(), Seeks: view.Seeks(w, f), Asked: w.Date(f.SeekingOn)}
	for _, stop := range view.Journey(w, f, columns) {
		if stop.Kind != "" && stop.Kind != "pass" {
			j.Stops = append(j.Stops, stop)
		}
	}
	if f.Contact.Set() {
		j.Contact = view.Link{Text: f.Contact.Value, Href: view.ContactHref(f.Contact.Value)}
	}
	if d := insight.LastUpdate(f); d != "" {
		j.Newest = w.Date(model.Text{Value: d})
	}
	j.Board = view.Link{Text: w.T("pipeline"), Href: s.At.Href("/pipeline/")}
	if f.Stage.Set() {
		j.Board = view.Link{Text: w.T("others-at", "stage", messages.LowerFirst(w.Choice("stage", f.Stage.Value))),
			Href: s.At.Href("/pipeline/stage/" + f.Stage.Value + "/")}
	}
	return j
}

// history is the news of a project in order of time, the oldest first, as a story is
// told.
func history(w messages.Catalogue, list []model.Update) []view.LogLine {
	var out []view.LogLine
	for _, u := range insight.InOrder(list) {
		out = append(out, view.LogLine{Date: w.Date(u.Date), Link: view.Link{Text: u.Text.Value}})
	}
	return out
}
