package merge

import (
	"slices"
	"strings"
)

// Changes tells what is different between two versions of an entry, by field, item and paragraph. What
// belongs to where an entry comes from is left out.
func Changes(before, after []byte) []Change {
	b, _ := normal(before)
	a, _ := normal(after)
	bf, bb, ok1 := parse(b)
	af, ab, ok2 := parse(a)
	d := &differ{changes: []Change{}}
	if !ok1 || !ok2 {
		d.list(byLine(b), byLine(a))
		return d.changes
	}
	d.list(bf, af)
	d.list(bb, ab)
	return d.changes
}

type differ struct {
	where   []string
	changes []Change
}

func (d *differ) list(before, after *node) {
	to := match(before.parts, after.parts)
	from := inverse(to, len(after.parts))
	shuffled := map[int]bool{}
	if after.list {
		shuffled = moved(slices.DeleteFunc(slices.Clone(to), func(j int) bool { return j < 0 }))
	}
	for i, n := range before.parts {
		if to[i] < 0 {
			d.inside(n, func() { d.note(Removed, n.text(), "") })
		}
	}
	for j, n := range after.parts {
		d.inside(n, func() {
			switch {
			case from[j] < 0:
				d.note(Added, "", n.text())
			default:
				if shuffled[j] {
					d.note(Moved, "", "")
				}
				d.pair(before.parts[from[j]], n)
			}
		})
	}
}

// inside does something with the name of a part behind those of what it is in. Fields that are ours alone
// are passed over.
func (d *differ) inside(n *node, do func()) {
	if len(d.where) == 0 && slices.Contains(kept, n.name) {
		return
	}
	d.where = append(d.where, n.name)
	do()
	d.where = d.where[:len(d.where)-1]
}

// pair tells how a part became another.
func (d *differ) pair(before, after *node) {
	switch {
	case same(before, after):
	case len(before.parts) > 0 && len(after.parts) > 0 && before.list == after.list:
		d.list(before, after)
	default:
		d.note(Changed, before.text(), after.text())
	}
}

func (d *differ) note(k Kind, before, after string) {
	d.changes = append(d.changes, changeAt(d.where, k, before, after))
}

// changeAt is a change at a place in the tree.
func changeAt(where []string, k Kind, before, after string) Change {
	c := Change{Where: strings.Join(where, " › "), Kind: k, Before: strings.TrimSpace(before), After: strings.TrimSpace(after)}
	if len(where) > 0 && !strings.Contains(where[0], " ") {
		c.Field = where[0]
	}
	return c
}
