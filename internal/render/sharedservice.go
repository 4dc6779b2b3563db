package render

import (
	"strings"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// SharedView is a service that several organisations run together: who they are and
// where, in what form, since when, and what it saved.
type SharedView struct {
	Frame
	Head
	Opening Prose
	Members *Places
	Left    []Departed
	Map     *hexmap.Chart // with the members marked, nil when none has a hexagon
	Text    []Prose
	Money   *Money
	Links   *LinkList
	NamedBy *NamedBy
}

// Departed is who shared a service for a time.
type Departed struct {
	Link
	Years   string
	Sources []Source
}

func (s *Site) sharedService(p Page, b Body) (string, any) {
	e, w, f := p.Entry, s.of(p.Entry), p.Entry.Shared()
	v := &SharedView{Frame: s.entryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	if members := s.organisations(f.Organisations); members != nil {
		v.Members = &Places{Section: c.add("members", w.T("shared-by")), Items: members}
		ids := map[string]bool{}
		for _, id := range f.Organisations {
			if o := s.lib.Entry(id.Value); o != nil {
				ids[o.ID] = true
			}
		}
		v.Map = s.index.councilMap.Of(ids)
		v.Facts = append(v.Facts, Fact{Name: w.T("who"), Strong: w.N("organisations", len(members))})
	}
	for _, d := range f.Left {
		if who := s.organisations([]model.Text{d.Organisation}); who != nil {
			v.Left = append(v.Left, Departed{who[0], sinceUntil(w, d.Since, d.Until), sources(d.Source)})
		}
	}
	for _, t := range v.Text {
		c.note(t.Section)
	}
	v.Money = s.money(w, &model.WorkFields{Savings: f.Savings}, add("money", "saved"))
	if f.Until.Set() && v.Notice == nil {
		v.Notice = &Notice{Status: "deprecated", Text: w.T("ended-in", w.Date(f.Until).Text)}
	}
	v.Facts = append(v.Facts, period(w, f)...)
	if f.Form.Set() {
		v.Facts = append(v.Facts, Fact{Name: w.T("form"), Text: f.Form.Value})
	}
	if from := sources(f.Source); from != nil {
		fact := Fact{Name: w.T("sources-title")}
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
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "shared-service", v
}

// period is from when to when a shared service runs, as far as it is known.
func period(w messages.Catalogue, f *model.SharedFields) []Fact {
	var out []Fact
	if f.Since.Set() {
		out = append(out, Fact{Name: w.T("since"), Date: w.Date(f.Since)})
	}
	if f.Until.Set() {
		out = append(out, Fact{Name: w.T("until"), Date: w.Date(f.Until)})
	}
	return out
}

// endedFor says how and when a shared service ended for an organisation: because it
// left, or because the service ended for all. It is "" while it goes on.
func endedFor(w messages.Catalogue, e *model.Entry, organisation string) string {
	switch end, ended := insight.EndedFor(e, organisation); {
	case !ended:
		return ""
	case end.Left:
		return strings.TrimSpace(w.T("left-in", w.Date(end.When).Text))
	default:
		return w.T("ended-when", w.Date(end.When).Text)
	}
}

// sinceUntil is from when to when in a word for a list: "2008 to 2015", "since 2003".
func sinceUntil(w messages.Catalogue, from, to model.Text) string {
	since, until := w.Date(from).Text, w.Date(to).Text
	switch {
	case since != "" && until != "":
		return w.T("from-until", since, until)
	case since != "":
		return w.T("since-in", since)
	case until != "":
		return w.T("until-in", until)
	}
	return ""
}
