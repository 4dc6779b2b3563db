// Package entries makes the page of an entry, a family of pages for each kind that has its
// own. Input: an entry and its text, made and cleaned by internal/markdown. Output: the
// kind of the layout and what it shows.
package entries

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/forge"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Pages makes what the pages of entries of all types have.
type Pages struct{ *view.Site }

// Of returns the maker of a site's pages of entries.
func Of(s *view.Site) Pages { return Pages{s} }

// Page is the page of an entry.
func (s Pages) Page(e *model.Entry) view.Page {
	of := s.text
	switch {
	case e.Pattern() != nil:
		of = patterns{s}.pattern
	case e.Service() != nil:
		of = services{s}.service
	case e.Work() != nil:
		of = s.work
	case e.Capability() != nil:
		of = s.capability
	case e.Standard() != nil:
		of = s.standard
	case e.Shared() != nil:
		of = s.sharedService
	case e.Type == model.Organisation:
		of = organisations{s}.organisation
	}
	return view.Page{
		Path: address.File(e.Path()), Entry: e, Body: e.Row == 0,
		Make: func(b markdown.Body) (string, any) { return of(e, b) },
	}
}

// head is the top of an entry, its margin begun with what every type has.
func (s Pages) head(w messages.Catalogue, e *model.Entry) view.Head {
	h := view.Head{Icon: view.Icon(e.Type), Kind: w.KindOf(e), Long: len(e.Title.Value) > 48, Lede: e.Summary.Value, Notice: s.notice(w, e)}
	h.Trail = []view.Link{{Text: w.T("library"), Href: s.At.Href("/")}, {Text: w.Kinds(e.Type), Href: s.At.Href("/" + e.Type.Folder() + "/")}}
	h.Adopters = s.Abroad.Adopters[e]
	h.Also = strings.Join(view.Texts(e.Aliases), ", ")
	if e.AdoptedFrom != nil {
		h.Adopted = adopted(w, e)
	}
	return h
}

// adopted says where an entry was copied from, and in what it differs from that.
func adopted(w messages.Catalogue, e *model.Entry) *view.Adopted {
	from := e.AdoptedFrom
	src, ok := view.SourceAt(cmp.Or(from.Address.Value, from.Library.Value))
	if !ok {
		return nil
	}
	out := &view.Adopted{Source: src, Date: w.Date(from.Date)}
	for _, d := range e.Differs {
		key := "differs"
		if d.Because.Set() {
			key = "differs-because"
		}
		out.Differs = append(out.Differs, w.T(key, "what", d.What.Value, "because", strings.TrimSuffix(d.Because.Value, ".")))
	}
	return out
}

// statusFact is the first line of the margin.
func statusFact(w messages.Catalogue, e *model.Entry) []view.Fact {
	if !e.Status.Set() {
		return nil
	}
	return []view.Fact{{Name: w.T("status"), Strong: w.Choice("status", e.Status.Value)}}
}

// reviewFact says when somebody last looked, or plainly that nobody has.
func reviewFact(w messages.Catalogue, e *model.Entry) view.Fact {
	f := view.Fact{Name: w.T("reviewed")}
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
func (s Pages) areaFacts(w messages.Catalogue, e *model.Entry) []view.Fact {
	var out []view.Fact
	for _, part := range []struct {
		key, field string
		values     []model.Text
	}{{"service-areas", "service-area", e.ServiceAreas}, {"life-events", "life-event", e.LifeEvents}} {
		f := view.Fact{Name: w.T(part.key)}
		for _, v := range part.values {
			f.Links = append(f.Links, s.TermLink(part.field, v.Value))
		}
		if f.Links != nil {
			out = append(out, f)
		}
	}
	return out
}

// notice says under the title what is not simply live.
func (s Pages) notice(w messages.Catalogue, e *model.Entry) *view.Notice {
	switch st := e.Status.Value; st {
	case "draft", "experimental", "deprecated":
		n := &view.Notice{Status: st, Text: w.T("notice-" + st)}
		for _, r := range e.ReplacedBy {
			if to := s.Lib.Entry(r.Value); to != nil {
				n.Links = append(n.Links, s.Link(to))
			}
		}
		if st == "deprecated" && n.Links != nil {
			n.Text = w.T("notice-replaced")
		}
		return n
	}
	var links []view.Link
	for _, r := range e.ReplacedBy {
		if to := s.Lib.Entry(r.Value); to != nil {
			links = append(links, s.Link(to))
		}
	}
	if links == nil {
		return nil
	}
	return &view.Notice{Status: "deprecated", Text: w.T("notice-replaced"), Links: links}
}

// end is how an entry closes, and the buttons of its margin.
func (s Pages) end(w messages.Catalogue, e *model.Entry, h *view.Head, c *contents) {
	h.Close = view.Close{Change: s.changeHref(e), Edit: s.edit(e), WeUse: s.weUseHref(e), Licence: s.Shared[s.Lang].Licence,
		Pattern: e.Type == model.ServicePattern}
	if e.Row == 0 {
		h.Close.Markdown = s.At.Href(e.Path()) + "index.md"
	}
	if e.Changed != "" {
		h.Close.Changed = w.Date(model.Text{Value: e.Changed})
		h.Close.By = w.Credit(e.Contributors)
	}
	if h.Close.Pattern {
		h.Close.Section = c.add("use", w.T("use-it"))
		h.Actions = append(h.Actions, view.Link{Text: w.T("use-this-pattern"), Href: "#" + h.Close.ID},
			view.Link{Text: w.T("we-use-this"), Href: h.Close.WeUse})
	} else {
		h.Close.Section = view.Section{ID: "keep", Title: w.T("keep-it")}
		if h.Close.Markdown == "" {
			h.Close.Title = w.T("change-it")
		}
		for c.taken[h.Close.ID] {
			h.Close.ID += "-2"
		}
	}
	h.UseFirst = h.Close.Pattern
	h.Actions = append(h.Actions, view.Link{Text: w.T("change-this-page"), Href: h.Close.Change})
	if len(c.list) > 1 {
		h.Contents = c.list
	}
}

// entries returns links to entries that are named by id, in the order given; what
// has no page is left out.
func (s Pages) entries(ids []model.Text) []view.Link {
	var out []view.Link
	for _, id := range ids {
		if e := s.Lib.Entry(id.Value); e != nil {
			out = append(out, s.Short(e))
		}
	}
	return out
}

// Related are entries that name this one, by type.
type Related struct {
	view.Section
	Items []view.Item
}

// maxRelated bounds a list of backlinks; a page says how many it leaves out.
const maxRelated = 200

// shownServices is how many services a pattern's page names. A pattern that dozens follow
// leads to all of them in search, so that its page is no heavier than another.
const shownServices = 5

// related lists entries of one type that name this one, when there are any.
func (s Pages) related(w messages.Catalogue, list []*model.Entry, sec func() view.Section) *Related {
	if len(list) == 0 {
		return nil
	}
	r := &Related{Section: sec()}
	for _, e := range list[:min(len(list), maxRelated)] {
		r.Items = append(r.Items, s.Item(w, e, false))
	}
	return r
}

// NamedBy are entries that name this one and are not on its page for another
// reason, by type.
type NamedBy struct {
	view.Section
	Groups []view.NamedGroup
}

func (s Pages) seeAlso(w messages.Catalogue, e *model.Entry, c *contents, except ...model.Type) *NamedBy {
	var n *NamedBy
	for _, t := range model.Types() {
		list := s.Lib.From(e, t)
		if len(list) == 0 || slices.Contains(except, t) {
			continue
		}
		if n == nil {
			n = &NamedBy{Section: c.add("named-by", w.T("named-by"))}
		}
		g := view.NamedGroup{Icon: view.Icon(t), Kind: w.Kinds(t)}
		most := maxRelated
		if t == model.Service {
			most = shownServices
		}
		for _, o := range list[:min(len(list), most)] {
			g.Links = append(g.Links, s.Short(o))
		}
		if t == model.Service && len(list) > most {
			g.Links = append(g.Links, view.Link{
				Text: w.N("services-all", len(list)), Href: s.At.Href("/find/?type=service&" + string(e.Type) + "=" + e.ID),
			})
		}
		n.Groups = append(n.Groups, g)
	}
	return n
}

// weUseHref is where somebody says that they use a pattern: its form, at that field.
func (s Pages) weUseHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.changeHref(e) + "&field=used-by"
	}
	return s.At.Href("/contribute/")
}

// changeHref is where a page is changed: in the form, which needs no account. What is a
// row of a table, or a translation, the form does not know.
func (s Pages) changeHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.At.Href("/add/" + string(e.Type) + "/?change=" + e.ID)
	}
	if edit := s.edit(e); edit != "" {
		return edit
	}
	return s.At.Href("/contribute/")
}

// edit opens the code host's editor on an entry's file, "" when the library names no host.
func (s Pages) edit(e *model.Entry) string {
	if f, ok := forge.Of(s.Lib.Graph.Library); ok {
		return f.Edit(e.Source)
	}
	return ""
}
