package content

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// slip is a mistake in YAML found by looking at its lines as a person reads them. The
// parser names the place where it was lost, often far below the cause.
type slip struct {
	start, end    int // bytes of the block
	message, help string
	sure          bool // wrong even where the parser can read it
}

// slips reads the lines of a block, each once.
type slips struct {
	block []byte
	lines []string // without their ends
	at    []int    // where each begins
	open  []begun  // the fields whose values may go on, outermost first
	found *slip
}

// begun is a field or item of a list, and how far in it begins.
type begun struct {
	line, indent int
	full         bool // it has its value on its own line
	plain        bool // the value may go on below
}

const inQuotes = "Put the whole value in double quotes."

var (
	keyed     = regexp.MustCompile(`^("[^"]*"|'[^']*'|[^\s"'\[\]{}#&*!|>%@` + "`" + `,:][^:]*?)\s*:(?:\s|$)`)
	nameLike  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*`)
	wordLists = regexp.MustCompile(`^[–—•·▪●*+][ \x{a0}]`)
)

// findSlip returns the first slip in a block, or nil.
func findSlip(block []byte) *slip {
	s := &slips{block: block}
	for at := 0; at <= len(block); {
		end := len(block)
		if i := bytes.IndexByte(block[at:], '\n'); i >= 0 {
			end = at + i
		}
		s.lines, s.at = append(s.lines, strings.TrimRight(string(block[at:end]), "\r")), append(s.at, at)
		at = end + 1
	}
	for i := 0; i < len(s.lines) && s.found == nil; {
		i = s.line(i)
	}
	return s.found
}

// say keeps a slip at a column of a line, in bytes from 0.
func (s *slips) say(line, column, width int, message, help string) {
	if s.found == nil {
		start := s.at[line] + column
		s.found = &slip{start: start, end: min(start+max(width, 1), s.at[line]+len(s.lines[line])), message: message, help: help}
	}
}

// line looks at a line where a field or an item may begin, and returns the next such line.
func (s *slips) line(i int) int {
	text := s.lines[i]
	rest := strings.TrimLeft(text, " ")
	indent := len(text) - len(rest)
	switch {
	case strings.TrimSpace(rest) == "" || strings.HasPrefix(rest, "#"):
		return i + 1
	case strings.HasPrefix(rest, "\u00a0"):
		s.say(i, indent, len("\u00a0"), "a no-break space stands where YAML allows only ordinary spaces", "Delete the spaces at the start of the line and type them again.")
		return i
	case indent == 0 && (rest == "..." || strings.HasPrefix(rest, "... ")):
		s.say(i, 0, 3, `a line of only "..." ends the fields here, and what follows would not be read`, "Take the line out.")
		return i
	case indent == 0 && strings.HasPrefix(rest, "--- "):
		s.say(i, 0, len(rest), `words stand after "---"`, `Write "---" on a line of its own.`)
		return i
	case strings.HasPrefix(rest, "```"):
		s.say(i, indent, len(rest), "a code fence stands among the fields", "Take the lines with ``` out.")
		return i
	}
	for strings.HasPrefix(rest, "- ") || rest == "-" { // an item, perhaps of a list in a list
		s.level(i, indent, true)
		if s.found != nil {
			return i
		}
		s.push(begun{line: i, indent: indent})
		if len(s.open) > maxDepth { // each further "- " would cost as much as all that stand before it
			s.say(i, indent, 1, "lists and fields are nested too deeply", "No field needs more than five levels.")
			return i
		}
		inner := strings.TrimLeft(rest[1:], " ")
		indent += len(rest) - len(inner)
		rest = inner
		if rest == "" {
			return i + 1
		}
		if rest[0] != '-' && !keyed.MatchString(rest) {
			s.open[len(s.open)-1].full = true // the item may go on below
			return s.value(i, indent, indent-1, rest, true)
		}
	}
	m := keyed.FindStringSubmatch(rest)
	if m == nil {
		return s.keyless(i, indent, rest)
	}
	s.level(i, indent, false)
	if s.found != nil {
		return i
	}
	key := m[1]
	if r, size := utf8.DecodeRuneInString(key); r == '“' || r == '”' || r == '‘' || r == '’' {
		s.say(i, indent, size, "curly quotes stand around the name of a field", "Write the name without quotes.")
		s.found.sure = true
		return i
	}
	colon := len(key) + strings.IndexByte(rest[len(key):], ':')
	value := strings.TrimLeft(rest[colon+1:], " \t")
	column := indent + len(rest) - len(value)
	full := value != "" && !strings.HasPrefix(value, "#")
	s.push(begun{line: i, indent: indent, full: full})
	if len(s.open) > maxDepth {
		s.say(i, indent, len(rest), "lists and fields are nested too deeply", "No field needs more than five levels.")
		return i
	}
	if !full {
		return i + 1
	}
	return s.value(i, column, indent, value, false)
}

// push opens a field or item, and closes those that it ends.
func (s *slips) push(f begun) {
	for len(s.open) > 0 && s.open[len(s.open)-1].indent >= f.indent {
		s.open = s.open[:len(s.open)-1]
	}
	s.open = append(s.open, f)
}

// level looks whether a field or item begins where one may.
func (s *slips) level(i, indent int, item bool) {
	if len(s.open) == 0 {
		return
	}
	last := s.open[len(s.open)-1]
	if indent > last.indent {
		if last.full && !item {
			s.say(i, indent, len(s.lines[i])-indent, "this line is further in than the field above it, which has its value already", "Begin it as far in as the field above.")
		}
		return
	}
	for _, f := range s.open {
		if f.indent == indent {
			return
		}
	}
	if first := s.open[0]; indent < first.indent {
		s.say(first.line, 0, first.indent, "this field begins further in than the fields below it", "Take the spaces before it out.")
		return
	}
	s.say(i, 0, indent, "this line begins at no place where a line above it begins", "Begin it as far in as the line above it that belongs to the same list or field.")
}

// keyless looks at a line that is neither field nor item.
func (s *slips) keyless(i, indent int, rest string) int {
	var last begun
	if len(s.open) > 0 {
		last = s.open[len(s.open)-1]
	}
	item := !last.full || indent <= last.indent // else words of a value that goes on
	if mark := wordLists.FindString(rest); mark != "" && item {
		s.say(i, indent, len(mark)-1, fmt.Sprintf("%q is no mark of a list", strings.TrimRight(mark, " \u00a0")), `Begin each item of a list with a hyphen and a space: "- ".`)
		s.found.sure = len(s.open) > 0
		return i
	}
	if strings.HasPrefix(rest, "-\u00a0") && item {
		s.say(i, indent+1, 2, "a no-break space stands after the hyphen", "Delete the space after the hyphen and type it again.")
		s.found.sure = true
		return i
	}
	if strings.HasPrefix(rest, "-") && len(rest) > 1 && !strings.HasPrefix(rest, "---") && !last.full {
		s.say(i, indent, 1, "an item of a list has no space after its hyphen", `Write "- ", then the item.`)
		return i
	}
	if name := nameLike.FindString(rest); name != "" {
		after := rest[len(name):]
		mark := strings.TrimLeft(after, " ")
		column := indent + len(name) + len(after) - len(mark)
		fit := len(s.open) == 0 || indent <= last.indent
		switch {
		case strings.HasPrefix(mark, ":\u00a0"):
			s.say(i, column+1, 2, "a no-break space stands after the colon", "Delete the space after the colon and type it again.")
		case strings.HasPrefix(mark, "：") && (fit || !last.full):
			s.say(i, column, len("："), "this colon is a wide one, which YAML does not read", `Write ":" and a space.`)
		case !fit && last.full: // words of a value that goes on
			return i + 1
		case strings.HasPrefix(mark, ":"):
			s.say(i, column, 1, "a space is missing after the colon", fmt.Sprintf("Write “%s: %s”.", clamp(name), clamp(mark[1:])))
		case strings.HasPrefix(mark, "="):
			s.say(i, column, 1, `"=" stands where ":" belongs`, "Write each field as “name: value”.")
		case strings.HasPrefix(mark, ";"):
			s.say(i, column, 1, `";" stands where ":" belongs`, "Write each field as “name: value”.")
		}
		if s.found != nil {
			s.found.sure = len(s.open) == 0
			return i
		}
	}
	if len(s.open) > 0 && indent > last.indent {
		return i + 1 // a value on the line below its field, or one that goes on
	}
	if len(s.open) > 0 && last.full {
		s.say(i, indent, len(rest), "this line is neither a field nor an item of a list", "If it belongs to the value above, indent it by two spaces. Else write it as “name: value”.")
		return i
	}
	s.say(i, indent, len(rest), `a field's name is not followed by ":"`, "Write each field as “name: value”.")
	return i
}

// clamp shortens what an author wrote for a sentence.
func clamp(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}

// value looks at a value that begins at a column of a line, in a field or item that begins
// at indent; it returns the line after it.
func (s *slips) value(i, column, indent int, value string, item bool) int {
	switch c := value[0]; c {
	case '"', '\'':
		return s.quote(i, column, indent, c)
	case '[', '{':
		return s.flow(i, column, indent, c)
	case '|', '>':
		if !regexpBlock.MatchString(value) {
			s.say(i, column, len(value), fmt.Sprintf(`a value cannot begin with "%c", unless its text stands on the lines below`, c), inQuotes)
			return i
		}
		return s.below(i, indent)
	case '*', '&':
		if c == '*' && strings.ContainsAny(value[1:], "* ") || c == '&' && strings.HasPrefix(value, "& ") || value == string(c) {
			s.say(i, column, len(value), fmt.Sprintf(`a value cannot begin with "%c"`, c), inQuotes)
			return i
		}
	case '%', '@', '`':
		s.say(i, column, len(value), fmt.Sprintf(`a value cannot begin with "%c"`, c), inQuotes)
		return i
	case '-', '?':
		if !item && (value == string(c) || strings.HasPrefix(value[1:], " ")) {
			s.say(i, column, len(value), fmt.Sprintf(`a value cannot begin with "%c "`, c), "Put the value in double quotes, or, if it is a list, begin it on the line below.")
			return i
		}
	}
	plain := value
	if at := strings.Index(plain, " #"); at >= 0 {
		plain = plain[:at]
	}
	if at := strings.Index(plain, ": "); at >= 0 {
		help := inQuotes
		if strings.HasPrefix(value, "“") || strings.HasPrefix(value, "‘") {
			help = "YAML does not read curly quotes: put straight double quotes around the value."
		}
		s.say(i, column+at, 1, `a second ":" in the value reads as another field`, help)
		return i
	} else if trimmed := strings.TrimRight(plain, " "); strings.HasSuffix(trimmed, ":") {
		s.say(i, column+len(trimmed)-1, 1, `a ":" at the end of the value reads as another field`, inQuotes)
		return i
	}
	return i + 1
}

var regexpBlock = regexp.MustCompile(`^[|>][-+0-9]{0,2}\s*(#.*)?$`)

// below skips the text of a value written with | or >.
func (s *slips) below(i, indent int) int {
	for i++; i < len(s.lines); i++ {
		rest := strings.TrimLeft(s.lines[i], " ")
		if rest != "" && len(s.lines[i])-len(rest) <= indent {
			if keyed.MatchString(rest) || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "#") {
				break
			}
			s.say(i, 0, len(s.lines[i]), "this line belongs to the text above it and is not indented", "Indent every line of the text by two spaces more than its field.")
			break
		}
	}
	return i
}

// quote looks for the end of a quoted value, and what follows it.
func (s *slips) quote(i, column, indent int, mark byte) int {
	first, from := i, column+1
	for ; i < len(s.lines); i++ {
		text := s.lines[i]
		rest := strings.TrimLeft(text, " ")
		if i > first && rest != "" && len(text)-len(rest) <= indent && (keyed.MatchString(rest) || strings.HasPrefix(rest, "- ")) {
			break // the next field
		}
		for at := from; at < len(text); at++ {
			switch {
			case mark == '"' && text[at] == '\\':
				if at+1 < len(text) && !strings.ContainsRune("0abtnvfre \"/\\N_LPxuU\t", rune(text[at+1])) || badHex(text[at:]) {
					s.say(i, at, min(2, len(text)-at), `in double quotes "\" begins a code, and this is none`, `Write "/" or "\\", or put the value in single quotes.`)
					return i
				}
				at++
			case text[at] != mark:
			case mark == '\'' && at+1 < len(text) && text[at+1] == mark:
				at++
			default:
				after := strings.TrimLeft(text[at+1:], " \t\u00a0")
				if after == "" || strings.HasPrefix(after, "#") {
					return i + 1
				}
				if i > first { // a quote of another line is no end of this one
					break
				}
				switch {
				case mark == '\'' && at > 0 && at+1 < len(text) && letter(text[at-1]) && letter(text[at+1]):
					s.say(i, at, 1, "an apostrophe ends a value in single quotes", "Put the value in double quotes, or write the apostrophe twice.")
				case strings.IndexByte(text[at+1:], mark) >= 0:
					s.say(i, at, 1, "a quote within the value ends it here", `Put a value that holds " in single quotes, and one that holds ' in double quotes.`)
				default:
					s.say(i, at+1, len(text)-at-1, "words stand after the closing quote", "Put the whole value in quotes, or leave the quotes out.")
				}
				return i
			}
		}
		from = 0
	}
	s.say(first, column, len(s.lines[first])-column, "a quote that is opened here is never closed", "Add the closing quote at the end of the value.")
	s.found.sure = i < len(s.lines) && i > first
	return first
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// badHex says whether a code such as \U0001F600 has too few digits.
func badHex(code string) bool {
	n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[(code + "  ")[1]]
	if len(code) < 2+n {
		return n > 0
	}
	return strings.Trim(code[2:2+n], "0123456789abcdefABCDEF") != ""
}

// flow looks for the end of a list or group in brackets.
func (s *slips) flow(i, column, indent int, mark byte) int {
	first, from := i, column
	what, end := `list that begins with "["`, `"]"`
	if mark == '{' {
		what, end = `group that begins with "{"`, `"}"`
	}
	depth, quote, begins, item := 0, byte(0), true, column
	for ; i < len(s.lines); i++ {
		text := s.lines[i]
		rest := strings.TrimLeft(text, " ")
		if i > first && rest != "" && len(text)-len(rest) <= indent && keyed.MatchString(rest) {
			break
		}
		for at := from; at < len(text); at++ {
			c := text[at]
			switch {
			case quote == '"' && c == '\\':
				at++
				continue
			case quote != 0:
				if c == quote {
					quote = 0
				}
				continue
			case c == ' ':
				continue
			case (c == '"' || c == '\'') && begins:
				quote = c
			case c == '#' && at > 0 && text[at-1] == ' ':
				at = len(text)
			case c == '[' || c == '{':
				depth++
				begins, item = true, at+1
				continue
			case c == ']' || c == '}':
				if depth--; depth == 0 {
					if after := strings.TrimLeft(text[at+1:], " "); after != "" && !strings.HasPrefix(after, "#") {
						s.say(first, column, len(s.lines[first])-column, fmt.Sprintf("a value that begins with \"%c\" ends at its %s, and words follow", mark, end), inQuotes)
						return first
					}
					return i + 1
				}
			case c == ',' || c == ':' && at+1 < len(text) && text[at+1] == ' ':
				begins, item = true, at+1
				continue
			case c == '?' && mark == '[':
				start := item + len(text[item:]) - len(strings.TrimLeft(text[item:], " "))
				s.say(i, start, at-start+1, `a "?" cannot stand in a list in brackets`, `Put this value in double quotes, or write each on a line of its own after "- ".`)
				return i
			case c == '?':
				s.say(i, at, 1, `a "?" cannot stand in a group in braces`, "Put this value in double quotes.")
				return i
			case begins && strings.IndexByte("@`%", c) >= 0:
				s.say(i, at, 1, fmt.Sprintf(`a value cannot begin with "%c"`, c), "Put the value in double quotes.")
				return i
			}
			begins = false
		}
		from, item = 0, 0
	}
	s.say(first, column, len(s.lines[first])-column, "a "+what+" is not closed", fmt.Sprintf("Add the %s, or put a value that begins with \"%c\" in double quotes.", end, mark))
	return first
}
