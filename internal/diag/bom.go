package diag

import "strings"

// BOM is the byte-order mark that some editors put before a file's text. Without it Excel takes a
// table for one in an old code page.
const BOM = "\ufeff"

// TextStart is where the text of a file begins: after the byte-order mark, if there is one.
func TextStart(source []byte) int {
	if strings.HasPrefix(string(source[:min(len(source), len(BOM))]), BOM) {
		return len(BOM)
	}
	return 0
}
