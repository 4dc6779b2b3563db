package entries

import (
	"slices"
	"strings"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// ServiceView is a service by the name that people know: who provides it, which patterns it
// follows, what is particular to it, and who has done something about it.
type ServiceView struct {
	view.Frame
	view.Head
	Opening   Prose
	Patterns  *Recipe // each with what is particular here
	Questions *Questions
	Clocks    *Clocks
	Fees      *Fees
	Policy    *Policy
	Text      []Prose
	Cases     *Related
	Projects  *Related
	Shared    *Related
	Councils  *ServiceUsers
	Standards *Recipe
	Missing   *Missing
	Links     *LinkList
	NamedBy   *NamedBy
}

// Clocks are the time limits of a service.
type Clocks struct {
	view.Section
	Rows []Clock
}

// Clock is one of them.
type Clock struct {
	What, Limit, Starts, Stops, After, Nations, Law string
	Sources                                         []view.Source
}

// Fees are what a service costs the person.
type Fees struct {
	view.Section
	Rows []Fee
}

// Fee is one of them.
type Fee struct {
	What, Amount, Nations string
	Sources               []view.Source
}

// ServiceUsers are councils that are known to run a service by one of its patterns.
type ServiceUsers struct {
	view.Section
	Rows []Run
}

// Missing says what is not written of a service, and how to add it.
type Missing struct {
	view.Section
	What string // "questions, time limits and fees"
	Href string // of the form
}

// services makes the pages of services.
type services struct{ Pages }

func (s services) service(e *model.Entry, b markdown.Body) (string, any) {
	w, f := s.In(e), e.Service()
	v := &ServiceView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	v.Patterns = s.instances(f.Patterns, add("how", "service-patterns-of"))
	if v.Questions = questions(w, f.Questions, add("questions", "service-questions")); v.Questions != nil && e.Language == "" {
		v.Questions.Take = s.At.Href(e.Path() + "questions/")
	}
	v.Clocks = clocks(w, f.Clocks, add("clocks", "clocks"))
	v.Fees = fees(w, f.Fees, add("fees", "fees"))
	v.Policy = policy(w, f.Policy, add("policy", "policy-notes"))
	for _, t := range v.Text {
		c.note(t.Section)
	}
	v.Cases = s.related(w, s.Lib.From(e, model.CaseStudy), add("cases", "case-studies"))
	v.Projects = s.related(w, s.Lib.From(e, model.Project), add("projects", "projects"))
	v.Shared = s.related(w, s.Lib.From(e, model.SharedService), add("shared", "shared-services"))
	v.Councils = s.users(w, e, add("councils", "who-runs-it"))
	v.Standards = s.standards(f.Standards, add("standards", "standards"))
	v.Missing = s.missing(w, e, add("missing", "service-missing"))
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c, model.CaseStudy, model.Project, model.SharedService, model.ServicePattern)
	v.Facts = s.serviceFacts(w, e)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "service", v
}

// serviceFacts is the margin: who provides it, who can ask, what they get.
func (s services) serviceFacts(w messages.Catalogue, e *model.Entry) []view.Fact {
	f := e.Service()
	facts := statusFact(w, e)
	for _, p := range f.Provided {
		facts = append(facts, view.Fact{Name: w.Choice("nation", p.Nation.Value), Text: w.Choice("provider", p.Tier.Value)})
	}
	if f.For.Set() {
		facts = append(facts, view.Fact{Name: w.T("who-can-ask"), Text: f.For.Value})
	}
	if f.Result.Set() {
		facts = append(facts, view.Fact{Name: w.T("service-result"), Text: f.Result.Value})
	}
	if len(f.LGSL) > 0 {
		facts = append(facts, view.Fact{Name: w.T("lgsl-number"), Text: strings.Join(view.Texts(f.LGSL), ", ")})
	}
	if src, ok := view.SourceAt(f.GOVUK.Value); ok {
		facts = append(facts, view.Fact{Name: w.T("on-govuk"), Links: []view.Link{{Text: src.Host, Href: src.Href}}})
	}
	facts = append(facts, reviewFact(w, e))
	return append(facts, s.areaFacts(w, e)...)
}

// instances are the patterns that a service follows, with what is particular to it.
func (s services) instances(list []model.Instance, sec func() view.Section) *Recipe {
	r := &Recipe{}
	for _, m := range list {
		if p := s.Lib.Entry(m.Use.Value); p != nil {
			item := Ingredient{Link: s.Link(p), For: p.Summary.Value}
			if m.Here.Set() {
				item.For = m.Here.Value
			}
			r.Items = append(r.Items, item)
		}
	}
	if r.Items == nil {
		return nil
	}
	r.Section = sec()
	return r
}

func clocks(w messages.Catalogue, list []model.Clock, sec func() view.Section) *Clocks {
	if len(list) == 0 {
		return nil
	}
	c := &Clocks{Section: sec()}
	for _, m := range list {
		c.Rows = append(c.Rows, Clock{
			What: m.What.Value, Limit: m.Limit.Value, Starts: m.Starts.Value, Stops: m.Stops.Value, After: m.After.Value,
			Nations: nations(w, m.Nations), Law: m.Law.Value, Sources: view.Sources(m.Source),
		})
	}
	return c
}

func fees(w messages.Catalogue, list []model.Fee, sec func() view.Section) *Fees {
	if len(list) == 0 {
		return nil
	}
	f := &Fees{Section: sec()}
	for _, m := range list {
		f.Rows = append(f.Rows, Fee{
			What: m.What.Value, Amount: m.Amount.Value, Nations: nations(w, m.Nations), Sources: view.Sources(m.Source),
		})
	}
	return f
}

// users are the councils of which a pattern says that they run this service by it.
func (s services) users(w messages.Catalogue, e *model.Entry, sec func() view.Section) *ServiceUsers {
	u := &ServiceUsers{}
	for _, p := range s.Lib.From(e, model.ServicePattern) {
		for _, m := range p.Pattern().UsedBy {
			if slices.ContainsFunc(m.Services, func(id model.Text) bool { return s.Lib.Entry(id.Value) == e }) {
				u.Rows = append(u.Rows, Run{
					Who: s.Organisations([]model.Text{m.Organisation}), What: s.Link(p), How: m.How.Value,
					Since: w.Date(m.Since), Sources: view.Sources(m.Source),
				})
			}
		}
	}
	if u.Rows == nil {
		return nil
	}
	u.Section = sec()
	return u
}

// missing says plainly what nobody has written yet.
func (s services) missing(w messages.Catalogue, e *model.Entry, sec func() view.Section) *Missing {
	f := e.Service()
	var what []string
	for _, part := range []struct {
		there bool
		key   string
	}{
		{f.For.Set(), "missing.for"}, {len(f.Questions) > 0, "missing.questions"}, {len(f.Clocks) > 0, "missing.clocks"},
		{len(f.Fees) > 0, "missing.fees"}, {f.Result.Set(), "missing.result"}, {len(f.Policy) > 0, "missing.policy"},
	} {
		if !part.there {
			what = append(what, w.T(part.key))
		}
	}
	if what == nil || e.Language != "" {
		return nil
	}
	return &Missing{Section: sec(), What: w.And(what), Href: s.changeHref(e)}
}
