package render

import "servicepatterns/internal/model"

// StandardView is a standard, a law or a register, and who keeps it.
type StandardView struct {
	Frame
	Head
	Governs  string
	Official *Source // where it is published
	Opening  Prose
	Text     []Prose
	Patterns *Related
	Makers   *Related // capabilities that keep it
	Links    *LinkList
	NamedBy  *NamedBy
}

func (s *Site) standard(p Page, b Body) (string, any) {
	e, w := p.Entry, s.of(p.Entry)
	v := &StandardView{Frame: s.entryFrame(e), Head: s.head(w, e), Governs: e.Standard().Governs.Value}
	c := newContents(w, b.Headings)
	if src, ok := source(e.Standard().URL.Value); ok {
		v.Official = &src
	}
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	patterns := s.lib.From(e, model.ServicePattern)
	v.Patterns = s.related(w, patterns, add("patterns", "patterns-keep"))
	v.Makers = s.related(w, s.lib.From(e, model.Capability), add("capabilities", "capabilities-keep"))
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c, model.ServicePattern, model.Capability)
	v.Facts = statusFact(w, e)
	if e.Standard().Kind.Set() {
		v.Facts = append(v.Facts, Fact{Name: w.T("kind"), Strong: w.Choice("standard-kind", e.Standard().Kind.Value)})
	}
	if e.Standard().Owner.Set() {
		v.Facts = append(v.Facts, Fact{Name: w.T("owner"), Text: e.Standard().Owner.Value})
	}
	if n := len(patterns); n > 0 {
		v.Facts = append(v.Facts, Fact{Name: w.T("used-by"), Text: w.N("patterns", n)})
	}
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "standard", v
}
