package prose

import (
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Entries warns of entries that lack the evidence which their type should have.
func (c *Checker) Entries(g *link.Graph, list *diag.List) {
	for _, e := range g.Entries {
		if h, bad := c.Proof(e, len(g.From(e, model.CaseStudy)) > 0); bad && e.Language == "" {
			list.Add(diag.At(e.File, int(e.Title.Pos.Start), int(e.Title.Pos.End), h.Code, h.Message, h.Help))
		}
	}
}

// Proof checks that an entry has some of the evidence that its type should have. cases
// says whether a case study names it.
func (c *Checker) Proof(e *model.Entry, cases bool) (Hit, bool) {
	for _, rule := range c.Evidence {
		if rule.Type != e.Type || !slices.Contains(rule.Statuses, e.Status.Value) {
			continue
		}
		if rule.Cases && cases || rule.Links && linksElsewhere(e) ||
			slices.ContainsFunc(rule.AnyOf, func(field string) bool { return has(e, field) }) {
			continue
		}
		return Hit{Code: diag.MissingEvidence, End: len(e.Title.Value), Message: rule.Message, Help: rule.Help}, true
	}
	return Hit{}, false
}

func linksElsewhere(e *model.Entry) bool {
	return slices.ContainsFunc(e.Links, func(l model.Link) bool { return strings.Contains(l.To.Value, "://") })
}

// has says whether one of the fields that rules name is there.
func has(e *model.Entry, field string) bool {
	n := map[string]int{"links": len(e.FurtherLinks)}
	if p := e.Pattern(); p != nil {
		n["evidence"], n["used-by"] = len(p.Evidence), len(p.UsedBy)
		for _, v := range p.Variants {
			n["used-by"] += len(v.UsedBy)
		}
	}
	if w := e.Work(); w != nil {
		n["outcomes"], n["costs"], n["savings"], n["funding"] = len(w.Outcomes), len(w.Costs), len(w.Savings), len(w.Funding)
	}
	return n[field] > 0
}

// Law is the finding on a legal note that does not say in which nations it holds, by which law, or where that
// can be read. note is its text.
func (c *Checker) Law(note string, nations, law bool, sources []string) (Hit, bool) {
	var lacks []string
	for i, has := range []bool{nations, law, slices.ContainsFunc(sources, c.law.MatchString)} {
		if !has {
			lacks = append(lacks, c.Lacks[i])
		}
	}
	return c.hit(diag.LawSource, 0, len(note), "lacks", messages.English().Or(lacks)), lacks != nil
}

// Unsourced is the finding on a figure or claim without a source; what is its text.
func (c *Checker) Unsourced(what string) Hit {
	return c.hit(diag.MissingSource, 0, len(what), "what", what)
}
