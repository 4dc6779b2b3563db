package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// csv reads a table whose first line names the columns that a mapping knows.
func (t *table) csv(m *mapping) bool {
	start := len(t.Data) - len(bytes.TrimPrefix(t.Data, bom))
	lines := lineStarts(t.Data)
	r := csv.NewReader(bytes.NewReader(t.Data[start:]))
	r.FieldsPerRecord = -1
	// at returns the byte where a field of the record just read begins.
	at := func(field int) int {
		line, column := r.FieldPos(field)
		if line == 1 {
			column += start
		}
		return min(lines[min(line, len(lines))-1]+column-1, len(t.Data))
	}
	for number := 1; ; number++ {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			if t.columns != nil || !t.semicolons(start) { // "Name";"About" is no CSV
				t.broken(err)
			}
			return false
		}
		if t.columns == nil {
			if !t.header(record, at) || !m.knows(t) && t.semicolons(start) {
				return false
			}
			continue
		}
		if number > maxRows+1 {
			t.report(at(0), at(0)+1, fmt.Sprintf("the table has more than %d rows", maxRows), "Import it in parts.")
			return false
		}
		row := row{table: t, number: number, cells: make([]*yaml.Node, len(t.columns))}
		filled := false
		for i, value := range record {
			if value == "" {
				continue
			}
			blank := strings.TrimSpace(value) == ""
			where := at(i)
			if blank && (i >= len(t.columns) || t.columns[i] == "") {
				continue
			}
			if i >= len(t.columns) || t.columns[i] == "" {
				t.report(where, where+len(value), fmt.Sprintf("row %d: a value stands in a column without a name", number), "Name the column in the first line, or check the quotes and commas of this row.")
				continue
			}
			if t.values++; t.values > maxValues {
				t.report(where, where+len(value), fmt.Sprintf("the table has more than %d filled cells", maxValues), "Import it in parts.")
				return false
			}
			filled = filled || !blank
			row.cells[i] = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: unguard(value), Column: 1,
				Line: t.book.add(place{file: t.File, start: int32(where), end: int32(where + len(value)), row: int32(number), column: t.columns[i]})}
		}
		if filled {
			row.at = t.book.add(place{file: t.File, start: int32(at(0)), end: int32(at(0)) + 1, row: int32(number)})
			t.rows = append(t.rows, row)
		}
	}
	if t.columns == nil {
		t.list.Add(diag.InFile(t.File, diag.TableRow, "the table is empty", "Its first line must name the columns."))
		return false
	}
	return true
}

func (t *table) header(record []string, at func(int) int) bool {
	t.column = map[string]int{}
	ok := true
	for i, name := range record {
		name = strings.TrimSpace(name)
		if _, twice := t.column[name]; twice && name != "" {
			t.report(at(i), at(i)+len(record[i]), fmt.Sprintf("two columns have the name %q", name), "Give each column a name of its own.")
			ok = false
		}
		t.column[name] = i
		t.columns = append(t.columns, name)
		t.headerAt = append(t.headerAt, at(i))
	}
	return ok
}

// knows says whether the mapping reads some column of the first line.
func (m *mapping) knows(t *table) bool {
	return slices.ContainsFunc(m.rules(), func(r *rule) bool { return slices.ContainsFunc(r.columns(), t.has) })
}

// semicolons reports a first line that has semicolons, with which spreadsheets part
// columns where the comma is a decimal point.
func (t *table) semicolons(start int) bool {
	line, _, _ := bytes.Cut(t.Data[start:], []byte("\n"))
	line = bytes.TrimSpace(line)
	if !bytes.Contains(line, []byte(";")) {
		return false
	}
	t.report(start, start+len(line), "the columns seem to be parted by semicolons, not commas",
		"Save the table with commas: LibreOffice asks for the field delimiter, and Excel takes the list separator of the computer’s region.")
	return true
}

// broken reports what keeps the table from being read further.
func (t *table) broken(err error) {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		t.list.Add(diag.OnLine(t.File, parse.Line, parse.Column, diag.TableRow, "the row cannot be read: "+parse.Err.Error(), "Check its quotes: a quote inside a quoted cell is written twice."))
		return
	}
	t.list.Add(diag.InFile(t.File, diag.TableRow, "the table cannot be read: "+err.Error(), "Save it as comma-separated values in UTF-8."))
}

// A cell that begins with one of these is a formula to a spreadsheet, which runs it.
// What is exported has a "'" before it, as spreadsheets themselves write it; what is
// imported loses it. Numbers need none.
var (
	formula     = regexp.MustCompile(`^'*[=+\-@\t\r]`)
	guarded     = regexp.MustCompile(`^'+[=+\-@\t\r]`)
	plainNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?%?$`)
)

func guard(s string) string {
	if formula.MatchString(s) && !plainNumber.MatchString(s) {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if guarded.MatchString(s) {
		return s[1:]
	}
	return s
}
