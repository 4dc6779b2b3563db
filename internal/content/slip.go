package content

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// A parser of YAML says where it could not go on, which is after the slip: a quote that is never
// closed in the first line is missed at the last. So a block that cannot be parsed is read once
// more here, line by line, for the first of the slips that people make, and the finding says that
// one. The table in testdata/mistakes.txt drives what is looked for. This file reads lines;
// slip_line.go looks at those that are no field, slip_value.go at values, slip_flow.go at […] and {…}.

// slip is a mistake by its cause.
type slip struct {
	at, end       int // bytes of the block
	code          diag.Code
	message, help string
}

func (s *source) reportSlip(x slip, start int) {
	s.report(model.Pos{Start: int32(start + x.at), End: int32(start + max(x.end, x.at))}, x.code, x.message, x.help)
}

const wholeInQuotes = "Put the whole value in double quotes."

// slips reads a block.
type slips struct {
	block []byte
	lines []int // where each begins
	found *slip
	// What came before the line at hand.
	first   int    // where the first field begins
	columns []int  // of the fields that are open, outermost first
	lists   []int  // columns of the "-" of the lists that are open
	name    string // of the field before
	column  int    // where that field begins
	value   bool   // it has a value on its line
	ended   bool   // by a closing quote or bracket, so that no line goes on with it
	front   bool   // the block is front matter: a line of --- closes it
	parsed  bool   // the parser read the block: only what it cannot mean as it is typed is a slip
}

// typedSlip returns a mistake that the parser took for a part of a value: a list whose items a word processor
// began with its own signs, a quote that took in the fields below.
func (s *source) typedSlip(block []byte) (slip, bool) {
	if !suspect(block) {
		return slip{}, false
	}
	return find(&slips{block: block, parsed: true, front: s.isFront()})
}

// suspect says whether a block that was parsed is worth a second reading: few are.
func suspect(block []byte) bool {
	if bytes.ContainsAny(block, "\u00a0\u2007\u202f\u2009\u3000–—•·▪‣“”‘„«‚") {
		return true
	}
	for line := range bytes.Lines(block) {
		if closeDash.Match(bytes.TrimLeft(line, " ")) || bytes.Contains(line, []byte(": ! ")) {
			return true
		}
		for _, opens := range [...]string{`: "`, ": '", `- "`, "- '"} {
			if at := bytes.Index(line, []byte(opens)); at >= 0 && bytes.Count(line[at:], []byte(opens[2:])) == 1 {
				return true
			}
		}
	}
	return false
}

// firstSlip returns the first mistake in a block that the parser refused.
func (s *source) firstSlip(block []byte) (slip, bool) {
	return find(&slips{block: block, front: s.isFront()})
}

func find(s *slips) (slip, bool) {
	block := s.block
	for at := 0; at < len(block); {
		s.lines = append(s.lines, at)
		end := bytes.IndexByte(block[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	for i := 0; i < len(s.lines) && s.found == nil; {
		i = s.line(i)
	}
	if s.found == nil {
		return slip{}, false
	}
	return *s.found, true
}

func (s *slips) say(at, end int, message, help string) {
	if s.found == nil && !s.parsed {
		s.found = &slip{at, end, diag.YAMLSyntax, message, help}
	}
}

// sayAs is say with another code.
func (s *slips) sayAs(code diag.Code, at, end int, message, help string) {
	fresh := s.found == nil
	if s.say(at, end, message, help); fresh && s.found != nil {
		s.found.code = code
	}
}

// typed is say for what is a slip though the parser read it.
func (s *slips) typed(at, end int, message, help string) {
	s.parsed, s.found = false, &slip{at, end, diag.YAMLSyntax, message, help}
}

// end is where a line ends, without its line end and the spaces before it.
func (s *slips) end(i int) int {
	end := len(s.block)
	if i+1 < len(s.lines) {
		end = s.lines[i+1]
	}
	return s.lines[i] + len(bytes.TrimRight(s.block[s.lines[i]:end], " \t\r\n"))
}

func (s *slips) indent(i int) int {
	n := 0
	for at := s.lines[i]; at < len(s.block) && s.block[at] == ' '; at++ {
		n++
	}
	return n
}

var (
	noBreak     = regexp.MustCompile("^[\u00a0\u2007\u202f\u2009\u3000]")
	typedDash   = regexp.MustCompile("^[–—•·▪‣*][ \u00a0\t]")
	typedNumber = regexp.MustCompile(`^\d{1,3}[.)] `)
	closeDash   = regexp.MustCompile(`^-[^\s0-9.-]`)
	fieldName   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	startsField = regexp.MustCompile(`^(- +)?["'“]?[A-Za-z][A-Za-z0-9_ -]*["'”]?:( |\r|\n|$)`)
)

// line looks at the line i and returns the next that is none of its value's.
func (s *slips) line(i int) int {
	end, column := s.end(i), s.indent(i)
	at := s.lines[i] + column
	text := s.block[at:max(at, end)]
	if len(text) == 0 || text[0] == '#' || s.fence(at, end, column, text) || s.signs(at, column, text) {
		return i + 1
	}
	isItem := false
	for len(text) > 0 && text[0] == '-' && (len(text) == 1 || text[1] == ' ') {
		isItem = true
		if ok, deeper := s.listAt(column); !ok || len(s.columns) == 0 && s.ofEntry(column, text) {
			s.noItem(at, end, column, text, deeper)
			return i + 1
		}
		s.value, s.ended = false, false
		rest := bytes.TrimLeft(text[1:], " ")
		column += len(text) - len(rest)
		at += len(text) - len(rest)
		text = rest
	}
	if len(text) == 0 {
		return i + 1
	}
	colon := keyEnd(text)
	switch {
	case colon > 0 && curly(text):
		s.typed(at, at+colon, "curly quotes stand around the name of a field", "Write the name without quotes.")
		return i + 1
	case colon >= 0:
		return s.field(i, at, end, column, colon, isItem)
	case isItem:
		s.open(column)
		s.value = true
		return s.scalar(i, at, end, s.item(), false)
	}
	return s.noField(i, at, column, text)
}

// field looks at a line with a field, whose name ends at colon.
func (s *slips) field(i, at, end, column, colon int, isItem bool) int {
	text := s.block[at:end]
	switch {
	case isItem:
		s.open(column)
	case len(s.columns) > 0 && column < s.columns[0]:
		s.say(s.first, s.first+1, "this field is indented, and those below it are not",
			"Begin all fields of the entry at the margin, without spaces before them.")
		return i + 1
	case s.value && column > s.column && !fieldName.Match(text[:colon]):
		s.secondColon(at + colon)
		return i + 1
	case s.value && column > s.column:
		s.say(at, at+colon+1, "this field is indented further than the one above, which has its value already",
			"Begin the line as far in as the field above, or put the value above in double quotes if this line belongs to it.")
		return i + 1
	case !s.open(column):
		s.say(at, at+colon+1, "this field does not begin as far in as those that it belongs to",
			"Begin it in the same column as the other fields of its group.")
		return i + 1
	}
	if len(s.columns) == 1 && s.name == "" {
		s.first = at
	}
	s.column, s.name, s.ended = column, string(bytes.Trim(text[:colon], `"' ([{`)), false
	rest := text[colon+1:]
	value := bytes.TrimLeft(rest, " ")
	from := end - len(value)
	if m := noBreak.Find(value); m != nil {
		s.say(from, from+len(m), "a no-break space stands after the colon", "Delete it and type an ordinary space.")
		return i + 1
	}
	if s.value = len(value) > 0 && value[0] != '#'; !s.value {
		return i + 1
	}
	parent := column
	if isItem {
		parent = s.item()
	}
	return s.scalar(i, from, end, parent, true)
}

// goesOn says whether a line that begins in this column can belong to the value above.
func (s *slips) goesOn(column int) bool {
	return s.value && !s.ended && column > s.column && column > s.item()
}

// item is the column of the "-" of the list at hand, or -1.
func (s *slips) item() int {
	if len(s.lists) == 0 {
		return -1
	}
	return s.lists[len(s.lists)-1]
}

// listAt says that an item begins in this column, and whether one may. deeper says that a list further in ends there.
func (s *slips) listAt(column int) (ok, deeper bool) {
	for s.item() > column {
		s.lists, deeper = s.lists[:len(s.lists)-1], true
	}
	if s.item() == column {
		return true, deeper
	}
	s.lists = append(s.lists, column)
	return !s.value, deeper
}

// open says that a field begins in this column, and whether one may. Lists that lie no further out end there.
func (s *slips) open(column int) bool {
	for s.item() >= column {
		s.lists = s.lists[:len(s.lists)-1]
	}
	for n := len(s.columns); n > 0 && s.columns[n-1] > column; n-- {
		s.columns = s.columns[:n-1]
	}
	if n := len(s.columns); n > 0 && s.columns[n-1] == column {
		return true
	}
	fine := len(s.columns) == 0 || !s.value
	s.columns = append(s.columns, column)
	return fine
}

// keyEnd returns where the colon after a field's name stands, or -1.
func keyEnd(text []byte) int {
	from := 0
	if text[0] == '"' || text[0] == '\'' {
		from = quoted(text)
		if from >= len(text) || text[from] != ':' {
			return -1
		}
	} else if bytes.IndexByte([]byte("[{|>*&!%@`"), text[0]) >= 0 {
		return -1
	}
	for i := from; i < len(text); i++ {
		if text[i] == '#' && i > 0 && text[i-1] == ' ' {
			return -1
		}
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ') {
			return i
		}
	}
	return -1
}

// leaves says whether the line i cannot belong to a value that began further out.
func (s *slips) leaves(i, parent int) bool {
	at := s.lines[i] + s.indent(i)
	text := s.block[at:max(at, s.end(i))]
	if len(text) == 0 || s.indent(i) > parent {
		name, _, _ := bytes.Cut(text, []byte(":"))
		return len(text) > 0 && s.indent(i) > parent && parent >= 0 && startsField.Match(text) && fieldName.Match(name) &&
			s.indent(i) <= s.column
	}
	return startsField.Match(text) || text[0] == '-'
}

// lineOf is the line that a byte stands in, of those after i.
func (s *slips) lineOf(i, at int) int {
	for i+1 < len(s.lines) && s.lines[i+1] <= at {
		i++
	}
	return i
}

func runeLen(text []byte) int {
	_, size := utf8.DecodeRune(text)
	return size
}
