package entries

import (
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// TextView is a page of the library: text, and what names it.
type TextView struct {
	view.Frame
	view.Head
	Opening Prose
	Text    []Prose
	Links   *LinkList
	NamedBy *NamedBy
}

func (s Pages) text(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	v := &TextView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	v.Here = e.Path()
	c := newContents(w, b.Headings)
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
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
