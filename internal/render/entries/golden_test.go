package entries

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
	"servicepatterns/tests/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestComponents renders components from the model and compares every byte. Each
// golden file starts with the sentence that says what it proves. It is long because
// each case is a row of a table.
// It is long because it is the list of the components.
func TestComponents(t *testing.T) {
	parts := fstest.MapFS{} // a theme with a page for each component, which holds nothing else
	for _, name := range []string{"lanes", "questions", "figures", "evidence", "sources", "notice", "lessons"} {
		parts["layouts/only-"+name+".html"] = &fstest.MapFile{Data: []byte(`{{define "page"}}{{template "` + name + `" .}}{{end}}`)}
	}
	s := siteOf(t, parts, sample.Entries()...)
	w := s.Theme.Words.In["en"]
	sec := func() view.Section { return view.Section{ID: "part", Title: "Part"} }
	p := samplePattern("report-a-thing", "Report a thing").Pattern()
	source := list("https://www.gov.uk/a")
	cases := []struct {
		name, proves, template string
		view                   any
	}{
		{"lanes", "Branches and ends are said in words, a drawn line joins only steps that follow each other, and a move back enters from above.", "lanes",
			method(w, p.Process, sec)},
		{"lanes-many", "With more than four actors there are no lanes, and each step still names its actor.", "lanes",
			method(w, model.Process{Steps: []model.Step{
				{ID: text("a"), By: text("tenant"), Does: text("One")}, {ID: text("b"), By: text("housing officer"), Does: text("Two")},
				{ID: text("c"), By: text("contractor"), Does: text("Three")}, {ID: text("d"), By: text("tribunal"), Does: text("Four")},
				{ID: text("e"), By: text("landlord"), Does: text("Five")},
			}}, sec)},
		{"questions", "A condition names its question by number, an optional question says so, and a host of a source is said without www.", "questions",
			questions(w, p.Questions, sec)},
		{"figures", "A change alone is drawn from 100, two numbers from the larger, a value alone stands in its unit, and where grades differ each figure says its own: green is for what was measured.", "figures",
			figures(w, []model.Outcome{
				{Measure: text("Calls"), Change: text("-13%"), Grade: text("measured"), Date: text("2019-06"), Source: source},
				{Measure: text("Valid on arrival"), Before: text("33"), After: text("82"), Unit: text("%"), Grade: text("measured"), Date: text("2019-06"), Source: source},
				{Measure: text("Bookings"), Change: text("+44%"), Grade: text("measured"), Date: text("2019-06")},
				{Measure: text("Wait"), Before: text("eight weeks"), After: text("a week"), Grade: text("measured"), Date: text("2019-06")},
				{Measure: text("Cost of a call"), After: text("5.88"), Unit: text("pounds a call"), Grade: text("measured"), Date: text("2019-06")},
				{Measure: text("Could be saved"), After: text("50000"), Unit: text("pounds a year"), Grade: text("estimate"), Date: text("2019-06")},
			})},
		{"figures-claimed", "What a supplier claims is drawn in ink, under a line of ink, and a date that the words name is not said twice.", "figures",
			figures(w, []model.Outcome{
				{Measure: text("Build time"), Change: text("-80%"), Grade: text("supplier-claim"), Date: text("2023-07"), Source: source},
				{Measure: text("Members in 2024"), After: text("48"), Grade: text("supplier-claim"), Date: text("2024")},
			})},
		{"evidence", "The strength is counted from five questions, and the axis ends with the newest year known, not with today.", "evidence",
			patterns{Of(s)}.evidence(w, samplePattern("x", "X"), nil, sec)},
		{"sources", "Several links to one host are numbered, and an address that is not of the web is no link.", "sources",
			view.Sources(list("https://www.planx.uk/a", "javascript:alert(1)", "https://planx.uk/b", "ftp://planx.uk"))},
		{"notice-deprecated", "What is replaced names its successor first, as a link.", "notice",
			Of(s).notice(w, &model.Entry{Common: model.Common{Status: text("deprecated"), ReplacedBy: list("report-a-thing")}})},
		{"hostile", "Markup in a field is text.", "lessons",
			lessons([]model.Lesson{{Tried: text(`<script>alert(1)</script>`), Learnt: text(`"><img src=x onerror=alert(1)>`), Source: list(`https://evil.example/"onmouseover="x`)}}, sec)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got bytes.Buffer
			got.WriteString("<!-- " + c.proves + " -->\n")
			if err := s.Theme.Render(&got, "en", "only-"+c.template, c.view); err != nil {
				t.Fatal(err)
			}
			got.WriteByte('\n')
			file := filepath.Join("testdata", c.name+".html")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", c.proves, got.Bytes(), want)
			}
		})
	}
}
