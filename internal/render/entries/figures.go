package entries

import (
	"strconv"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Figures are what changed somewhere, as bars and as single values.
type Figures struct {
	ID      string // of its title
	Title   view.Link
	Grade   *view.Grade   // of all figures, when it is the same
	Date    messages.Date // of all figures, when it is the same
	Bars    []Bar
	Values  []Value
	Drawn   bool // one of the bars is drawn, so their key is needed
	Sources []view.Source
}

// Bar is a figure before and after. The longer of the two fills the line.
type Bar struct {
	Measure       string
	Before, After string      // lengths: "86.1%"; "" when there is only text to show
	Sum           string      // "down 13%", or "33% to 82%"
	Detail        string      // "seven or eight weeks, then within a week"
	Measured      bool        // somebody counted it
	Grade         *view.Grade // when not all figures have one
	Date          messages.Date
}

// Value is a figure with nothing before it to compare.
type Value struct {
	Measure, Value string
	Grade          *view.Grade
	Date           messages.Date
}

// figures draws outcomes. A grade or a date that all have stands on the title's line;
// else each figure says its own, so that none is read as better than it is.
func figures(w messages.Catalogue, list []model.Outcome) *Figures {
	if len(list) == 0 {
		return nil
	}
	f := &Figures{}
	sameDate, sameGrade := true, true
	var from [][]model.Text
	seen := map[string]bool{}
	for _, o := range list {
		sameDate = sameDate && o.Date.Value == list[0].Date.Value
		sameGrade = sameGrade && o.Grade.Value == list[0].Grade.Value
		for _, src := range o.Source {
			if !seen[src.Value] {
				seen[src.Value] = true
				from = append(from, []model.Text{src})
			}
		}
	}
	f.Sources = view.Sources(from...)
	if sameGrade {
		g := view.GradeOf(w, list[0].Grade.Value)
		f.Grade = &g
	}
	if sameDate {
		f.Date = w.Date(list[0].Date)
	}
	for _, o := range list {
		var own *view.Grade
		if !sameGrade {
			g := view.GradeOf(w, o.Grade.Value)
			own = &g
		}
		date := messages.Date{}
		if !sameDate {
			date = w.Date(o.Date)
		}
		if date.ISO != "" && strings.Contains(o.Measure.Value, date.Text) {
			date = messages.Date{} // "in July 2023" says it already
		}
		if bar, ok := bar(w, o); ok {
			bar.Measured, bar.Grade, bar.Date = o.Grade.Value == insight.Measured, own, date
			f.Bars = append(f.Bars, bar)
			f.Drawn = f.Drawn || bar.After != ""
		} else if v := w.Quantity(o.After.Value, o.Unit.Value); v != "" {
			f.Values = append(f.Values, Value{Measure: o.Measure.Value, Value: v, Grade: own, Date: date})
		} else if v := w.Quantity(o.Before.Value, o.Unit.Value); v != "" {
			f.Values = append(f.Values, Value{Measure: o.Measure.Value, Value: w.T("before", "value", v), Grade: own, Date: date})
		}
	}
	if f.Bars == nil && f.Values == nil {
		return nil
	}
	return f
}

// bar draws one outcome, when it has both sides or a change.
func bar(w messages.Catalogue, o model.Outcome) (Bar, bool) {
	b := Bar{Measure: o.Measure.Value}
	before, hasBefore := o.Before.Number()
	after, hasAfter := o.After.Number()
	change, hasChange := percent(o.Change)
	bothSet := o.Before.Set() && o.After.Set()
	switch {
	case hasBefore && hasAfter && before >= 0 && after >= 0 && max(before, after) > 0:
		most := max(before, after)
		b.Before, b.After = share(before/most), share(after/most)
		b.Sum = fromTo(w, "from-to", o)
		if hasChange {
			b.Detail, b.Sum = b.Sum, downOrUp(w, o.Change, change)
		}
		return b, true
	case hasChange && change >= -100:
		most := max(100, 100+change)
		b.Before, b.After = share(100/most), share((100+change)/most)
		b.Sum = downOrUp(w, o.Change, change)
		if bothSet {
			b.Detail = fromTo(w, "from-to-text", o)
		}
		return b, true
	case bothSet:
		b.Sum = fromTo(w, "from-to-text", o)
		return b, true
	}
	return b, false
}

// fromTo says both sides of an outcome. A unit that is a word is said once: "48,000
// to 38,000 properties".
func fromTo(w messages.Catalogue, key string, o model.Outcome) string {
	before, after := w.Quantity(o.Before.Value, o.Unit.Value), w.Quantity(o.After.Value, o.Unit.Value)
	if unit := " " + o.Unit.Value; strings.HasSuffix(before, unit) && strings.HasSuffix(after, unit) {
		before = strings.TrimSuffix(before, unit)
	}
	return w.T(key, "before", before, "after", after)
}

// downOrUp says "down 13%" as precisely as its author wrote it.
func downOrUp(w messages.Catalogue, t model.Text, n float64) string {
	v := strings.TrimLeft(strings.TrimSpace(t.Value), "+-−")
	if !strings.HasSuffix(v, "%") {
		v += "%"
	}
	if n < 0 {
		return w.T("down", "value", v)
	}
	return w.T("up", "value", v)
}

// percent reads a change such as "-13%" or "+44%".
func percent(t model.Text) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(t.Value), "%"), 64)
	return n, err == nil
}

// share writes a length for an SVG attribute: "86.1%".
func share(part float64) string {
	return strconv.FormatFloat(part*100, 'f', 1, 64) + "%"
}
