package slip

import (
	"bytes"
	"regexp"

	"servicepatterns/internal/diag"
)

// bracket is a list or a group of fields in a flow that is open.
type bracket struct {
	at      int
	close   byte
	colon   bool // the field at hand has its colon
	from    int  // where what follows the last comma, colon or bracket begins
	nothing bool // and that there is nothing there yet
}

// flow is a list in […] or a group in {…}.
type flow struct{ *slips }

var closers = map[byte]byte{'[': ']', '{': '}'}

// read looks at one that begins at a byte of the line i, and returns the line after it.
func (s flow) read(i, at, parent int) int {
	open := []bracket{{at: at, close: closers[s.block[at]], from: at + 1, nothing: true}}
	line := i
	for j := at + 1; j < len(s.block) && s.found == nil; j++ {
		b := &open[len(open)-1]
		fresh := b.nothing // a value begins here
		switch c := s.block[j]; {
		case c == '\n':
			if line++; line >= len(s.starts) || s.leaves(line, parent) {
				s.unclosed(open[0].at, s.block[at])
				return line
			}
		case c == ' ' || c == '\r' || c == '\t':
		case (c == '[' || c == '{') && fresh:
			open = append(open, bracket{at: j, close: closers[c], from: j + 1, nothing: true})
		case c == '[' || c == '{':
			s.say(j, j+1, "a "+string(c)+" inside a value needs quotes", "Put that value in double quotes.")
		case c == b.close:
			inner := b.at
			if open = open[:len(open)-1]; len(open) == 0 {
				s.afterFlow(at, j, line)
				return line + 1
			}
			open[len(open)-1].nothing = false
			s.afterInner(inner, j, line, parent)
		case c == ']' || c == '}':
			s.say(j, j+1, "“"+string(c)+"” closes what “"+string(s.block[b.at])+"” opened",
				"Write “"+string(b.close)+"”, or put the value in double quotes.")
		case c == ',':
			if b.nothing && !b.colon {
				s.say(j, j+1, "nothing stands before this comma", "Delete it, or write what is missing.")
			}
			b.colon, b.from, b.nothing = false, j+1, true
		case (c == '"' || c == '\'') && fresh:
			b.nothing = false
			line, j = s.flowQuotes(line, j, parent)
		case c == ':' && (j+1 == len(s.block) || bytes.IndexByte([]byte(" \n\r,]}"), s.block[j+1]) >= 0):
			if b.colon && b.close == '}' && !s.noComma(b.from, j) {
				s.secondColon(j)
			}
			b.colon, b.from, b.nothing = true, j+1, true
		default:
			b.nothing = false
			s.flowSign(j, fresh)
		}
	}
	if s.found == nil {
		s.unclosed(at, s.block[at])
	}
	return len(s.starts)
}

// flowSign looks at a sign that means something else within a flow.
func (s flow) flowSign(at int, fresh bool) {
	switch c := s.block[at]; {
	case fresh && curly(s.block[at:]):
		s.curlyComma(at)
	case c == '?':
		s.say(at, at+1, "a question mark inside […] or {…} needs quotes", "Put the value that holds it in double quotes.")
	case fresh && (c == '*' || c == '&'):
		s.alias(at, at+1, c, "Put that value in double quotes.")
	case fresh && bytes.IndexByte([]byte("%@`|>!"), c) >= 0:
		s.say(at, at+1, "a value cannot begin with "+string(c), "Put that value in double quotes.")
	case c == '#' && s.block[at-1] == ' ':
		s.say(at, at+1, "what follows # is read as a comment, and the bracket is never closed",
			"Put the value that holds # in double quotes.")
	}
}

// curlyComma says of a value in curly quotes that its comma ends it all the same.
func (s flow) curlyComma(at int) {
	line := diag.LineAt(s.block, at, len(s.block))
	if close := bytes.IndexAny(line, "”’»"); close > 0 && bytes.IndexByte(line[:close], ',') > 0 {
		s.typed(at, at+runeLen(line), notYAMLQuotes, straightQuotes)
	}
}

// flowQuotes looks at a value in quotes within a flow, and returns the line and the byte where it ends.
func (s flow) flowQuotes(line, at, parent int) (last, close int) {
	close, bad := s.closing(line, at, parent)
	switch {
	case close < 0:
		s.say(s.openQuote(line, at))
		return line, at
	case bad >= 0:
		s.badEscape(bad)
	}
	last = s.lineOf(line, close)
	from := s.next(last, close+1, parent)
	if from < 0 {
		return last, close
	}
	next, apart := s.block[from:], from > close+1
	switch name := startsName.FindSubmatch(next); {
	case next[0] == ';':
		s.say(from, from+1, "“;” stands where a comma belongs", "Write a comma and a space.")
	case name != nil && s.isField(string(name[1])), apart && bytes.IndexByte([]byte("\"'[{"), next[0]) >= 0:
		s.missingComma(from, from+max(1, len(firstWord.Find(next))))
	default:
		s.inQuotes(at, close)
	}
	return last, close
}

// next returns where something that parts no values follows a value that ends at a byte of a line, or -1.
func (s flow) next(line, at, parent int) int {
	from := len(s.block) - len(bytes.TrimLeft(s.block[at:], " \r\n"))
	if from == len(s.block) || bytes.IndexByte([]byte(",]}:#"), s.block[from]) >= 0 {
		return -1
	}
	if on := s.lineOf(line, from); on > line && s.leaves(on, parent) {
		return -1 // which is said of the bracket that is not closed
	}
	return from
}

var (
	startsName = regexp.MustCompile(`^["']?([A-Za-z][A-Za-z0-9_-]*)["']?:`)
	semicolon  = regexp.MustCompile(`(;|，|；|、)\s*["']?[A-Za-z][A-Za-z0-9_-]*["']?\s*$`)
)

// noComma says that no comma stands before the field whose colon is at a byte; from is where the value before it begins.
func (s flow) noComma(from, colon int) bool {
	value := s.block[from:colon]
	if m := semicolon.FindSubmatchIndex(value); m != nil {
		s.say(from+m[2], from+m[3], "“"+string(value[m[2]:m[3]])+"” stands where a comma belongs", "Write a comma and a space.")
		return true
	}
	m := lastWord.FindSubmatchIndex(value)
	if m == nil || len(bytes.TrimSpace(value[:m[2]])) == 0 || !s.isField(string(value[m[2]:m[3]])) {
		return false
	}
	s.missingComma(from+m[2], from+m[3])
	return true
}

func (s flow) missingComma(at, end int) {
	s.say(at, end, "there is no comma before this",
		"Write a comma and a space between two fields or values. If this belongs to the value before it, put that in double quotes.")
}

// afterInner looks at what follows a list or a group within another.
func (s flow) afterInner(at, close, line, parent int) {
	from := s.next(line, close+1, parent)
	if from < 0 {
		return
	}
	switch next := s.block[from:]; {
	case next[0] == '[' || next[0] == '{' || startsName.Match(next):
		s.missingComma(from, from+max(1, len(firstWord.Find(next))))
	default:
		s.somethingFollows(at, close, "Put that value in double quotes.")
	}
}

// afterFlow looks at what follows the bracket that closes a flow.
func (s flow) afterFlow(at, close, line int) {
	rest := bytes.TrimLeft(s.block[close+1:max(close+1, s.end(line))], " ")
	from := s.end(line) - len(rest)
	switch {
	case len(rest) == 0 || rest[0] == '#':
		s.ended = true
	case len(bytes.Trim(rest, "]} ")) == 0:
		s.say(from, from+1, "a closing bracket too many stands here", "Delete it, or put the whole value in double quotes.")
	case len(rest) == 1 && (rest[0] == ',' || rest[0] == ';'):
		s.strayComma(from, rest[0])
	default:
		s.somethingFollows(at, close, wholeInQuotes)
	}
}

func (s flow) somethingFollows(at, close int, help string) {
	c := s.block[at]
	what := map[byte]string{'[': "a list", '{': "a group of fields"}[c]
	s.say(at, close+1, "a value that begins with "+string(c)+" is read as "+what+", and something follows its end", help)
}

func (s flow) unclosed(at int, c byte) {
	end := at + 1
	if c == '[' {
		s.say(at, end, `a list that begins with "[" is not closed`, `Add the "]", or put a value that begins with "[" in double quotes.`)
		return
	}
	s.say(at, end, `a group that begins with "{" is not closed`, `Add the "}", or put a value that begins with "{" in double quotes.`)
}
