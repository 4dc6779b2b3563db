// Package sheet reads tables from elsewhere: CSV as any program saves it, and JSON. Input: the bytes
// of a file, and the columns that its reader knows. Output: rows whose values are YAML nodes, each
// with the number of its place in a Book, so that a finding on a value names its row and column.
package sheet

// Limits of what is read. A table is a file from elsewhere.
const (
	MaxBytes  = 64 << 20
	MaxShown  = 200 // findings; a wrong mapping makes one for every row
	maxRows   = 50_000
	maxValues = 1_000_000 // cells that are not empty, or values of JSON
	maxDepth  = 32        // of JSON
)

// Short is a value as a message can hold it.
func Short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
