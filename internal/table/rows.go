package table

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// table is a file with its rows.
type table struct {
	Input
	book     *book
	list     *diag.List
	say      func(line int, code diag.Code, message, help string) // reports on a place
	comma    rune                                                 // of CSV: what stands between columns
	cleaned  []int                                                // places of values that had hidden characters
	curly    []int                                                // places of values in curly quotes
	badRows  int                                                  // how many so far, to stop at maxShown
	columns  []string                                             // of CSV: its first line
	headerAt []int                                                // the byte where each name begins
	column   map[string]int
	folded   map[string]int // the same by foldColumn; -1 where two columns differ in nothing else
	rows     []row          // without those that are empty
	reports  int            // so far, to stop at maxShown
	values   int            // how many so far, to stop at maxValues
	leaves   map[string]int // of JSON: paths that hold values, and the first place of each
	paths    []string       // the same in order of appearance
}

// row is a row of a CSV table or an item of a JSON list.
type row struct {
	*table
	number int          // as a spreadsheet counts, or the item's number
	at     int          // place of the row as a whole
	cells  []*yaml.Node // of CSV, by column; nil when empty
	object *yaml.Node   // of JSON
}

func (t *table) report(start, end int, message, help string) {
	if t.reports++; t.reports > maxShown {
		return
	}
	t.list.Add(diag.At(t.File, start, end, diag.TableRow, message, help))
}

// seen takes away what nobody sees in the value at a place.
func (t *table) seen(value string, line int) string {
	clean := noWidth.Replace(value)
	if len(clean) < len(value) {
		t.cleaned = append(t.cleaned, line)
	}
	return clean
}

// null is a value that is written but empty.
func null(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

// get returns the value of a column, or of a path into an item: "grant.amount". It is
// nil when there is nothing. listed is what find says.
func (r *row) get(column string) (n *yaml.Node, listed bool) {
	if r.object != nil {
		return find(r.object, column)
	}
	if i, ok := r.index(column); ok && i < len(r.cells) {
		return r.cells[i], false
	}
	return nil, false
}

// find returns the value that a path leads to, or nil. A path through a list is listed:
// it gives a list with a place for each item, nothing where an item lacks the value, so
// that lists of what belongs together stay side by side.
func find(n *yaml.Node, path string) (found *yaml.Node, listed bool) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i].Value, n.Content[i+1]
			if key == path {
				if null(value) {
					return nil, false
				}
				return value, false
			}
			if rest, ok := strings.CutPrefix(path, key+"."); ok && (found == nil || len(filled(found, true)) == 0) {
				if below, l := find(value, rest); below != nil {
					found, listed = below, l
				}
			}
		}
	case yaml.SequenceNode:
		found = &yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: 1}
		for _, item := range n.Content {
			switch value, through := find(item, path); {
			case value == nil:
				found.Content = append(found.Content, nothing(item))
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

// nothing holds the place of a value that is absent.
func nothing(n *yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: 1}
}

// filled are the values of a list without the places where there is nothing. In one
// that is listed, what an item has as a list of its own is several values.
func filled(list *yaml.Node, listed bool) []*yaml.Node {
	var out []*yaml.Node
	for _, n := range list.Content {
		switch {
		case null(n):
		case listed && n.Kind == yaml.SequenceNode:
			out = append(out, filled(n, false)...)
		default:
			out = append(out, n)
		}
	}
	return out
}

// has says whether a table has a column, or a path into its items.
func (t *table) has(column string) bool {
	if t.Format == "csv" {
		_, ok := t.index(column)
		return ok
	}
	for _, leaf := range t.paths {
		if within(leaf, column) {
			return true
		}
	}
	return false
}

// index finds a column by its name, or by one that differs only in capitals, spaces, hyphens and underscores.
func (t *table) index(column string) (int, bool) {
	if i, ok := t.column[column]; ok {
		return i, true
	}
	i, ok := t.folded[foldColumn(column)]
	return i, ok && i >= 0
}

// names says whether a name is that of a column of CSV.
func (t *table) names(name string, column int) bool {
	i, ok := t.index(name)
	return ok && i == column
}

var betweenWords = strings.NewReplacer("_", " ", "-", " ")

// foldColumn is the name of a column without what people vary in it.
func foldColumn(name string) string {
	return strings.Join(strings.Fields(betweenWords.Replace(strings.ToLower(name))), " ")
}

// within says whether a path leads to what a column names, or inside it.
func within(path, column string) bool {
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
