package entries

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/render/view"
)

// AskView is the questions of a pattern or a service alone, as a plain table to copy into a document.
type AskView struct {
	view.Frame
	Trail     []view.Link
	Lede      string
	Questions *Questions
	CSV       string // address of the same for a spreadsheet
}

// AskPages are the pages of questions alone. They are pages of their own because a
// pattern's page with the same table twice would be too heavy.
func (s Pages) AskPages(e *model.Entry) []view.Page {
	if !outputs.Asks(e) {
		return nil
	}
	path := e.Path() + "questions/"
	return []view.Page{{Path: address.File(path), Again: true, Make: func(markdown.Body) (string, any) {
		w := s.In(e)
		v := &AskView{Frame: s.EntryFrame(e), CSV: s.At.Href(e.Path() + outputs.QuestionsFile)}
		v.Title, v.Data, v.Article = w.T("questions-of", "title", e.Title.Value), nil, false // its canonical page is the pattern's
		v.HeadTitle = v.Title + " – " + v.Site
		v.Lede = w.T("questions-take")
		v.Trail = s.Trail(w, view.Link{Text: w.Kinds(e.Type), Href: s.At.Href("/" + e.Type.Folder() + "/")}, s.Link(e))
		v.Questions = questions(w, e.Questions(), func() view.Section {
			return view.Section{ID: "questions",
				Title: w.T("questions")}
		})
		return "questions", v
	}}}
}
