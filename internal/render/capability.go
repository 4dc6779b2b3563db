package render

import (
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// CapabilityView is an ingredient: what it does, who uses it and with what.
type CapabilityView struct {
	Frame
	Head
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
	Section
	Rows []Product
}

// Product is one of them.
type Product struct {
	Name    string
	UsedBy  []Link
	Sources []Source
}

func (s *Site) capability(p Page, b Body) (string, any) {
	e, w := p.Entry, s.of(p.Entry)
	v := &CapabilityView{Frame: s.entryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	patterns := s.lib.From(e, model.ServicePattern)
	if v.Patterns = s.usedIn(e, patterns, add("patterns", "patterns-with")); v.Patterns != nil && s.lib.CalledFor(e, patterns) {
		v.Patterns.More = &Link{Text: w.T("build-with-this"), Href: s.At.Href("/build/" + e.ID + "/")}
	}
	v.Cases = s.related(w, s.lib.From(e, model.CaseStudy), add("cases", "case-studies"))
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
		v.Facts = append(v.Facts, Fact{Name: w.T("used-by"), Text: w.N("patterns", n)})
	}
	v.Facts = append(v.Facts, reviewFact(w, e))
	v.Facts = append(v.Facts, s.areaFacts(w, e)...)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "capability", v
}

// usedIn lists the patterns of a capability, with what it does in each.
func (s *Site) usedIn(e *model.Entry, patterns []*model.Entry, sec func() Section) *Recipe {
	if len(patterns) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, p := range patterns[:min(len(patterns), maxRelated)] {
		item := Ingredient{Link: s.link(p), For: p.Summary.Value}
		for _, use := range p.Pattern().Capabilities {
			if s.lib.Entry(use.Use.Value) == e && use.For.Set() {
				item.For = messages.UpperFirst(use.For.Value)
			}
		}
		r.Items = append(r.Items, item)
	}
	return r
}

func (s *Site) products(list []model.Product, sec func() Section) *Products {
	if len(list) == 0 {
		return nil
	}
	p := &Products{Section: sec()}
	for _, m := range list {
		p.Rows = append(p.Rows, Product{Name: m.Name.Value, UsedBy: s.organisations(m.UsedBy), Sources: sources(m.Source)})
	}
	return p
}
