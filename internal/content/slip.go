package content

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// A parser of YAML says where it could not go on, which is after the slip: a quote that is never
// closed in the first line is missed at the last. So a block that cannot be parsed is read once
// more here, line by line, for the first of the slips that people make, and the finding says that
// one. The table in testdata/mistakes.txt drives what is looked for.

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
	columns []int // of the fields that are open, outermost first
	value   bool  // the field before has a value on its line
	column  int   // where that field begins
	item    int   // the column of the "-" that a list was last seen at, or -1
	lists   []int // columns of the "-" of the lists that are open
	parsed  bool  // the parser read the block: only what it cannot mean as it is typed is a slip
}

// typedSlip returns a mistake that the parser took for a part of a value: a list whose items a word processor
// began with its own signs, a quote that took in the fields below.
func typedSlip(block []byte) (slip, bool) {
	if !suspect(block) {
		return slip{}, false
	}
	return find(&slips{block: block, item: -1, parsed: true})
}

// suspect says whether a block that was parsed is worth a second reading: few are.
func suspect(block []byte) bool {
	if bytes.ContainsAny(block, "\u00a0\u2007\u202f\u2009\u3000–—•·▪‣“”") {
		return true
	}
	for line := range bytes.Lines(block) {
		for _, opens := range [...]string{`: "`, ": '", `- "`, "- '"} {
			if at := bytes.Index(line, []byte(opens)); at >= 0 && bytes.Count(line[at:], []byte(opens[2:])) == 1 {
				return true
			}
		}
	}
	return false
}

// firstSlip returns the first mistake in a block that the parser refused.
func firstSlip(block []byte) (slip, bool) { return find(&slips{block: block, item: -1}) }

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

func (s *slips) alias(at, end int, c byte, help string) {
	s.say(at, end, "a value that begins with "+string(c)+" is read as an alias or an anchor, which are not part of the format", help)
	if s.found != nil {
		s.found.code = diag.YAMLAlias
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
	mergeMark   = regexp.MustCompile(`^(<<<<<<<|=======|>>>>>>>)( |$)`)
	closeDash   = regexp.MustCompile(`^-[^\s-]`)
	fieldName   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	startsField = regexp.MustCompile(`^(- +)?["'“]?[A-Za-z][A-Za-z0-9_ -]*["'”]?:( |\r|\n|$)`)
	closeColon  = regexp.MustCompile("^([A-Za-z][A-Za-z0-9_-]*)(:|: ?\u00a0|：)")
	otherSign   = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*) ?(=|;|->|=>) ?`)
	literalHead = regexp.MustCompile(`^[|>][0-9+-]{0,2}( +#.*)?$`)
)

// line looks at the line i and returns the next that is none of its value's.
func (s *slips) line(i int) int {
	end := s.end(i)
	column := s.indent(i)
	at := s.lines[i] + column
	text := s.block[at:max(at, end)]
	if len(text) == 0 || text[0] == '#' {
		return i + 1
	}
	if m := mergeMark.Find(text); m != nil && column == 0 {
		s.say(at, end, "this line is a mark of a merge that was not finished", "Keep the lines that are right, and delete the others and the marks (<<<<<<<, ======= and >>>>>>>).")
		return i + 1
	}
	goesOn := s.value && column > s.column && column > s.item // with the value above
	if m := noBreak.Find(text); m != nil && !goesOn {
		s.typed(at, at+len(m), "a no-break space stands where the line is indented", "Delete the spaces before the first letter and type ordinary ones.")
		return i + 1
	}
	if m := typedDash.Find(text); m != nil && !goesOn {
		s.typed(at, at+len(bytes.TrimRight(m, " \t\u00a0")), "“"+string(bytes.TrimRight(m, " \t\u00a0"))+"” begins no item of a list", "Begin each item with a hyphen and a space: “- ”.")
		return i + 1
	}
	isItem := false
	for len(text) > 0 && text[0] == '-' && (len(text) == 1 || text[1] == ' ') {
		isItem = true
		if !s.listAt(column) {
			s.say(at, s.end(i), "this item does not begin in the column of the items above it", "Begin all items of a list in the same column.")
			return i + 1
		}
		rest := bytes.TrimLeft(text[1:], " ")
		column += len(text) - len(rest)
		at += len(text) - len(rest)
		text = rest
	}
	if isItem && len(text) == 0 {
		s.value = false
		return i + 1
	}
	if len(text) > 1 && text[0] == '-' && noBreak.Match(text[1:]) {
		s.typed(at+1, at+3, "a no-break space stands after the hyphen", "Delete it and type an ordinary space.")
		return i + 1
	}
	if !isItem && closeDash.Match(text) && (s.item == column || !s.value) {
		s.say(at, at+1, "a hyphen that begins an item of a list has no space after it", "Write a space after the hyphen: “- ”.")
		return i + 1
	}
	colon := keyEnd(text)
	if colon > 0 && curly(text) {
		s.typed(at, at+colon, "curly quotes stand around the name of a field", "Write the name without quotes.")
		return i + 1
	}
	if colon < 0 {
		if isItem {
			s.open(column)
			s.value = true
			return s.scalar(i, at, end, s.item, false)
		}
		return s.noField(i, at, column, text)
	}
	if !isItem && s.value && column > s.column {
		if !fieldName.Match(text[:colon]) {
			s.secondColon(at + colon)
			return i + 1
		}
		s.say(at, at+colon+1, "this field is indented further than the one above, which has its value already", "Begin the line as far in as the field above, or put the value above in double quotes if this line belongs to it.")
		return i + 1
	}
	if !isItem && !s.open(column) {
		s.say(at, at+colon+1, "this field does not begin as far in as those that it belongs to", "Begin it in the same column as the other fields of its group.")
		return i + 1
	}
	if isItem {
		s.open(column)
	}
	s.column = column
	rest := text[colon+1:]
	value := bytes.TrimLeft(rest, " ")
	if m := noBreak.Find(value); m != nil {
		from := at + colon + 1 + len(rest) - len(value)
		s.say(from, from+len(m), "a no-break space stands after the colon", "Delete it and type an ordinary space.")
		return i + 1
	}
	s.value = len(value) > 0 && value[0] != '#'
	if !s.value {
		return i + 1
	}
	return s.scalar(i, at+colon+1+len(rest)-len(value), end, s.parent(column, isItem), true)
}

// parent is the column that lines of a value must be further in than.
func (s *slips) parent(column int, isItem bool) int {
	if isItem {
		return s.item
	}
	return column
}

// listAt says that an item begins in this column, and whether one may.
func (s *slips) listAt(column int) bool {
	for n := len(s.lists); n > 0 && s.lists[n-1] > column; n-- {
		s.lists = s.lists[:n-1]
	}
	s.item = column
	if n := len(s.lists); n > 0 && s.lists[n-1] == column {
		return true
	}
	s.lists = append(s.lists, column)
	return !s.value
}

// open says that a field begins in this column, and whether one may.
func (s *slips) open(column int) bool {
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

// noField looks at a line that is neither a field nor an item of a list.
func (s *slips) noField(i, at, column int, text []byte) int {
	if s.value && column > s.column {
		return i + 1 // the value above goes on
	}
	if m := closeColon.FindSubmatchIndex(text); m != nil && !bytes.HasPrefix(text[m[1]:], []byte("//")) {
		sign := text[m[4]:m[5]]
		if strings.HasPrefix(string(sign), ":") {
			what := "there is no space after the colon"
			if len(sign) > 1 || noBreak.Match(text[m[1]:]) {
				what = "a no-break space stands after the colon"
			}
			from := m[4]
			if what[0] == 'a' {
				from = m[4] + 1
			}
			s.say(at+from, at+from+1, what, "Write an ordinary space after it: “"+string(text[m[2]:m[3]])+": …”.")
			return i + 1
		}
		s.say(at+m[4], at+m[5], "“：” is no colon that YAML knows", "Write an ordinary colon and a space: “"+string(text[m[2]:m[3]])+": …”.")
		return i + 1
	}
	if m := otherSign.FindSubmatchIndex(text); m != nil {
		s.say(at+m[4], at+m[5], "“"+string(text[m[4]:m[5]])+"” stands where a colon belongs", "Write “"+string(text[m[2]:m[3]])+": …”.")
		return i + 1
	}
	if bytes.IndexByte([]byte("\"'[{|>*&!%@`"), text[0]) >= 0 {
		if next := s.scalar(i, at, s.end(i), column-1, false); s.found != nil {
			return next
		}
	}
	if s.found == nil && len(s.lines) == 1 {
		return i + 1 // one line of words: that fields belong here is said of the whole
	}
	s.say(at, s.end(i), "this line is no field: no name and colon begin it", "Write “name: value”. If the line belongs to the value above, indent it, or write both on one line.")
	return i + 1
}

// scalar looks at a value that begins at a byte, and returns the line after it. Its lines are
// further in than the column parent.
func (s *slips) scalar(i, at, end, parent int, field bool) int {
	text := s.block[at:end]
	switch c := text[0]; c {
	case '"', '\'':
		return s.quotes(i, at, parent)
	case '[', '{':
		return s.flow(i, at, parent)
	case '|', '>':
		if !literalHead.Match(text) {
			s.begins(at, c)
			return i + 1
		}
		return s.literal(i, parent)
	case '*', '&':
		s.alias(at, end, c, wholeInQuotes)
		return i + 1
	case '%', '@', '`', ',', ']', '}', '!':
		s.begins(at, c)
		return i + 1
	case '-', '?':
		if field && (len(text) == 1 || text[1] == ' ') {
			s.say(at, at+1, "a list cannot begin on the line of its field", "Begin each item on a line of its own below the field: “  - …”.")
			return i + 1
		}
	}
	if cut := bytes.Index(text, []byte(" #")); cut >= 0 {
		text = text[:cut]
	}
	second := bytes.Index(text, []byte(": "))
	if second < 0 && bytes.HasSuffix(text, []byte(":")) {
		second = len(text) - 1
	}
	switch {
	case second < 0:
	case curly(text):
		_, size := utf8.DecodeRune(text)
		s.say(at, at+size, "curly quotes are not the quotes of YAML", `Type straight quotes around the value: "…".`)
	default:
		s.secondColon(at + second)
	}
	return i + 1
}

func (s *slips) begins(at int, c byte) {
	s.say(at, at+1, "a value cannot begin with "+string(c), wholeInQuotes)
}

func (s *slips) secondColon(at int) {
	s.say(at, at+1, `a second ":" in the value reads as another field`, wholeInQuotes)
}

// curly says whether a text begins as one in quotes that word processors type.
func curly(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return strings.ContainsRune("“”„‟‘’‚«»", r)
}

// leaves says whether the line i cannot belong to a value that began further out.
func (s *slips) leaves(i, parent int) bool {
	at := s.lines[i] + s.indent(i)
	text := s.block[at:max(at, s.end(i))]
	if len(text) == 0 || s.indent(i) > parent {
		return len(text) > 0 && s.indent(i) > parent && parent >= 0 && startsField.Match(text) && fieldName.Match(bytes.SplitN(text, []byte(":"), 2)[0]) && s.indent(i) <= s.column
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

// quotes looks at a value in quotes.
func (s *slips) quotes(i, at, parent int) int {
	close, bad := s.closing(i, at, parent)
	if close < 0 {
		s.typed(s.openQuote(i, at))
		return i + 1
	}
	last := s.lineOf(i, close)
	rest := bytes.TrimLeft(s.block[close+1:max(close+1, s.end(last))], " ")
	if len(rest) == 0 || rest[0] == '#' && s.block[close+1] == ' ' {
		if bad >= 0 {
			s.badEscape(bad)
		}
		return last + 1
	}
	s.inQuotes(at, close)
	return last + 1
}

// inQuotes says that the quote at close ends a value that goes on.
func (s *slips) inQuotes(at, close int) {
	if s.block[at] == '\'' {
		s.say(close, close+1, "an apostrophe ends a value that stands in single quotes", "Put the value in double quotes, or write the apostrophe twice.")
		return
	}
	s.say(close, close+1, "a quote inside the value ends it", `Put the value in single quotes, or write \" for a quote inside it.`)
}

// openQuote says that a quote on the line i is never closed: its author may see a curly one that closes it.
func (s *slips) openQuote(i, at int) (from, to int, message, help string) {
	end := s.end(i)
	closers := "”“»"
	if s.block[at] == '\'' {
		closers = "’‘"
	}
	last := bytes.LastIndexAny(s.block[at:end], closers)
	if last < 0 || s.block[at] == '\'' && at+last+runeLen(s.block[at+last:]) < end { // it is an apostrophe
		return at, end, "a quote that is opened here is never closed", "Add the closing quote."
	}
	from = at + last
	return from, from + runeLen(s.block[from:]), "this quote is curly and does not close the straight one before it", `Type straight quotes around the value: "…".`
}

func (s *slips) badEscape(at int) {
	s.say(at, at+2, `in double quotes a backslash begins a code, and “`+string(s.block[at:at+1+runeLen(s.block[at+1:])])+`” is none`, `Put the value in single quotes, or write \\ for a backslash.`)
}

func runeLen(text []byte) int {
	_, size := utf8.DecodeRune(text)
	return size
}

// closing returns where a quote that opens at a byte is closed, or -1, and the first backslash in it that
// begins no code, or -1. A line that begins a field or an item of a list further out cannot be inside.
func (s *slips) closing(i, at, parent int) (close, bad int) {
	bad = -1
	for j := at + 1; j < len(s.block); j++ {
		switch c := s.block[j]; {
		case c == '\n':
			if i++; i >= len(s.lines) || s.leaves(i, parent) {
				return -1, bad
			}
		case c == '\\' && s.block[at] == '"' && j+1 < len(s.block):
			if bad < 0 && !escape(s.block[j+1:]) {
				bad = j
			}
			if s.block[j+1] != '\n' {
				j++
			}
		case c == s.block[at]:
			if c == '\'' && j+1 < len(s.block) && s.block[j+1] == '\'' {
				j++
				continue
			}
			return j, bad
		}
	}
	return -1, bad
}

var escapeCode = regexp.MustCompile(`^([0abt\tnvfre "/\\N_LP\n\r]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})`)

func escape(text []byte) bool { return escapeCode.Match(text[:min(len(text), 9)]) }

// flow looks at a list in […] or a group in {…}.
func (s *slips) flow(i, at, parent int) int {
	type bracket struct {
		at    int
		close byte
		colon bool // the field at hand has its colon
	}
	closes := map[byte]byte{'[': ']', '{': '}'}
	var open []bracket
	fresh := true // an item begins here
	line := i
	for j := at; j < len(s.block); j++ {
		c := s.block[j]
		top := func() *bracket { return &open[len(open)-1] }
		switch {
		case c == '\n':
			if line++; line >= len(s.lines) || s.leaves(line, parent) {
				s.unclosed(open[0].at, s.block[at])
				return line
			}
			continue
		case c == '[' || c == '{':
			if fresh || len(open) == 0 {
				open = append(open, bracket{at: j, close: closes[c]})
				fresh = true
			} else {
				s.say(j, j+1, "a "+string(c)+" inside a value needs quotes", "Put that value in double quotes.")
				return line + 1
			}
			continue
		case c == ']' || c == '}':
			if c != top().close {
				s.say(j, j+1, "“"+string(c)+"” closes what “"+string(s.block[top().at])+"” opened", "Write “"+string(top().close)+"”, or put the value in double quotes.")
				return line + 1
			}
			if open = open[:len(open)-1]; len(open) > 0 {
				fresh = false
				continue
			}
			rest := bytes.TrimLeft(s.block[j+1:max(j+1, s.end(line))], " ")
			if len(rest) > 0 && rest[0] != '#' {
				s.say(at, j+1, "a value that begins with "+string(s.block[at])+" is read as "+map[byte]string{'[': "a list", '{': "a group of fields"}[s.block[at]]+", and something follows its end", wholeInQuotes)
			}
			return line + 1
		case c == ',':
			fresh, top().colon = true, false
			continue
		case c == ' ' || c == '\r' || c == '\t':
			continue
		case (c == '"' || c == '\'') && fresh:
			close, bad := s.closing(line, j, parent)
			if close < 0 {
				s.say(s.openQuote(line, j))
				return line + 1
			}
			if bad >= 0 {
				s.badEscape(bad)
				return line + 1
			}
			line = s.lineOf(line, close)
			next := bytes.TrimLeft(s.block[close+1:], " \r\n")
			if len(next) > 0 && bytes.IndexByte([]byte(",]}:#"), next[0]) < 0 {
				s.inQuotes(j, close)
				return line + 1
			}
			j = close
		case c == ':' && (j+1 == len(s.block) || bytes.IndexByte([]byte(" \n\r,]}"), s.block[j+1]) >= 0):
			if top().colon && top().close == '}' {
				s.secondColon(j)
				return line + 1
			}
			top().colon = true
			fresh = true
			continue
		case c == '?':
			s.say(j, j+1, "a question mark inside […] or {…} needs quotes", "Put the value that holds it in double quotes.")
			return line + 1
		case fresh && bytes.IndexByte([]byte("*&"), c) >= 0:
			s.alias(j, j+1, c, "Put that value in double quotes.")
			return line + 1
		case fresh && bytes.IndexByte([]byte("%@`|>!"), c) >= 0:
			s.say(j, j+1, "a value cannot begin with "+string(c), "Put that value in double quotes.")
			return line + 1
		case c == '#' && s.block[j-1] == ' ':
			s.say(j, j+1, "what follows # is read as a comment, and the bracket is never closed", "Put the value that holds # in double quotes.")
			return line + 1
		}
		fresh = false
	}
	s.unclosed(at, s.block[at])
	return len(s.lines)
}

func (s *slips) unclosed(at int, c byte) {
	end := at + 1
	if c == '[' {
		s.say(at, end, `a list that begins with "[" is not closed`, `Add the "]", or put a value that begins with "[" in double quotes.`)
		return
	}
	s.say(at, end, `a group that begins with "{" is not closed`, `Add the "}", or put a value that begins with "{" in double quotes.`)
}

// literal looks at a text that a | or > begins, and returns the line after it.
func (s *slips) literal(i, parent int) int {
	first := -1
	for i++; i < len(s.lines); i++ {
		if s.end(i) <= s.lines[i] {
			continue
		}
		in := s.indent(i)
		if in <= parent {
			return i
		}
		if first < 0 {
			first = in
		}
		if in < first {
			at := s.lines[i] + in
			s.say(at, s.end(i), "this line of the text is not as far in as its first line", "Begin all lines of the text in the same column.")
			return i + 1
		}
	}
	return i
}
