package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// csv reads a table with a line that names the columns that a mapping knows.
func (t *table) csv(m *mapping) bool {
	l := t.layout(m)
	t.comma = l.comma
	lines := lineStarts(t.Data)
	skipped := bytes.Count(t.Data[:l.start], []byte("\n")) // lines that the reader does not see
	r := l.reader(t.Data)
	// at returns the byte where a field of the record just read begins.
	at := func(field int) int {
		line, column := r.FieldPos(field)
		line += skipped
		if line == skipped+1 {
			column += l.start - lines[skipped]
		}
		return min(lines[min(line, len(lines))-1]+column-1, len(t.Data))
	}
	number, end := 0, l.start // of the row as a spreadsheet counts, and where the one before ends
	for records := 1; ; records++ {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		at := at
		if errors.Is(err, csv.ErrBareQuote) {
			record, at, err = t.bare(err, l.comma, lines, skipped)
		}
		if err != nil {
			t.broken(err, skipped)
			return false
		}
		number += 1 + bytes.Count(t.Data[end:at(0)], []byte("\n")) // the reader passes over empty lines
		end = l.start + int(r.InputOffset())
		if t.columns == nil {
			if records == l.header && !t.header(record, at) {
				return false
			}
			continue
		}
		if number > maxRows+l.header {
			t.report(at(0), at(0)+1, fmt.Sprintf("the table has more than %d rows", maxRows), "Import it in parts.")
			return false
		}
		if !t.record(record, number, at) {
			return false
		}
	}
	if t.columns == nil {
		t.list.Add(diag.InFile(t.File, diag.TableRow, "the table is empty", "Its first line must name the columns."))
		return false
	}
	return true
}

// record keeps a row that is not empty.
func (t *table) record(record []string, number int, at func(int) int) bool {
	row := row{table: t, number: number, cells: make([]*yaml.Node, len(t.columns))}
	filled := false
	for i, value := range record {
		if value == "" {
			continue
		}
		blank := strings.TrimSpace(value) == ""
		named := i < len(t.columns) && t.columns[i] != ""
		if blank && !named {
			continue
		}
		where := at(i)
		cell := place{file: t.File, start: int32(where), end: int32(where + len(value)), row: int32(number)}
		if !named {
			t.say(t.book.add(cell), diag.TableRow, "a value is in a column without a name", "Name the column in the first line, or check the quotes and commas of this row.")
			filled = true
			continue
		}
		if t.values++; t.values > maxValues {
			t.report(where, where+len(value), fmt.Sprintf("the table has more than %d filled cells", maxValues), "Import it in parts.")
			return false
		}
		filled = filled || !blank
		cell.column = t.columns[i]
		row.cells[i] = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Column: 1, Line: t.book.add(cell)}
		row.cells[i].Value = t.seen(unguard(value), row.cells[i].Line)
	}
	if filled {
		row.at = t.book.add(place{file: t.File, start: int32(at(0)), end: int32(at(0)) + 1, row: int32(number)})
		t.rows = append(t.rows, row)
	}
	return true
}

// bare reads a line again in which a cell without quotes around it holds some: Case "one". Who typed it meant
// them as they are.
func (t *table) bare(err error, comma rune, lines []int, skipped int) (record []string, at func(field int) int, _ error) {
	var parse *csv.ParseError
	if !errors.As(err, &parse) || parse.Line != parse.StartLine {
		return nil, nil, err
	}
	start, end := lines[skipped+parse.Line-1], len(t.Data)
	if skipped+parse.Line < len(lines) {
		end = lines[skipped+parse.Line]
	}
	r := csv.NewReader(bytes.NewReader(t.Data[start:end]))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	record, again := r.Read()
	if again != nil {
		return nil, nil, err
	}
	return record, func(field int) int {
		_, column := r.FieldPos(field)
		return start + column - 1
	}, nil
}

func (t *table) header(record []string, at func(int) int) bool {
	t.column = map[string]int{}
	ok := true
	for i, name := range record {
		name = columnName(name)
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

// broken reports what keeps the table from being read further.
func (t *table) broken(err error, skipped int) {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		what := "a quote is opened and never closed"
		if errors.Is(parse.Err, csv.ErrQuote) && parse.Line == parse.StartLine {
			what = "something follows the closing quote of a cell"
		}
		t.list.Add(diag.OnLine(t.File, skipped+parse.StartLine, 0, diag.TableRow, "the row cannot be read: "+what, "Put quotes around the whole cell, and write each quote inside it twice."))
		return
	}
	t.list.Add(diag.InFile(t.File, diag.TableRow, "the table cannot be read: "+err.Error(), "Save it as comma-separated values in UTF-8."))
}
