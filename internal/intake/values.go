package intake

import (
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
)

// dateFormat is a form of dates and how exact it is.
type dateFormat struct {
	shown, layout, result string
}

// dateParts are what a form of dates may hold, longest first, and Go's words for them.
var dateParts = []struct{ shown, layout string }{
	{"YYYY", "2006"}, {"MMMM", "January"}, {"MMM", "Jan"}, {"MM", "01"}, {"DD", "02"}, {"YY", "06"}, {"hh", "15"}, {"mm", "04"}, {"ss", "05"}, {"M", "1"}, {"D", "2"},
}

func parseDateFormat(s string) (dateFormat, bool) {
	f := dateFormat{shown: s}
	var year, month, day bool
next:
	for rest := s; rest != ""; {
		for _, p := range dateParts {
			if after, ok := strings.CutPrefix(rest, p.shown); ok {
				f.layout += p.layout
				year, month, day = year || p.shown[0] == 'Y', month || p.shown[0] == 'M', day || p.shown[0] == 'D'
				rest = after
				continue next
			}
		}
		if c := rest[0]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' && c != 'T' && c != 'Z' || c == '_' {
			return f, false // a letter that Go's layouts might take for a word of theirs
		}
		f.layout += rest[:1]
		rest = rest[1:]
	}
	switch {
	case year && month && day:
		f.result = "2006-01-02"
	case year && month:
		f.result = "2006-01"
	case year && !day:
		f.result = "2006"
	}
	return f, f.result != ""
}

// converter makes values of fields from the cells of a row.
type converter struct {
	*found
	settings *model.Settings
}

// convert makes the value of a field from a row: where the rule says it comes from,
// split, translated, and in the form that the field takes. A list has a place for each
// value, filled or not; listed is what find says. fixed says that it does not come from
// the row, so it alone makes no entry of a list. It returns nil when there is nothing.
func (c converter) convert(r *sheet.Row, f *rule, field model.Shape) (n *yaml.Node, fixed, listed bool) {
	switch {
	case f.is != nil:
		return f.is, true, false
	case f.text != nil:
		n = c.fill(r, f.text)
	default:
		n, listed = r.Get(f.column.Value)
	}
	if n != nil && f.json && n.Kind == yaml.ScalarNode {
		n = r.Tree([]byte(n.Value), 0, n)
	}
	if n != nil && f.split != "" && n.Kind == yaml.ScalarNode {
		list := &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: 1}
		for _, s := range strings.Split(n.Value, f.split) {
			one := *n
			one.Value = strings.TrimSpace(s)
			list.Content = append(list.Content, &one)
		}
		n = list
	}
	if n = c.each(r, n, f, field); n == nil && f.other != nil {
		return f.other, true, false
	}
	return n, false, listed
}

// each changes the values of a list, or one value, and returns nil where nothing is
// left. In a list, an empty value, or one that a table of values empties, holds its
// place. Groups pass as they are.
func (c converter) each(r *sheet.Row, n *yaml.Node, f *rule, field model.Shape) *yaml.Node {
	if sheet.Null(n) {
		return nil
	}
	switch n.Kind {
	case yaml.SequenceNode:
		list := &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: 1}
		some := false
		for _, item := range n.Content {
			to := item // of JSON in a cell as exported, empty values and all
			if !f.json {
				to = c.each(r, item, f, field)
			}
			if to == nil {
				list.Content = append(list.Content, sheet.Nothing(item))
				continue
			}
			list.Content, some = append(list.Content, to), true
		}
		if !some {
			return nil
		}
		return list
	case yaml.ScalarNode:
		one := *n
		one.Value = strings.TrimSpace(n.Value)
		if to, ok := f.values[strings.ToLower(one.Value)]; ok {
			if sheet.Null(to) {
				return nil
			}
			if to.Kind != yaml.ScalarNode {
				return to
			}
			one.Value = to.Value
		}
		switch {
		case len(f.dates) > 0:
			return c.date(&one, f.dates)
		case field.Kind == "number":
			return c.number(&one, field.Name, r.Comma)
		case (field.Kind == "date" || field.Kind == "url" || field.Kind == "percent") &&
			c.unknown(&one, diag.TableRow, strings.ReplaceAll(field.Name, "-", " ")):
			return nil
		case field.One != "":
			if _, known := choice(one.Value, field.One, c.settings); !known &&
				c.unknown(&one, diag.UnknownValue, strings.ReplaceAll(field.Name, "-", " ")) {
				return nil
			}
		}
		return &one
	}
	return n
}

func (c converter) date(n *yaml.Node, formats []dateFormat) *yaml.Node {
	if content.IsDate(n.Value) {
		return n
	}
	if c.unknown(n, diag.WrongDate, "date") {
		return nil
	}
	var shown []string
	for _, f := range formats {
		if t, err := time.Parse(f.layout, n.Value); err == nil {
			n.Value = t.Format(f.result)
			return n
		}
		shown = append(shown, f.shown)
	}
	c.report(n.Line, diag.WrongDate, fmt.Sprintf("%q is not a date of the form %s", n.Value, strings.Join(shown, " or ")),
		"Change the cell, or add its form to the mapping: date: [DD/MM/YYYY, MMMM YYYY].")
	return nil
}

// fill puts the row's values into a text with columns in braces. A row in which all of
// them are empty has no such text.
func (c converter) fill(r *sheet.Row, text *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Line: r.At, Column: 1}
	filled := false
	for _, p := range parts(text.Value) {
		if !p.column {
			out.Value += p.text
			continue
		}
		if n, _ := r.Get(p.text); n != nil {
			if s := flat(n); s != "" {
				out.Value, out.Line, filled = out.Value+s, n.Line, true
			}
		}
	}
	if !filled {
		return nil
	}
	return out
}

// flat writes a value as one text.
func flat(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return strings.TrimSpace(n.Value)
	}
	var all []string
	for _, item := range n.Content {
		if s := flat(item); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, ", ")
}
