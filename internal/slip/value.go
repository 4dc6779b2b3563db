package slip

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
		return flow{s}.read(i, at, parent)
	case '|', '>':
		if !literalHead.Match(text) {
			s.say(at, at+1, "a value cannot begin with "+string(c),
				wholeInQuotes+" If it has several lines, write them below this one, indented.")
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
	if strayQuote(text) {
		s.typed(end-1, end, "a quote ends this value, and none begins it", "Delete it, or type one before the value, too.")
		return i + 1
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

// strayQuote says whether a text ends with the only quote in it. After a digit it may mean inches.
func strayQuote(text []byte) bool {
	last := len(text) - 1
	return last > 0 && text[last] == '"' && bytes.Count(text, []byte(`"`)) == 1 && !bytes.ContainsAny(text, "“”„") &&
		bytes.IndexByte([]byte(" :-0123456789"), text[last-1]) < 0
}

// secondField says that a text before a colon ends with the name of a field that belongs on a line of its own.
func (s *slips) secondField(at int, text []byte, field bool) bool {
	m := lastWord.FindSubmatchIndex(text)
	if m == nil || !field || !s.together(s.name, string(text[m[2]:m[3]])) {
		return false
	}
	before := bytes.TrimRight(text[:m[2]], ` "'`)
	parted := len(before) > 0 && bytes.IndexByte([]byte(",;|/"), before[len(before)-1]) >= 0
	if name := text[m[2]:m[3]]; !parted && s.column == 0 && (s.Front && !s.lacks(name) || !s.Front) { // a sentence may say so
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

// literal looks at a text that a | or > begins, and returns the line after it.
func (s *slips) literal(i, parent int) int {
	first := -1
	for i++; i < len(s.starts); i++ {
		if s.end(i) <= s.starts[i] {
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
			at := s.starts[i] + in
			s.say(at, s.end(i), "this line of the text is not as far in as its first line",
				"Begin all lines of the text in the same column.")
			return i + 1
		}
	}
	return i
}
