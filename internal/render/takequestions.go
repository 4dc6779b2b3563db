package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
)

// AskView is a pattern's questions alone, as a plain table to copy into a document.
type AskView struct {
	Frame
	Trail     []Link
	Lede      string
	Questions *Questions
	CSV       string // address of the same for a spreadsheet
}

// askPages are the pages of questions alone. They are pages of their own because a
// pattern's page with the same table twice would be too heavy.
func (s *Site) askPages(e *model.Entry) []Page {
	if !outputs.Asks(e) {
		return nil
	}
	path := e.Path() + "questions/"
	return []Page{{Path: address.File(path), again: true, make: func(Page, Body) (string, any) {
		w := s.of(e)
		v := &AskView{Frame: s.entryFrame(e), CSV: s.At.Href(e.Path() + outputs.QuestionsFile)}
		v.Title, v.Data, v.Article = w.T("questions-of", e.Title.Value), nil, false // its canonical page is the pattern's
		v.HeadTitle = v.Title + " – " + v.Site
		v.Lede = w.T("questions-take")
		v.Trail = s.trail(w, Link{Text: w.Kinds(e.Type), Href: s.At.Href("/" + e.Type.Folder() + "/")}, s.link(e))
		v.Questions = s.questions(w, e.Pattern().Questions, func() Section { return Section{ID: "questions", Title: w.T("questions")} })
		return "questions", v
	}}}
}
