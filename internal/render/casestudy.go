package render

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// WorkView is a case study or a project: what somebody did and what came of it.
type WorkView struct {
	Frame
	Head
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
	Section
	Figures *Figures
}

// Money is what it cost, saved and was given, each with its basis; sums of
// different kinds are listed, never added.
type Money struct {
	Section
	Rows []MoneyRow
}

// MoneyRow is one amount.
type MoneyRow struct {
	Kind    string // "Cost"
	Amount  string // "£50,000 a year"
	What    string
	Grade   *Grade // nil for funding, which is a fact of a grant
	Date    messages.Date
	Sources []Source
	From    []Link // the case studies and projects that give it, on another page than theirs
}

// Updates is the news of a project, oldest first.
type Updates struct {
	Section
	Items []LogLine
}

func (s *Site) work(p Page, b Body) (string, any) {
	e, w := p.Entry, s.of(p.Entry)
	f := e.Work()
	v := &WorkView{Frame: s.entryFrame(e), Head: s.head(w, e)}
	c := newContents(w, b.Headings)
	if v.Journey = s.projectJourney(w, e, func() Section { return c.add("journey", w.T("where-it-stands")) }); v.Journey != nil {
		v.Part = s.part("journey")
	}
	if fig := s.figures(w, f.Outcomes); fig != nil {
		v.Figures = &FigurePart{Section: c.add("figures", w.T("figures")), Figures: fig}
	}
	text := cut(b)
	v.Opening.HTML, v.Text = text.Opening, text.Sections
	for _, t := range v.Text {
		c.note(t.Section)
	}
	add := func(id, key string) func() Section { return func() Section { return c.add(id, w.T(key)) } }
	v.Money = s.money(w, f, add("money", "money"))
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

func (s *Site) workFacts(w messages.Catalogue, e *model.Entry) []Fact {
	f := e.Work()
	var facts []Fact
	if o := s.organisations(f.Organisations); o != nil {
		facts = append(facts, Fact{Name: w.T("who"), Links: o})
	}
	if f.Period.Set() {
		facts = append(facts, Fact{Name: w.T("when"), Text: f.Period.Value})
	}
	if f.Stage.Set() {
		facts = append(facts, Fact{Name: w.T("stage"), Links: []Link{s.termLink("stage", f.Stage.Value)}})
	}
	if len(f.Seeking) > 0 {
		fact := Fact{Name: w.T("looking-for"), Strong: messages.UpperFirst(seeks(w, f))}
		if f.SeekingOn.Set() {
			fact.Name, fact.Text = w.T("asked-for"), w.Date(f.SeekingOn).Text
		}
		facts = append(facts, fact)
	}
	figures, _ := insight.Figures(s.g, e)
	facts = append(facts, Fact{Name: w.T("evidence"), Grades: []Grade{grade(w, insight.Best(figures))}, Year: yearOf(insight.Newest(figures))})
	if l := s.entries(f.Patterns); l != nil {
		facts = append(facts, Fact{Name: w.T("patterns"), Links: l})
	}
	if len(f.Suppliers) > 0 {
		facts = append(facts, Fact{Name: w.T("suppliers"), Text: w.And(texts(f.Suppliers))})
	}
	if src, ok := source(f.Repository.Value); ok {
		facts = append(facts, Fact{Name: w.T("code"), Links: []Link{{Text: src.Host, Href: src.Href}}})
	}
	if f.Contact.Set() {
		facts = append(facts, Fact{Name: w.T("contact"), Links: []Link{{Text: f.Contact.Value, Href: contactHref(f.Contact.Value)}}})
	}
	facts = append(facts, reviewFact(w, e))
	return append(facts, s.areaFacts(w, e)...)
}

func (s *Site) money(w messages.Catalogue, f *model.WorkFields, sec func() Section) *Money {
	var rows []MoneyRow
	for _, a := range f.Costs {
		rows = append(rows, moneyRow(w, "cost", a))
	}
	for _, a := range f.Savings {
		rows = append(rows, moneyRow(w, "saving", a))
	}
	for _, m := range f.Funding {
		rows = append(rows, MoneyRow{Kind: w.T("funding"), Amount: w.Money(m.Amount.Value, m.Currency.Value), What: m.From.Value, Date: w.Date(m.Date), Sources: sources(m.Source)})
	}
	if rows == nil {
		return nil
	}
	return &Money{Section: sec(), Rows: rows}
}

// moneyRow is a cost or a saving.
func moneyRow(w messages.Catalogue, key string, a model.Amount) MoneyRow {
	g := grade(w, a.Grade.Value)
	amount := w.Money(a.Amount.Value, a.Currency.Value)
	if a.Period.Set() {
		amount += " " + w.Choice("period", a.Period.Value)
	}
	return MoneyRow{Kind: w.T(key), Amount: amount, What: a.What.Value, Grade: &g, Date: w.Date(a.Date), Sources: sources(a.Source)}
}
