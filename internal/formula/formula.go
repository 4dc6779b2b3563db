// Package formula keeps cells of a table from being run by a spreadsheet.
//
// What a spreadsheet takes for a formula it runs when it opens a table. OWASP lists how one
// may begin: = + - @, the same in full width, a tab, a carriage return, a line feed. Spaces
// and quotes before it change nothing, and where a spreadsheet parts columns by semicolons
// or tabs, one may stand in the middle of a cell. What is written has a "'" before it, as
// spreadsheets themselves write it, and what is imported loses it again. Numbers need none.
package formula

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var plainNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?%?$`)

// Guard writes a cell so that no spreadsheet runs it.
func Guard(s string) string {
	if plainNumber.MatchString(s) {
		return s
	}
	at := formulas(s)
	if at == nil {
		return s
	}
	var out strings.Builder
	last := 0
	for _, i := range at {
		out.WriteString(s[last:i])
		out.WriteByte('\'')
		last = i
	}
	out.WriteString(s[last:])
	return out.String()
}

// Unguard takes away what Guard has put there.
func Unguard(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	var out strings.Builder
	last := 0
	for _, i := range formulas(s) {
		// What Guard puts before a formula is itself like a quote before one.
		if s[i] == '\'' {
			out.WriteString(s[last:i])
			last = i + 1
		}
	}
	out.WriteString(s[last:])
	return out.String()
}

// formulas are the bytes of a cell at which a formula may begin, in order.
func formulas(s string) []int {
	if !strings.ContainsAny(s, "=+-@\t\r\n＝＋－＠") {
		return nil
	}
	var out []int
	end := -1 // of the characters before it that are passed over
	for i := range len(s) {
		if i > 0 && strings.IndexByte(";\t\n\r", s[i-1]) < 0 {
			continue
		}
		if i > end {
			end = len(s) - len(strings.TrimLeft(s[i:], passed))
		}
		if i == 0 && strings.ContainsAny(s[:end], "\t\r\n") || begins(s[end:], i == 0) {
			out = append(out, i)
		}
	}
	return out
}

// passed are characters before a formula that a spreadsheet passes over.
const passed = " \t\r\n\"'\u00a0"

// begins says whether a text begins with a formula. In the middle of a cell a list or a
// rule of Markdown, "- item" and "---", is none.
func begins(s string, cell bool) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return false
	case strings.ContainsRune("=@＝＋－＠", r):
		return true
	case r == '+' || r == '-':
		return cell || len(s) > size && strings.IndexByte(" -+\t\r\n0123456789", s[size]) < 0
	}
	return false
}
