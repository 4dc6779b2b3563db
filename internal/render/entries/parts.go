package entries

import (
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Lessons are what was tried and did not work.
type Lessons struct {
	view.Section
	Items []Lesson
}

// Lesson is one of them.
type Lesson struct {
	Tried, Learnt string
	Sources       []view.Source
}

// Recipe is a list of ingredients, or of standards: each with what it is for.
type Recipe struct {
	view.Section
	Items []Ingredient
	Plain bool // none says what it is for: a mere list
	More  *view.Link
}

// Ingredient is one of them.
type Ingredient struct {
	view.Link
	For      string
	Optional bool // a first version can do without it
}

// LocalOptions are what may differ from council to council.
type LocalOptions struct {
	view.Section
	Rows []Option
}

// Option is one of them.
type Option struct {
	What    string
	Choices []string
	Because string
	Sources []view.Source
}

// Variants are ways in which some run it differently.
type Variants struct {
	view.Section
	Items []Variant
}

// Variant is one of them.
type Variant struct {
	Name, Differs string
	UsedBy        []view.Link
	Sources       []view.Source
}

// Needs are who needs what, and how sure we are.
type Needs struct {
	view.Section
	Rows []Need
}

// Need is one of them.
type Need struct {
	Shape, Who, Need, Confidence, Because string
	Level                                 string // "high", "medium" or "low"
	Sources                               []view.Source
}

// Unhappy is what happens when things go another way.
type Unhappy struct {
	view.Section
	Items []UnhappyPath
}

// UnhappyPath is one of them.
type UnhappyPath struct {
	When, Then string
	Sources    []view.Source
}

// Policy holds rules that the service must keep, by topic.
type Policy struct {
	view.Section
	Topics []Topic
}

// Topic is one topic and its notes.
type Topic struct {
	Name  string
	Notes []Note
}

// Note is one statement, where it applies, the law it is in, and where it comes from.
type Note struct {
	Text    string
	Nations string // "England and Wales"
	Law     string // with the version that was read
	Sources []view.Source
}

// LinkList is further reading.
type LinkList struct {
	view.Section
	Items []view.Link
}

func lessons(list []model.Lesson, sec func() view.Section) *Lessons {
	if len(list) == 0 {
		return nil
	}
	l := &Lessons{Section: sec()}
	for _, m := range list {
		l.Items = append(l.Items, Lesson{Tried: m.Tried.Value, Learnt: m.Learnt.Value, Sources: view.Sources(m.Source)})
	}
	return l
}

func (s Pages) recipe(list []model.Ingredient, sec func() view.Section) *Recipe {
	if len(list) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, m := range list {
		item := Ingredient{
			Link: view.Link{Text: model.Readable(m.Use.Value)}, For: messages.UpperFirst(m.For.Value), Optional: insight.Truthy(m.Optional),
		}
		if e := s.Lib.Entry(m.Use.Value); e != nil {
			item.Link = s.Link(e)
		}
		r.Items = append(r.Items, item)
	}
	r.Plain = !slices.ContainsFunc(r.Items, func(i Ingredient) bool { return i.For != "" })
	return r
}

func (s Pages) standards(list []model.Text, sec func() view.Section) *Recipe {
	if len(list) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, m := range list {
		item := Ingredient{Link: view.Link{Text: model.Readable(m.Value)}}
		if e := s.Lib.Entry(m.Value); e != nil {
			item.Link, item.For = s.Link(e), e.Summary.Value
		}
		r.Items = append(r.Items, item)
	}
	return r
}

func localOptions(list []model.LocalOption, sec func() view.Section) *LocalOptions {
	if len(list) == 0 {
		return nil
	}
	o := &LocalOptions{Section: sec()}
	for _, m := range list {
		o.Rows = append(o.Rows, Option{
			What: m.What.Value, Choices: view.Texts(m.Choices), Because: m.Because.Value, Sources: view.Sources(m.Source, m.Sources),
		})
	}
	return o
}

func (s patterns) variants(list []model.Variant, sec func() view.Section) *Variants {
	if len(list) == 0 {
		return nil
	}
	v := &Variants{Section: sec()}
	for _, m := range list {
		v.Items = append(v.Items, Variant{
			Name: m.Name.Value, Differs: m.Differs.Value, UsedBy: s.Organisations(m.UsedBy), Sources: view.Sources(m.Source),
		})
	}
	return v
}

func needs(w messages.Catalogue, list []model.Need, sec func() view.Section) *Needs {
	if len(list) == 0 {
		return nil
	}
	n := &Needs{Section: sec()}
	for _, m := range list {
		row := Need{
			Shape: "other", Need: m.Need.Value, Because: m.Because.Value, Level: m.Confidence.Value, Sources: view.Sources(m.Source),
		}
		if m.Who.Set() {
			row.Who, row.Shape = w.Choice("who", m.Who.Value), shape(m.Who.Value)
		}
		if m.Confidence.Set() {
			row.Confidence = w.T("sure-" + m.Confidence.Value)
		}
		n.Rows = append(n.Rows, row)
	}
	return n
}

func unhappy(list []model.UnhappyPath, sec func() view.Section) *Unhappy {
	if len(list) == 0 {
		return nil
	}
	u := &Unhappy{Section: sec()}
	for _, m := range list {
		u.Items = append(u.Items, UnhappyPath{When: m.When.Value, Then: m.Then.Value, Sources: view.Sources(m.Source)})
	}
	return u
}

func policy(w messages.Catalogue, list []model.PolicyNote, sec func() view.Section) *Policy {
	if len(list) == 0 {
		return nil
	}
	p := &Policy{Section: sec()}
	for _, m := range list {
		name := w.Choice("topic", m.Topic.Value)
		if !m.Topic.Set() {
			name = w.T("other-topic")
		}
		i := slices.IndexFunc(p.Topics, func(t Topic) bool { return t.Name == name })
		if i < 0 {
			i = len(p.Topics)
			p.Topics = append(p.Topics, Topic{Name: name})
		}
		p.Topics[i].Notes = append(p.Topics[i].Notes, Note{
			Text: m.Note.Value, Nations: nations(w, m.Nations), Law: law(w, m), Sources: view.Sources(m.Source),
		})
	}
	return p
}

func nations(w messages.Catalogue, list []model.Text) string {
	var names []string
	for _, n := range list {
		names = append(names, w.Choice("nation", n.Value))
	}
	return w.And(names)
}

// law says which law a note is in, the version that was read, and when.
func law(w messages.Catalogue, m model.PolicyNote) string {
	var parts []string
	for _, t := range []model.Text{m.Law, m.Version} {
		if t.Set() {
			parts = append(parts, t.Value)
		}
	}
	if m.Read.Set() {
		parts = append(parts, w.T("law-read", "date", w.Date(m.Read).Text))
	}
	return strings.Join(parts, ", ")
}

func links(e *model.Entry, sec func() view.Section) *LinkList {
	items := view.WebLinks(e.FurtherLinks)
	if items == nil {
		return nil
	}
	return &LinkList{Section: sec(), Items: items}
}
