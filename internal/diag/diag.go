// Package diag holds findings: what is wrong with a library's content, where, and
// how to mend it. Findings are collected with byte offsets while files are read;
// Locate turns them into lines and columns once, at the end, and sorts them.
package diag

import (
	"bytes"
	"cmp"
	"maps"
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
	text       string // the line it stands on, or the part around it, set by Locate
	textColumn int    // its column in text
	width      int    // characters to underline in text
}

// At returns a finding on bytes start to end of a file. Its severity is that of
// its code.
func At(file string, start, end int, code Code, message, help string) Finding {
	return Finding{File: file, Severity: code.Severity(), Code: code, Message: message, Help: help, Suggestions: []string{}, start: start,
		end: end}
}

// InFile returns a finding on a file as a whole.
func InFile(file string, code Code, message, help string) Finding {
	return At(file, -1, -1, code, message, help)
}

// OnLine returns a finding on a line known by its number, such as a row of a table; the
// column counts bytes, as encoding/csv does, and becomes one of characters in Locate.
func OnLine(file string, line, column int, code Code, message, help string) Finding {
	f := InFile(file, code, message, help)
	f.Line, f.Column = line, column
	return f
}

// DidYouMean offers {word}.
const DidYouMean = `Did you mean "{word}"?`

// Bytes is where a finding stands in its file; start is below 0 when the place is unknown.
func (f Finding) Bytes() (start, end int) { return f.start, f.end }

// Suggest adds what was probably meant and says so in the help.
func (f Finding) Suggest(values ...string) Finding {
	f.Suggestions = append(f.Suggestions, values...)
	if len(values) == 1 {
		f.Help = strings.TrimSpace(strings.Replace(DidYouMean, "{word}", values[0], 1) + " " + f.Help)
	}
	return f
}

// List collects findings from several goroutines. The zero List is ready to use.
type List struct {
	mu    sync.Mutex
	items []Finding
	off   map[place]bool
	count map[place]int
}

// place is a code in a file, or in every file when that is "".
type place struct {
	file string
	code Code
}

// Off turns the findings of a code off in a file, or in every file when that is "":
// Locate leaves them out. Errors stay.
func (l *List) Off(file string, code Code) {
	if code.Severity() == Error {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.off == nil {
		l.off = map[place]bool{}
	}
	l.off[place{file, code}] = true
}

// Idle returns what says of a code that is turned off in a file that nothing there has it.
func (l *List) Idle() func(file string, code Code) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	busy := map[place]bool{}
	for _, f := range l.items {
		busy[place{f.File, f.Code}] = true
	}
	off := maps.Clone(l.off)
	return func(file string, code Code) bool { return off[place{file, code}] && !busy[place{file, code}] }
}

// maxShown bounds the findings of one code in one file: nobody reads more, and a file
// that is made to have a hundred thousand would fill the report of everybody else.
const maxShown = 1_000

// Add appends findings. Past maxShown of a file it says once that there are more.
func (l *List) Add(f ...Finding) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.count == nil {
		l.count = map[place]int{}
	}
	for _, one := range f {
		of := place{one.File, one.Code}
		l.count[of]++
		switch n := l.count[of]; {
		case n <= maxShown:
			l.items = append(l.items, one)
		case n == maxShown+1:
			l.items = append(l.items, InFile(one.File, one.Code, "the file has more problems of this kind than are shown",
				"Fix these first."))
		}
	}
}

// Join adds what another list has that is no longer added to: its findings, and what is off in it.
func (l *List) Join(other *List) {
	l.Add(other.items...)
	for of := range other.off {
		l.Off(of.file, of.code)
	}
}

// Take removes the findings of a code and returns them.
func (l *List) Take(code Code) []Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	var taken []Finding
	l.items = slices.DeleteFunc(l.items, func(f Finding) bool {
		if f.Code == code {
			taken = append(taken, f)
		}
		return f.Code == code
	})
	return taken
}

// Full says whether findings of a code in a file are no longer shown, so that nobody need
// look for what was probably meant.
func (l *List) Full(file string, code Code) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count[place{file, code}] > maxShown
}

// Locate gives every finding its line and column and returns them sorted by file,
// line, column and code. read returns a file as it was when it was checked; a
// finding whose file cannot be read keeps no place. What is turned off is left out.
func (l *List) Locate(read func(file string) ([]byte, error)) []Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.off) > 0 {
		l.items = slices.DeleteFunc(l.items, func(f Finding) bool { return l.off[place{"", f.Code}] || l.off[place{f.File, f.Code}] })
	}
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
		lines := newLined(source)
		for _, i := range indexes {
			lines.locate(&l.items[i])
		}
	}
	slices.SortStableFunc(l.items, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return l.items
}

// lined is a file whose lines are known, so that many findings in it are placed quickly.
type lined struct {
	source []byte
	starts []int // where each line begins
}

func newLined(source []byte) *lined {
	l := &lined{source, []int{TextStart(source)}} // editors do not show the mark, so it is no column
	for i, c := range source {
		if c == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// locate gives a finding its line and column, and the part of the line around it.
func (l *lined) locate(f *Finding) {
	if f.start < 0 { // the line is known by its number, the column in bytes
		if f.Line > len(l.starts) {
			return
		}
		end := len(l.source)
		if f.Line < len(l.starts) {
			end = l.starts[f.Line] - 1
		}
		f.start = min(l.starts[f.Line-1]+max(f.Column-1, 0), end)
		f.end = f.start
	}
	start := min(max(f.start, l.starts[0]), len(l.source))
	end := min(max(f.end, start), len(l.source))
	n, found := slices.BinarySearch(l.starts, start)
	if !found {
		n--
	}
	lineStart, lineEnd := l.starts[n], len(l.source)
	if i := bytes.IndexByte(l.source[start:], '\n'); i >= 0 {
		lineEnd = start + i
	}
	f.Line, f.Column = n+1, utf8.RuneCount(l.source[lineStart:start])+1
	f.width = max(1, utf8.RuneCount(l.source[start:max(start, min(end, lineEnd))]))
	line := bytes.TrimRight(l.source[lineStart:lineEnd], "\r")
	f.text, f.textColumn = window(line, min(start-lineStart, len(line)))
}

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
