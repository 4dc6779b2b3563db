package merge

import (
	"slices"
	"sort"
	"strings"
)

// match finds for every node of a list the one of another version that it became, or -1: by its key,
// or, of those without, by its text, by its place between two that match, and by its words.
func match(before, after []*node) []int {
	to := make([]int, len(before))
	taken := make([]bool, len(after))
	byKey := map[string]int{}
	for j, n := range after {
		if n.key != "" {
			byKey[n.key] = j
		}
	}
	for i, n := range before {
		to[i] = -1
		if j, ok := byKey[n.key]; ok && n.key != "" {
			to[i], taken[j] = j, true
		}
	}
	byText(before, after, to, taken)
	byWords(before, after, to, taken)
	return to
}

// byText matches those whose text is the same: first those that are alone with it, in their order; then
// their neighbours; then the others, which have moved.
func byText(before, after []*node, to []int, taken []bool) {
	places := map[string][2][]int{}
	for i, n := range before {
		if to[i] < 0 && !n.field {
			p := places[n.plain()]
			p[0] = append(p[0], i)
			places[n.plain()] = p
		}
	}
	for j, n := range after {
		if !taken[j] {
			if p, ok := places[n.plain()]; ok {
				p[1] = append(p[1], j)
				places[n.plain()] = p
			}
		}
	}
	for _, p := range places {
		if len(p[0]) == 1 && len(p[1]) == 1 {
			to[p[0][0]], taken[p[1][0]] = p[1][0], true
		}
	}
	extend := func(i, j int) bool {
		if i < 0 || j < 0 || i >= len(before) || j >= len(after) || to[i] >= 0 || taken[j] || !same(before[i], after[j]) {
			return false
		}
		to[i], taken[j] = j, true
		return true
	}
	for i := range before {
		if to[i] < 0 {
			continue
		}
		for d := 1; extend(i+d, to[i]+d); d++ {
		}
		for d := 1; extend(i-d, to[i]-d); d++ {
		}
	}
	for _, p := range places {
		free := p[1]
		for _, i := range p[0] {
			for to[i] < 0 && len(free) > 0 {
				if j := free[0]; !taken[j] {
					to[i], taken[j] = j, true
				}
				free = free[1:]
			}
		}
	}
}

// near is how many nodes are compared by their words with each that has no match.
const near = 24

// byWords matches nodes between the same neighbours that have most of their words in common.
func byWords(before, after []*node, to []int, taken []bool) {
	next := 0
	for i, n := range before {
		if to[i] >= 0 {
			next = to[i] + 1
			continue
		}
		if n.field {
			continue
		}
		best, most := -1, 0.4
		for j := next; j < len(after) && j < next+near && !taken[j]; j++ {
			if n.list != after[j].list || after[j].field {
				continue
			}
			if s := alike(n.text(), after[j].text()); s > most {
				best, most = j, s
			}
		}
		if best >= 0 {
			to[i], taken[best] = best, true
			next = best + 1
		}
	}
}

// alike is the share of words that two texts have in common.
func alike(a, b string) float64 {
	wa, wb := strings.Fields(a), strings.Fields(b)
	count := map[string]int{}
	for _, w := range wa {
		count[w]++
	}
	common := 0
	for _, w := range wb {
		if count[w] > 0 {
			count[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(max(1, len(wa)+len(wb)))
}

// moved says which of some places, in the order of another version, do not keep their order: all but the
// most that do.
func moved(places []int) map[int]bool {
	var ends, at []int // of the longest rising rows: the index of its last, by length
	from := make([]int, len(places))
	for i, p := range places {
		n := sort.Search(len(ends), func(k int) bool { return ends[k] >= p })
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
