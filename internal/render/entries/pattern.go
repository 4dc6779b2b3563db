package entries

import (
	"html/template"
	"slices"
	"strconv"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// PatternView is a service pattern in the order in which people ask about it: what
// is it for, does it fit, what does it look like, who runs it and how did it go,
// what is it made of, what must it keep to, how do I use it.
type PatternView struct {
	view.Frame
	view.Head
	Purpose   *Prose
	Fit       *Fit
	Method    *Method
	Questions *Questions
	Runs      *Runs
	Money     *Money // what its case studies cost and saved
	Lessons   *Lessons
	Recipe    *Recipe
	Standards *Recipe
	Options   *LocalOptions
	Variants  *Variants
	Needs     *Needs
	Unhappy   *Unhappy
	Policy    *Policy
	Notes     []Prose // what else the text says
	Evidence  *EvidencePart
	Links     *LinkList
	NamedBy   *NamedBy
}

// patterns makes the pages of patterns.
type patterns struct{ Pages }

// Fit helps to decide, in columns side by side.
type Fit struct {
	Prose
	Columns []template.HTML
}

// Runs is who runs the pattern and how it went.
type Runs struct {
	view.Section
	None    bool       // nobody has said
	Figures []*Figures // of the case studies that have measured most
	Rows    []Run      // other case studies, those that have measured most first
	Users   []Run      // those who are only known to use it
	Map     *view.Link // the map and list of all who run it, nil when there is none
}

// Run is one of them, in a line.
type Run struct {
	Who     []view.Link // of those who are only known to use it
	Names   string      // of those of a case study, the first few
	What    view.Link   // the case study, when there is one
	How     string
	Since   messages.Date
	Grade   view.Grade
	Year    messages.Date // of its newest figure
	Sources []view.Source
}

func (s patterns) pattern(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	f := e.Pattern()
	v := &PatternView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	if b.Opening != "" {
		v.Purpose = &Prose{Section: c.add("for", w.T("what-for")), HTML: b.Opening}
	}
	v.Notes = sections(b)
	if i := slices.IndexFunc(b.Sections, func(s markdown.Section) bool { return s.ID == "does-it-fit" }); i >= 0 {
		title, parts := v.Notes[i].Section, b.Sections[i].Parts
		v.Fit = &Fit{Prose: Prose{Section: title, HTML: parts[0]}, Columns: parts[1:]}
		c.note(title)
		v.Notes = slices.Delete(v.Notes, i, i+1)
	}
	cases := append(s.Lib.From(e, model.CaseStudy), s.Lib.From(e, model.Project)...)
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	v.Method = method(w, f.Process, add("method", "method"))
	v.Questions = questions(w, f.Questions, add("questions", "questions"))
	if v.Questions != nil && e.Language == "" {
		v.Questions.Take = s.At.Href(e.Path() + "questions/")
	}
	v.Runs = s.runs(w, e, cases, add("used", "who-runs-it"))
	v.Money = s.moneyOf(w, e, add("money", "money"))
	v.Lessons = lessons(f.DidNotWork, add("lessons", "did-not-work"))
	if v.Recipe = s.recipe(f.Capabilities, add("recipe", "ingredients")); v.Recipe != nil {
		v.Recipe.More = s.buildLink(w, e)
	}
	v.Standards = s.standards(f.Standards, add("standards", "standards"))
	v.Options = localOptions(f.LocalOptions, add("local", "what-may-differ"))
	v.Variants = s.variants(f.Variants, add("variants", "variants"))
	v.Needs = needs(w, f.Needs, add("needs", "needs"))
	v.Unhappy = unhappy(f.UnhappyPaths, add("unhappy", "unhappy-paths"))
	v.Policy = policy(w, f.Policy, add("policy", "policy-notes"))
	for _, n := range v.Notes {
		c.note(n.Section)
	}
	v.Evidence = s.evidence(w, e, insight.Works(s.Lib.Graph, e), add("evidence", "evidence"))
	v.Links = links(e, add("links", "further-links"))
	v.NamedBy = s.seeAlso(w, e, c, model.CaseStudy, model.Project, model.Capability, model.Standard) // the page has these already
	if f.Verb.Set() {
		v.Trail = append(v.Trail, s.TermLink("verb", f.Verb.Value))
	}
	v.Facts = s.patternFacts(w, e, v)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "pattern", v
}

// patternFacts is the margin: all that a person who has ten seconds wants to know.
func (s patterns) patternFacts(w messages.Catalogue, e *model.Entry, v *PatternView) []view.Fact {
	facts := append(statusFact(w, e), reviewFact(w, e))
	st := v.Evidence.Strength
	facts = append(facts, view.Fact{Name: w.T("evidence"), Strong: st.Word, Scale: st.Scale, Text: st.Counts,
		Year: view.YearOf(st.Newest.ISO)})
	var made []string
	if v.Recipe != nil {
		made = append(made, w.N("capabilities", len(v.Recipe.Items)))
	}
	if v.Standards != nil {
		made = append(made, w.N("standards", len(v.Standards.Items)))
	}
	if made != nil {
		facts = append(facts, view.Fact{Name: w.T("calls-for"), Text: w.And(made)})
	}
	if v.Questions != nil {
		asks := view.Fact{Name: w.T("asks"), Text: messages.Thousands(strconv.Itoa(len(v.Questions.Rows)))}
		some := 0
		for _, q := range v.Questions.Rows {
			if q.Condition != "" {
				some++
			}
		}
		if some > 0 {
			asks.Text += ", " + w.N("only-for-some", some)
		}
		facts = append(facts, asks)
	}
	if v.Method != nil {
		facts = append(facts, view.Fact{Name: w.T("takes"), Text: messages.Thousands(strconv.Itoa(len(v.Method.Steps)))})
	}
	return append(facts, s.areaFacts(w, e)...)
}

// shownFigures is for how many case studies a pattern's page draws bars; shownRuns is
// how many more it lists, and how many other users. Its map has a page with all, so that
// a pattern that hundreds run has a page no heavier than another.
const shownFigures, shownRuns = 3, 8

func (s patterns) runs(w messages.Catalogue, e *model.Entry, cases []*model.Entry, sec func() view.Section) *Runs {
	r := &Runs{Section: sec()}
	ranked := slices.Clone(cases)
	slices.SortStableFunc(ranked, func(a, b *model.Entry) int {
		return insight.Weight(s.Lib.Graph.Outcomes(b, e)) - insight.Weight(s.Lib.Graph.Outcomes(a, e))
	})
	for i, cs := range ranked {
		outcomes := s.Lib.Graph.Outcomes(cs, e)
		if i < shownFigures && insight.Weight(outcomes) > 0 {
			if f := figures(w, outcomes); f != nil {
				f.Title, f.ID = s.Link(cs), "went-"+strconv.Itoa(i+1)
				r.Figures = append(r.Figures, f)
				continue
			}
		}
		figures := insight.Outcomes(outcomes)
		r.Rows = append(r.Rows, Run{
			Names: w.Few(view.Names(s.Organisations(cs.Work().Organisations))), What: s.Link(cs),
			Grade: view.GradeOf(w, insight.Best(figures)), Year: view.YearOf(insight.Newest(figures)),
		})
	}
	for _, u := range e.Pattern().UsedBy {
		r.Users = append(r.Users, Run{
			Who: s.Organisations([]model.Text{u.Organisation}), How: u.How.Value, Since: w.Date(u.Since), Sources: view.Sources(u.Source),
		})
	}
	r.None = len(r.Figures)+len(r.Rows)+len(r.Users) == 0
	if runners := s.onMap(e); runners != nil {
		r.Map = &view.Link{Text: w.T("runs-on-map"), Href: s.At.Href(view.RunnersPath(e))}
		if len(r.Rows) > shownRuns || len(r.Users) > shownRuns {
			r.Map.Text = w.N("runs-all", len(runners))
			r.Rows, r.Users = r.Rows[:min(len(r.Rows), shownRuns)], r.Users[:min(len(r.Users), shownRuns)]
		}
	}
	return r
}

// buildLink leads from the ingredients of a pattern to what else they can make.
func (s patterns) buildLink(w messages.Catalogue, p *model.Entry) *view.Link {
	address, sep := s.At.Href("/build/"), "?have="
	for _, c := range s.Lib.Needed(p) {
		address += sep + c.ID
		sep = "&have="
	}
	if sep == "?have=" {
		return nil
	}
	return &view.Link{Text: w.T("build-else"), Href: address}
}

// onMap are those who run a pattern that has a map of its own, else nil.
func (s patterns) onMap(e *model.Entry) []insight.Runner {
	if !s.HasMap() || e.Language != "" || len(s.Lib.ByType[model.ServicePattern]) > view.MaxMapPatterns {
		return nil
	}
	runners := s.Lib.Runners(e)
	if !slices.ContainsFunc(runners, func(r insight.Runner) bool { return r.Organisation.Council != nil }) {
		return nil
	}
	return runners
}
