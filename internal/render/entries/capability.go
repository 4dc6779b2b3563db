package entries

import (
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// CapabilityView is an ingredient: what it does, who uses it and with what.
type CapabilityView struct {
	view.Frame
	view.Head
	Opening  Prose
	Patterns *Recipe // each with what the capability is for there
	Cases    *Related
	Text     []Prose
	Products *Products
	Open     *Products
	Standard *Recipe
	Links    *LinkList
	NamedBy  *NamedBy
}

// Products are things that give a capability, as councils named them.
type Products struct {
	view.Section
	Rows []Product
}

// Product is one of them.
type Product struct {
	Name    string
	UsedBy  []view.Link
	Sources []view.Source
}

func (s Pages) capability(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	v := &CapabilityView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	patterns := s.Lib.From(e, model.ServicePattern)
	if v.Patterns = s.usedIn(e, patterns, add("patterns", "patterns-with")); v.Patterns != nil && s.Lib.CalledFor(e, patterns) {
		v.Patterns.More = &view.Link{Text: w.T("build-with-this"), Href: s.At.Href("/build/" + e.ID + "/")}
	}
	v.Cases = s.related(w, s.Lib.From(e, model.CaseStudy), add("cases", "case-studies"))
	for _, t := range v.Text {
		c.note(t.Section)
	}
	v.Products = s.products(e.Capability().Products, add("products", "products"))
	v.Open = s.products(e.Capability().OpenSource, add("open-source", "open-source"))
	v.Standard = s.standards(e.Capability().Standards, add("standards", "standards"))
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c, model.ServicePattern, model.CaseStudy)
	v.Facts = append(v.Facts, statusFact(w, e)...)
	if n := len(patterns); n > 0 {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("used-by"), Text: w.N("patterns", n)})
	}
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "capability", v
}

// usedIn lists the patterns of a capability, with what it does in each.
func (s Pages) usedIn(e *model.Entry, patterns []*model.Entry, sec func() view.Section) *Recipe {
	if len(patterns) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, p := range patterns[:min(len(patterns), maxRelated)] {
		item := Ingredient{Link: s.Link(p), For: p.Summary.Value}
		for _, use := range p.Pattern().Capabilities {
			if s.Lib.Entry(use.Use.Value) == e && use.For.Set() {
				item.For = messages.UpperFirst(use.For.Value)
			}
		}
		r.Items = append(r.Items, item)
	}
	return r
}

func (s Pages) products(list []model.Product, sec func() view.Section) *Products {
	if len(list) == 0 {
		return nil
	}
	p := &Products{Section: sec()}
	for _, m := range list {
		p.Rows = append(p.Rows, Product{Name: m.Name.Value, UsedBy: s.Organisations(m.UsedBy), Sources: view.Sources(m.Source)})
	}
	return p
}
