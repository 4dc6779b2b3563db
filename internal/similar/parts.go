package similar

// part is a question or a step.
type part struct {
	words  []int32
	weight float64
}

func (x *Index) part(text string) part {
	p := part{words: x.words.all(text)}
	for _, w := range p.words {
		p.weight += x.words.weight(w)
	}
	return p
}

// shared says how much of two lists of questions or steps is the same, by weight, and
// how many of them are. That a short list lies within a long one tells less than that
// two are the same, and one of one in common says little.
func (x *Index) shared(a, b []part) (share float64, n int) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	used := make([]bool, len(b))
	var ofA, ofB, allA, allB float64
	for _, p := range b {
		allB += p.weight
	}
	for _, one := range a {
		allA += one.weight
		best, at := 0.55, -1
		for i, other := range b {
			if used[i] {
				continue
			}
			if s := x.words.overlap(one.words, other.words); s >= best {
				best, at = s, i
			}
		}
		if at >= 0 {
			used[at] = true
			ofA, ofB = ofA+one.weight, ofB+b[at].weight
			n++
		}
	}
	if n == 0 || allA == 0 || allB == 0 {
		return 0, 0
	}
	both, within := (ofA+ofB)/(allA+allB), max(ofA/allA, ofB/allB)
	return (0.6*both + 0.4*within) * min(1, float64(min(len(a), len(b)))/3), n
}
