package source

import (
	"bytes"
	"encoding/json"
	"strconv"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/slip"
)

// span is where a part of the front matter stands in its file, in bytes: a field from its
// name, an item of a list from its dash, each to the end of its last line. Comments and
// empty lines behind it belong to nothing. The parts inside it are told where each has lines
// of its own; those inside {…} and […] are not.
type span struct {
	start, end int
	names      []string // of the parts, when they are fields
	parts      []span
	value      *yaml.Node
}

// Spans tells where the fields of the front matter, which ends before the byte body, and the items of
// its lists stand, as JSON: see appendJSON.
func (s *File) Spans(root *yaml.Node, body int) string {
	return string(s.front(root, body).appendJSON(nil))
}

// front is the span of the front matter, whose fields are its parts.
func (s *File) front(root *yaml.Node, body int) span {
	if len(s.Lines) == 0 {
		return span{}
	}
	closing := bytes.TrimRight(s.Bytes[:body], "\r\n\t ")
	out := span{start: s.Lines[0], end: bytes.LastIndexByte(closing, '\n') + 1, value: root}
	if !otherLines(s.Bytes[out.start:out.end]) {
		s.inside(&out, root)
	}
	return out
}

// otherLines says whether a text has ends of lines that YAML knows and our count of lines
// does not.
func otherLines(block []byte) bool {
	return bytes.Count(block, []byte("\r")) != bytes.Count(block, []byte("\r\n")) || bytes.ContainsAny(block, "\u0085\u2028\u2029")
}

// inside tells the parts of a value whose field or item has the span r.
func (s *File) inside(r *span, n *yaml.Node) {
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	if n.Style&yaml.FlowStyle != 0 || n.Kind == yaml.ScalarNode {
		return
	}
	parts := make([]span, 0, len(n.Content)/step)
	for i := 0; i < len(n.Content); i += step {
		start, ok := s.partStart(n, n.Content[i])
		if last := len(parts) - 1; !ok || start < r.start || start >= r.end || last >= 0 && start <= parts[last].start {
			return
		}
		parts = append(parts, span{start: start})
	}
	for i := range parts {
		end := r.end
		if i+1 < len(parts) {
			end = parts[i+1].start - (n.Column - 1)
		}
		value := n.Content[i*step+step-1]
		parts[i].end = s.partEnd(max(parts[i].start, s.reach(value)), end, n.Column-1)
		parts[i].value = value
		s.inside(&parts[i], value)
		if step == 2 {
			r.names = append(r.names, n.Content[i*step].Value)
		}
	}
	r.parts = parts
}

// partStart is where a field or an item begins. All parts of a group or list begin in one
// column, a field with its name and an item with its dash.
func (s *File) partStart(n, part *yaml.Node) (int, bool) {
	if part.Line < 1 || part.Line > len(s.Lines) || n.Kind == yaml.MappingNode && part.Column != n.Column {
		return 0, false
	}
	start := s.Lines[part.Line-1] + n.Column - 1
	if start >= len(s.Bytes) {
		return 0, false
	}
	rest := s.Bytes[start:]
	if n.Kind == yaml.SequenceNode {
		return start, rest[0] == '-'
	}
	return start, rest[0] == '"' || rest[0] == '\'' || bytes.HasPrefix(rest, []byte(part.Value))
}

// partEnd is where a part ends whose value goes on to the byte from at least, and behind
// which something else begins at the byte end: without the comments before that, unless they
// stand deeper than the part.
func (s *File) partEnd(from, end, indent int) int {
	for end > from {
		line := bytes.LastIndexByte(s.Bytes[:end-1], '\n') + 1
		text := s.Bytes[line:end]
		words := bytes.TrimLeft(text, " ")
		if line <= from || len(bytes.TrimSpace(text)) > 0 && (words[0] != '#' || len(text)-len(words) > indent) {
			break
		}
		end = line
	}
	return end
}

// reach is a byte up to which a value goes on at least: to its closing quotes, when it has
// some. Behind the last scalar of a value there are only brackets and comments, and in one
// without quotes no line begins with #.
func (s *File) reach(n *yaml.Node) int {
	for len(n.Content) > 0 {
		n = n.Content[len(n.Content)-1]
	}
	at := int(s.Pos(n).Start)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		at += slip.Quoted(s.Bytes[at:])
	}
	return at
}

// appendJSON writes a span as [start,end], and behind them what is inside: an object of fields or
// a list of items.
func (r span) appendJSON(b []byte) []byte {
	b = append(strconv.AppendInt(append(b, '['), int64(r.start), 10), ',')
	b = strconv.AppendInt(b, int64(r.end), 10)
	brackets := "[]"
	if r.names != nil {
		brackets = "{}"
	}
	for i, part := range r.parts {
		if i == 0 {
			b = append(b, ',', brackets[0])
		} else {
			b = append(b, ',')
		}
		if r.names != nil {
			name, _ := json.Marshal(r.names[i]) // a text cannot fail
			b = append(append(b, name...), ':')
		}
		b = part.appendJSON(b)
	}
	if len(r.parts) > 0 {
		b = append(b, brackets[1])
	}
	return append(b, ']')
}

// Part is a part of an entry's front matter: a field, or an item of a list. It stands from its name or
// its dash to the end of its last line.
type Part struct {
	Name       string // of a field, "" of an item
	Start, End int
	Parts      []Part     // that have lines of their own
	Value      *yaml.Node // of a field, or an item
}

// Parts reads an entry's front matter, of which only the places are wanted. It returns false when that
// cannot be read.
func Parts(text []byte) (front Part, body int, ok bool) {
	var said diag.List
	s := &File{Bytes: text, List: &said}
	root, pos, ok := s.Split()
	if !ok {
		return Part{}, 0, false
	}
	return s.front(root, int(pos.Start)).part(""), int(pos.Start), true
}

func (r span) part(name string) Part {
	p := Part{Name: name, Start: r.start, End: r.end, Parts: make([]Part, len(r.parts)), Value: r.value}
	for i, inside := range r.parts {
		name := ""
		if r.names != nil {
			name = r.names[i]
		}
		p.Parts[i] = inside.part(name)
	}
	return p
}
