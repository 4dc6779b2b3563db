package merge

import (
	"crypto/sha256"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/source"
)

// shape is what a node has inside.
type shape int

const (
	leaf   shape = iota
	fields       // each with a name; their order says nothing
	items        // of a list, or paragraphs of a text; they may move
)

// node is a part of a text: a field, an item of a list, a paragraph. Its text is its lead, its head, its
// parts, its tail and its note, one behind the other.
type node struct {
	name   string    // for people: "questions", "email"
	keys   [2]string // by which it is found in another version: its id, its first field; "" when its text alone says it
	shape  shape
	flow   bool   // its parts stand between brackets
	block  string // what it is in the body: "paragraph"
	indent int    // by how far its first line is set in
	offset int    // by how far its parts are set in further
	lead   string // empty lines and comments before it; between brackets, what parts it from the one before
	head   string // the text before its parts, or all of it; without the spaces before its first line
	tail   string // the text behind its parts
	note   string // the comment behind it on its last line, and the end of that line
	parts  []*node
	sum    string // of what it says, whatever it looks like
	value  *yaml.Node

	before       *node // the one before it in its own text
	from         *node // the part of its own text from which a merged one is made
	ours, theirs *node // both sides of a conflict; nil in others
	conflict     bool
}

// same says whether two nodes say the same.
func same(a, b *node) bool { return a != nil && b != nil && a.sum == b.sum }

// reader makes nodes of a text.
type reader struct{ text string }

// parse reads a text as two trees: the front matter and the body. It returns false where the front matter
// cannot be read.
func parse(text string) (front, body *node, ok bool) {
	part, start, ok := source.Parts([]byte(text))
	if !ok || part.End == 0 || part.End > start || start > len(text) || len(part.Parts) == 0 {
		return nil, nil, false
	}
	r := reader{text}
	front = &node{shape: fields, value: part.Value}
	at := lineStart(text, part.Parts[0].Start)
	front.head = text[:part.Start]
	at = r.parts(front, part, min(at, part.Start))
	front.tail = text[at:start]
	front.seal()
	return front, blocks(text[start:]), true
}

// part is the node of a field or an item.
func (r reader) part(p source.Part) *node {
	n := &node{name: p.Name, indent: p.Start - lineStart(r.text, p.Start), value: p.Value}
	text := r.text[p.Start:p.End]
	switch {
	case len(p.Parts) > 0:
		n.shape = items
		if p.Value.Kind == yaml.MappingNode {
			n.shape = fields
		}
		first := p.Parts[0].Start
		at := first
		if strings.TrimSpace(r.text[lineStart(r.text, first):first]) == "" {
			at = p.Start + strings.IndexByte(text, '\n') + 1
		}
		n.head = r.text[p.Start:at]
		n.tail = r.text[r.parts(n, p, at):p.End]
	case p.Value.Style&yaml.FlowStyle != 0 && n.brackets(text, 1):
	default:
		n.scalar(text)
	}
	n.seal()
	if p.Name == "" {
		n.find()
	}
	return n
}

// parts reads what is inside a part, from a byte on, and returns where it ends.
func (r reader) parts(n *node, p source.Part, at int) int {
	for _, inside := range p.Parts {
		child := r.part(inside)
		if line := lineStart(r.text, inside.Start); line > at {
			child.lead = r.text[at:line]
		}
		n.parts = append(n.parts, child)
		at = inside.End
	}
	n.offset = n.parts[0].indent - n.indent
	return at
}

// scalar fills a node that has nothing inside.
func (n *node) scalar(text string) {
	n.head, n.note = strings.TrimSuffix(text, "\n"), "\n"
	if n.head == text {
		n.note = ""
	}
	if n.value.Kind != yaml.ScalarNode {
		n.sum = "text " + n.head // it is taken as a whole, with its comments
		return
	}
	n.sum = "scalar " + n.value.ShortTag() + " " + n.value.Value
	switch comment := n.value.LineComment; {
	case strings.Contains(n.head, "\n"):
		for line := range strings.Lines(n.head) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
				n.sum += "\n" + line
			}
		}
	case comment != "" && strings.HasSuffix(strings.TrimRight(n.head, " \t\r"), comment):
		n.head = strings.TrimRight(n.head[:strings.LastIndex(n.head, comment)], " \t")
		n.note = text[len(n.head):]
	case strings.HasSuffix(n.head, "\r"):
		n.head, n.note = strings.TrimSuffix(n.head, "\r"), "\r\n"
	}
}

// seal sums up what a node says.
func (n *node) seal() {
	if n.shape == leaf {
		return
	}
	sums := make([]string, len(n.parts))
	for i, p := range n.parts {
		if n.shape == fields {
			sums[i] = p.name + "\x00"
		}
		sums[i] += p.sum
	}
	kind := "items"
	if n.shape == fields {
		slices.Sort(sums)
		kind = "fields"
	}
	h := sha256.New()
	for _, s := range sums {
		sum := sha256.Sum256([]byte(s))
		h.Write(sum[:])
	}
	n.sum = kind + string(h.Sum(nil))
}

// find says by what an item of a list is found in another version, and how people call it.
func (n *node) find() {
	if n.shape != fields {
		n.name = short(n.words())
		return
	}
	for _, p := range n.parts {
		if key := p.name + "\x00" + p.sum; p.name == "id" {
			n.keys[0] = key
			n.name = short(p.words())
		} else if n.keys[1] == "" && p.shape == leaf {
			n.keys[1] = key
			if n.name == "" {
				n.name = short(p.words())
			}
		}
	}
}

// words are what a node says: the value of a scalar, or its text.
func (n *node) words() string {
	if n.value != nil && n.value.Kind == yaml.ScalarNode {
		return n.value.Value
	}
	return n.text()
}

// short is the beginning of a text, for naming it.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return strings.TrimRight(string(r[:60]), " ") + "…"
	}
	return s
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

// comments are the comments at a node and inside it.
func (n *node) comments() []string {
	out := n.remarks()
	for _, p := range n.parts {
		out = append(out, p.comments()...)
	}
	return out
}

// remarks are the comments at a node itself.
func (n *node) remarks() []string {
	if n.block != "" {
		return nil
	}
	var out []string
	texts := []string{n.lead, n.tail, n.note}
	if n.shape != leaf && !n.flow {
		texts = append(texts, n.head)
	}
	for _, text := range texts {
		out = append(out, commentsOf(text)...)
	}
	return out
}

// commentsOf are the comments in a text that holds no value.
func commentsOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if i := strings.IndexByte(line, '#'); i == 0 || i > 0 && strings.ContainsAny(line[i-1:i], " \t") {
			out = append(out, strings.TrimSpace(line[i:]))
		}
	}
	return out
}
