// Package table turns tables into entries and entries into tables.
//
// In: a CSV or JSON file and a mapping file become a Plan of Markdown files, and
// findings that name row and column. Every value keeps its place from cell to finding:
// a row becomes the same tree that front matter is read into, each node with the
// number of its place, and goes through the same checks (internal/content) and the
// same linker (internal/link) as a file would. Nothing is written while one row has an
// error, so a library is never left with half a table.
//
// Out: all entries of a type as CSV or JSON, every field of the schema, in a form that
// comes in again without loss.
package table

import (
	"fmt"
	"strings"

	"servicepatterns/internal/diag"
)

// Limits of what is read. A table is a file from elsewhere.
const (
	MaxBytes   = 64 << 20
	MaxMapping = 1 << 20
	maxRows    = 50_000
	maxValues  = 1_000_000 // cells that are not empty, or values of JSON
	maxDepth   = 32        // of JSON
	maxShown   = 200       // findings; a wrong mapping makes one for every row
	maxFound   = 1000      // findings that are looked for
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
}

// book numbers places from 1, so that a YAML node can carry its place as its line.
type book []place

func (b *book) add(p place) int {
	*b = append(*b, p)
	return len(*b)
}

// names says where a place is, as a person finds it in a spreadsheet.
func (p place) names() string {
	switch {
	case p.row == 0:
		return ""
	case p.item && p.column == "":
		return fmt.Sprintf("item %d: ", p.row)
	case p.item:
		return fmt.Sprintf("item %d, %q: ", p.row, p.column)
	case p.column == "":
		return fmt.Sprintf("row %d: ", p.row)
	}
	return fmt.Sprintf("row %d, column %q: ", p.row, p.column)
}

// move gives findings on the stand-in the places they are about. The same said twice of
// one place, such as of a fixed value in every row, is said once. It returns how many
// are errors, and whether there were more than are shown.
func (b book) move(found []diag.Finding, list *diag.List) (errors int, more bool) {
	type said struct {
		place   int
		message string
	}
	seen := map[said]bool{}
	for _, f := range found {
		if f.Line < 1 || f.Line > len(b) {
			f.Line = 1
		}
		key := said{f.Line, f.Message}
		if seen[key] {
			continue
		}
		seen[key] = true
		if f.Severity == diag.Error {
			errors++
		}
		if len(seen) > maxShown {
			more = true
			continue
		}
		p := b[f.Line-1]
		if f.Code == diag.MissingField && p.row > 0 && strings.HasPrefix(f.Help, "Add a line") {
			f.Help = "Fill the cell, or let the mapping give a default: {column: …, default: …}."
			if p.item {
				f.Help = "Add it to the item, or let the mapping give a default: {column: …, default: …}."
			}
		}
		moved := diag.At(p.file, int(p.start), int(p.end), f.Code, p.names()+f.Message, f.Help)
		moved.Suggestions = f.Suggestions
		list.Add(moved)
	}
	return errors, more
}
