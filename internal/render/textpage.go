package render

// TextView is a page of the library: text, and what names it.
type TextView struct {
	Frame
	Head
	Opening Prose
	Text    []Prose
	Links   *LinkList
	NamedBy *NamedBy
}

func (s *Site) text(p Page, b Body) (string, any) {
	e, w := p.Entry, s.of(p.Entry)
	v := &TextView{Frame: s.entryFrame(e), Head: s.head(w, e)}
	v.Here = e.Path()
	c := newContents(w, b.Headings)
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	v.Trail = v.Trail[:1]
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c)
	if e.Reviewed.Set() {
		v.Facts = append(v.Facts, reviewFact(w, e))
	}
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "text", v
}
