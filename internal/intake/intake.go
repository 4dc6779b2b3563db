// Package intake turns tables into entries. A CSV or JSON file and a mapping file become a Plan of
// Markdown files, and findings that name row and column. Every value keeps its place from cell to
// finding: a row becomes the same tree that front matter is read into, each node with the number of
// its place, and goes through the same checks (internal/content) and the same linker (internal/link)
// as a file would. What is right is written, and passes the checks of a library; a row with an error
// is left out, or written as a draft.
package intake

import "servicepatterns/internal/sheet"

// MaxMapping bounds a mapping file.
const MaxMapping = 1 << 20

// Input is one table to import.
type Input struct {
	sheet.File
	MapFile string // "" for JSON that names fields as the schema does
	Map     []byte
}

// standIn is the name of the file that stands for all tables and mappings while rows
// are checked. No file can have it.
const standIn = "table\x00"
