package merge

import (
	"slices"
	"sort"
	"strings"
)

// match finds for every node of a list the one of another version that it became, or -1: fields by their
// name; items by their id or first field; and what has no such, by what it says, by its place between two
// that match, and by its words.
func match(before, after []*node, shape shape) []int {
	m := matcher{before, after, slices.Repeat([]int{-1}, len(before)), make([]bool, len(after))}
	if shape == fields {
		m.byKey(func(n *node) string { return n.name })
		return m.to
	}
	id, first := func(n *node) string { return n.keys[0] }, func(n *node) string { return n.keys[1] }
	m.alone(id)
	m.alone(first)
	m.bySum()
	m.byWords()
	m.byKey(id)
	m.byKey(first)
	return m.to
}

// matchNew does it for nodes that two people added, which are the same only when they are called so, or
// say the same.
func matchNew(ours, theirs []*node, shape shape) []int {
	m := matcher{ours, theirs, slices.Repeat([]int{-1}, len(ours)), make([]bool, len(theirs))}
	if shape == fields {
		return match(ours, theirs, shape)
	}
	m.byKey(func(n *node) string { return n.keys[0] })
	m.byKey(func(n *node) string { return n.sum })
	m.alone(func(n *node) string { return n.keys[1] })
	return m.to
}

type matcher struct {
	before, after []*node
	to            []int
	taken         []bool
}

func (m *matcher) pair(i, j int) { m.to[i], m.taken[j] = j, true }

// byKey matches those with the same key, the first with the first.
func (m *matcher) byKey(key func(*node) string) {
	places := map[string][]int{}
	for j, n := range m.after {
		if k := key(n); k != "" && !m.taken[j] {
			places[k] = append(places[k], j)
		}
	}
	for i, n := range m.before {
		if free := places[key(n)]; m.to[i] < 0 && len(free) > 0 {
			m.pair(i, free[0])
			places[key(n)] = free[1:]
		}
	}
}

// alone matches those that alone have a key in each version.
func (m *matcher) alone(key func(*node) string) {
	count := map[string][2]int{}
	for i, n := range m.before {
		if m.to[i] < 0 {
			c := count[key(n)]
			count[key(n)] = [2]int{c[0] + 1, c[1]}
		}
	}
	for j, n := range m.after {
		if c, ok := count[key(n)]; ok && !m.taken[j] {
			count[key(n)] = [2]int{c[0], c[1] + 1}
		}
	}
	m.byKey(func(n *node) string {
		if k := key(n); count[k] == [2]int{1, 1} {
			return k
		}
		return ""
	})
}

// bySum matches those that say the same: first those that are alone with it; then their neighbours; then
// the others, which have moved.
func (m *matcher) bySum() {
	m.alone(func(n *node) string { return n.sum })
	extend := func(i, j int) bool {
		if i < 0 || j < 0 || i >= len(m.before) || j >= len(m.after) || m.to[i] >= 0 || m.taken[j] || !same(m.before[i], m.after[j]) {
			return false
		}
		m.pair(i, j)
		return true
	}
	for d := 0; extend(d, d); d++ {
	}
	for d := 1; extend(len(m.before)-d, len(m.after)-d); d++ {
	}
	for i := range m.before {
		if m.to[i] < 0 {
			continue
		}
		for d := 1; extend(i+d, m.to[i]+d); d++ {
		}
		for d := 1; extend(i-d, m.to[i]-d); d++ {
		}
	}
	m.byKey(func(n *node) string { return n.sum })
}

// near is how many nodes are compared by their words with each that has no match; few is how many may be
// compared wherever they stand.
const (
	near = 24
	few  = 64
)

// byWords matches nodes that have most of their words in common: first those between the same neighbours,
// then, where only few are left, all.
func (m *matcher) byWords() {
	texts := map[*node][]string{}
	words := func(n *node) []string {
		if _, ok := texts[n]; !ok {
			texts[n] = strings.Fields(n.text())
		}
		return texts[n]
	}
	next := 0
	for i, n := range m.before {
		if m.to[i] >= 0 {
			next = m.to[i] + 1
			continue
		}
		if j := next; m.replaces(i, j) {
			m.pair(i, j)
			next++
			continue
		}
		best, most := -1, 0.4
		for j := next; j < min(len(m.after), next+near) && !m.taken[j]; j++ {
			if s := alike(words(n), words(m.after[j])); s > most && n.likely(m.after[j]) {
				best, most = j, s
			}
		}
		if best >= 0 {
			m.pair(i, best)
			next = best + 1
		}
	}
	var left []int
	for j := range m.after {
		if !m.taken[j] {
			left = append(left, j)
		}
	}
	if len(left) > few {
		return
	}
	for i, n := range m.before {
		for _, j := range left {
			if m.to[i] < 0 && !m.taken[j] && n.likely(m.after[j]) && len(words(n)) > 4 && alike(words(n), words(m.after[j])) > 0.7 {
				m.pair(i, j)
			}
		}
	}
}

// replaces says whether one node stands where another stood, alone between the same neighbours, and has no
// name that could be another.
func (m *matcher) replaces(i, j int) bool {
	alone := (i == 0 || m.to[i-1] >= 0) && (i+1 == len(m.before) || m.to[i+1] >= 0) && j < len(m.after) && !m.taken[j] &&
		(j+1 == len(m.after) || m.taken[j+1])
	return alone && m.before[i].shape == leaf && m.before[i].likely(m.after[j])
}

// likely says whether a node may have become another at all.
func (n *node) likely(other *node) bool { return n.shape == other.shape && n.block == other.block }

// alike is the share of words that two texts have in common.
func alike(a, b []string) float64 {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	common := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, len(a)+len(b)))
}

// moved says which of some places, in the order of another version, do not keep their order: all but the
// most that do. Places below 0 are none.
func moved(places []int) map[int]bool {
	places = slices.DeleteFunc(slices.Clone(places), func(p int) bool { return p < 0 })
	var ends, at []int // of the longest rising rows: the index of its last, by length
	from := make([]int, len(places))
	for i, p := range places {
		n := sort.SearchInts(ends, p)
		if n == len(ends) {
			ends, at = append(ends, p), append(at, i)
		} else {
			ends[n], at[n] = p, i
		}
		from[i] = -1
		if n > 0 {
			from[i] = at[n-1]
		}
	}
	out := map[int]bool{}
	for _, p := range places {
		out[p] = true
	}
	if len(at) > 0 {
		for i := at[len(at)-1]; i >= 0; i = from[i] {
			delete(out, places[i])
		}
	}
	return out
}

// inverse turns a match round.
func inverse(to []int, n int) []int {
	out := slices.Repeat([]int{-1}, n)
	for i, j := range to {
		if j >= 0 {
			out[j] = i
		}
	}
	return out
}
