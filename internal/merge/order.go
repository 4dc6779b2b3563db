package merge

// unit is a part of the three versions; those that lack it have nil.
type unit struct {
	base, ours, theirs *node
	moved              bool // by theirs alone
	last, next         *unit
}

// insert puts a unit behind another.
func (u *unit) insert(behind *unit) {
	u.last, u.next = behind, behind.next
	if behind.next != nil {
		behind.next.last = u
	}
	behind.next = u
}

// remove takes a unit out of its row.
func (u *unit) remove() {
	u.last.next = u.next
	if u.next != nil {
		u.next.last = u.last
	}
}

// unitsOf brings together what is the same part in three versions, in the order of ours. What ours does
// not have stands behind what is before it in theirs, and so does what theirs alone moved.
func unitsOf(b, o, t []*node, shape shape) *unit {
	start := &unit{}
	byTheirs := paired(start, b, o, t, shape)
	fromBase := inverse(match(b, t, shape), len(t))
	last := start
	for j, n := range t {
		u := byTheirs[j]
		switch {
		case u == nil:
			u = &unit{theirs: n}
			if k := fromBase[j]; k >= 0 {
				u.base = b[k]
			}
			for last.next != nil && last.next.base == nil && last.next.theirs == nil {
				last = last.next // what ours put there
			}
			u.insert(last)
		case u.moved && u != last.next:
			u.remove()
			u.insert(last)
		}
		last = u
	}
	return start.next
}

// paired makes units of the parts of ours, in their order behind start, and returns those that theirs has
// by their places there.
func paired(start *unit, b, o, t []*node, shape shape) []*unit {
	toOurs, toTheirs := match(b, o, shape), match(b, t, shape)
	ofBase, fromBase := inverse(toOurs, len(o)), inverse(toTheirs, len(t))
	byOurs, byTheirs := map[int]bool{}, map[int]bool{}
	if shape == items {
		byOurs, byTheirs = moved(toOurs), moved(toTheirs)
	}
	var newOurs, newTheirs []*node // that base lacks, and that may be the same
	var at []int
	for j, n := range t {
		if fromBase[j] < 0 {
			newTheirs, at = append(newTheirs, n), append(at, j)
		}
	}
	for i, n := range o {
		if ofBase[i] < 0 {
			newOurs = append(newOurs, n)
		}
	}
	alike := matchNew(newOurs, newTheirs, shape)
	units := make([]*unit, len(t))
	last := start
	for i, n := range o {
		u, j := &unit{ours: n}, -1
		if k := ofBase[i]; k >= 0 {
			u.base, j = b[k], toTheirs[k]
			u.moved = byTheirs[j] && !byOurs[i]
		} else {
			if alike[0] >= 0 {
				j = at[alike[0]]
			}
			alike = alike[1:]
		}
		if j >= 0 {
			u.theirs, units[j] = t[j], u
		}
		u.insert(last)
		last = u
	}
	return units
}
