package merge

import (
	"slices"
	"strings"
)

// Changes tells what is different between two versions of an entry, by field, item and paragraph. What
// belongs to where an entry comes from is left out.
func Changes(before, after []byte) []Change {
	b, _ := normal(before, false)
	a, _ := normal(after, false)
	bf, bb, ok1 := parse(b)
	af, ab, ok2 := parse(a)
	d := &differ{changes: []Change{}}
	if !ok1 || !ok2 {
		d.changes = append(d.changes, byLine(b, b, a, names{}).Taken...)
		return d.changes
	}
	d.list(bf, af, match)
	d.list(bb, ab, match)
	return d.changes
}

type differ struct {
	where   []*node
	changes []Change
}

// A matching finds for every node of a list the one that it became, or -1.
type matching func(before, after []*node, shape shape) []int

// made finds what a merge made of each node. What it took as a whole says nothing of that.
func made(before, after []*node, shape shape) []int {
	if len(after) > 0 && after[0].from == nil {
		return match(before, after, shape)
	}
	place := map[*node]int{}
	for j, n := range after {
		place[n.from] = j
	}
	to := make([]int, len(before))
	for i, n := range before {
		to[i] = -1
		if j, ok := place[n]; ok {
			to[i] = j
		}
	}
	return to
}

func (d *differ) list(before, after *node, match matching) {
	to := match(before.parts, after.parts, after.shape)
	from := inverse(to, len(after.parts))
	shuffled := map[int]bool{}
	if after.shape == items {
		shuffled = moved(to)
	}
	for i, n := range before.parts {
		if to[i] < 0 {
			d.inside(n, func() { d.note(Removed, n.shown(), "") })
		}
	}
	for j, n := range after.parts {
		d.inside(n, func() {
			switch {
			case n.conflict:
			case from[j] < 0:
				d.note(Added, "", n.shown())
			default:
				if shuffled[j] {
					d.note(Moved, "", "")
				}
				d.pair(before.parts[from[j]], n, match)
			}
		})
	}
}

// inside does something at a part of what it is at. Fields that are ours alone are passed over.
func (d *differ) inside(n *node, do func()) {
	if len(d.where) == 0 && n.isKept() {
		return
	}
	d.where = append(d.where, n)
	do()
	d.where = d.where[:len(d.where)-1]
}

// isKept says whether a field of an entry is only ever ours.
func (n *node) isKept() bool { return n.block == "" && slices.Contains(kept, n.name) }

// pair tells how a part became another.
func (d *differ) pair(before, after *node, match matching) {
	said := func(was, is []string) {
		if !slices.Equal(was, is) {
			d.note(Changed, strings.Join(was, "\n"), strings.Join(is, "\n"))
		}
	}
	switch {
	case same(before, after) && slices.Equal(before.comments(), after.comments()):
	case before.shape != leaf && before.shape == after.shape:
		said(before.remarks(), after.remarks())
		d.list(before, after, match)
	case same(before, after):
		said(before.comments(), after.comments())
	default:
		d.note(Changed, before.shown(), after.shown())
	}
}

// conflicts notes each conflict of a merged tree.
func (d *differ) conflicts(n *node) {
	for _, p := range n.parts {
		d.inside(p, func() {
			if p.conflict {
				d.note(Changed, p.ours.shown(), p.theirs.shown())
			}
			d.conflicts(p)
		})
	}
}

func (d *differ) note(k Kind, before, after string) {
	names := make([]string, len(d.where))
	for i, n := range d.where {
		names[i] = n.name
	}
	c := Change{Where: strings.Join(names, " › "), Kind: k, Before: before, After: after}
	if d.where[0].block == "" {
		c.Field = names[0]
	}
	d.changes = append(d.changes, c)
}

// shown is the text of a node as people are shown it.
func (n *node) shown() string {
	if n == nil {
		return ""
	}
	var w writer
	w.inside(n, 0)
	return strings.TrimSpace(w.String())
}
