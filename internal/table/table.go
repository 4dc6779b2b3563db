// Package table turns tables into entries and entries into tables.
//
// In: a CSV or JSON file and a mapping file become a Plan of Markdown files, and
// findings that name row and column. Every value keeps its place from cell to finding:
// a row becomes the same tree that front matter is read into, each node with the
// number of its place, and goes through the same checks (internal/content) and the
// same linker (internal/link) as a file would. What is right is written, and passes the
// checks of a library; a row with an error is left out, or written as a draft.
//
// Out: all entries of a type as CSV or JSON, every field of the schema, in a form that
// comes in again without loss.
package table

import "fmt"

// Limits of what is read. A table is a file from elsewhere.
const (
	MaxBytes   = 64 << 20
	MaxMapping = 1 << 20
	maxRows    = 50_000
	maxValues  = 1_000_000 // cells that are not empty, or values of JSON
	maxDepth   = 32        // of JSON
	maxShown   = 200       // findings; a wrong mapping makes one for every row
)

// Input is one table to import.
type Input struct {
	Format  string // "csv" or "json"
	File    string // as findings name it
	Data    []byte
	MapFile string // "" for JSON that names fields as the schema does
	Map     []byte
}

// standIn is the name of the file that stands for all tables and mappings while rows
// are checked. No file can have it.
const standIn = "table\x00"

// place is where a value stands.
type place struct {
	file       string
	start, end int32
	row        int32  // as a spreadsheet counts, or the number of an item; 0 in a mapping
	column     string // "" for the whole row
	item       bool   // of JSON
	line       int32  // in the text of an entry; 0 elsewhere
}

// book numbers places from 1, so that a YAML node can carry its place as its line.
type book []place

func (b *book) add(p place) int {
	*b = append(*b, p)
	return len(*b)
}

// kind is what a table calls a column.
func (p place) kind() string {
	if p.item {
		return ""
	}
	return "column "
}

// names says where a place is, as a person finds it in a spreadsheet.
func (p place) names() string {
	if p.row == 0 {
		return ""
	}
	out := fmt.Sprintf("row %d", p.row)
	if p.item {
		out = fmt.Sprintf("item %d", p.row)
	}
	if p.column != "" {
		out += fmt.Sprintf(", %s%q", p.kind(), p.column)
	}
	if p.line > 1 {
		out += fmt.Sprintf(", line %d", p.line)
	}
	return out + ": "
}
