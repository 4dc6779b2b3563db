package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Stop is a stage that a project has reached, with the years that are known of it.
type Stop struct {
	Stage string // value
	Name  string
	Kind  string // where the line runs: "first", "past", "last"; "pass" for a stage that nothing is said of; "lone" without a line; "here" and "only" (without a line) where the project stands; "" for none
	Years string // "2018 to 2020", or in words that no date is known
}

// stages are those that follow each other. Paused and retired are ends that a
// project may come to at any of them.
var stages = []string{"idea", "discovery", "alpha", "beta", "live"}

// ended says whether a stage is an end and no step.
func ended(stage string) bool { return stage == "paused" || stage == "retired" }

// journey is the way of a project through the stages, one stop for each of columns.
//
// Nothing is guessed. The years of a stage are those of the updates that name it,
// and a stage beyond the present one is never shown, since an update may speak of
// what is hoped for; nor does an update count that tells of a bid or a plan. Where no
// update names any stage, all dates of the project are of the one where it stands; but
// not when that is "live", because the work before may be meant.
func (s *Site) journey(w messages.Catalogue, f *model.WorkFields, columns []string) []Stop {
	now := f.Stage.Value
	at := slices.Index(stages, now)
	years := map[string]span{}
	for _, u := range f.Updates {
		if says(w, u.Text.Value, "stage-hoped") {
			continue
		}
		for i, stage := range stages {
			if (at < 0 || i <= at) && tellsOf(w, u.Text.Value, stage) {
				years[stage] = years[stage].with(u.Date.Value)
			}
		}
	}
	if len(years) == 0 && now != "live" && now != "" {
		var all span
		for _, u := range f.Updates {
			all = all.with(u.Date.Value)
		}
		for _, y := range yearsIn(f.Period.Value) {
			all = all.with(y)
		}
		years[now] = all
	}
	out := make([]Stop, len(columns))
	first, last := -1, -1
	for i, stage := range columns {
		_, known := years[stage]
		here := stage == now || stage == "ended" && ended(now)
		if !known && !here {
			continue
		}
		name := stage
		if stage == "ended" {
			name = now
		}
		out[i] = Stop{Stage: name, Name: w.Choice("stage", name), Kind: "past", Years: inYears(w, years[name])}
		if out[i].Years == "" {
			out[i].Years = w.T("no-date")
		}
		if here {
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

// tellsOf says whether a text names a stage, in one of the ways that the words of
// the interface list for it: "goes live" tells of a stage, "people who live" does not.
func tellsOf(w messages.Catalogue, text, stage string) bool {
	return says(w, text, "stage-said."+stage)
}

// says whether a text holds one of the phrases of a list of the interface, as whole
// words.
func says(w messages.Catalogue, text, list string) bool {
	text = strings.ToLower(text)
	for _, said := range strings.Split(w.T(list), "|") {
		for from := 0; said != ""; {
			i := strings.Index(text[from:], said)
			if i < 0 {
				break
			}
			i += from
			before, after := strings.TrimRightFunc(text[:i], unicode.IsLetter), strings.TrimLeftFunc(text[i+len(said):], unicode.IsLetter)
			if len(before) == i && len(after) == len(text)-i-len(said) {
				return true
			}
			from = i + len(said)
		}
	}
	return false
}

// span is the first and last of some years; zero when there are none.
type span struct{ from, to int }

func (s span) with(date string) span {
	y := year(date)
	if y == 0 {
		return s
	}
	if s.from == 0 {
		return span{y, y}
	}
	return span{min(s.from, y), max(s.to, y)}
}

// inYears writes "2018" or "2018 to 2020".
func inYears(w messages.Catalogue, s span) string {
	switch {
	case s.from == 0:
		return ""
	case s.from == s.to:
		return strconv.Itoa(s.from)
	}
	return w.T("from-until", strconv.Itoa(s.from), strconv.Itoa(s.to))
}

// yearsIn returns the years that a text names.
func yearsIn(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(word) == 4 && year(word) > 0 {
			out = append(out, word)
		}
	}
	return out
}

// inOrder returns updates as they followed each other. A date may lack its day or
// month: such an update keeps the place that its author gave it among those that it
// may be earlier or later than.
func inOrder(list []model.Update) []model.Update {
	var out []model.Update
	for _, u := range list {
		i := len(out)
		for i > 0 && later(out[i-1].Date.Value, u.Date.Value) {
			i--
		}
		out = slices.Insert(out, i, u)
	}
	return out
}

// later says whether one date is surely after another.
func later(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] > b[:n]
}
