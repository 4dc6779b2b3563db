package entries

import (
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// StandardView is a standard, a law or a register, and who keeps it.
type StandardView struct {
	view.Frame
	view.Head
	Governs  string
	Official *view.Source // where it is published
	Opening  Prose
	Text     []Prose
	Patterns *Related
	Makers   *Related // capabilities that keep it
	Links    *LinkList
	NamedBy  *NamedBy
}

func (s Pages) standard(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	v := &StandardView{Frame: s.EntryFrame(e), Head: s.head(w, e), Governs: e.Standard().Governs.Value}
	c := newContents(w, b.Headings)
	if src, ok := view.SourceAt(e.Standard().URL.Value); ok {
		v.Official = &src
	}
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	patterns := s.Lib.From(e, model.ServicePattern)
	v.Patterns = s.related(w, patterns, add("patterns", "patterns-keep"))
	v.Makers = s.related(w, s.Lib.From(e, model.Capability), add("capabilities", "capabilities-keep"))
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c, model.ServicePattern, model.Capability)
	v.Facts = statusFact(w, e)
	if e.Standard().Kind.Set() {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("kind"), Strong: w.Choice("standard-kind", e.Standard().Kind.Value)})
	}
	if e.Standard().Owner.Set() {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("owner"), Text: e.Standard().Owner.Value})
	}
	if n := len(patterns); n > 0 {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("used-by"), Text: w.N("patterns", n)})
	}
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "standard", v
}
