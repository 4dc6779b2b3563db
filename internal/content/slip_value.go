package content

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"servicepatterns/internal/diag"
)

var (
	literalHead = regexp.MustCompile(`^[|>][0-9+-]{0,2}( +#.*)?$`)
	decorated   = regexp.MustCompile("^[*_`]+([A-Za-z][A-Za-z0-9_-]*)[*_`]*:[*_`]*( |$)")
	lastWord    = regexp.MustCompile(`[\s,;|/("'{\[]["']?([A-Za-z][A-Za-z0-9_-]*)["']?$`)
)

// scalar looks at a value that begins at a byte, and returns the line after it. Its lines are
// further in than the column parent. It is long because a value may begin with many a sign.
func (s *slips) scalar(i, at, end, parent int, field bool) int {
	text := s.block[at:end]
	if m := decorated.FindSubmatch(text); m != nil {
		s.say(at, at+len(bytes.TrimRight(m[0], " ")), "signs stand around the name of this field",
			"Write the name alone: “"+string(m[1])+": …”.")
		return i + 1
	}
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
	case '!':
		if len(text) > 1 && text[1] == ' ' { // which YAML takes away
			s.typed(at, at+1, "a value cannot begin with !", wholeInQuotes)
			return i + 1
		}
		s.begins(at, c)
		return i + 1
	case '%', '@', '`', ',', ']', '}':
		s.begins(at, c)
		return i + 1
	case ':':
		if field && (len(text) == 1 || text[1] == ' ') {
			s.say(at, at+1, "a second colon follows the name of this field", "Delete it.")
			return i + 1
		}
	case '-', '?':
		switch {
		case !field || len(text) > 1 && text[1] != ' ':
		case c == '?':
			s.begins(at, c)
			return i + 1
		default:
			s.say(at, at+1, "a list cannot begin on the line of its field",
				"Begin each item on a line of its own below the field: “  - …”.")
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
		s.say(at, at+size, notYAMLQuotes, straightQuotes)
	case !s.secondField(at, text[:second], field):
		s.secondColon(at + second)
	}
	return i + 1
}

// secondField says that a text before a colon ends with the name of a field that belongs on a line of its own.
func (s *slips) secondField(at int, text []byte, field bool) bool {
	m := lastWord.FindSubmatchIndex(text)
	if m == nil || !field || !together(s.name, string(text[m[2]:m[3]])) {
		return false
	}
	before := bytes.TrimRight(text[:m[2]], ` "'`)
	parted := len(before) > 0 && bytes.IndexByte([]byte(",;|/"), before[len(before)-1]) >= 0
	if !parted && s.column == 0 { // a sentence may say so
		return false
	}
	s.say(at+m[2], at+m[3], "“"+string(text[m[2]:m[3]])+"” is a second field on this line",
		"Write each field on a line of its own, or all in braces: {"+s.name+": …, "+string(text[m[2]:m[3]])+": …}. If it belongs to the "+
			"value, put the whole value in double quotes.")
	return true
}

func (s *slips) begins(at int, c byte) {
	s.say(at, at+1, "a value cannot begin with "+string(c), wholeInQuotes)
}

func (s *slips) alias(at, end int, c byte, help string) {
	if c == '*' {
		help += " Or delete the *: fields are plain text."
	}
	s.sayAs(diag.YAMLAlias, at, end, "a value that begins with "+string(c)+" is read as an alias or an anchor, which are not part of the "+
		"format",
		help)
}

func (s *slips) secondColon(at int) {
	s.say(at, at+1, `a second ":" in the value reads as another field`, wholeInQuotes)
}

const (
	notYAMLQuotes  = "curly quotes are not the quotes of YAML"
	straightQuotes = `Type straight quotes around the value: "…".`
)

// curly says whether a text begins as one in quotes that word processors type.
func curly(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return strings.ContainsRune("“”„‟‘’‚«»", r)
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
		s.ended = true
		return last + 1
	}
	s.afterQuotes(at, close, s.end(last)-len(rest), rest)
	return last + 1
}

// afterQuotes says what the rest of a line does that follows a value in quotes.
func (s *slips) afterQuotes(at, close, from int, rest []byte) {
	sign := commas[rest[0]]
	next := bytes.TrimLeft(rest[1:], " ")
	switch second := bytes.Index(rest, []byte(": ")); {
	case sign != "" && (len(next) == 0 || next[0] == '#'):
		s.strayComma(from, rest[0])
	case second > 0 && s.secondField(from, rest[:second], true), second > 0 && s.secondField(close, s.block[close:from+second], true):
	case sign != "" && (next[0] == '"' || next[0] == '\''):
		s.say(from, from+1, "this "+sign+" makes no list of the values on its two sides", "Write the list in brackets: [\"…\", \"…\"].")
	default:
		s.inQuotes(at, close)
	}
}

var commas = map[byte]string{',': "comma", ';': "semicolon"}

func (s *slips) strayComma(at int, c byte) {
	s.say(at, at+1, "a "+commas[c]+" stands after the value", "Delete it: only values inside […] and {…} have commas between them.")
}

// inQuotes says that the quote at close ends a value that goes on.
func (s *slips) inQuotes(at, close int) {
	if s.block[at] == '\'' {
		s.say(close, close+1, "an apostrophe ends a value that stands in single quotes",
			"Put the value in double quotes, or write the apostrophe twice.")
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
	return from, from + runeLen(s.block[from:]), "this quote is curly and does not close the straight one before it", straightQuotes
}

func (s *slips) badEscape(at int) {
	s.say(at, at+2, `in double quotes a backslash begins a code, and “`+string(s.block[at:at+1+runeLen(s.block[at+1:])])+`” is none`,
		`Put the value in single quotes, or write \\ for a backslash.`)
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
			s.say(at, s.end(i), "this line of the text is not as far in as its first line",
				"Begin all lines of the text in the same column.")
			return i + 1
		}
	}
	return i
}
