package merge

import (
	"fmt"
	"regexp"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/source"
)

// node is a part of a text: a field, an item of a list, a paragraph. The text of a whole is its lead, its
// head and its parts, one behind the other; that of its parts the same.
type node struct {
	name  string // for people: "questions", "email"
	key   string // by which it is found in another version; "" when its text alone says it
	lead  string // empty lines and comments before it, which belong to nobody
	head  string // the text before its parts, or all of it
	tail  string // the text behind them
	parts []*node
	field bool // it has a name that says which it is
	list  bool // its parts are items or paragraphs, which may move

	placed bool // it does not stand where ours had it
}

// text is that of the node without its lead.
func (n *node) text() string {
	var b strings.Builder
	n.write(&b, false)
	return b.String()
}

func (n *node) write(b *strings.Builder, lead bool) {
	if lead {
		b.WriteString(n.lead)
	}
	b.WriteString(n.head)
	for _, p := range n.parts {
		p.write(b, true)
	}
	b.WriteString(n.tail)
}

// same says whether two nodes say the same. Spaces at the ends of lines say nothing.
func same(a, b *node) bool { return a.plain() == b.plain() }

// plain is what two texts are compared by.
func (n *node) plain() string {
	text := n.text()
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// parse reads a text as a tree: the front matter and the body. It returns false where the front matter
// cannot be read.
func parse(text string) (front, body *node, ok bool) {
	part, start, ok := source.Parts([]byte(text))
	if !ok || part.End == 0 || part.End > start || start > len(text) {
		return nil, nil, false
	}
	front = tree(text, part, 0, start)
	return front, blocks(text[start:]), true
}

// tree makes a node of a part of the front matter, which takes the bytes from start to end.
func tree(text string, part source.Part, start, end int) *node {
	n := &node{name: part.Name}
	at := start
	for i, p := range part.Parts {
		from := lineStart(text, p.Start)
		if i == 0 {
			from = max(p.Start-len(indentBefore(text, p.Start)), start)
			at = min(from, start+len(firstLine(text[start:])))
			n.head = text[start:at]
		}
		from = max(from, at)
		child := tree(text, p, from, p.End)
		child.lead = text[at:from]
		n.list = n.list || p.Name == ""
		n.parts = append(n.parts, child)
		at = p.End
	}
	if len(part.Parts) == 0 {
		n.head = text[start:end]
	} else {
		n.tail = text[at:end]
	}
	if part.Name != "" {
		n.key, n.field = part.Name, true
	} else if start > 0 {
		n.key, n.name = itemKey(n)
	}
	unique(n.parts)
	return n
}

// firstLine is the first line of a text, with its end.
func firstLine(text string) string {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// indentBefore are the spaces between the beginning of a line and a place in it, "" when something else
// stands there, as the dash before the first field of an item.
func indentBefore(text string, at int) string {
	if before := text[lineStart(text, at):at]; strings.TrimLeft(before, " ") == "" {
		return before
	}
	return ""
}

// itemKey is by what an item of a list is found: its id, else its first field, else its text.
func itemKey(n *node) (key, name string) {
	value := func(p *node) string {
		_, v, _ := strings.Cut(p.head, ":")
		return strings.Trim(strings.TrimSpace(v), `"'`)
	}
	for _, p := range n.parts {
		if p.name == "id" {
			return "id " + value(p), value(p)
		}
	}
	name = strings.Trim(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(n.head), "-")), `"'`)
	if len(n.parts) > 0 {
		name = value(n.parts[0])
		return n.parts[0].name + " " + name, short(name)
	}
	return "text " + name, short(name)
}

// short is the beginning of a text, for naming it.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return strings.TrimRight(string(r[:60]), " ") + "…"
	}
	return s
}

// unique gives nodes with the same key different ones.
func unique(nodes []*node) {
	seen := map[string]int{}
	for _, n := range nodes {
		if n.key == "" {
			continue
		}
		seen[n.key]++
		if c := seen[n.key]; c > 1 {
			n.key = fmt.Sprintf("%s\x00%d", n.key, c)
		}
	}
}

var (
	fence  = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	marker = regexp.MustCompile(`^([-*+]|\d{1,9}[.)]) `)
)

// blocks divides a body into paragraphs, headings, items of lists, rows of tables and blocks of code.
func blocks(text string) *node {
	n := &node{list: true}
	var now *node
	open, section, number := "", "", 0
	empty := ""
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		m := fence.FindStringSubmatch(line)
		begins := now == nil || marker.MatchString(line) || strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#")
		switch {
		case open != "":
			now.head += line
			if m != nil && strings.HasPrefix(m[1], open) && trimmed == m[1] {
				open, now = "", nil
			}
			continue
		case trimmed == "":
			empty += line
			now = nil
			continue
		case begins || empty != "" || m != nil:
			now = &node{lead: empty}
			n.parts = append(n.parts, now)
			if strings.HasPrefix(line, "#") {
				section, number = short(strings.Trim(trimmed, "# ")), 0
				now.name = "the heading “" + section + "”"
			} else {
				number++
				now.name = fmt.Sprintf("paragraph %d", number)
				if section != "" {
					now.name = "“" + section + "”, " + now.name
				}
			}
			empty = ""
		}
		now.head += line
		if m != nil {
			open = m[1]
		}
		if strings.HasPrefix(line, "#") {
			now = nil
		}
	}
	n.tail = empty
	return n
}

// normal is a text with LF at the ends of its lines and no byte-order mark, and what brings back what it
// had.
func normal(text []byte) (string, func(string) []byte) {
	start := diag.TextStart(text)
	mark, rest := string(text[:start]), string(text[start:])
	end := "\n"
	if strings.Count(rest, "\r\n")*2 > strings.Count(rest, "\n") {
		end = "\r\n"
	}
	open := rest != "" && !strings.HasSuffix(rest, "\n") // the last line has no end
	return endsLine(strings.ReplaceAll(rest, "\r\n", "\n")), func(s string) []byte {
		if open {
			s = strings.TrimSuffix(s, "\n")
		}
		return []byte(mark + strings.ReplaceAll(s, "\n", end))
	}
}

// endsLine gives a text an end of line, which the last line of a file may lack.
func endsLine(s string) string {
	if s == "" || strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}
