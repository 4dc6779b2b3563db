package entries

import (
	"strings"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// OrganisationView is a council or another body: what it is, and what it did.
type OrganisationView struct {
	view.Frame
	view.Head
	Welsh    string // its Welsh name
	Empty    bool   // nothing here is about it yet
	Council  bool
	Opening  Prose
	Text     []Prose
	Cases    *Related
	Projects *Related
	Runs     *Recipe // patterns that it is said to use, with how
	Shared   *Related
	Members  *view.Places
	Near     *view.Places
	Map      *hexmap.Chart // the council and those around it
	Like     *view.Places
	NamedBy  *NamedBy
	AddHref  string
}

// organisations makes the pages of councils and other bodies.
type organisations struct{ Pages }

func (s organisations) organisation(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	v := &OrganisationView{Frame: s.EntryFrame(e), Head: s.head(w, e), AddHref: s.At.Href("/contribute/")}
	c := newContents(w, b.Headings)
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	v.Cases = s.related(w, s.Lib.From(e, model.CaseStudy), add("cases", "case-studies"))
	v.Projects = s.related(w, s.Lib.From(e, model.Project), add("projects", "types.project"))
	v.Runs = s.usedPatterns(e, add("uses", "patterns-used"))
	v.Shared = s.sharedBy(w, e, add("shared", "shared-services"))
	v.NamedBy = s.seeAlso(w, e, c, model.CaseStudy, model.Project, model.ServicePattern, model.SharedService)
	v.Empty = v.Cases == nil && v.Projects == nil && v.Runs == nil && v.Shared == nil && v.NamedBy == nil && v.Opening.HTML == ""
	if e.Council != nil {
		s.council(w, e, v, c)
	} else if e.Organisation() != nil {
		if e.Organisation().Kind.Set() {
			v.Facts = append(v.Facts, view.Fact{Name: w.T("kind"), Strong: w.Choice("organisation-kind", e.Organisation().Kind.Value)})
		}
		if src, ok := view.SourceAt(e.Organisation().URL.Value); ok {
			v.Facts = append(v.Facts, view.Fact{Name: w.T("website"), Links: []view.Link{{Text: src.Host, Href: src.Href}}})
		}
	}
	v.Facts = append(v.Facts, s.alsoSeeks(w, s.Lib.From(e, model.Project))...)
	s.end(w, e, &v.Head, c)
	v.Head.Contents, v.Head.Actions = nil, nil
	return "organisation", v
}

// council fills in what organisations.csv knows.
func (s organisations) council(w messages.Catalogue, e *model.Entry, v *OrganisationView, c *contents) {
	o := e.Council
	v.Council, v.Welsh = true, o.WelshName
	where := o.Nation
	if o.Region != "" && o.Region != o.Nation {
		where = o.Region + ", " + o.Nation
	}
	v.Facts = append(v.Facts, view.Fact{Name: w.T("where"), Links: []view.Link{{Text: where, Href: s.regionHref(o)}}}, tier(w, o))
	if o.Population > 0 {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("population"), Strong: messages.Count(o.Population), Text: w.T("population-source")})
	}
	for _, up := range []struct{ key, id string }{{"county", o.County}, {"combined-authority", o.CombinedAuthority}} {
		if to := s.Lib.Entry(up.id); to != nil {
			v.Facts = append(v.Facts, view.Fact{Name: w.T(up.key), Links: []view.Link{s.Short(to)}})
		}
	}
	if o.GSS != "" {
		v.Facts = append(v.Facts, view.Fact{Name: w.T("gss"), Text: o.GSS})
	}
	if like := s.likeThis(w, o); like != nil {
		v.Like = &view.Places{Section: c.add("like", w.T("councils-like-this")), Items: like}
	}
	if m := s.Lib.Members[e.ID]; len(m) > 0 {
		v.Members = &view.Places{Section: c.add("members", w.T("members"))}
		for _, to := range m {
			v.Members.Items = append(v.Members.Items, s.Place(w, to))
		}
	}
	near := s.nearest(e)
	v.Map = s.Map.Around(e, near)
	if near != nil {
		v.Near = &view.Places{Section: c.add("near", w.T("nearest-councils")), Note: w.T("nearest-note")}
		for _, to := range near {
			v.Near.Items = append(v.Near.Items, s.Place(w, to))
		}
	}
}

// alsoSeeks gathers what the projects of an organisation look for.
func (s organisations) alsoSeeks(w messages.Catalogue, projects []*model.Entry) []view.Fact {
	f := view.Fact{Name: w.T("its-projects-seek")}
	for _, p := range projects {
		if len(p.Work().Seeking) > 0 {
			f.Links = append(f.Links, view.Link{Href: s.At.Href(p.Path()),
				Text: w.T("seeks-for", "seeks", view.Wants(w, p.Work()), "project", p.Title.Value)})
		}
	}
	if f.Links == nil {
		return nil
	}
	return []view.Fact{f}
}

// sharedBy are the shared services of an organisation, with what has ended for it.
func (s organisations) sharedBy(w messages.Catalogue, e *model.Entry, sec func() view.Section) *Related {
	list := s.Lib.From(e, model.SharedService)
	r := s.related(w, list, sec)
	if r == nil {
		return nil
	}
	for i := range r.Items {
		for _, d := range list[i].Shared().Left {
			if s.Lib.Entry(d.Organisation.Value) == e {
				r.Items[i].Status = view.EndedFor(w, list[i], d.Organisation.Value)
			}
		}
	}
	return r
}

// tier is the council's place in local government, with the name of its type where
// that says more.
func tier(w messages.Catalogue, o *model.Council) view.Fact {
	f := view.Fact{Name: w.T("tier"), Strong: w.T("tier." + o.Tier())}
	if !strings.HasPrefix(strings.ToLower(o.Type), strings.ToLower(f.Strong)) {
		f.Text = o.Type
	}
	return f
}

// usedPatterns are the patterns whose used-by names an organisation, with how.
func (s organisations) usedPatterns(e *model.Entry, sec func() view.Section) *Recipe {
	var r *Recipe
	for _, p := range s.Lib.From(e, model.ServicePattern) {
		item := Ingredient{Link: s.Link(p)}
		for _, u := range p.Pattern().UsedBy {
			if s.Lib.Entry(u.Organisation.Value) == e && u.How.Set() {
				item.For = u.How.Value
			}
		}
		for _, vr := range p.Pattern().Variants {
			for _, u := range vr.UsedBy {
				if item.For == "" && s.Lib.Entry(u.Value) == e {
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
func (s organisations) nearest(e *model.Entry) []*model.Entry {
	if len(s.Lib.Councils) > maxForNearest {
		return nil
	}
	return insight.Near(s.Lib.Councils, e, shownNearest)
}

// likeThis leads from a council to the case studies of councils like it.
func (s organisations) likeThis(w messages.Catalogue, c *model.Council) []view.Link {
	var out []view.Link
	for _, a := range s.Lib.Like(c) {
		out = append(out, view.Link{
			Text: w.T(a.Way) + ": " + view.LikenessWord(w, a), Href: s.At.Href(view.AlikePath(a)), N: len(a.Entries),
			Note: w.N("case-studies", len(a.Entries)),
		})
	}
	return out
}

// regionHref leads to the list of all councils of a council's region.
func (s organisations) regionHref(c *model.Council) string {
	if len(s.Lib.ByType[model.Organisation]) > view.MaxOnOnePage {
		return s.At.Href("/organisations/")
	}
	return s.At.Href("/organisations/") + "#" + view.RegionID(c.Nation, c.Region)
}
