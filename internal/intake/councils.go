package intake

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

// councils checks the drafts of councils as the rows of organisations.csv that they become.
func (im *importer) councils() {
	var drafts []*draft
	var records [][]string
	for _, d := range im.drafts {
		if d.typ == table.Council {
			d.record = im.record(d)
			drafts, records = append(drafts, d), append(records, d.record)
		}
	}
	entries := content.Councils(records, func(i, column int, message, help string) {
		im.report(valueAt(drafts[i], content.CouncilColumns()[min(column, len(content.CouncilColumns())-1)]), diag.TableRow, message, help)
	})
	for i, d := range drafts {
		if d.entry = entries[i]; d.entry != nil { // if it is nil, that has been said
			d.entry.Row, d.entry.Source = d.at, content.CouncilsTable
		}
	}
}

// councils plans the rows of organisations.csv.
func (p *Plan) councils(im *importer, drafts []*draft) error {
	table, err := im.councilsTable()
	if err != nil {
		return err
	}
	written := -1
	for _, d := range drafts {
		item := Item{State: New, Path: content.CouncilsTable, ID: d.id}
		if old := im.lib.ByID[d.id]; old != nil && old.Council != nil {
			item.State = p.differs(old.Title.Value != d.entry.Title.Value || !reflect.DeepEqual(old.Council, d.entry.Council))
		}
		p.Items = append(p.Items, item)
		if item.State == New || item.State == Changed {
			table.put(d.record)
			written = len(p.Items) - 1
		}
	}
	if written >= 0 {
		if p.Items[written].Text, err = table.bytes(); err != nil {
			return err
		}
	}
	return nil
}

// record writes a draft's fields in the order of the table's columns.
func (im *importer) record(d *draft) []string {
	out := make([]string, len(content.CouncilColumns()))
	for i := 0; i+1 < len(d.tree.Content); i += 2 {
		key, value := d.tree.Content[i], d.tree.Content[i+1]
		at := slices.Index(content.CouncilColumns(), key.Value)
		if at < 0 {
			im.report(key.Line, diag.UnknownField, fmt.Sprintf("a council has no field %q", sheet.Short(key.Value)),
				"Its fields are "+strings.Join(content.CouncilColumns(), ", ")+".")
			continue
		}
		// A line end would cut the row in two for a program that reads it line by line.
		out[at] = lineEnds.Replace(flat(value))
	}
	out[0] = d.id
	return out
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func valueAt(d *draft, column string) int {
	for i := 0; i+1 < len(d.tree.Content); i += 2 {
		if d.tree.Content[i].Value == column {
			return d.tree.Content[i+1].Line
		}
	}
	return d.at
}

// councilsTable is organisations.csv as it is, with columns that we do not know.
type councilsTable struct {
	header  []string
	rows    [][]string
	at      map[string]int // rows by id
	ordered bool
}

func (im *importer) councilsTable() (*councilsTable, error) {
	t := &councilsTable{header: slices.Clone(content.CouncilColumns()), at: map[string]int{}, ordered: true}
	data, err := content.Read(im.root, content.CouncilsTable, content.MaxTable)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", content.CouncilsTable, err)
	}
	r := csv.NewReader(bytes.NewReader(data[diag.TextStart(data):]))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", content.CouncilsTable, err)
	}
	if len(all) == 0 {
		return t, nil
	}
	t.header, t.rows = all[0], all[1:]
	for _, c := range content.CouncilColumns() {
		if !slices.Contains(t.header, c) {
			t.header = append(t.header, c)
		}
	}
	for i, row := range t.rows {
		t.at[t.id(row)] = i
	}
	t.ordered = slices.IsSortedFunc(t.rows, t.byID)
	return t, nil
}

func (t *councilsTable) id(row []string) string {
	if i := slices.Index(t.header, "id"); i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func (t *councilsTable) byID(a, b []string) int { return cmp.Compare(t.id(a), t.id(b)) }

// put adds a row, or replaces the values of the one with its id.
func (t *councilsTable) put(record []string) {
	at, there := t.at[record[0]]
	if !there {
		at = len(t.rows)
		t.at[record[0]] = at
		t.rows = append(t.rows, nil)
	}
	row := slices.Grow(slices.Clone(t.rows[at]), len(t.header))
	for len(row) < len(t.header) {
		row = append(row, "")
	}
	for i, c := range content.CouncilColumns() {
		row[slices.Index(t.header, c)] = record[i]
	}
	t.rows[at] = row
}

func (t *councilsTable) bytes() ([]byte, error) {
	if t.ordered {
		slices.SortStableFunc(t.rows, t.byID)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(append([][]string{t.header}, t.rows...)); err != nil {
		return nil, fmt.Errorf("writing %s: %w", content.CouncilsTable, err)
	}
	return out.Bytes(), nil
}
