package intake

import (
	"fmt"
	"strconv"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/sheet"
)

// rowKey is a row of one of the tables.
type rowKey struct {
	file string
	row  int32
}

// found gathers findings on places, those of one cause in one: a name that no entry has,
// in thirty rows. It also knows which rows have errors, whether or not they are shown.
type found struct {
	book    sheet.Book
	groups  map[cause]*group
	order   []*group
	more    bool
	wrong   map[rowKey][]int // rows with errors, and some of their places
	said    map[rowKey][]string
	mapping bool // there is an error in a mapping
}

// cause is what findings have in common that are said in one.
type cause struct {
	file, column, message string
	code                  diag.Code
	severity              diag.Severity
	place                 int // of a finding in a mapping
}

type group struct {
	diag.Finding             // the first
	place        sheet.Place // of the first
	rows         []int32
	count        int // of rows
}

const (
	maxPlaces = 100 // of the errors of a row
	maxNamed  = 5   // rows that are named
)

// add keeps a finding; its Line is the number of its place.
func (f *found) add(one diag.Finding) {
	if one.Line < 1 || one.Line > len(f.book) {
		one.Line = 1
	}
	p := f.book[one.Line-1]
	row := rowKey{p.File, p.Row}
	if one.Severity == diag.Error {
		f.fail(row, p, one)
	}
	key := cause{p.File, p.Column, one.Message, one.Code, one.Severity, 0}
	if p.Row == 0 {
		key.place = one.Line
	}
	g := f.groups[key]
	switch {
	case g != nil && g.rows[len(g.rows)-1] == p.Row:
		return // said twice of one row
	case g == nil && len(f.order) >= sheet.MaxShown:
		f.more = true
		return
	case g == nil:
		g = &group{Finding: one, place: p}
		f.groups[key] = g
		f.order = append(f.order, g)
	}
	if g.count++; len(g.rows) < maxNamed {
		g.rows = append(g.rows, p.Row)
	} else {
		g.rows[maxNamed-1] = p.Row
	}
}

// fail notes that a row has an error.
func (f *found) fail(row rowKey, p sheet.Place, one diag.Finding) {
	if p.Row == 0 {
		f.mapping = true
		return
	}
	if len(f.wrong[row]) < maxPlaces {
		f.wrong[row] = append(f.wrong[row], one.Line)
		said := one.Message
		if p.Column != "" {
			said = fmt.Sprintf("%s: %s", p.Column, said)
		}
		f.said[row] = append(f.said[row], said)
	}
}

func (f *found) report(line int, code diag.Code, message, help string) {
	one := diag.InFile("", code, message, help)
	one.Line = line
	f.add(one)
}

// warn reports what keeps no row out, whatever its code means in a library.
func (f *found) warn(line int, code diag.Code, message, help string) {
	one := diag.InFile("", code, message, help)
	one.Line, one.Severity = line, diag.Warning
	f.add(one)
}

// move adds the findings to a list, each with the place of its first row.
func (f *found) move(list *diag.List) {
	for _, g := range f.order {
		p := g.place
		if g.Code == diag.MissingField && p.Row > 0 && strings.HasPrefix(g.Help, "Add a line") {
			g.Help = "Fill the cell, or let the mapping give a default: {column: …, default: …}."
			if p.Item {
				g.Help = "Add it to the item, or let the mapping give a default: {column: …, default: …}."
			}
		}
		moved := diag.At(p.File, int(p.Start), int(p.End), g.Code, g.names()+g.Message, g.Help)
		moved.Suggestions, moved.Severity = g.Suggestions, g.Severity
		list.Add(moved)
	}
	if f.more {
		one := diag.InFile(f.order[0].place.File, diag.TableRow, "more problems are not shown",
			"Fix these first; one line of the mapping often fixes many.")
		one.Severity = diag.Warning
		list.Add(one)
	}
}

// names says where a group is, as a person finds it in a spreadsheet.
func (g *group) names() string {
	if g.count < 2 {
		return g.place.Names()
	}
	what := "rows"
	if g.place.Item {
		what = "items"
	}
	var rows []string
	for i, row := range g.rows {
		if i == maxNamed-1 && g.count > maxNamed {
			rows = append(rows, "…")
			break
		}
		rows = append(rows, strconv.Itoa(int(row)))
	}
	out := fmt.Sprintf("%d %s (%s)", g.count, what, strings.Join(rows, ", "))
	if g.place.Column != "" {
		out += fmt.Sprintf(", %s%q", g.place.Kind(), g.place.Column)
	}
	return out + ": "
}
