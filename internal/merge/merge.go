// Package merge brings together two versions of an entry that both come from a third: ours, and that of
// the library from which ours was copied. Input: three texts. Output: ours with their changes, and marks,
// as git makes them, where both changed the same. It merges by field, item of a list and paragraph, not
// by line: what moved is not changed, and comments, order and spelling of our file stay as they are. No
// word of either side is lost.
package merge

import (
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/source"
)

// Kind is what happened to a part of a text.
type Kind string

// The kinds.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
	Moved   Kind = "moved"
)

// Change is one difference between two texts.
type Change struct {
	Where  string `json:"where"` // "questions › email › ask", "“Evidence”, paragraph 2"
	Field  string `json:"field"` // the field of the front matter, "" for the text
	Kind   Kind   `json:"kind"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Result is what came of a merge.
type Result struct {
	Text      []byte
	Conflicts []Change // each is marked in the text; Before is ours, After theirs
	Taken     []Change // what is theirs in it
}

// kept are fields that are only ever ours: where it comes from, what it was called, when somebody here
// looked at it.
var kept = []string{"adopted-from", "differs", "former-ids", "reviewed"}

// names stand behind the marks of conflicts.
type names struct{ ours, theirs string }

// Merge takes into ours what theirs changed since base. The names stand behind the marks of conflicts.
func Merge(base, ours, theirs []byte, ourName, theirName string) Result {
	b, _ := normal(base, false)
	o, back := normal(ours, true)
	t, _ := normal(theirs, false)
	if b == t || o == t {
		return Result{Text: ours}
	}
	names := names{ourName, theirName}
	r, ok := byPart(b, o, t, names)
	if !ok {
		r = byLine(b, o, t, names)
	}
	if len(r.Conflicts) > 0 && !marked(r.Text) {
		r = byLine("", o, t, names) // check would take the marks for an example in a block of code
	}
	r.Text = back(string(r.Text))
	return r
}

// marked says whether check finds the marks in a text.
func marked(text []byte) bool {
	return !(&source.File{Name: "entry.md", Bytes: text, List: new(diag.List)}).Merged()
}

// byPart merges by field, item and paragraph. It returns false where a text cannot be taken apart, or
// where the whole would not say what its parts do.
func byPart(base, ours, theirs string, names names) (Result, bool) {
	bf, bb, ok1 := parse(base)
	of, ob, ok2 := parse(ours)
	tf, tb, ok3 := parse(theirs)
	if !ok1 || !ok2 || !ok3 {
		return Result{}, false
	}
	for _, front := range []*node{bf, tf} {
		front.parts = slices.DeleteFunc(front.parts, (*node).isKept)
	}
	m := merger{base: map[string]bool{}, known: map[string]bool{}}
	for _, c := range bf.comments() {
		m.base[c], m.known[c] = true, true
	}
	for _, c := range of.comments() {
		m.known[c] = true
	}
	front, _ := m.list(bf, of, tf)
	closing := max(0, strings.LastIndex(front.tail, "---"))
	front.tail = front.tail[:closing] + front.lead + front.tail[closing:]
	body, _ := m.list(bb, ob, tb)
	if len(body.parts) > 0 && len(ob.parts) > 0 {
		body.parts[0].lead = ob.parts[0].lead
	}
	spaced(body.parts)
	d := &differ{}
	d.conflicts(front)
	d.conflicts(body)
	r := Result{Conflicts: d.changes}
	write := func(s side) string {
		w := writer{names: names, side: s}
		w.inside(front, 0)
		w.inside(body, 0)
		return w.String()
	}
	r.Text = []byte(write(both))
	if len(r.Conflicts) > 0 {
		_, _, ok1 = parse(write(oursOnly))
		_, _, ok2 = parse(write(theirsOnly))
	} else {
		f, b, ok := parse(string(r.Text))
		ok1, ok2 = ok && same(f, front), ok && same(b, body)
	}
	d.changes = nil
	d.list(of, front, made)
	d.list(ob, body, made)
	r.Taken = d.changes
	return r, ok1 && ok2
}

// merger merges trees.
type merger struct {
	base  map[string]bool // comments that base has
	known map[string]bool // comments that base or ours has, or that were taken
	taken []string        // comments
}

// list merges what is inside three nodes, of which base may be nil. It returns false where a conflict has
// no place for its marks: between brackets, or behind the dash of an item.
func (m *merger) list(b, o, t *node) (*node, bool) {
	out := *o
	out.from, out.parts = o, nil
	out.lead = m.lead(o, t.lead, t.tail)
	if !t.flow {
		out.lead += m.comments(o, t.head, t.note)
	}
	var base []*node
	if b != nil {
		base = b.parts
	}
	for u := unitsOf(base, o.parts, t.parts, o.shape); u != nil; u = u.next {
		merged := m.unit(u)
		if merged == nil {
			continue
		}
		first := len(out.parts) == 0 && out.behindDash()
		if merged.conflict && (out.flow || first && (merged.ours == nil || merged.theirs == nil)) {
			return nil, false
		}
		if first && !out.flow {
			out.lead += strings.TrimLeft(merged.lead, "\n")
			merged.lead = ""
		}
		out.parts = append(out.parts, merged)
	}
	if len(out.parts) > 0 && len(o.parts) == 0 {
		out.offset = out.parts[0].indent - out.indent
	}
	out.seal()
	return &out, true
}

// lead is what stands before ours, and comments in texts of theirs that are new.
func (m *merger) lead(o *node, theirs ...string) string { return o.lead + m.comments(o, theirs...) }

// comments are lines for the comments in texts of theirs that nobody had.
func (m *merger) comments(o *node, theirs ...string) string {
	var b strings.Builder
	for _, text := range theirs {
		for _, c := range commentsOf(text) {
			if o.block == "" && !m.known[c] {
				m.take(c)
				b.WriteString(strings.Repeat(" ", o.indent) + c + "\n")
			}
		}
	}
	return b.String()
}

// take notes comments of theirs that come into ours.
func (m *merger) take(comments ...string) {
	for _, c := range comments {
		m.known[c] = true
	}
	m.taken = append(m.taken, comments...)
}

// says says whether a node has a comment that is not among some.
func says(n *node, known map[string]bool) bool {
	return slices.ContainsFunc(n.comments(), func(c string) bool { return !known[c] })
}

// unit merges a part. It returns nil when nothing is left of it.
func (m *merger) unit(u *unit) *node {
	b, o, t := u.base, u.ours, u.theirs
	switch {
	case t == nil && b == nil: // ours put it in
		return own(o)
	case o == nil && b == nil:
		added := own(t)
		if t.block == "" && !strings.Contains(t.lead, ",") {
			added.lead = m.comments(t, t.lead)
		}
		return added
	case o == nil:
		if same(b, t) && !says(t, m.known) { // ours took it out
			return nil
		}
		return m.conflict(nil, t)
	case t == nil:
		if same(b, o) && !says(o, m.base) {
			return nil
		}
		return m.conflict(o, nil)
	}
	return m.changed(b, o, t)
}

// changed merges a part that both have.
func (m *merger) changed(b, o, t *node) *node {
	settled := same(o, t) || same(b, t)
	switch {
	case settled && !says(t, m.known):
		return own(o)
	case o.shape != leaf && o.shape == t.shape && (o.flow == t.flow || !settled && !same(b, o)):
		if b != nil && b.shape != o.shape {
			b = nil
		}
		styled := restyled(t, o)
		if styled == nil {
			break
		}
		taken := len(m.taken)
		if merged, ok := m.list(b, o, styled); ok {
			if len(merged.parts) == 0 && len(o.parts) > 0 && !o.flow {
				return nil
			}
			return merged
		}
		for _, c := range m.taken[taken:] {
			delete(m.known, c)
		}
	case settled:
		out := own(o)
		m.note(out, b, o, t)
		out.lead += m.comments(o, append(t.comments(), t.lead)...)
		return out
	case same(b, o):
		return m.replaced(b, o, t)
	}
	return m.conflict(o, t)
}

// replaced is theirs in the place of ours, with the comments of ours.
func (m *merger) replaced(b, o, t *node) *node {
	out := *t
	out.from, out.lead, out.before = o, m.lead(o, t.lead), o.before
	if m.note(&out, b, o, t); t.shape != leaf && !t.flow {
		out.note = t.note
	}
	for _, c := range o.comments() {
		if !strings.Contains(out.lead+out.note, c) && !slices.Contains(out.comments(), c) {
			out.lead += strings.Repeat(" ", o.indent) + c + "\n"
		}
	}
	return &out
}

// note gives a part the comment behind it: that of ours, or theirs where ours had none of its own.
func (m *merger) note(out, b, o, t *node) {
	out.note = o.note
	if was := commentsOf(o.note); b != nil && slices.Equal(was, commentsOf(b.note)) && says(&node{note: t.note}, m.known) {
		out.note = t.note
		m.take(commentsOf(t.note)...)
		return
	}
	out.lead += m.comments(o, t.note)
}

// own is a node as it is.
func own(n *node) *node {
	out := *n
	out.from = n
	return &out
}

// conflict is a part that is marked.
func (m *merger) conflict(o, t *node) *node {
	n := o
	if o == nil {
		n = t
	}
	out := &node{
		name: n.name, block: n.block, indent: n.indent, lead: n.lead, before: n.before, from: n,
		conflict: true, ours: o, theirs: t,
	}
	if o != nil && t != nil {
		out.lead = m.lead(o, t.lead)
	}
	return out
}

// normal is a text with LF at the ends of its lines and no byte-order mark, and what brings back what it
// had. Where ends are mixed, those of ours stay.
func normal(text []byte, ours bool) (string, func(string) []byte) {
	start := diag.TextStart(text)
	mark, rest := string(text[:start]), string(text[start:])
	windows := strings.Count(rest, "\r\n") == strings.Count(rest, "\n")
	open := rest != "" && !strings.HasSuffix(rest, "\n") // the last line has no end
	if open {
		rest += "\n"
	}
	if windows || !ours {
		rest = strings.ReplaceAll(rest, "\r\n", "\n")
	}
	return rest, func(s string) []byte {
		if open {
			s = strings.TrimSuffix(s, "\n")
		}
		if windows {
			s = strings.ReplaceAll(s, "\n", "\r\n")
		}
		return []byte(mark + s)
	}
}
