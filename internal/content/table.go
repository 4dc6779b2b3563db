package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/suggest"
)

const organisationsTable = "organisations.csv"

// What a table may hold: a quote that is never closed makes one cell of all that follows.
const (
	maxColumns = 100
	maxCell    = 1_000 // bytes
)

// columns are those of organisations.csv. Only id and name must be there.
var columns = []string{"id", "name", "short_name", "welsh_name", "gss_code", "nation", "region", "type", "county", "combined_authority", "population_2020", "latitude", "longitude", "hex_q", "hex_r"}

// table reads organisations.csv, if there is one: each row is an entry.
func (l *loader) table() []*model.Entry {
	if _, err := fs.Stat(l.root.FS(), organisationsTable); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s, ok := l.read(organisationsTable, MaxTable)
	if !ok {
		return nil
	}
	r := csv.NewReader(bytes.NewReader(s.Bytes[diag.TextStart(s.Bytes):]))
	r.FieldsPerRecord = -1
	column := l.header(s.Name, r)
	if column == nil {
		return nil
	}
	var out []*model.Entry
	for {
		record, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			line, at := 0, 0
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				line, at = parse.Line, parse.Column
			}
			l.list.Add(diag.OnLine(s.Name, line, at, diag.TableRow, "the row cannot be read: "+csvError(err), "Check its quotes."))
			return out
		}
		line, _ := r.FieldPos(0)
		row := tableRow{loader: l, reader: r, file: s.Name, line: line, record: record, column: column}
		if e := row.entry(); e != nil {
			out = append(out, e)
		}
	}
}

// header reads the names of the columns, and says which there must be and which are unknown. It is
// nil when the table cannot be read.
func (l *loader) header(file string, r *csv.Reader) map[string]int {
	header, err := r.Read()
	if err != nil {
		l.list.Add(diag.InFile(file, diag.TableRow, "the table cannot be read: "+csvError(err),
			"Save it as comma-separated values in UTF-8."))
		return nil
	}
	if len(header) > maxColumns {
		l.list.Add(diag.OnLine(file, 1, 1, diag.TableRow, fmt.Sprintf("the table has more than %d columns", maxColumns),
			"The columns are "+rules.List(columns)+"."))
		return nil
	}
	column := map[string]int{}
	for i, name := range header {
		if !slices.Contains(columns, name) {
			_, at := r.FieldPos(i)
			f := diag.OnLine(file, 1, at, diag.TableRow, fmt.Sprintf("unknown column %q", name), "")
			if near, ok := suggest.Nearest(name, columns); ok {
				f = f.Suggest(near)
			} else {
				f.Help = "The columns are " + rules.List(columns) + "."
			}
			l.list.Add(f)
		}
		column[name] = i
	}
	for _, must := range columns[:2] {
		if _, ok := column[must]; !ok {
			l.list.Add(diag.OnLine(file, 1, 1, diag.TableRow, fmt.Sprintf("the table has no column %q", must),
				"Its first line must name the columns."))
			return nil
		}
	}
	return column
}

func csvError(err error) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return parse.Err.Error()
	}
	return err.Error()
}

type tableRow struct {
	*loader
	reader *csv.Reader
	file   string
	line   int
	record []string
	column map[string]int
}

func (r *tableRow) get(name string) string {
	i, ok := r.column[name]
	if !ok || i >= len(r.record) {
		return ""
	}
	return strings.TrimSpace(r.record[i])
}

func (r *tableRow) report(name, message, help string) {
	at := 1
	if i, ok := r.column[name]; ok && i < len(r.record) {
		_, at = r.reader.FieldPos(i)
	}
	r.list.Add(diag.OnLine(r.file, r.line, at, diag.TableRow, message, help))
}

func (r *tableRow) number(name string) (n float64, ok bool) {
	s := r.get(name)
	if s == "" {
		return 0, false
	}
	if !rules.KindOf("number").Takes(s) {
		r.report(name, fmt.Sprintf("%q is not a number", s), "Write digits only, or leave the cell empty.")
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// maxHexagon bounds how far from the middle of the map a hexagon may lie: one far away
// would shrink all others to nothing.
const maxHexagon = 200

// within is a number that may be as far from 0 as limit.
func (r *tableRow) within(name string, limit float64) (n float64, ok bool) {
	n, ok = r.number(name)
	if ok && math.Abs(n) > limit {
		r.report(name, fmt.Sprintf("%s is not between -%g and %g", r.get(name), limit, limit),
			"Look the number up, or leave the cell empty.")
		return 0, false
	}
	return n, ok
}

// entry makes the organisation of a row, or reports why not.
func (r *tableRow) entry() *model.Entry {
	for _, name := range columns {
		if len(r.get(name)) > maxCell {
			r.report(name, fmt.Sprintf("the cell has more than %d characters", maxCell),
				"Check the quotes of this row and of the one before.")
			return nil
		}
	}
	id, name := r.get("id"), r.get("name")
	if !IsID(id) {
		r.report("id", fmt.Sprintf("%q cannot be an id", id), "Use lower-case letters, digits and hyphens.")
		return nil
	}
	if name == "" {
		r.report("name", fmt.Sprintf("%q has no name", id), "Write the organisation's official name.")
		return nil
	}
	c := &model.Council{
		ShortName: r.get("short_name"), WelshName: r.get("welsh_name"), GSS: r.get("gss_code"),
		Nation: r.get("nation"), Region: r.get("region"), Type: r.get("type"),
		County: r.get("county"), CombinedAuthority: r.get("combined_authority"),
	}
	if c.ShortName == "" {
		c.ShortName = name
	}
	population, _ := r.number("population_2020")
	c.Population = int(population)
	c.Latitude, _ = r.within("latitude", 90)
	c.Longitude, _ = r.within("longitude", 180)
	q, hasQ := r.within("hex_q", maxHexagon)
	row, hasR := r.within("hex_r", maxHexagon)
	c.HexQ, c.HexR, c.HasHex = int(q), int(row), hasQ && hasR
	e := &model.Entry{Type: model.Organisation, ID: id, File: r.file, Source: organisationsTable, Row: r.line, Council: c,
		Own: &model.OrganisationFields{}}
	e.Title.Value = name
	e.Summary.Value = describe(c)
	if c.ShortName != name {
		e.Aliases = append(e.Aliases, model.Text{Value: c.ShortName})
	}
	if c.WelshName != "" {
		e.Aliases = append(e.Aliases, model.Text{Value: c.WelshName})
	}
	return e
}

// describe says in a few words what a council is and where.
func describe(c *model.Council) string {
	kind := c.Type
	switch kind {
	case "Scottish unitary authority", "Welsh unitary authority":
		kind = "Unitary authority"
	case "NI district":
		kind = "District council"
	case "County":
		kind = "County council"
	case "London borough":
		return kind
	}
	switch {
	case kind == "" || c.Region == "" && c.Nation == "":
		return c.ShortName
	case c.Region == "" || c.Region == c.Nation:
		return kind + " in " + c.Nation
	case strings.HasPrefix(c.Region, "East") || strings.HasPrefix(c.Region, "West") || strings.HasPrefix(c.Region, "North") ||
		strings.HasPrefix(c.Region, "South"):
		return kind + " in the " + c.Region
	}
	return kind + " in " + c.Region
}
