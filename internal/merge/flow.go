package merge

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/slip"
)

// deepest is how many brackets inside each other are taken apart.
const deepest = 4

// brackets fills a node whose value stands between brackets, such as “aliases: [a, b]”. It returns false
// where it cannot be taken apart, as with comments inside, or too deep in others.
func (n *node) brackets(text string, depth int) bool {
	at := valueStart(text, n.name)
	if at >= len(text) || depth > deepest || text[at] != '[' && text[at] != '{' {
		return false
	}
	places, end, ok := divide(text, at+1)
	step := 1
	n.shape = items
	if n.value.Kind == yaml.MappingNode {
		n.shape, step = fields, 2
	}
	if !ok || len(places)*step != len(n.value.Content) {
		n.shape = leaf
		return false
	}
	n.flow, n.head, n.tail, n.note = true, text[:at+1], text[at+1:end+1], text[end+1:]
	for i, place := range places {
		child := &node{value: n.value.Content[i*step+step-1]}
		if step == 2 {
			child.name = n.value.Content[i*step].Value
		}
		inside := text[place[0]:place[1]]
		if child.value.Style&yaml.FlowStyle == 0 || !child.brackets(inside, depth+1) {
			child.scalar(inside)
		}
		child.seal()
		if step == 1 {
			child.find()
		}
		if i == 0 {
			n.head = text[:place[0]]
		} else {
			child.lead = text[places[i-1][1]:place[0]]
		}
		n.tail = text[place[1] : end+1]
		n.parts = append(n.parts, child)
	}
	return true
}

// valueStart is where the value of a field, or of an item, begins in its text.
func valueStart(text, name string) int {
	at := 0
	switch {
	case name == "":
		at = len(text) - len(strings.TrimLeft(text, "-"))
	case text != "" && (text[0] == '"' || text[0] == '\''):
		at = slip.Quoted([]byte(text))
	case strings.HasPrefix(text, name):
		at = len(name)
	}
	rest := text[at:]
	if name != "" {
		rest = strings.TrimPrefix(strings.TrimLeft(rest, " "), ":")
	}
	return len(text) - len(strings.TrimLeft(rest, " "))
}

// divide tells where the parts of a value between brackets stand, from behind the opening one, and where
// the closing one does.
func divide(text string, at int) (places [][2]int, end int, ok bool) {
	depth, start, fresh := 0, at, true // fresh: a quote would open here
	add := func(to int) {
		if part := text[start:to]; strings.TrimSpace(part) != "" {
			from := start + len(part) - len(strings.TrimLeft(part, " \t\r\n"))
			places = append(places, [2]int{from, start + len(strings.TrimRight(part, " \t\r\n"))})
		}
		start = to + 1
	}
	for i := at; i < len(text); i++ {
		switch c := text[i]; c {
		case '"', '\'':
			if fresh {
				i += slip.Quoted([]byte(text[i:])) - 1
			}
			fresh = false
		case '[', '{':
			depth, fresh = depth+1, true
		case ']', '}':
			if depth == 0 {
				add(i)
				return places, i, true
			}
			depth, fresh = depth-1, false
		case ',':
			if depth == 0 {
				add(i)
			}
			fresh = true
		case '#':
			if strings.ContainsAny(text[i-1:i], " \t\r\n,[{") {
				return nil, 0, false
			}
			fresh = false
		case ' ', '\t', '\r', '\n':
		case ':':
			fresh = true
		default:
			fresh = false
		}
	}
	return nil, 0, false
}

// restyled is a node whose parts are written as another writes its own: between brackets, or in lines. It
// returns nil where that cannot be done.
func restyled(n, as *node) *node {
	if n.flow == as.flow {
		return n
	}
	if len(n.comments()) > 0 || n.value == nil {
		return nil
	}
	value := *n.value
	value.Style &^= yaml.FlowStyle
	if as.flow {
		value.Style |= yaml.FlowStyle
	}
	field := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "x"}, &value}}
	var b bytes.Buffer
	b.WriteString("---\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if e.Encode(field) != nil || e.Close() != nil {
		return nil
	}
	front, _, ok := parse(b.String() + "---\n")
	if !ok || len(front.parts) != 1 || front.parts[0].flow != as.flow || !same(front.parts[0], n) {
		return nil
	}
	out := *front.parts[0]
	out.name, out.keys, out.lead = n.name, n.keys, n.lead
	return &out
}
