package insight

import (
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Strength is how sure a pattern can be of itself. It is counted, never written by hand.
type Strength struct {
	Organisations int       // known to use it
	Figures       int       // of any grade
	Measured      int       // figures that somebody counted, each once
	Counted       []Counted // where the measured figures are
	Newest        string    // date of the newest figure, "" when none has one
	Works         int       // case studies and projects with a measured figure of their own
}

// Counted is where so many of the measured figures are: in a case study or project, or
// in the pattern itself.
type Counted struct {
	In *model.Entry
	N  int
}

// StrengthOf counts who uses a pattern and who has measured it. A figure that two of them
// take from one source counts once. An organisation that only studied the service does
// not use it.
func StrengthOf(g *link.Graph, pattern *model.Entry) Strength {
	var st Strength
	organisations := map[string]bool{}
	var known, all []Figure
	for _, w := range Works(g, pattern) {
		if Runs(w) {
			for _, o := range w.Work().Organisations {
				organisations[o.Value] = true
			}
		}
		own, n := Outcomes(g.Outcomes(w, pattern)), 0
		for _, f := range own {
			if f.Grade == Measured && !contains(known, f.same) {
				n++
			}
		}
		if n > 0 {
			st.Works++
		}
		st.count(w, n)
		known, all = append(known, own...), append(all, own...)
	}
	for _, u := range pattern.Pattern().UsedBy {
		organisations[u.Organisation.Value] = true
	}
	n := 0
	for _, f := range Claims(pattern) {
		all = append(all, f)
		// A pattern says in a sentence what a case study says in numbers: the source tells.
		if f.Grade == Measured && !contains(known, func(k Figure) bool { return share(f.Sources, k.Sources) }) {
			n++
		}
	}
	st.count(pattern, n)
	st.Organisations, st.Newest = len(organisations), Newest(all)
	for _, f := range all {
		if f.Grade != "" {
			st.Figures++
		}
	}
	return st
}

func (st *Strength) count(in *model.Entry, n int) {
	if n > 0 {
		st.Measured += n
		st.Counted = append(st.Counted, Counted{in, n})
	}
}

func contains(list []Figure, is func(Figure) bool) bool {
	for _, f := range list {
		if is(f) {
			return true
		}
	}
	return false
}

// Steps answers five plain questions: does anybody use it, do three or more, has anybody
// measured it, are there three measured figures or more, in three case studies or
// projects or more?
func (st Strength) Steps() [5]bool {
	return [5]bool{st.Organisations >= 1, st.Organisations >= 3, st.Measured >= 1, st.Measured >= 3, st.Works >= 3}
}

// Reached is how many of the questions are answered with yes.
func (st Strength) Reached() int {
	n := 0
	for _, met := range st.Steps() {
		if met {
			n++
		}
	}
	return n
}
