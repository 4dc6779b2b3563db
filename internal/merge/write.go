package merge

import "strings"

// writer writes nodes as text. Of a conflict it writes both sides with marks, or one of them.
type writer struct {
	strings.Builder
	names names
	side  side
}

type side int

const (
	both side = iota
	oursOnly
	theirsOnly
)

// text is that of the node without its lead, as it stands in its own file.
func (n *node) text() string {
	var w writer
	w.inside(n, n.indent)
	return w.String()
}

// node writes a node on lines of its own.
func (w *writer) node(n *node, indent int) {
	w.lines(n.lead, n.indent, indent)
	switch {
	case n.conflict:
		w.sides(n, func(side *node) {
			if side != nil {
				w.begin(side, indent)
			}
		})
	case n.opensWithConflict():
		w.sides(n.parts[0], func(side *node) {
			w.spaces(indent)
			w.WriteString(n.head)
			w.inside(side, indent+n.offset)
			w.endLine()
		})
		w.rest(n, indent)
	default:
		w.begin(n, indent)
	}
}

func (w *writer) begin(n *node, indent int) {
	w.spaces(indent)
	w.inside(n, indent)
}

// opensWithConflict says whether the part that stands on the first line of a node is a conflict.
func (n *node) opensWithConflict() bool {
	return !n.flow && len(n.parts) > 0 && n.parts[0].conflict && n.behindDash()
}

// behindDash says whether the first part of a node stands on the same line as its head.
func (n *node) behindDash() bool { return n.head != "" && !strings.HasSuffix(n.head, "\n") }

// sides writes both sides of a conflict with marks, or one of them.
func (w *writer) sides(n *node, write func(side *node)) {
	if w.side == both {
		w.endLine()
		w.WriteString("<<<<<<< " + w.names.ours + "\n")
	}
	if w.side != theirsOnly {
		write(n.ours)
		w.endLine()
	}
	if w.side == both {
		w.WriteString("=======\n")
	}
	if w.side != oursOnly {
		write(n.theirs)
		w.endLine()
	}
	if w.side == both {
		w.WriteString(">>>>>>> " + w.names.theirs + "\n")
	}
}

// inside writes a node from its first word on.
func (w *writer) inside(n *node, indent int) {
	w.below(n.head, n.indent, indent)
	switch {
	case n.flow:
		for i, p := range n.parts {
			switch {
			case i == 0:
			case strings.Contains(p.lead, ","):
				w.WriteString(p.lead)
			default:
				w.WriteString(", ")
			}
			w.inside(p, p.indent)
		}
	case len(n.parts) > 0 && n.behindDash():
		w.inside(n.parts[0], indent+n.offset)
		w.rest(n, indent)
		return
	default:
		for _, p := range n.parts {
			w.node(p, indent+n.offset)
		}
	}
	w.below(n.tail, n.indent, indent)
	w.WriteString(n.note)
}

// rest writes what comes behind the first part of a node.
func (w *writer) rest(n *node, indent int) {
	for _, p := range n.parts[1:] {
		w.endLine()
		w.node(p, indent+n.offset)
	}
	w.below(n.tail, n.indent, indent)
	w.WriteString(n.note)
}

func (w *writer) endLine() {
	if s := w.String(); s != "" && s[len(s)-1] != '\n' {
		w.WriteString("\n")
	}
}

func (w *writer) spaces(n int) { w.WriteString(strings.Repeat(" ", n)) }

// below writes a text of which the first line goes on behind what is written, and sets the others in as
// their node is.
func (w *writer) below(text string, from, to int) {
	at := strings.IndexByte(text, '\n') + 1
	if from == to || at == 0 {
		w.WriteString(text)
		return
	}
	w.WriteString(text[:at])
	w.lines(text[at:], from, to)
}

// lines writes whole lines, set in by more or less than they were.
func (w *writer) lines(text string, from, to int) {
	if from == to {
		w.WriteString(text)
		return
	}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			if more := to - from; more > 0 {
				w.spaces(more)
			} else {
				line = line[min(-more, len(line)-len(strings.TrimLeft(line, " "))):]
			}
		}
		w.WriteString(line)
	}
}
