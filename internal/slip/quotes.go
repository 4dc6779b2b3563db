package slip

import (
	"bytes"
	"regexp"
)

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
		help = "Add the closing quote."
		if s.block[at] == '\'' {
			help += " If it is an apostrophe, put the whole value in double quotes."
		}
		return at, end, "a quote that is opened here is never closed", help
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
			if i++; i >= len(s.starts) || s.leaves(i, parent) {
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
