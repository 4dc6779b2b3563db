package slip

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"servicepatterns/internal/diag"
)

var (
	closeColon   = regexp.MustCompile("^([A-Za-z][A-Za-z0-9_-]*)(:|: ?\u00a0|：)")
	otherComment = regexp.MustCompile(`^(?://|/\*|<!--)`)
	otherSign    = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*) ?(=|;|->|=>) ?`)
)

// fence looks for a line that was to close the front matter.
func (s *slips) fence(at, end, column int, text []byte) bool {
	if !s.Front || column > 0 {
		return false
	}
	message, help := Fence(text)
	if message == "" {
		return false
	}
	s.sayAs(diag.FrontMatterOpen, at, end, message, help)
	return s.found != nil
}

// signs looks for what a word processor types where a line of YAML begins.
func (s *slips) signs(at, column int, text []byte) bool {
	if !s.goesOn(column) {
		if m := noBreak.Find(text); m != nil {
			s.typed(at, at+len(m), "a no-break space stands where the line is indented",
				"Delete the spaces before the first letter and type ordinary ones.")
			return true
		}
		if m := typedDash.Find(text); m != nil {
			m = bytes.TrimRight(m, " \t\u00a0")
			s.typed(at, at+len(m), "“"+string(m)+"” begins no item of a list", "Begin each item with a hyphen and a space: “- ”.")
			return true
		}
	}
	if m := typedNumber.Find(text); m != nil && !s.value {
		s.say(at, at+len(m)-1, "“"+string(bytes.TrimSpace(m))+"” begins no item of a list",
			"Begin each item with a hyphen and a space: “- ”.")
		return s.found != nil
	}
	if len(text) < 2 || text[0] != '-' {
		return false
	}
	switch {
	case noBreak.Match(text[1:]):
		s.typed(at+1, at+3, "a no-break space stands after the hyphen", "Delete it and type an ordinary space.")
	case text[1] == '\t':
		s.sayAs(diag.YAMLTab, at+1, at+2, "a tab stands where YAML allows only spaces", "Type one space after the hyphen.")
	case closeDash.Match(text) && !s.value && column > 0:
		s.typed(at, at+1, noSpace, "Write a space after the hyphen: “- ”.")
	case text[1] != ' ' && text[1] != '-' && (s.item() == column || !s.value):
		s.say(at, at+1, noSpace, "Write a space after the hyphen: “- ”.")
	}
	return s.found != nil
}

const noSpace = "a hyphen that begins an item of a list has no space after it"

// noItem says why no item of a list can begin where one does.
func (s *slips) noItem(at, end, column int, text []byte, deeper bool) {
	rest := bytes.TrimLeft(text[1:], " ")
	colon := -1
	if len(rest) > 0 {
		colon = keyEnd(rest)
	}
	name := string(rest[:max(colon, 0)])
	switch {
	case s.ofEntry(column, text), !deeper && s.together(s.name, name):
		s.say(at, at+1, "a hyphen stands before a field that is no item of a list",
			"Delete the hyphen, and begin the field in the column of those it belongs to.")
	case deeper:
		s.say(at, end, "this item does not begin in the column of the items above it", "Begin all items of a list in the same column.")
	default:
		s.say(at, end, "this item belongs to no list: the field above has its value already",
			"Write all items below the field, each after a hyphen, or all in brackets: [one, two].")
	}
}

// ofEntry says whether an item at the margin is a field of the entry with a hyphen before it.
func (s *slips) ofEntry(column int, item []byte) bool {
	name := startsName.FindSubmatch(bytes.TrimLeft(item[1:], " "))
	return name != nil && s.Front && column == 0 && (len(s.columns) == 0 || s.value) && slices.Contains(s.Fields[0], string(name[1]))
}

// noField looks at a line that is neither a field nor an item of a list.
func (s *slips) noField(i, at, column int, text []byte) int {
	if s.goesOn(column) {
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
		parent := column - 1
		if text[0] == '"' || text[0] == '\'' {
			parent = column
		}
		if next := s.scalar(i, at, s.end(i), parent, false); s.found != nil {
			return next
		}
	}
	if sign := otherComment.Find(text); sign != nil {
		s.say(at, at+len(sign), "“"+string(sign)+"” begins no comment here", "Begin a note with # and a space, or delete it.")
		return i + 1
	}
	s.words(i, at, column, text)
	return i + 1
}

// words says of a line of words why it is read as nothing.
func (s *slips) words(i, at, column int, text []byte) {
	end := s.end(i)
	word := string(firstWord.Find(text))
	switch {
	case s.value && s.ended && column > s.column:
		s.say(at, end, "this line follows a value that its quotes or brackets have ended",
			"If it belongs to the value, put it inside them.")
	case s.value && column > s.column && column == s.item():
		s.say(at, end, "there is no hyphen before this item of the list",
			"Begin it with a hyphen and a space: “- ”. If it belongs to the item above, indent it further.")
	case slices.Contains(s.Fields[0], strings.ToLower(word)):
		s.say(at, at+len(word), "there is no colon after “"+word+"”",
			"Write “"+strings.ToLower(word)+": …”. If the line belongs to the value above, indent it.")
	case s.Front && column == 0 && i > 0 && s.end(i-1) <= s.starts[i-1]:
		s.say(at, end, notAField, "If the text of the page begins here, write a line of only \"---\" above it. Else write “name: value”.")
	case len(s.starts) == 1: // that fields belong here is said of the whole
	default:
		s.say(at, end, notAField, "Write “name: value”. If the line belongs to the value above, indent it, or write both on one line.")
	}
}

const notAField = "this line is no field: no name and colon begin it"

// line looks at the line i and returns the next that is none of its value's.
func (s *slips) line(i int) int {
	end, column := s.end(i), s.indent(i)
	at := s.starts[i] + column
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

// atMargin says whether a field at the margin is none of the entry, and one of the item above it, whose
// hyphen stands there, too.
func (s *slips) atMargin(name string) bool {
	return s.Front && s.item() == 0 && s.column > 0 && !slices.Contains(s.Fields[0], name) && s.together(s.name, name)
}

// lacks says whether front matter has no line with a field of this name, which belongs to every entry.
func (s *slips) lacks(name []byte) bool {
	return slices.Contains([]string{"title", "summary"}, string(name)) && !bytes.Contains(append([]byte("\n"), s.block...),
		slices.Concat([]byte("\n"), name, []byte(":")))
}

// field looks at a line with a field, whose name ends at colon.
func (s *slips) field(i, at, end, column, colon int, isItem bool) int {
	text := s.block[at:end]
	switch name := string(text[:colon]); {
	case isItem:
		s.open(column)
	case column == 0 && s.atMargin(name):
		s.typed(at, at+colon, "“"+name+"” belongs to the item above, and stands at the margin",
			"Begin it in the column of “"+s.name+"”: two spaces further in than the hyphen.")
		return i + 1
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

// leaves says whether the line i cannot belong to a value that began further out.
func (s *slips) leaves(i, parent int) bool {
	at := s.starts[i] + s.indent(i)
	text := s.block[at:max(at, s.end(i))]
	if len(text) == 0 || s.indent(i) > parent {
		name, _, _ := bytes.Cut(text, []byte(":"))
		return len(text) > 0 && s.indent(i) > parent && parent >= 0 && startsField.Match(text) && fieldName.Match(name) &&
			s.indent(i) <= s.column
	}
	return startsField.Match(text) || text[0] == '-'
}
