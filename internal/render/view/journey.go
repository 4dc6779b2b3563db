package view

import (
	"strconv"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Stop is a stage that a project has reached, with the years that are known of it.
type Stop struct {
	Stage string // value
	Name  string
	// Kind is where the line runs: "first", "past", "last"; "pass" for a stage that nothing is said of;
	// "lone" without a line; "here" and "only" (without a line) where the project stands; "" for none.
	Kind  string
	Years string // "2018 to 2020", or in words that no date is known
}

// phrases are how the words of the interface tell of stages.
func phrases(w messages.Catalogue) insight.Phrases {
	told := map[string]string{}
	for _, stage := range insight.Stages() {
		told[stage] = w.T("stage-said." + stage)
	}
	return insight.Phrases{Hoped: w.T("stage-hoped"), Told: told}
}

// Journey draws the way of a project, one stop for each of columns.
func Journey(w messages.Catalogue, f *model.WorkFields, columns []string) []Stop {
	out := make([]Stop, len(columns))
	first, last := -1, -1
	for i, stop := range insight.Journey(f, columns, phrases(w)) {
		if stop.Stage == "" {
			continue
		}
		out[i] = Stop{Stage: stop.Stage, Name: w.Choice("stage", stop.Stage), Kind: "past", Years: InYears(w, stop.Years)}
		if out[i].Years == "" {
			out[i].Years = w.T("no-date")
		}
		if stop.Here {
			out[i].Kind = "here"
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	if first < 0 {
		return out
	}
	for i := first + 1; i < last; i++ {
		if out[i].Kind == "" {
			out[i].Kind = "pass"
		}
	}
	switch {
	case first != last:
		out[first].Kind = "first"
		if out[last].Kind == "past" {
			out[last].Kind = "last"
		}
	case out[first].Kind == "here":
		out[first].Kind = "only"
	default:
		out[first].Kind = "lone"
	}
	return out
}

// InYears writes "2018" or "2018 to 2020".
func InYears(w messages.Catalogue, s insight.Span) string {
	switch {
	case s.From == 0:
		return ""
	case s.From == s.To:
		return strconv.Itoa(s.From)
	}
	return w.T("from-until", "from", strconv.Itoa(s.From), "until", strconv.Itoa(s.To))
}
