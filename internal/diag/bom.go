package diag

import (
	"bytes"
	"strings"
)

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

// LineAt is the line of a text that goes on at a byte, up to end.
func LineAt(b []byte, at, end int) []byte {
	end = min(end, len(b))
	if at >= end {
		return nil
	}
	if i := bytes.IndexByte(b[at:end], '\n'); i >= 0 {
		end = at + i
	}
	return b[at:end]
}
