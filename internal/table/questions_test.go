package table

import (
	"bytes"
	"testing"

	"servicepatterns/internal/model"
)

// TestQuestions checks the table of a pattern's questions.
func TestQuestions(t *testing.T) {
	text := func(s string) model.Text { return model.Text{Value: s} }
	list := []model.Question{
		{ID: text("kind"), Ask: text("What is it?"), Type: text("choose-one"), Options: []model.Text{text("Pothole"), text("Light")}, Required: text("true"), Why: text("It decides the team.")},
		{Ask: text("=How deep?"), If: []model.Condition{{Question: text("kind"), Answers: []model.Text{text("Pothole")}}}},
	}
	var out bytes.Buffer
	if err := Questions(&out, list); err != nil {
		t.Fatal(err)
	}
	want := "number,question,type,required,options,only if,why,source\n" +
		"1,What is it?,Choose one,Yes,Pothole; Light,,It decides the team.,\n2,'=How deep?,,,,What is it? Pothole,,\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}
