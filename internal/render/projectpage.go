package render

import "servicepatterns/internal/model"

// Journey is where a project has been and stands, and what it looks for.
type Journey struct {
	Section
	Stops   []Stop
	Seeks   string // "users and funding", "" when it does not say
	Asked   Date   // when it last said so, if known
	Contact Link
	Newest  Date // of its last update
	Board   Link // all projects at its stage
}

// projectJourney begins the page of a project; nil for a case study, and when
// nothing is known.
func (s *Site) projectJourney(w words, e *model.Entry, sec func() Section) *Journey {
	f := e.Work()
	if e.Type != model.Project || !f.Stage.Set() && len(f.Seeking) == 0 {
		return nil
	}
	columns := append([]string{}, stages...)
	if ended(f.Stage.Value) {
		columns = append(columns, "ended")
	}
	j := &Journey{Section: sec(), Seeks: w.seeks(f), Asked: w.date(f.SeekingOn)}
	for _, stop := range s.journey(w, f, columns) {
		if stop.Kind != "" && stop.Kind != "pass" {
			j.Stops = append(j.Stops, stop)
		}
	}
	if f.Contact.Set() {
		j.Contact = Link{Text: f.Contact.Value, Href: contactHref(f.Contact.Value)}
	}
	if d := lastUpdate(e); d != "" {
		j.Newest = w.date(model.Text{Value: d})
	}
	j.Board = Link{Text: w.t("pipeline"), Href: s.Href("/pipeline/")}
	if f.Stage.Set() {
		j.Board = Link{Text: w.t("others-at", lowerFirst(w.choice("stage", f.Stage.Value))), Href: s.Href("/pipeline/stage/" + f.Stage.Value + "/")}
	}
	return j
}

// history is the news of a project in order of time, the oldest first, as a story is
// told.
func (w words) history(list []model.Update) []LogLine {
	var out []LogLine
	for _, u := range inOrder(list) {
		out = append(out, LogLine{Date: w.date(u.Date), Link: Link{Text: u.Text.Value}})
	}
	return out
}
