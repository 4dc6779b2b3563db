package entries

import (
	"strconv"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Questions is what a service asks.
type Questions struct {
	view.Section
	Rows []Question
	Take string // address of the same alone, to copy
}

// Question is one of them.
type Question struct {
	Number    int
	Ask       string
	Optional  bool
	Type      string // "Choose one"
	Icon      string // symbol of the type
	Why       string
	Condition string   // "Asked if 3 is “Yes”"
	Options   []string // to choose from
	Sources   []view.Source
}

func questions(w messages.Catalogue, list []model.Question, sec func() view.Section) *Questions {
	if len(list) == 0 {
		return nil
	}
	q := &Questions{Section: sec()}
	number := map[string]int{}
	for i, m := range list {
		if m.ID.Set() {
			number[m.ID.Value] = i + 1
		}
	}
	for i, m := range list {
		row := Question{
			Number: i + 1, Ask: m.Ask.Value, Optional: view.Falsy(m.Required), Why: m.Why.Value,
			Options: view.Texts(m.Options), Sources: view.Sources(m.Source), Condition: condition(w, m.If, number),
		}
		if m.Type.Set() {
			row.Type = w.Choice("answer", m.Type.Value)
			row.Icon = "i-a-" + m.Type.Value
		}
		q.Rows = append(q.Rows, row)
	}
	return q
}

// condition says when a question is asked: "Asked if 3 is “Yes” or “Not sure”".
func condition(w messages.Catalogue, list []model.Condition, number map[string]int) string {
	var all []string
	for _, c := range list {
		which := c.Question.Value
		if n := number[which]; n > 0 {
			which = strconv.Itoa(n)
		}
		var answers []string
		for _, a := range c.Answers {
			answers = append(answers, w.T("quoted", "value", a.Value))
		}
		all = append(all, w.T("condition", "question", which, "answers", w.Or(answers)))
	}
	if len(all) == 0 {
		return ""
	}
	return w.T("asked-if", "conditions", w.And(all))
}
