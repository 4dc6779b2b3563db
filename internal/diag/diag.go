// Package diag holds findings: what is wrong with a library's content, where, and
// how to mend it. Findings are collected with byte offsets while files are read;
// Locate turns them into lines and columns once, at the end, and sorts them.
package diag

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Severity says whether a finding stops publishing.
type Severity string

// The severities. An error stops publishing, a warning does not.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Finding is one thing wrong with the content. Its JSON is part of the contract of
// `patterns check --format json`.
type Finding struct {
	File        string   `json:"file"`   // relative to the working folder
	Line        int      `json:"line"`   // from 1; 0 when unknown
	Column      int      `json:"column"` // in characters, from 1; 0 when unknown
	Severity    Severity `json:"severity"`
	Code        Code     `json:"code"`
	Message     string   `json:"message"`        // what is wrong, as the author wrote it
	Help        string   `json:"help,omitempty"` // how to mend it, in whole sentences
	Suggestions []string `json:"suggestions"`    // values that were probably meant

	start, end int    // bytes in the file; start < 0 when the place is unknown
	text       string // the line it stands on, set by Locate
	width      int    // characters to underline in text
}

// At returns a finding on bytes start to end of a file. Its severity is that of
// its code.
func At(file string, start, end int, code Code, message, help string) Finding {
	return Finding{File: file, Severity: code.Severity(), Code: code, Message: message, Help: help, Suggestions: []string{}, start: start, end: end}
}

// InFile returns a finding on a file as a whole.
func InFile(file string, code Code, message, help string) Finding {
	return At(file, -1, -1, code, message, help)
}

// OnLine returns a finding on a line whose place in the file is known only by
// number, such as a row of a table.
func OnLine(file string, line, column int, code Code, message, help string) Finding {
	f := InFile(file, code, message, help)
	f.Line, f.Column = line, column
	return f
}

// Suggest adds what was probably meant and says so in the help.
func (f Finding) Suggest(values ...string) Finding {
	f.Suggestions = append(f.Suggestions, values...)
	if len(values) == 1 {
		f.Help = strings.TrimSpace(`Did you mean "` + values[0] + `"? ` + f.Help)
	}
	return f
}

// List collects findings from several goroutines. The zero List is ready to use.
type List struct {
	mu    sync.Mutex
	items []Finding
}

// Add appends findings.
func (l *List) Add(f ...Finding) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.items = append(l.items, f...)
}

// Locate gives every finding its line and column and returns them sorted by file,
// line, column and code. read returns a file as it was when it was checked; a
// finding whose file cannot be read keeps no place.
func (l *List) Locate(read func(file string) ([]byte, error)) []Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	byFile := map[string][]int{}
	for i, f := range l.items {
		if f.start >= 0 || f.Line > 0 {
			byFile[f.File] = append(byFile[f.File], i)
		}
	}
	for file, indexes := range byFile {
		source, err := read(file)
		if err != nil {
			continue
		}
		for _, i := range indexes {
			l.items[i].locate(source)
		}
	}
	slices.SortStableFunc(l.items, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return l.items
}

func (f *Finding) locate(source []byte) {
	if f.start < 0 { // the line's number is known, its bytes are not
		lines := bytes.SplitN(source, []byte("\n"), f.Line+1)
		if f.Line <= len(lines) {
			f.text = string(lines[f.Line-1])
		}
		return
	}
	start, end := min(f.start, len(source)), min(max(f.end, f.start), len(source))
	f.Line = bytes.Count(source[:start], []byte("\n")) + 1
	lineStart := bytes.LastIndexByte(source[:start], '\n') + 1
	lineEnd := len(source)
	if n := bytes.IndexByte(source[start:], '\n'); n >= 0 {
		lineEnd = start + n
	}
	if lineStart == 0 && bytes.HasPrefix(source, bom) {
		// Editors do not show the mark, so it is no column.
		lineStart, start = len(bom), max(start, len(bom))
	}
	f.Column = utf8.RuneCount(source[lineStart:start]) + 1
	f.text = strings.TrimRight(string(source[lineStart:lineEnd]), "\r")
	f.width = max(1, utf8.RuneCount(source[start:max(start, min(end, lineEnd))]))
}

// bom is the byte-order mark that some editors put before a file's text.
var bom = []byte("\xef\xbb\xbf")

// Count returns how many of the findings are errors and how many are warnings.
func Count(findings []Finding) (errors, warnings int) {
	for _, f := range findings {
		if f.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
