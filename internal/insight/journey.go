package insight

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"servicepatterns/internal/model"
)

// Stages are those that follow each other. A project may be paused or retired at any of
// them: that is an end and no step.
func Stages() []string { return []string{"idea", "discovery", "alpha", "beta", "live"} }

// Ended says whether a stage is an end and no step.
func Ended(stage string) bool { return stage == "paused" || stage == "retired" }

// End stands for whichever end a project came to.
const End = "ended"

// Span is the first and last of some years; zero when there are none.
type Span struct{ From, To int }

func (s Span) with(date string) Span {
	y := Year(date)
	if y == 0 {
		return s
	}
	if s.From == 0 {
		return Span{y, y}
	}
	return Span{min(s.From, y), max(s.To, y)}
}

// Phrases are how a language speaks of stages: "goes live" tells of one, "people who live"
// does not. Each is a list with "|" between.
type Phrases struct {
	Hoped string            // of what is planned
	Told  map[string]string // of a stage that has begun, by the stage
}

// Stop is a stage of a project's way.
type Stop struct {
	Stage string // "" when nothing is known of it
	Here  bool   // the project stands there
	Years Span   // zero when no date is known
}

// Journey is the way of a project through stages, one stop for each of those asked for, of
// which the last may be End.
//
// Nothing is guessed. The years of a stage are those of the updates that name it,
// and a stage beyond the present one is never shown, since an update may speak of
// what is hoped for; nor does an update count that tells of a bid or a plan. Where no
// update names any stage, all dates of the project are of the one where it stands; but
// not when that is "live", because the work before may be meant.
func Journey(f *model.WorkFields, columns []string, told Phrases) []Stop {
	now := f.Stage.Value
	years := yearsOfStages(f, told)
	out := make([]Stop, len(columns))
	for i, stage := range columns {
		_, known := years[stage]
		here := stage == now || stage == End && Ended(now)
		if stage == End {
			stage = now
		}
		if known || here {
			out[i] = Stop{stage, here, years[stage]}
		}
	}
	return out
}

func yearsOfStages(f *model.WorkFields, told Phrases) map[string]Span {
	now := f.Stage.Value
	at := slices.Index(Stages(), now)
	years := map[string]Span{}
	for _, u := range f.Updates {
		if says(u.Text.Value, told.Hoped) {
			continue
		}
		for i, stage := range Stages() {
			if (at < 0 || i <= at) && says(u.Text.Value, told.Told[stage]) {
				years[stage] = years[stage].with(u.Date.Value)
			}
		}
	}
	if len(years) == 0 && now != "live" && now != "" {
		var all Span
		for _, u := range f.Updates {
			all = all.with(u.Date.Value)
		}
		for _, y := range yearsIn(f.Period.Value) {
			all = all.with(y)
		}
		years[now] = all
	}
	return years
}

// says tells whether a text holds one of some phrases, as whole words.
func says(text, phrases string) bool {
	text = strings.ToLower(text)
	for _, said := range strings.Split(phrases, "|") {
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

// yearsIn returns the years that a text names.
func yearsIn(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(word) == 4 && Year(word) > 0 {
			out = append(out, word)
		}
	}
	return out
}

// Year is the year of a date, 0 when there is none.
func Year(v string) int {
	if len(v) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(v[:4])
	if y < 1900 || y > 2200 {
		return 0
	}
	return y
}

// InOrder returns updates as they followed each other. A date may lack its day or
// month: such an update keeps the place that its author gave it among those that it
// may be earlier or later than.
func InOrder(list []model.Update) []model.Update {
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

// LastUpdate is the date of a project's newest update, "" when it has none.
func LastUpdate(f *model.WorkFields) string {
	if u := InOrder(f.Updates); len(u) > 0 {
		return u[len(u)-1].Date.Value
	}
	return ""
}
