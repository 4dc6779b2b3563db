package sheet

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// File is a table as it came.
type File struct {
	Format string // "csv" or "json"
	Name   string // as findings have it
	Data   []byte
}

// Sheet is a table with its rows.
type Sheet struct {
	File
	Book     *Book
	List     *diag.List                                           // findings on the table as a file
	Say      func(line int, code diag.Code, message, help string) // reports on a place
	Comma    rune                                                 // of CSV: what stands between columns
	Cleaned  []int                                                // places of values that had hidden characters
	Curly    []int                                                // places of values in curly quotes
	Columns  []string                                             // of CSV: those that the first line names
	HeaderAt []int                                                // the byte where each name begins
	Rows     []Row                                                // without those that are empty
	Leaves   map[string]int                                       // of JSON: paths that hold values, and the first place of each
	Paths    []string                                             // the same in order of appearance

	column  map[string]int
	folded  map[string]int // the same by FoldColumn; -1 where two columns differ in nothing else
	badRows int            // how many so far, to stop at MaxShown
	reports int            // the same
	values  int            // how many so far, to stop at maxValues
}

// Row is a row of a CSV table or an item of a JSON list.
type Row struct {
	*Sheet
	At     int          // place of the row as a whole
	Object *yaml.Node   // of JSON
	number int          // as a spreadsheet counts, or the item's number
	cells  []*yaml.Node // of CSV, by column; nil when empty
}

// Read reads a table into a sheet that has its file, book, list and Say. wanted are columns that the
// reader knows, by which it finds the line that names them; rows is the path to the list in JSON. False
// means that it cannot be read, which has been said.
func (t *Sheet) Read(wanted []string, rows string) bool {
	if !t.decode() {
		return false
	}
	t.Comma = ','
	if t.Format == "csv" {
		return t.csv(wanted)
	}
	return t.json(rows)
}

func (t *Sheet) report(start, end int, message, help string) {
	if t.reports++; t.reports > MaxShown {
		return
	}
	t.List.Add(diag.At(t.Name, start, end, diag.TableRow, message, help))
}

// seen takes away what nobody sees in the value at a place.
func (t *Sheet) seen(value string, line int) string {
	clean := noWidth.Replace(value)
	if len(clean) < len(value) {
		t.Cleaned = append(t.Cleaned, line)
	}
	return clean
}

// Null is a value that is written but empty.
func Null(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

// Get returns the value of a column, or of a path into an item: "grant.amount". It is
// nil when there is nothing. listed is what find says.
func (r *Row) Get(column string) (n *yaml.Node, listed bool) {
	if r.Object != nil {
		return Find(r.Object, column)
	}
	if i, ok := r.index(column); ok && i < len(r.cells) {
		return r.cells[i], false
	}
	return nil, false
}

// Find returns the value that a path leads to, or nil. A path through a list is listed:
// it gives a list with a place for each item, nothing where an item lacks the value, so
// that lists of what belongs together stay side by side.
func Find(n *yaml.Node, path string) (found *yaml.Node, listed bool) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i].Value, n.Content[i+1]
			if key == path {
				if Null(value) {
					return nil, false
				}
				return value, false
			}
			if rest, ok := strings.CutPrefix(path, key+"."); ok && (found == nil || len(Filled(found, true)) == 0) {
				if below, l := Find(value, rest); below != nil {
					found, listed = below, l
				}
			}
		}
	case yaml.SequenceNode:
		found = &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: 1}
		for _, item := range n.Content {
			switch value, through := Find(item, path); {
			case value == nil:
				found.Content = append(found.Content, Nothing(item))
			case through:
				found.Content = append(found.Content, value.Content...)
			default:
				found.Content = append(found.Content, value)
			}
		}
		return found, true
	}
	return found, listed
}

// Nothing holds the place of a value that is absent.
func Nothing(n *yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: 1}
}

// Filled are the values of a list without the places where there is nothing. In one
// that is listed, what an item has as a list of its own is several values.
func Filled(list *yaml.Node, listed bool) []*yaml.Node {
	var out []*yaml.Node
	for _, n := range list.Content {
		switch {
		case Null(n):
		case listed && n.Kind == yaml.SequenceNode:
			out = append(out, Filled(n, false)...)
		default:
			out = append(out, n)
		}
	}
	return out
}

// Has says whether a table has a column, or a path into its items.
func (t *Sheet) Has(column string) bool {
	if t.Format == "csv" {
		_, ok := t.index(column)
		return ok
	}
	for _, leaf := range t.Paths {
		if Within(leaf, column) {
			return true
		}
	}
	return false
}

// index finds a column by its name, or by one that differs only in capitals, spaces, hyphens and underscores.
func (t *Sheet) index(column string) (int, bool) {
	if i, ok := t.column[column]; ok {
		return i, true
	}
	i, ok := t.folded[FoldColumn(column)]
	return i, ok && i >= 0
}

// Names says whether a name is that of a column of CSV.
func (t *Sheet) Names(name string, column int) bool {
	i, ok := t.index(name)
	return ok && i == column
}

var betweenWords = strings.NewReplacer("_", " ", "-", " ")

// FoldColumn is the name of a column without what people vary in it.
func FoldColumn(name string) string {
	return strings.Join(strings.Fields(betweenWords.Replace(strings.ToLower(name))), " ")
}

// Within says whether a path leads to what a column names, or inside it.
func Within(path, column string) bool {
	return path == column || strings.HasPrefix(path, column+".")
}

// lineStarts are the bytes at which the lines of a text begin.
func lineStarts(data []byte) []int {
	out := []int{0}
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return out
		}
		at += i + 1
		out = append(out, at)
	}
}
