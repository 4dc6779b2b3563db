// Package merge brings together two versions of an entry that both come from a third: ours, and that of
// the library from which ours was copied. Input: three texts. Output: ours with their changes, and marks,
// as git makes them, where both changed the same. It merges by field, item of a list and paragraph, not
// by line: what moved is not changed, and comments, order and spelling of our file stay as they are. No
// word of either side is lost.
package merge

import (
	"slices"
	"strings"

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

// Merge takes into ours what theirs changed since base. The names stand behind the marks of conflicts.
func Merge(base, ours, theirs []byte, ourName, theirName string) Result {
	b, _ := normal(base)
	o, back := normal(ours)
	t, _ := normal(theirs)
	if b == t {
		return Result{Text: ours}
	}
	m := merger{ours: ourName, theirs: theirName}
	text, ok := m.entry(b, o, t)
	if _, _, reads := source.Parts([]byte(text)); !ok || len(m.conflicts) == 0 && !reads {
		m = merger{ours: ourName, theirs: theirName} // what cannot be taken apart is merged line by line
		merged, _ := m.list(byLine(b), byLine(o), byLine(t))
		text = merged.text()
	}
	return Result{Text: back(text), Conflicts: m.conflicts, Taken: m.taken}
}

func byLine(text string) *node {
	n := &node{list: true}
	for line := range strings.Lines(text) {
		n.parts = append(n.parts, &node{name: "a line", head: line})
	}
	return n
}

type merger struct {
	ours, theirs     string
	where            []string
	conflicts, taken []Change
}

func (m *merger) entry(base, ours, theirs string) (string, bool) {
	bf, bb, ok1 := parse(base)
	of, ob, ok2 := parse(ours)
	tf, tb, ok3 := parse(theirs)
	if !ok1 || !ok2 || !ok3 {
		return "", false
	}
	front, _ := m.list(bf, of, tf)
	m.where = nil
	body, _ := m.list(bb, ob, tb)
	if len(body.parts) > 0 && len(ob.parts) > 0 {
		body.parts[0].lead = ob.parts[0].lead
	}
	space(body.parts)
	return front.text() + body.text(), true
}

// unit is a part of the three versions; those that lack it have nil.
type unit struct {
	base, ours, theirs *node
	theirsMoved        bool
}

// list merges the parts of three nodes. It returns false where the first part of an item, which stands
// behind its dash, cannot be marked.
func (m *merger) list(b, o, t *node) (*node, bool) {
	units := unitsOf(b, o, t)
	out := &node{name: o.name, key: o.key, lead: o.lead, list: o.list}
	base := b
	if b == nil {
		base = &node{}
	}
	out.head, out.tail = notes(base.head, o.head, t.head), notes(base.tail, o.tail, t.tail)
	behindDash := o.head != "" && !strings.HasSuffix(o.head, "\n")
	shift := indent(o.parts) - indent(t.parts)
	for i, u := range units {
		conflicts := len(m.conflicts)
		merged := m.unit(u, shift)
		if merged == nil {
			continue
		}
		if behindDash && len(out.parts) == 0 {
			if len(m.conflicts) > conflicts {
				return nil, false
			}
			if merged != u.ours || i > 0 {
				merged.head = strings.TrimLeft(merged.head, " ")
				merged.lead = ""
			}
		}
		out.parts = append(out.parts, merged)
	}
	return out, true
}

// indent is by how many spaces the parts of a node are set in.
func indent(parts []*node) int {
	for _, p := range parts {
		if n := len(p.head) - len(strings.TrimLeft(p.head, " ")); n > 0 {
			return n
		}
	}
	return 0
}

// unitsOf brings together what is the same part in three versions, in the order of ours. What ours lacks
// stands behind what is before it in theirs; so does what only theirs moved.
func unitsOf(b, o, t *node) []*unit {
	units, byTheirs, fromBase := paired(b, o, t)
	last := -1
	for j, n := range t.parts {
		u := byTheirs[j]
		if u == nil {
			u = &unit{theirs: n, base: fromBase[j]}
			if last = behind(units, last); last == 0 && !o.list {
				last = len(units) // the first field of an item stands behind its dash
			}
			units = slices.Insert(units, last, u)
			continue
		}
		is := slices.Index(units, u)
		if u.theirsMoved && is != last+1 {
			units = slices.Delete(units, is, is+1)
			if is <= last {
				last--
			}
			units = slices.Insert(units, last+1, u)
			is = last + 1
		}
		last = is
	}
	return units
}

// paired brings together what ours has with what it is in the two others. It also returns the units by
// the parts of theirs, and what those are in base.
func paired(b, o, t *node) (units, byTheirs []*unit, base []*node) {
	var bp []*node
	if b != nil {
		bp = b.parts
	}
	fromOurs, toTheirs := inverse(match(bp, o.parts), len(o.parts)), match(bp, t.parts)
	shuffled := map[int]bool{}
	if o.list {
		shuffled = moved(slices.DeleteFunc(slices.Clone(toTheirs), func(j int) bool { return j < 0 }))
	}
	base, byTheirs = make([]*node, len(t.parts)), make([]*unit, len(t.parts))
	var newOurs, newTheirs []*node // that base lacks; both may have put in the same
	var at []int
	for j, i := range inverse(toTheirs, len(t.parts)) {
		if i >= 0 {
			base[j] = bp[i]
		} else {
			newTheirs, at = append(newTheirs, t.parts[j]), append(at, j)
		}
	}
	for i, n := range o.parts {
		if fromOurs[i] < 0 {
			newOurs = append(newOurs, n)
		}
	}
	alike, next := match(newOurs, newTheirs), 0
	for i, n := range o.parts {
		u, j := &unit{ours: n}, -1
		if k := fromOurs[i]; k >= 0 {
			u.base, j = bp[k], toTheirs[k]
		} else {
			if k := alike[next]; k >= 0 {
				j = at[k]
			}
			next++
		}
		if j >= 0 {
			u.theirs, u.theirsMoved, byTheirs[j] = t.parts[j], shuffled[j] && u.base != nil, u
		}
		units = append(units, u)
	}
	return units, byTheirs, base
}

// behind is the place behind a unit and what ours put behind that.
func behind(units []*unit, last int) int {
	for last++; last < len(units) && units[last].base == nil && units[last].theirs == nil; last++ {
	}
	return last
}

// notes merges comments: ours, with lines that theirs added.
func notes(b, o, t string) string {
	if t == b || strings.TrimSpace(t) == "" {
		return o
	}
	if o == b {
		return t
	}
	for line := range strings.Lines(t) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") && !strings.Contains(o, line) && !strings.Contains(b, line) {
			o = endsLine(o) + line + "\n"
		}
	}
	return o
}

// unit merges a part. It returns nil when nothing is left of it.
func (m *merger) unit(u *unit, shift int) *node {
	n := cmpNode(u.ours, u.theirs, u.base)
	m.where = append(m.where, n.name)
	defer func() { m.where = m.where[:len(m.where)-1] }()
	if len(m.where) == 1 && slices.Contains(kept, n.name) {
		return u.ours
	}
	b, o, t := u.base, u.ours, u.theirs
	switch {
	case o == nil && t == nil: // base alone has it
		return nil
	case o == nil && b == nil:
		m.take(Added, "", t.text())
		return shifted(t, shift)
	case o == nil && same(b, t): // ours took it out
		return nil
	case t == nil && b != nil && same(b, o):
		m.take(Removed, o.text(), "")
		return nil
	case t == nil && b == nil: // ours put it in
		return o
	case o == nil || t == nil:
		return m.conflict(o, t, shift)
	}
	if b != nil {
		o.lead = notes(b.lead, o.lead, t.lead)
	} else {
		o.lead = notes("", o.lead, t.lead)
	}
	if u.theirsMoved {
		m.take(Moved, "", "")
		o.placed = true
	}
	switch {
	case same(o, t), b != nil && same(b, t):
		return o
	case b != nil && same(b, o):
		m.differences(o, t)
		taken := shifted(t, shift)
		taken.lead, taken.placed = o.lead, o.placed
		return taken
	case len(o.parts) > 0 && len(t.parts) > 0 && o.list == t.list:
		conflicts, took := len(m.conflicts), len(m.taken)
		if merged, ok := m.list(b, o, t); ok {
			merged.placed = o.placed
			if len(merged.parts) == 0 {
				return nil
			}
			return merged
		}
		m.conflicts, m.taken = m.conflicts[:conflicts], m.taken[:took]
	}
	return m.conflict(o, t, shift)
}

func cmpNode(nodes ...*node) *node {
	for _, n := range nodes {
		if n != nil {
			return n
		}
	}
	return &node{}
}

// differences notes what is taken where ours is as it was.
func (m *merger) differences(o, t *node) {
	var d differ
	d.where = m.where
	d.pair(o, t)
	m.taken = append(m.taken, d.changes...)
}

func (m *merger) take(k Kind, before, after string) {
	m.taken = append(m.taken, changeAt(m.where, k, before, after))
}

// conflict marks both sides.
func (m *merger) conflict(o, t *node, shift int) *node {
	n := &node{lead: cmpNode(o, t).lead, placed: true}
	var ours, theirs string
	if o != nil {
		ours = endsLine(o.text())
	}
	if t != nil {
		theirs = endsLine(shifted(t, shift).text())
	}
	m.conflicts = append(m.conflicts, changeAt(m.where, Changed, ours, theirs))
	n.head = "<<<<<<< " + m.ours + "\n" + ours + "=======\n" + theirs + ">>>>>>> " + m.theirs + "\n"
	return n
}

// shifted is a node set in by so many spaces more, or fewer.
func shifted(n *node, by int) *node {
	out := *n
	out.placed = true
	if by == 0 {
		return &out
	}
	var b strings.Builder
	for line := range strings.Lines(n.text()) {
		switch {
		case strings.TrimSpace(line) == "":
		case by > 0:
			line = strings.Repeat(" ", by) + line
		default:
			line = line[min(-by, len(line)-len(strings.TrimLeft(line, " "))):]
		}
		b.WriteString(line)
	}
	out.head, out.parts, out.tail = b.String(), nil, ""
	return &out
}

// space keeps an empty line around what was put between paragraphs.
func space(parts []*node) {
	row := func(n *node) bool { return marker.MatchString(n.head) || strings.HasPrefix(n.head, "|") }
	for i := 1; i < len(parts); i++ {
		if (parts[i].placed || parts[i-1].placed) && !strings.Contains(parts[i].lead, "\n") && !(row(parts[i]) && row(parts[i-1])) {
			parts[i].lead += "\n"
		}
	}
}
