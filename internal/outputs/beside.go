package outputs

import (
	"bytes"
	"net/url"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

// SourceFile is the name of the Markdown beside a page.
const SourceFile = "index.md"

// FilesOf are the names of the files beside an entry's page, as addresses have them.
func (s *Site) FilesOf(e *model.Entry) []string {
	var names []string
	if e.Row == 0 {
		names = append(names, SourceFile)
	}
	if s.EntryFeed(e) != nil {
		names = append(names, FeedFile)
	}
	if Asks(e) {
		names = append(names, QuestionsFile)
	}
	for _, name := range e.Images {
		names = append(names, url.PathEscape(name))
	}
	return names
}

// QuestionsFile is the name of the table of questions beside a page.
const QuestionsFile = "questions.csv"

// Asks says whether an entry has questions.
func Asks(e *model.Entry) bool { return len(e.Questions()) > 0 }

// QuestionsCSV returns what an entry asks as a table for a spreadsheet, and its name
// beside the page, which is empty when the entry asks nothing.
func QuestionsCSV(e *model.Entry) (name string, data []byte, err error) {
	if !Asks(e) {
		return "", nil, nil
	}
	b := bytes.NewBufferString(diag.BOM)
	err = table.Questions(b, e.Questions())
	return QuestionsFile, b.Bytes(), err
}
