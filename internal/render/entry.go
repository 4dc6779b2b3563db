package render

import (
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// head is the top of an entry, its margin begun with what every type has.
func (s *Site) head(w messages.Catalogue, e *model.Entry) Head {
	h := Head{Icon: icon(e.Type), Kind: w.KindOf(e), Long: len(e.Title.Value) > 48, Lede: e.Summary.Value, Notice: s.notice(w, e)}
	h.Trail = []Link{{Text: w.T("library"), Href: s.At.Href("/")}, {Text: w.Kinds(e.Type), Href: s.At.Href("/" + e.Type.Folder() + "/")}}
	h.Also = strings.Join(texts(e.Aliases), ", ")
	if e.AdoptedFrom != nil {
		if src, ok := source(e.AdoptedFrom.Library.Value); ok {
			h.Adopted = &src
		}
	}
	return h
}

// statusFact is the first line of the margin.
func statusFact(w messages.Catalogue, e *model.Entry) []Fact {
	if !e.Status.Set() {
		return nil
	}
	return []Fact{{Name: w.T("status"), Strong: w.Choice("status", e.Status.Value)}}
}

// reviewFact says when somebody last looked, or plainly that nobody has.
func reviewFact(w messages.Catalogue, e *model.Entry) Fact {
	f := Fact{Name: w.T("reviewed")}
	if !e.Reviewed.Set() {
		f.Strong = w.T("not-reviewed")
		return f
	}
	f.Date = w.Date(e.Reviewed)
	if d := insight.Due(e.Reviewed.Value, e.ReviewEvery.Value); d != "" {
		f.Due = w.Date(model.Text{Value: d})
	}
	return f
}

// areaFacts are the words by which the entry is found in browsing.
func (s *Site) areaFacts(w messages.Catalogue, e *model.Entry) []Fact {
	var out []Fact
	for _, part := range []struct {
		key, field string
		values     []model.Text
	}{{"service-areas", "service-area", e.ServiceAreas}, {"life-events", "life-event", e.LifeEvents}} {
		f := Fact{Name: w.T(part.key)}
		for _, v := range part.values {
			f.Links = append(f.Links, s.termLink(part.field, v.Value))
		}
		if f.Links != nil {
			out = append(out, f)
		}
	}
	return out
}

// notice says under the title what is not simply live.
func (s *Site) notice(w messages.Catalogue, e *model.Entry) *Notice {
	switch st := e.Status.Value; st {
	case "draft", "experimental", "deprecated":
		n := &Notice{Status: st, Text: w.T("notice-" + st)}
		for _, r := range e.ReplacedBy {
			if to := s.lib.Entry(r.Value); to != nil {
				n.Links = append(n.Links, s.link(to))
			}
		}
		if st == "deprecated" && n.Links != nil {
			n.Text = w.T("notice-replaced")
		}
		return n
	}
	var links []Link
	for _, r := range e.ReplacedBy {
		if to := s.lib.Entry(r.Value); to != nil {
			links = append(links, s.link(to))
		}
	}
	if links == nil {
		return nil
	}
	return &Notice{Status: "deprecated", Text: w.T("notice-replaced"), Links: links}
}

// end is how an entry closes, and the buttons of its margin.
func (s *Site) end(w messages.Catalogue, e *model.Entry, h *Head, c *contents) {
	h.Close = Close{Change: s.changeHref(e), Edit: s.edit(e), WeUse: s.weUseHref(e), Licence: s.shared[s.lang].Licence, Pattern: e.Type == model.ServicePattern}
	if e.Row == 0 {
		h.Close.Markdown = s.At.Href(e.Path()) + "index.md"
	}
	if e.Changed != "" {
		h.Close.Changed = w.Date(model.Text{Value: e.Changed})
		h.Close.By = w.Credit(e.Contributors)
	}
	if h.Close.Pattern {
		h.Close.Section = c.add("use", w.T("use-it"))
		h.Actions = append(h.Actions, Link{Text: w.T("use-this-pattern"), Href: "#" + h.Close.ID}, Link{Text: w.T("we-use-this"), Href: h.Close.WeUse})
	} else {
		h.Close.Section = Section{ID: "keep", Title: w.T("keep-it")}
		if h.Close.Markdown == "" {
			h.Close.Title = w.T("change-it")
		}
		for c.taken[h.Close.ID] {
			h.Close.ID += "-2"
		}
	}
	h.UseFirst = h.Close.Pattern
	h.Actions = append(h.Actions, Link{Text: w.T("change-this-page"), Href: h.Close.Change})
	if len(c.list) > 1 {
		h.Contents = c.list
	}
}

// entries returns links to entries that are named by id, in the order given; what
// has no page is left out.
func (s *Site) entries(ids []model.Text) []Link {
	var out []Link
	for _, id := range ids {
		if e := s.lib.Entry(id.Value); e != nil {
			out = append(out, s.short(e))
		}
	}
	return out
}

// organisations are the names of those that a list of ids stands for, councils
// first; an id without an entry is shown in words.
func (s *Site) organisations(ids []model.Text) []Link {
	var councils, others []Link
	for _, id := range ids {
		e := s.lib.Entry(id.Value)
		switch {
		case e == nil:
			others = append(others, Link{Text: model.Readable(id.Value)})
		case e.Council != nil:
			councils = append(councils, s.short(e))
		default:
			others = append(others, s.short(e))
		}
	}
	return append(councils, others...)
}

func names(links []Link) []string {
	out := make([]string, len(links))
	for i, l := range links {
		out[i] = l.Text
	}
	return out
}

// Related are entries that name this one, by type.
type Related struct {
	Section
	Items []Item
}

// Item is an entry in a list: what it is and what it is about.
type Item struct {
	Link
	Kind    string // type in words, "" where the list holds one type
	Summary string
	Facts   []string // short, said after it
	Grade   *Grade
	Year    messages.Date // of its newest figure
	Status  string        // in words, when it is not live
}

// item describes an entry for a list.
func (s *Site) item(w messages.Catalogue, e *model.Entry, kind bool) Item {
	it := Item{Link: s.link(e), Summary: e.Summary.Value}
	if kind {
		it.Kind = w.Kind(e.Type)
	}
	if v := e.Status.Value; v != "" && v != "live" {
		it.Status = w.Choice("status", v)
	}
	switch {
	case e.Pattern() != nil:
		if n := len(s.lib.From(e, model.CaseStudy)); n > 0 {
			it.Facts = append(it.Facts, w.N("case-studies", n))
		}
		if n := len(e.Pattern().Questions); n > 0 {
			it.Facts = append(it.Facts, w.N("questions", n))
		}
		if n := len(e.Pattern().Process.Steps); n > 0 {
			it.Facts = append(it.Facts, w.N("steps", n))
		}
	case e.Work() != nil:
		if who := w.Few(names(s.organisations(e.Work().Organisations))); who != "" {
			it.Facts = append(it.Facts, who)
		}
		if e.Type == model.Project {
			it.Facts = append(it.Facts, projectFacts(w, e.Work())...)
		}
		figures, _ := insight.Figures(s.g, e)
		g := grade(w, insight.Best(figures))
		if it.Grade = &g; e.Type == model.Project && g.Value == "no-figure" {
			it.Grade = nil // work in progress need not have figures
		}
		it.Year = yearOf(insight.Newest(figures))
	case e.Shared() != nil:
		if e.Shared().Until.Set() && it.Status == "" {
			it.Status = messages.LowerFirst(w.T("ended"))
		}
		if o := names(s.organisations(e.Shared().Organisations)); len(o) > 0 {
			it.Facts = append(it.Facts, w.Few(o))
		}
		if y := sinceUntil(w, e.Shared().Since, e.Shared().Until); y != "" {
			it.Facts = append(it.Facts, y)
		}
	case e.Capability() != nil:
		if n := len(s.lib.From(e, model.ServicePattern)); n > 0 {
			it.Facts = append(it.Facts, w.N("used-by-patterns", n))
		}
	case e.Standard() != nil:
		if e.Standard().Kind.Set() {
			it.Facts = append(it.Facts, w.Choice("standard-kind", e.Standard().Kind.Value))
		}
		if e.Standard().Owner.Set() {
			it.Facts = append(it.Facts, e.Standard().Owner.Value)
		}
	}
	return it
}

// projectFacts are where a project stands and what it looks for.
func projectFacts(w messages.Catalogue, f *model.WorkFields) []string {
	var facts []string
	if f.Stage.Set() {
		facts = append(facts, w.Choice("stage", f.Stage.Value))
	}
	if len(f.Seeking) > 0 {
		facts = append(facts, wants(w, f))
	}
	return facts
}

// maxRelated bounds a list of backlinks; a page says how many it leaves out.
const maxRelated = 200

// related lists entries of one type that name this one, when there are any.
func (s *Site) related(w messages.Catalogue, list []*model.Entry, sec func() Section) *Related {
	if len(list) == 0 {
		return nil
	}
	r := &Related{Section: sec()}
	for _, e := range list[:min(len(list), maxRelated)] {
		r.Items = append(r.Items, s.item(w, e, false))
	}
	return r
}

// NamedBy are entries that name this one and are not on its page for another
// reason, by type.
type NamedBy struct {
	Section
	Groups []NamedGroup
}

// NamedGroup is those of one type.
type NamedGroup struct {
	Icon, Kind string
	Links      []Link
}

func (s *Site) seeAlso(w messages.Catalogue, e *model.Entry, c *contents, except ...model.Type) *NamedBy {
	var n *NamedBy
	for _, t := range model.Types() {
		list := s.lib.From(e, t)
		if len(list) == 0 || slices.Contains(except, t) {
			continue
		}
		if n == nil {
			n = &NamedBy{Section: c.add("named-by", w.T("named-by"))}
		}
		g := NamedGroup{Icon: icon(t), Kind: w.Kinds(t)}
		for _, o := range list[:min(len(list), maxRelated)] {
			g.Links = append(g.Links, s.short(o))
		}
		n.Groups = append(n.Groups, g)
	}
	return n
}
