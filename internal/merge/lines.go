package merge

import (
	"fmt"
	"slices"
	"strings"
)

// byLine merges what cannot be taken apart as an entry, as git does it.
func byLine(base, ours, theirs string, names names) Result {
	lines := func(text string) []string { return slices.Collect(strings.Lines(text)) }
	b, o, t := lines(base), lines(ours), lines(theirs)
	toOurs, toTheirs := anchors(b, o), anchors(b, t)
	var out writer
	var r Result
	i, j, k := 0, 0, 0
	for x := 0; x <= len(b); x++ {
		endOurs, endTheirs := len(o), len(t)
		if x < len(b) {
			if endOurs, endTheirs = toOurs[x], toTheirs[x]; endOurs < 0 || endTheirs < 0 {
				continue
			}
		}
		was := strings.Join(b[i:x], "")
		here, there := strings.Join(o[j:endOurs], ""), strings.Join(t[k:endTheirs], "")
		change := Change{Where: fmt.Sprintf("line %d", j+1), Kind: Changed}
		change.Before, change.After = strings.TrimSpace(here), strings.TrimSpace(there)
		switch {
		case was == there || here == there:
			out.WriteString(here)
		case was == here:
			out.WriteString(there)
			r.Taken = append(r.Taken, change)
		default:
			side := func(n *node) { out.WriteString(n.head) }
			out.names = names
			out.sides(&node{ours: &node{head: here}, theirs: &node{head: there}}, side)
			r.Conflicts = append(r.Conflicts, change)
		}
		if x < len(b) {
			out.WriteString(o[endOurs])
		}
		i, j, k = x+1, endOurs+1, endTheirs+1
	}
	r.Text = []byte(out.String())
	return r
}

// anchors finds for each line of a text the same line of another, or -1; all keep their order. They are
// the lines that each text has once, and equal ones beside them.
func anchors(a, b []string) []int {
	to := slices.Repeat([]int{-1}, len(a))
	head := 0
	for ; head < min(len(a), len(b)) && a[head] == b[head]; head++ {
		to[head] = head
	}
	tail := 0
	for ; tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail]; tail++ {
		to[len(a)-1-tail] = len(b) - 1 - tail
	}
	count, place := map[string]int{}, map[string]int{}
	for _, line := range a[head : len(a)-tail] {
		count[line]++
	}
	twice := map[string]bool{}
	for j := head; j < len(b)-tail; j++ {
		if _, ok := place[b[j]]; ok {
			twice[b[j]] = true
		}
		place[b[j]] = j
	}
	for i := head; i < len(a)-tail; i++ {
		if j, ok := place[a[i]]; ok && count[a[i]] == 1 && !twice[a[i]] {
			to[i] = j
		}
	}
	for i, out := 0, moved(to); i < len(a); i++ {
		if to[i] >= 0 && out[to[i]] {
			to[i] = -1
		}
	}
	taken := map[int]bool{}
	for _, j := range to {
		taken[j] = true
	}
	for i := 1; i < len(a); i++ { // equal ones below
		if j := to[i-1] + 1; to[i] < 0 && j > 0 && j < len(b) && !taken[j] && a[i] == b[j] {
			to[i], taken[j] = j, true
		}
	}
	return to
}
