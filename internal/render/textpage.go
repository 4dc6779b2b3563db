package render

import "servicepatterns/internal/model"

// TextView is a page of the library, or a shared service: text, and what names it.
type TextView struct {
	Frame
	Head
	Opening Prose
	Text    []Prose
	Money   *Money
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
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.t(key)) } }
	if f := e.Shared; f != nil {
		v.Here = "/" + e.Type.Folder() + "/"
		v.Money = s.money(w, &model.WorkFields{Savings: f.Savings}, add("money", "money"))
		if o := s.organisations(f.Organisations); o != nil {
			v.Facts = append(v.Facts, Fact{Name: w.t("who"), Links: o})
		}
		if f.Since.Set() {
			v.Facts = append(v.Facts, Fact{Name: w.t("since"), Date: w.date(f.Since)})
		}
		if f.Until.Set() {
			v.Facts = append(v.Facts, Fact{Name: w.t("until"), Date: w.date(f.Until)})
		}
		if f.Form.Set() {
			v.Facts = append(v.Facts, Fact{Name: w.t("form"), Text: f.Form.Value})
		}
		if from := sources(f.Source); from != nil {
			fact := Fact{Name: w.t("sources-title")}
			for _, src := range from {
				l := Link{Text: src.Host, Href: src.Href}
				if src.Name != "" {
					l.Text += " (" + src.Name + ")"
				}
				fact.Links = append(fact.Links, l)
			}
			v.Facts = append(v.Facts, fact)
		}
	} else {
		v.Trail = v.Trail[:1]
	}
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c)
	if e.Reviewed.Set() {
		v.Facts = append(v.Facts, w.reviewFact(e))
	}
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "text", v
}
