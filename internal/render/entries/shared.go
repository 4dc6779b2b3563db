package entries

import (
	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// SharedView is a service that several organisations run together: who they are and
// where, in what form, since when, and what it saved.
type SharedView struct {
	view.Frame
	view.Head
	Opening Prose
	Members *view.Places
	Left    []Departed
	Map     *hexmap.Chart // with the members marked, nil when none has a hexagon
	Text    []Prose
	Money   *Money
	Links   *LinkList
	NamedBy *NamedBy
}

// Departed is who shared a service for a time.
type Departed struct {
	view.Link
	Years   string
	Sources []view.Source
}

func (s Pages) sharedService(e *model.Entry, b markdown.Body) (string, any) {
	w, f := s.In(e), e.Shared()
	v := &SharedView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	if members := s.Organisations(f.Organisations); members != nil {
		v.Members = &view.Places{Section: c.add("members", w.T("shared-by")), Items: members}
		ids := map[string]bool{}
		for _, id := range f.Organisations {
			if o := s.Lib.Entry(id.Value); o != nil {
				ids[o.ID] = true
			}
		}
		v.Map = s.Map.Of(ids)
		v.Facts = append(v.Facts, view.Fact{Name: w.T("who"), Strong: w.N("organisations", len(members))})
	}
	for _, d := range f.Left {
		if who := s.Organisations([]model.Text{d.Organisation}); who != nil {
			v.Left = append(v.Left, Departed{who[0], view.SinceUntil(w, d.Since, d.Until), view.Sources(d.Source)})
		}
	}
	for _, t := range v.Text {
		c.note(t.Section)
	}
	v.Money = money(w, &model.WorkFields{Savings: f.Savings}, add("money", "saved"))
	if f.Until.Set() && v.Notice == nil {
		v.Notice = &view.Notice{Status: "deprecated", Text: w.T("ended-in", "date", w.Date(f.Until).Text)}
	}
	v.Facts = append(v.Facts, period(w, f)...)
	if f.Form.Set() {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("form"), Text: f.Form.Value})
	}
	if from := view.Sources(f.Source); from != nil {
		fact := view.Fact{Name: w.T("sources-title")}
		for _, src := range from {
			l := view.Link{Text: src.Host, Href: src.Href}
			if src.Name != "" {
				l.Text += " (" + src.Name + ")"
			}
			fact.Links = append(fact.Links, l)
		}
		v.Facts = append(v.Facts, fact)
	}
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c)
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "shared-service", v
}

// period is from when to when a shared service runs, as far as it is known.
func period(w messages.Catalogue, f *model.SharedFields) []view.Fact {
	var out []view.Fact
	if f.Since.Set() {
		out = append(out, view.Fact{Name: w.T("since"), Date: w.Date(f.Since)})
	}
	if f.Until.Set() {
		out = append(out, view.Fact{Name: w.T("until"), Date: w.Date(f.Until)})
	}
	return out
}
