package render

import (
	"slices"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Lessons are what was tried and did not work.
type Lessons struct {
	Section
	Items []Lesson
}

// Lesson is one of them.
type Lesson struct {
	Tried, Learnt string
	Sources       []Source
}

// Recipe is a list of ingredients, or of standards: each with what it is for.
type Recipe struct {
	Section
	Items []Ingredient
	Plain bool // none says what it is for: a mere list
	More  *Link
}

// Ingredient is one of them.
type Ingredient struct {
	Link
	For      string
	Optional bool // a first version can do without it
}

// LocalOptions are what may differ from council to council.
type LocalOptions struct {
	Section
	Rows []Option
}

// Option is one of them.
type Option struct {
	What    string
	Choices []string
	Because string
	Sources []Source
}

// Variants are ways in which some run it differently.
type Variants struct {
	Section
	Items []Variant
}

// Variant is one of them.
type Variant struct {
	Name, Differs string
	UsedBy        []Link
	Sources       []Source
}

// Needs are who needs what, and how sure we are.
type Needs struct {
	Section
	Rows []Need
}

// Need is one of them.
type Need struct {
	Shape, Who, Need, Confidence, Because string
	Level                                 string // "high", "medium" or "low"
}

// Unhappy is what happens when things go another way.
type Unhappy struct {
	Section
	Items []UnhappyPath
}

// UnhappyPath is one of them.
type UnhappyPath struct {
	When, Then string
	Sources    []Source
}

// Policy holds rules that the service must keep, by topic.
type Policy struct {
	Section
	Topics []Topic
}

// Topic is one topic and its notes.
type Topic struct {
	Name  string
	Notes []Note
}

// Note is one statement and where it comes from.
type Note struct {
	Text    string
	Sources []Source
}

// LinkList is further reading.
type LinkList struct {
	Section
	Items []Link
}

func (s *Site) lessons(list []model.Lesson, sec func() Section) *Lessons {
	if len(list) == 0 {
		return nil
	}
	l := &Lessons{Section: sec()}
	for _, m := range list {
		l.Items = append(l.Items, Lesson{Tried: m.Tried.Value, Learnt: m.Learnt.Value, Sources: sources(m.Source)})
	}
	return l
}

func (s *Site) recipe(list []model.Ingredient, sec func() Section) *Recipe {
	if len(list) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, m := range list {
		item := Ingredient{Link: Link{Text: model.Readable(m.Use.Value)}, For: messages.UpperFirst(m.For.Value), Optional: insight.Truthy(m.Optional)}
		if e := s.lib.Entry(m.Use.Value); e != nil {
			item.Link = s.link(e)
		}
		r.Items = append(r.Items, item)
	}
	r.Plain = !slices.ContainsFunc(r.Items, func(i Ingredient) bool { return i.For != "" })
	return r
}

func (s *Site) standards(list []model.Text, sec func() Section) *Recipe {
	if len(list) == 0 {
		return nil
	}
	r := &Recipe{Section: sec()}
	for _, m := range list {
		item := Ingredient{Link: Link{Text: model.Readable(m.Value)}}
		if e := s.lib.Entry(m.Value); e != nil {
			item.Link, item.For = s.link(e), e.Summary.Value
		}
		r.Items = append(r.Items, item)
	}
	return r
}

func (s *Site) options(list []model.LocalOption, sec func() Section) *LocalOptions {
	if len(list) == 0 {
		return nil
	}
	o := &LocalOptions{Section: sec()}
	for _, m := range list {
		o.Rows = append(o.Rows, Option{What: m.What.Value, Choices: texts(m.Choices), Because: m.Because.Value, Sources: sources(m.Source, m.Sources)})
	}
	return o
}

func (s *Site) variants(list []model.Variant, sec func() Section) *Variants {
	if len(list) == 0 {
		return nil
	}
	v := &Variants{Section: sec()}
	for _, m := range list {
		v.Items = append(v.Items, Variant{Name: m.Name.Value, Differs: m.Differs.Value, UsedBy: s.organisations(m.UsedBy), Sources: sources(m.Source)})
	}
	return v
}

func (s *Site) needs(w messages.Catalogue, list []model.Need, sec func() Section) *Needs {
	if len(list) == 0 {
		return nil
	}
	n := &Needs{Section: sec()}
	for _, m := range list {
		row := Need{Shape: "other", Need: m.Need.Value, Because: m.Because.Value, Level: m.Confidence.Value}
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

func (s *Site) unhappy(list []model.UnhappyPath, sec func() Section) *Unhappy {
	if len(list) == 0 {
		return nil
	}
	u := &Unhappy{Section: sec()}
	for _, m := range list {
		u.Items = append(u.Items, UnhappyPath{When: m.When.Value, Then: m.Then.Value, Sources: sources(m.Source)})
	}
	return u
}

func (s *Site) policy(w messages.Catalogue, list []model.PolicyNote, sec func() Section) *Policy {
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
		p.Topics[i].Notes = append(p.Topics[i].Notes, Note{Text: m.Note.Value, Sources: sources(m.Source)})
	}
	return p
}

func links(e *model.Entry, sec func() Section) *LinkList {
	items := webLinks(e.FurtherLinks)
	if items == nil {
		return nil
	}
	return &LinkList{Section: sec(), Items: items}
}
