package insight

import (
	"slices"

	"servicepatterns/internal/model"
)

// Runner is an organisation and all that is known of how it runs a pattern.
type Runner struct {
	Organisation *model.Entry
	Known        []Run
}

// Run is one thing known of it: a case study or project, or how the pattern itself says
// that the organisation runs it.
type Run struct {
	Work    *model.Entry // nil when the pattern says it
	How     string       // in the pattern's words, "" when it does not say
	Sources []model.Text
}

// Runners is who runs a pattern: by its case studies and projects, and by what it says
// itself.
func (l *Library) Runners(pattern *model.Entry) []Runner {
	var out []Runner
	at := map[*model.Entry]int{}
	add := func(id model.Text, run Run) *model.Entry {
		o := l.Entry(id.Value)
		if o == nil {
			return nil
		}
		i, ok := at[o]
		if !ok {
			i = len(out)
			at[o] = i
			out = append(out, Runner{Organisation: o})
		}
		same := func(r Run) bool { return r.Work == run.Work && r.How == run.How }
		if !slices.ContainsFunc(out[i].Known, same) {
			out[i].Known = append(out[i].Known, run)
		}
		return o
	}
	for _, w := range Works(l.Graph, pattern) {
		if Runs(w) {
			for _, id := range w.Work().Organisations {
				add(id, Run{Work: w})
			}
		}
	}
	said := map[*model.Entry]bool{}
	for _, u := range pattern.Pattern().UsedBy {
		said[add(u.Organisation, Run{How: u.How.Value, Sources: u.Source})] = true
	}
	// A variant mostly says again, with the same source, how its users run it. That is one
	// thing known of them, not two.
	for _, v := range pattern.Pattern().Variants {
		for _, u := range v.UsedBy {
			if !said[l.Entry(u.Value)] {
				add(u, Run{How: v.Name.Value, Sources: v.Source})
			}
		}
	}
	return out
}

// Parties are the organisations that a case study, project or shared service names as its
// own, now or for a time.
func Parties(e *model.Entry) []model.Text {
	switch {
	case e.Work() != nil:
		return e.Work().Organisations
	case e.Shared() != nil:
		ids := slices.Clone(e.Shared().Organisations)
		for _, d := range e.Shared().Left {
			ids = append(ids, d.Organisation)
		}
		return ids
	}
	return nil
}

// Ending is how a shared service ended for an organisation: because it left, or because the
// service ended for all. When is a date, which need not be known.
type Ending struct {
	Left bool
	When model.Text
}

// EndedFor says how a shared service ended for an organisation, false while it goes on.
func EndedFor(e *model.Entry, organisation string) (Ending, bool) {
	if e.Shared() == nil {
		return Ending{}, false
	}
	for _, d := range e.Shared().Left {
		if d.Organisation.Value == organisation {
			return Ending{Left: true, When: d.Until}, true
		}
	}
	return Ending{When: e.Shared().Until}, e.Shared().Until.Set()
}
