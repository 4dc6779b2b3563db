package sheet

import "fmt"

// Place is where a value stands.
type Place struct {
	File       string
	Start, End int32
	Row        int32  // as a spreadsheet counts, or the number of an item; 0 in a mapping
	Column     string // "" for the whole row
	Item       bool   // of JSON
	Line       int32  // in the text of an entry; 0 elsewhere
}

// Book numbers places from 1, so that a YAML node can carry its place as its line.
type Book []Place

// Add gives a place its number.
func (b *Book) Add(p Place) int {
	*b = append(*b, p)
	return len(*b)
}

// Kind is what a table calls a column.
func (p Place) Kind() string {
	if p.Item {
		return ""
	}
	return "column "
}

// Names says where a place is, as a person finds it in a spreadsheet.
func (p Place) Names() string {
	if p.Row == 0 {
		return ""
	}
	out := fmt.Sprintf("row %d", p.Row)
	if p.Item {
		out = fmt.Sprintf("item %d", p.Row)
	}
	if p.Column != "" {
		out += fmt.Sprintf(", %s%q", p.Kind(), p.Column)
	}
	if p.Line > 1 {
		out += fmt.Sprintf(", line %d", p.Line)
	}
	return out + ": "
}

// RowOnly is the place of the whole row.
func (p Place) RowOnly() Place { return Place{Row: p.Row, Item: p.Item} }
