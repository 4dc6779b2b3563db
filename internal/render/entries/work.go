package entries

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// WorkView is a case study or a project: what somebody did and what came of it.
type WorkView struct {
	view.Frame
	view.Head
	Journey  *Journey // of a project
	Figures  *FigurePart
	Opening  Prose
	Text     []Prose
	Money    *Money
	Updates  *Updates
	Recipe   *Recipe
	Standard *Recipe
	Links    *LinkList
	NamedBy  *NamedBy
}

// FigurePart is the part of a page that holds the figures.
type FigurePart struct {
	view.Section
	Figures *Figures
}

// Money is what it cost, saved and was given, each with its basis; sums of
// different kinds are listed, never added.
type Money struct {
	view.Section
	Rows []MoneyRow
}

// MoneyRow is one amount.
type MoneyRow struct {
	Kind    string // "Cost"
	Amount  string // "£50,000 a year"
	What    string
	Grade   *view.Grade // nil for funding, which is a fact of a grant
	Date    messages.Date
	Sources []view.Source
	From    []view.Link // the case studies and projects that give it, on another page than theirs
}

// Updates is the news of a project, oldest first.
type Updates struct {
	view.Section
	Items []view.LogLine
}

func (s Pages) work(e *model.Entry, b markdown.Body) (string, any) {
	w := s.In(e)
	f := e.Work()
	v := &WorkView{Frame: s.EntryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	if v.Journey = s.projectJourney(w, e, func() view.Section { return c.add("journey", w.T("where-it-stands")) }); v.Journey != nil {
		v.Part = s.Part("journey")
	}
	if fig := figures(w, f.Outcomes); fig != nil {
		v.Figures = &FigurePart{Section: c.add("figures", w.T("figures")), Figures: fig}
	}
	v.Opening.HTML, v.Text = b.Opening, sections(b)
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() view.Section { return func() view.Section { return c.add(id, w.T(key)) } }
	v.Money = money(w, f, add("money", "money"))
	if len(f.Updates) > 0 {
		v.Updates = &Updates{Section: c.add("updates", w.T("updates")), Items: history(w, f.Updates)}
	}
	v.Recipe = s.recipe(f.Capabilities, add("recipe", "ingredients"))
	v.Standard = s.standards(f.Standards, add("standards", "standards"))
	v.Links = links(e, add("links", "sources-title"))
	v.NamedBy = s.seeAlso(w, e, c)
	v.Facts = s.workFacts(w, e)
	s.end(w, e, &v.Head, c)
	v.Frame.Contents = v.Head.Contents != nil
	return "work", v
}

func (s Pages) workFacts(w messages.Catalogue, e *model.Entry) []view.Fact {
	f := e.Work()
	var facts []view.Fact
	if o := s.Organisations(f.Organisations); o != nil {
		facts = append(facts, view.Fact{Name: w.T("who"), Links: o})
	}
	if f.Period.Set() {
		facts = append(facts, view.Fact{Name: w.T("when"), Text: f.Period.Value})
	}
	if f.Stage.Set() {
		facts = append(facts, view.Fact{Name: w.T("stage"), Links: []view.Link{s.TermLink("stage", f.Stage.Value)}})
	}
	if len(f.Seeking) > 0 {
		fact := view.Fact{Name: w.T("looking-for"), Strong: messages.UpperFirst(view.Seeks(w, f))}
		if f.SeekingOn.Set() {
			fact.Name, fact.Text = w.T("asked-for"), w.Date(f.SeekingOn).Text
		}
		facts = append(facts, fact)
	}
	figures, _ := insight.Figures(s.Lib.Graph, e)
	facts = append(facts, view.Fact{Name: w.T("evidence"), Grades: []view.Grade{view.GradeOf(w, insight.Best(figures))}, Year: view.YearOf(insight.Newest(figures))})
	if l := s.entries(f.Patterns); l != nil {
		facts = append(facts, view.Fact{Name: w.T("patterns"), Links: l})
	}
	if len(f.Suppliers) > 0 {
		facts = append(facts, view.Fact{Name: w.T("suppliers"), Text: w.And(view.Texts(f.Suppliers))})
	}
	if src, ok := view.SourceAt(f.Repository.Value); ok {
		facts = append(facts, view.Fact{Name: w.T("code"), Links: []view.Link{{Text: src.Host, Href: src.Href}}})
	}
	if f.Contact.Set() {
		facts = append(facts, view.Fact{Name: w.T("contact"), Links: []view.Link{{Text: f.Contact.Value, Href: view.ContactHref(f.Contact.Value)}}})
	}
	facts = append(facts, reviewFact(w, e))
	return append(facts, s.areaFacts(w, e)...)
}

func money(w messages.Catalogue, f *model.WorkFields, sec func() view.Section) *Money {
	var rows []MoneyRow
	for _, a := range f.Costs {
		rows = append(rows, moneyRow(w, "cost", a))
	}
	for _, a := range f.Savings {
		rows = append(rows, moneyRow(w, "saving", a))
	}
	for _, m := range f.Funding {
		rows = append(rows, MoneyRow{Kind: w.T("funding"), Amount: w.Money(m.Amount.Value, m.Currency.Value), What: m.From.Value,
			Date: w.Date(m.Date), Sources: view.Sources(m.Source)})
	}
	if rows == nil {
		return nil
	}
	return &Money{Section: sec(), Rows: rows}
}

// moneyRow is a cost or a saving.
func moneyRow(w messages.Catalogue, key string, a model.Amount) MoneyRow {
	g := view.GradeOf(w, a.Grade.Value)
	amount := w.Money(a.Amount.Value, a.Currency.Value)
	if a.Period.Set() {
		amount += " " + w.Choice("period", a.Period.Value)
	}
	return MoneyRow{Kind: w.T(key), Amount: amount, What: a.What.Value, Grade: &g, Date: w.Date(a.Date), Sources: view.Sources(a.Source)}
}
