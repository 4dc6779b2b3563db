package render

import "servicepatterns/internal/model"

// SharedView is a service that several organisations run together: who they are and
// where, in what form, since when, and what it saved.
type SharedView struct {
	Frame
	Head
	Opening Prose
	Members *Places
	Map     *Chart // with the members marked, nil when none has a hexagon
	Text    []Prose
	Money   *Money
	Links   *LinkList
	NamedBy *NamedBy
}

func (s *Site) sharedService(p Page, b Body) (string, any) {
	e, w, f := p.Entry, s.of(p.Entry), p.Entry.Shared
	v := &SharedView{Frame: s.entryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.t(key)) } }
	if members := s.organisations(f.Organisations); members != nil {
		v.Members = &Places{Section: c.add("members", w.t("shared-by")), Items: members}
		ids := map[string]bool{}
		for _, id := range f.Organisations {
			if o := s.entry(id.Value); o != nil {
				ids[o.ID] = true
			}
		}
		v.Map = s.index.atlas.of(ids)
		v.Facts = append(v.Facts, Fact{Name: w.t("who"), Strong: w.n("organisations", len(members))})
	}
	for _, t := range v.Text {
		c.note(t.Section)
	}
	v.Money = s.money(w, &model.WorkFields{Savings: f.Savings}, add("money", "saved"))
	if f.Until.Set() && v.Notice == nil {
		v.Notice = &Notice{Status: "deprecated", Text: w.t("ended-in", w.date(f.Until).Text)}
	}
	v.Facts = append(v.Facts, w.period(f)...)
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
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c)
	v.Facts = append(v.Facts, w.reviewFact(e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "shared-service", v
}

// period is from when to when a shared service runs, as far as it is known.
func (w words) period(f *model.SharedFields) []Fact {
	var out []Fact
	if f.Since.Set() {
		out = append(out, Fact{Name: w.t("since"), Date: w.date(f.Since)})
	}
	if f.Until.Set() {
		out = append(out, Fact{Name: w.t("until"), Date: w.date(f.Until)})
	}
	return out
}

// yearsOf is the same in a word for a list: "2008 to 2015", "since 2003".
func (w words) yearsOf(f *model.SharedFields) string {
	since, until := w.date(f.Since).Text, w.date(f.Until).Text
	switch {
	case since != "" && until != "":
		return w.t("from-until", since, until)
	case since != "":
		return w.t("since-in", since)
	case until != "":
		return w.t("until-in", until)
	}
	return ""
}
