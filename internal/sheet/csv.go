package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/formula"
	"servicepatterns/internal/source"
)

// records reads the records of a table from a line of it on.
type records struct {
	*csv.Reader
	table   *Sheet
	lines   []int // where each line begins
	start   int   // the byte where the reader began
	skipped int   // lines before that
}

func (t *Sheet) records(l layout, lines []int) *records {
	return &records{l.reader(t.Data), t, lines, l.start, bytes.Count(t.Data[:l.start], []byte("\n"))}
}

// at returns the byte where a field of the record just read begins.
func (r *records) at(field int) int {
	line, column := r.FieldPos(field)
	line += r.skipped
	if line == r.skipped+1 {
		column += r.start - r.lines[r.skipped]
	}
	return min(r.lines[min(line, len(r.lines))-1]+column-1, len(r.table.Data))
}

// end is where the record just read ends.
func (r *records) end() int { return r.start + int(r.InputOffset()) }

// csv reads a table with a line that names columns.
func (t *Sheet) csv(wanted []string) bool {
	l := t.layout(wanted)
	t.Comma = l.comma
	lines := lineStarts(t.Data)
	r := t.records(l, lines)
	number, end := 0, l.start // of the row as a spreadsheet counts, and where the one before ends
	for count := 1; ; count++ {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		at := r.at
		if errors.Is(err, csv.ErrBareQuote) {
			record, at, err = t.bare(err, l.comma, lines, r.skipped)
		}
		if err != nil {
			bad, ok := t.brokenAt(err, r.skipped, lines)
			if t.badRows++; !ok || t.Columns == nil || t.badRows > MaxShown {
				t.broken(err, r.skipped, lines)
				return false
			}
			number += 1 + bytes.Count(t.Data[end:lines[bad.first]], []byte("\n"))
			l.start = t.after(bad, l, lines)
			t.brokenRow(bad, number, l.start, lines)
			number += bytes.Count(t.Data[lines[bad.first]:l.start], []byte("\n")) - 1
			r, end = t.records(l, lines), l.start
			continue
		}
		number += 1 + bytes.Count(t.Data[end:at(0)], []byte("\n")) // the reader passes over empty lines
		end = r.end()
		if t.Columns == nil {
			if count == l.header && !t.header(record, at) {
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
	if t.Columns == nil {
		t.List.Add(diag.InFile(t.Name, diag.TableRow, "the table is empty", "Its first line must name the columns."))
		return false
	}
	return true
}

// record keeps a row that is not empty.
func (t *Sheet) record(record []string, number int, at func(int) int) bool {
	row := Row{Sheet: t, number: number, cells: make([]*yaml.Node, len(t.Columns))}
	filled := false
	for i, c := range t.joined(record) {
		value, where := c.value, at(c.field)
		if value == "" {
			continue
		}
		blank := strings.TrimSpace(value) == ""
		named := i < len(t.Columns) && t.Columns[i] != ""
		if blank && !named {
			continue
		}
		inner, curly := source.Uncurled(value)
		if curly = curly && !strings.Contains(value, "\n"); curly {
			where += strings.Index(value, inner)
			value = inner
		}
		cell := Place{File: t.Name, Start: int32(where), End: int32(where + len(value)), Row: int32(number)}
		if !named {
			t.Say(t.Book.Add(cell), diag.TableRow, "a value is in a column without a name",
				"Name the column in the first line, or check the quotes and commas of this row.")
			filled = true
			continue
		}
		if t.values++; t.values > maxValues {
			t.report(where, where+len(value), fmt.Sprintf("the table has more than %d filled cells", maxValues), "Import it in parts.")
			return false
		}
		filled = filled || !blank
		cell.Column = t.Columns[i]
		row.cells[i] = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Column: 1, Line: t.Book.Add(cell)}
		if curly {
			t.Curly = append(t.Curly, row.cells[i].Line)
		}
		row.cells[i].Value = t.seen(formula.Unguard(value), row.cells[i].Line)
	}
	if filled {
		row.At = t.Book.Add(Place{File: t.Name, Start: int32(at(0)), End: int32(at(0)) + 1, Row: int32(number)})
		t.Rows = append(t.Rows, row)
	}
	return true
}

// cell is a value and the number of the field of the record that it begins in.
type cell struct {
	value string
	field int
}

// joined are the cells of a record. Where it has too many, curly quotes that a word processor typed around one may have
// been meant to hold its commas.
func (t *Sheet) joined(record []string) []cell {
	out := make([]cell, 0, len(record))
	many := len(record) > len(t.Columns)
	for i := 0; i < len(record); i++ {
		c := cell{record[i], i}
		if many && strings.HasPrefix(c.value, "“") && !strings.Contains(c.value, "”") {
			for end := i + 1; end < len(record); end++ {
				if strings.HasSuffix(record[end], "”") {
					c.value = strings.Join(record[i:end+1], string(t.Comma))
					i = end
					break
				}
			}
		}
		out = append(out, c)
	}
	return out
}

// bare reads a line again in which a cell without quotes around it holds some: Case "one". Who typed it meant
// them as they are.
func (t *Sheet) bare(err error, comma rune, lines []int, skipped int) (record []string, at func(field int) int, _ error) {
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

func (t *Sheet) header(record []string, at func(int) int) bool {
	t.column, t.folded = map[string]int{}, map[string]int{}
	ok := true
	for i, name := range record {
		name = columnName(name)
		if _, twice := t.column[name]; twice && name != "" {
			t.report(at(i), at(i)+len(record[i]), fmt.Sprintf("two columns have the name %q", name), "Give each column a name of its own.")
			ok = false
		}
		t.column[name] = i
		if _, several := t.folded[FoldColumn(name)]; several {
			t.folded[FoldColumn(name)] = -1
		} else {
			t.folded[FoldColumn(name)] = i
		}
		t.Columns = append(t.Columns, name)
		t.HeaderAt = append(t.HeaderAt, at(i))
	}
	return ok
}

// broken reports what keeps the table from being read further.
func (t *Sheet) broken(err error, skipped int, lines []int) {
	if bad, ok := t.brokenAt(err, skipped, lines); ok {
		t.List.Add(diag.OnLine(t.Name, bad.first+1, 0, diag.TableRow, "the row cannot be read: "+bad.what, quotesHelp))
		return
	}
	t.List.Add(diag.InFile(t.Name, diag.TableRow, "the table cannot be read: "+err.Error(), "Save it as comma-separated values in UTF-8."))
}

const quotesHelp = "Put quotes around the whole cell, and write each quote inside it twice."

// bad is a row that cannot be read: the number of its first line, from 0, and why.
type bad struct {
	first int
	what  string
}

// brokenAt says which row an error of the reader is about.
func (t *Sheet) brokenAt(err error, skipped int, lines []int) (bad, bool) {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return bad{}, false
	}
	out := bad{skipped + parse.StartLine - 1, "a quote is opened and never closed"}
	line, _, _ := bytes.Cut(t.Data[lines[out.first]:], []byte("\n"))
	if errors.Is(parse.Err, csv.ErrQuote) && parse.Line == parse.StartLine && bytes.Count(line, []byte(`"`))%2 == 0 {
		out.what = "something follows the closing quote of a cell"
	}
	return out, true
}

// after is where the rows go on after one that cannot be read: the first line below it from which a row can be read
// that has a cell for each column. A line within a cell has not.
func (t *Sheet) after(b bad, l layout, lines []int) int {
	for line := b.first + 1; line < min(len(lines), b.first+mostInRow); line++ {
		l.start = lines[line]
		record, err := l.reader(t.Data[:min(l.start+mostOfRow, len(t.Data))]).Read()
		if (err == nil || errors.Is(err, csv.ErrBareQuote)) && len(record) == len(t.Columns) {
			return l.start
		}
	}
	return len(t.Data)
}

// Where a row goes on is looked for in so many lines, and in so many bytes of each.
const (
	mostInRow = 1_000
	mostOfRow = 16 << 10
)

// brokenRow reports a row that cannot be read, and how far the table is left out for it.
func (t *Sheet) brokenRow(b bad, number, next int, lines []int) {
	start := lines[b.first]
	line := bytes.TrimRight(t.Data[start:lines[min(b.first+1, len(lines)-1)]], "\r\n")
	help := quotesHelp + " The rows after it are read."
	switch {
	case next == len(t.Data):
		line = bytes.TrimRight(t.Data[start:], "\r\n")
		help = quotesHelp + " What follows it is not read."
	case b.first+1 < len(lines) && next > lines[b.first+1]:
		help = fmt.Sprintf("%s The rows from line %d on are read.", quotesHelp, bytes.Count(t.Data[:next], []byte("\n"))+1)
	}
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	at := Place{File: t.Name, Start: int32(start), End: int32(start + len(line)), Row: int32(number)}
	t.Say(t.Book.Add(at), diag.TableRow, "the row cannot be read: "+b.what,
		help)
}
