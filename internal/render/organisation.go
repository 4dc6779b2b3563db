package render

import (
	"strings"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// OrganisationView is a council or another body: what it is, and what it did.
type OrganisationView struct {
	Frame
	Head
	Welsh    string // its Welsh name
	Empty    bool   // nothing here is about it yet
	Council  bool
	Opening  Prose
	Text     []Prose
	Cases    *Related
	Projects *Related
	Runs     *Recipe // patterns that it is said to use, with how
	Shared   *Related
	Members  *Places
	Near     *Places
	Map      *hexmap.Chart // the council and those around it
	Like     *Places
	NamedBy  *NamedBy
	AddHref  string
}

// Places is a list of councils.
type Places struct {
	Section
	Note  string
	Items []Link
}

func (s *Site) organisation(p Page, b Body) (string, any) {
	e, w := p.Entry, s.of(p.Entry)
	v := &OrganisationView{Frame: s.entryFrame(e), Head: s.head(w, e), AddHref: s.At.Href("/contribute/")}
	c := newContents(w, b.Headings)
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	v.Cases = s.related(w, s.lib.From(e, model.CaseStudy), add("cases", "case-studies"))
	v.Projects = s.related(w, s.lib.From(e, model.Project), add("projects", "types.project"))
	v.Runs = s.usedPatterns(e, add("uses", "patterns-used"))
	v.Shared = s.sharedBy(w, e, add("shared", "shared-services"))
	v.NamedBy = s.seeAlso(w, e, c, model.CaseStudy, model.Project, model.ServicePattern, model.SharedService)
	v.Empty = v.Cases == nil && v.Projects == nil && v.Runs == nil && v.Shared == nil && v.NamedBy == nil && v.Opening.HTML == ""
	if e.Council != nil {
		s.council(w, e, v, c)
	} else if e.Organisation() != nil {
		if e.Organisation().Kind.Set() {
			v.Facts = append(v.Facts, Fact{Name: w.T("kind"), Strong: w.Choice("organisation-kind", e.Organisation().Kind.Value)})
		}
		if src, ok := source(e.Organisation().URL.Value); ok {
			v.Facts = append(v.Facts, Fact{Name: w.T("website"), Links: []Link{{Text: src.Host, Href: src.Href}}})
		}
	}
	v.Facts = append(v.Facts, s.alsoSeeks(w, s.lib.From(e, model.Project))...)
	s.end(w, e, &v.Head, c)
	v.Head.Contents, v.Head.Actions = nil, nil
	return "organisation", v
}

// council fills in what organisations.csv knows.
func (s *Site) council(w messages.Catalogue, e *model.Entry, v *OrganisationView, c *contents) {
	o := e.Council
	v.Council, v.Welsh = true, o.WelshName
	where := o.Nation
	if o.Region != "" && o.Region != o.Nation {
		where = o.Region + ", " + o.Nation
	}
	v.Facts = append(v.Facts, Fact{Name: w.T("where"), Links: []Link{{Text: where, Href: s.regionHref(o)}}}, s.tier(w, o))
	if o.Population > 0 {
		v.Facts = append(v.Facts, Fact{Name: w.T("population"), Strong: messages.Count(o.Population), Text: w.T("population-source")})
	}
	for _, up := range []struct{ key, id string }{{"county", o.County}, {"combined-authority", o.CombinedAuthority}} {
		if to := s.lib.Entry(up.id); to != nil {
			v.Facts = append(v.Facts, Fact{Name: w.T(up.key), Links: []Link{s.short(to)}})
		}
	}
	if o.GSS != "" {
		v.Facts = append(v.Facts, Fact{Name: w.T("gss"), Text: o.GSS})
	}
	if like := s.likeThis(w, o); like != nil {
		v.Like = &Places{Section: c.add("like", w.T("councils-like-this")), Items: like}
	}
	if m := s.lib.Members[e.ID]; len(m) > 0 {
		v.Members = &Places{Section: c.add("members", w.T("members"))}
		for _, to := range m {
			v.Members.Items = append(v.Members.Items, s.place(w, to))
		}
	}
	near := s.nearest(e)
	v.Map = s.index.councilMap.Around(e, near)
	if near != nil {
		v.Near = &Places{Section: c.add("near", w.T("nearest-councils")), Note: w.T("nearest-note")}
		for _, to := range near {
			v.Near.Items = append(v.Near.Items, s.place(w, to))
		}
	}
}

// alsoSeeks gathers what the projects of an organisation look for.
func (s *Site) alsoSeeks(w messages.Catalogue, projects []*model.Entry) []Fact {
	f := Fact{Name: w.T("its-projects-seek")}
	for _, p := range projects {
		if len(p.Work().Seeking) > 0 {
			f.Links = append(f.Links, Link{Text: w.T("seeks-for", wants(w, p.Work()), p.Title.Value), Href: s.At.Href(p.Path())})
		}
	}
	if f.Links == nil {
		return nil
	}
	return []Fact{f}
}

// sharedBy are the shared services of an organisation, with what has ended for it.
func (s *Site) sharedBy(w messages.Catalogue, e *model.Entry, sec func() Section) *Related {
	list := s.lib.From(e, model.SharedService)
	r := s.related(w, list, sec)
	if r == nil {
		return nil
	}
	for i := range r.Items {
		for _, d := range list[i].Shared().Left {
			if s.lib.Entry(d.Organisation.Value) == e {
				r.Items[i].Status = endedFor(w, list[i], d.Organisation.Value)
			}
		}
	}
	return r
}

// tier is the council's place in local government, with the name of its type where
// that says more.
func (s *Site) tier(w messages.Catalogue, o *model.Council) Fact {
	f := Fact{Name: w.T("tier"), Strong: w.T("tier." + o.Tier())}
	if !strings.HasPrefix(strings.ToLower(o.Type), strings.ToLower(f.Strong)) {
		f.Text = o.Type
	}
	return f
}

// place is a council in a list, with how many case studies it has.
func (s *Site) place(w messages.Catalogue, e *model.Entry) Link {
	l := s.short(e)
	if n := s.lib.Cases[e.ID]; n > 0 {
		l.N, l.Note = n, w.N("case-studies", n)
	}
	return l
}

// usedPatterns are the patterns whose used-by names an organisation, with how.
func (s *Site) usedPatterns(e *model.Entry, sec func() Section) *Recipe {
	var r *Recipe
	for _, p := range s.lib.From(e, model.ServicePattern) {
		item := Ingredient{Link: s.link(p)}
		for _, u := range p.Pattern().UsedBy {
			if s.lib.Entry(u.Organisation.Value) == e && u.How.Set() {
				item.For = u.How.Value
			}
		}
		for _, vr := range p.Pattern().Variants {
			for _, u := range vr.UsedBy {
				if item.For == "" && s.lib.Entry(u.Value) == e {
					item.For = vr.Name.Value + ": " + vr.Differs.Value
				}
			}
		}
		if r == nil {
			r = &Recipe{Section: sec()}
		}
		r.Items = append(r.Items, item)
	}
	return r
}

// maxForNearest is above how many councils nobody looks for the nearest: it would
// take the square of their number.
const maxForNearest = 3000

// shownNearest is how many of the nearest councils a page names.
const shownNearest = 6

// nearest returns the councils whose centres are nearest to that of e.
func (s *Site) nearest(e *model.Entry) []*model.Entry {
	if len(s.lib.Councils) > maxForNearest {
		return nil
	}
	return insight.Near(s.lib.Councils, e, shownNearest)
}
