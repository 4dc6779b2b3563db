package insight

import (
	"cmp"
	"slices"

	"servicepatterns/internal/model"
)

// Term is a value of a field by which entries are found.
type Term struct {
	ID      string
	Label   string         // as the library says it
	Entries []*model.Entry // in order of type, then title
}

// field is one way to find entries: by the values that they have in it.
type field struct {
	name   string // of the list in the model
	values func(*Library, *model.Entry) []model.Text
}

var fields = []field{
	{"verb", func(l *Library, e *model.Entry) []model.Text {
		if e.Pattern() == nil || !e.Pattern().Verb.Set() {
			return nil
		}
		return []model.Text{{Value: l.Verb(e.Pattern().Verb.Value)}}
	}},
	{"service-area", func(_ *Library, e *model.Entry) []model.Text { return e.ServiceAreas }},
	{"life-event", func(_ *Library, e *model.Entry) []model.Text { return e.LifeEvents }},
	{"stage", func(_ *Library, e *model.Entry) []model.Text {
		if e.Work() == nil || !e.Work().Stage.Set() {
			return nil
		}
		return []model.Text{e.Work().Stage}
	}},
}

// Terms are the values that entries have in one of the fields verb, service-area,
// life-event and stage: stages as they follow each other, all others by their labels.
func (l *Library) Terms(field string) []*Term { return l.terms[field] }

func (l *Library) gather(f field) []*Term {
	var out []*Term
	at := map[string]*Term{}
	for _, e := range l.All {
		for _, v := range f.values(l, e) {
			t := at[v.Value]
			if t == nil {
				t = &Term{ID: v.Value, Label: l.Graph.TermLabel(f.name, v.Value)}
				at[v.Value] = t
				out = append(out, t)
			}
			if n := len(t.Entries); n == 0 || t.Entries[n-1] != e {
				t.Entries = append(t.Entries, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b *Term) int {
		if f.name == "stage" {
			return cmp.Compare(StageOrder(a.ID), StageOrder(b.ID))
		}
		return cmp.Compare(Fold(a.Label), Fold(b.Label))
	})
	return out
}

// Verb returns the id of the verb that a word is, or is an alias of.
func (l *Library) Verb(word string) string {
	for _, t := range l.Graph.Terms("verb") {
		if t.ID.Value == word {
			return word
		}
		for _, a := range t.Aliases {
			if a.Value == word {
				return t.ID.Value
			}
		}
	}
	return word
}

// StageOrder is the place of a stage among all; what is no stage stands after them.
func StageOrder(stage string) int {
	stages := model.Choices("stage")
	if i := slices.Index(stages, stage); i >= 0 {
		return i
	}
	return len(stages)
}
