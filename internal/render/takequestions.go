package render

import (
	"bytes"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

// AskView is a pattern's questions alone, as a plain table to copy into a document.
type AskView struct {
	Frame
	Trail     []Link
	Lede      string
	Questions *Questions
	CSV       string // address of the same for a spreadsheet
}

const questionsFile = "questions.csv"

// asks says whether an entry has questions.
func asks(e *model.Entry) bool { return e.Pattern() != nil && len(e.Pattern().Questions) > 0 }

// QuestionsCSV returns what a pattern asks as a table for a spreadsheet, and its name
// beside the page, which is empty when the entry asks nothing.
func QuestionsCSV(e *model.Entry) (name string, data []byte, err error) {
	if !asks(e) {
		return "", nil, nil
	}
	b := bytes.NewBufferString(diag.BOM)
	err = table.Questions(b, e.Pattern())
	return questionsFile, b.Bytes(), err
}

// askPages are the pages of questions alone. They are pages of their own because a
// pattern's page with the same table twice would be too heavy.
func (s *Site) askPages(e *model.Entry) []Page {
	if !asks(e) {
		return nil
	}
	path := e.Path() + "questions/"
	return []Page{{Path: file(path), again: true, make: func(Page, Body) (string, any) {
		w := s.of(e)
		v := &AskView{Frame: s.entryFrame(e), CSV: s.Href(e.Path() + questionsFile)}
		v.Title, v.Data, v.Article = w.T("questions-of", e.Title.Value), nil, false // its canonical page is the pattern's
		v.HeadTitle = v.Title + " – " + v.Site
		v.Lede = w.T("questions-take")
		v.Trail = s.trail(w, Link{Text: w.Kinds(e.Type), Href: s.Href("/" + e.Type.Folder() + "/")}, s.link(e))
		v.Questions = s.questions(w, e.Pattern().Questions, func() Section { return Section{ID: "questions", Title: w.T("questions")} })
		return "questions", v
	}}}
}
