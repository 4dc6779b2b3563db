package insight

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

func text(v string) model.Text { return model.Text{Value: v} }

func list(v ...string) []model.Text {
	var out []model.Text
	for _, x := range v {
		out = append(out, text(x))
	}
	return out
}

// work is a case study of one pattern by some organisations, with outcomes.
func work(id string, organisations []string, outcomes ...model.Outcome) *model.Entry {
	e := &model.Entry{Type: model.CaseStudy, ID: id, Own: &model.WorkFields{Organisations: list(organisations...), Patterns: list("renew"),
		Outcomes: outcomes}}
	e.Title = text(id)
	e.Refs = []model.Ref{{Field: "patterns", To: text("renew")}}
	return e
}

func measured(change, source string) model.Outcome {
	return model.Outcome{Change: text(change), Grade: text(Measured), Source: list(source)}
}

func graph(entries ...*model.Entry) (*link.Graph, *model.Entry) {
	p := &model.Entry{Type: model.ServicePattern, ID: "renew", Own: &model.PatternFields{}}
	p.Title = text("Renew")
	lib := &model.Library{Entries: append(entries, p), ByID: map[string]*model.Entry{}}
	for _, e := range lib.Entries {
		lib.ByID[e.ID] = e
	}
	return link.Link(lib, true, &diag.List{}), p
}

// Each step of the strength is reached at its number and not one before.
func TestStrengthSteps(t *testing.T) {
	for _, c := range []struct {
		organisations, works, figures int // figures of each work
		want                          [5]bool
		reached                       int
	}{
		{0, 0, 0, [5]bool{}, 0},
		{1, 1, 0, [5]bool{true}, 1},
		{2, 1, 0, [5]bool{true}, 1},
		{3, 1, 0, [5]bool{true, true}, 2},
		{0, 1, 1, [5]bool{2: true}, 1},
		{0, 1, 2, [5]bool{2: true}, 1},
		{0, 1, 3, [5]bool{2: true, 3: true}, 2},
		{0, 2, 2, [5]bool{2: true, 3: true}, 2},
		{0, 3, 1, [5]bool{2: true, 3: true, 4: true}, 3},
		{3, 3, 1, [5]bool{true, true, true, true, true}, 5},
	} {
		var works []*model.Entry
		for i := range c.works {
			var own []model.Outcome
			for f := range c.figures {
				own = append(own, measured(strconv.Itoa(f)+"%", "https://www.gov.uk/"+strconv.Itoa(i)))
			}
			works = append(works, work("w"+strconv.Itoa(i), nil, own...))
		}
		for i := range c.organisations {
			works[0].Work().Organisations = append(works[0].Work().Organisations, text("o"+strconv.Itoa(i)))
		}
		st := StrengthOf(graph(works...))
		if st.Steps() != c.want || st.Reached() != c.reached {
			t.Errorf("%d organisations, %d works with %d figures each: steps %v, reached %d", c.organisations, c.works, c.figures,
				st.Steps(), st.Reached())
		}
	}
}

// A figure counts once, wherever it is told: a pattern that sums up a source of its case
// study adds none, nor does a project that repeats a figure of it.
func TestOneSourceCountsOnce(t *testing.T) {
	repeated := work("project", []string{"bolton"}, measured("-13%", "https://www.gov.uk/a"), measured("-9%", "https://www.gov.uk/a"))
	repeated.Type = model.Project
	study := work("study", []string{"bolton"}, measured("-13%", "https://www.gov.uk/a"), measured("+4%", "https://www.gov.uk/a"))
	g, p := graph(study, repeated)
	p.Pattern().UsedBy = []model.Use{{Organisation: text("bolton")}, {Organisation: text("bury")}}
	p.Pattern().Evidence = []model.Evidence{
		{Claim: text("Calls fell."), Grade: text(Measured), Source: list("https://www.gov.uk/a"), Date: text("2021")},
		{Claim: text("Post fell."), Grade: text(Measured), Source: list("https://www.gov.uk/b"), Date: text("2020-02")},
		{Claim: text("It may save."), Grade: text("estimate"), Date: text("2019")},
	}
	st := StrengthOf(g, p)
	if st.Organisations != 2 || st.Measured != 4 || st.Works != 2 || st.Figures != 7 || st.Newest != "2021" {
		t.Errorf("%+v", st)
	}
	if want := []Counted{{study, 2}, {repeated, 1}, {p, 1}}; !slices.Equal(st.Counted, want) {
		t.Errorf("the measured figures are in %v", st.Counted)
	}
	repeated.Work().Outcomes = repeated.Work().Outcomes[:1]
	if st := StrengthOf(g, p); st.Works != 1 || st.Measured != 3 {
		t.Errorf("a project with nothing of its own counts: %+v", st)
	}
	figures, _ := Figures(g, p)
	if got := Grades(figures); !slices.Equal(got, []string{Measured, "estimate"}) || Best(figures) != Measured {
		t.Errorf("grades %v", got)
	}
}

// What studied a service does not run it, a draft and a translation tell nothing, and a
// figure that names its pattern is evidence for no other.
func TestWhatCounts(t *testing.T) {
	for stage, want := range map[string]int{"idea": 0, "discovery": 0, "alpha": 0, "beta": 1, "live": 1, "retired": 1, "": 1} {
		w := work("study", []string{"bolton"})
		w.Work().Stage = text(stage)
		if got := StrengthOf(graph(w)).Organisations; got != want {
			t.Errorf("stage %q: %d use it, want %d", stage, got, want)
		}
	}
	draft, other := work("draft", []string{"bolton"}), work("other", nil, measured("1%", "https://www.gov.uk/a"))
	draft.Status = text("draft")
	other.Work().Outcomes[0].Patterns = list("pay")
	if st := StrengthOf(graph(draft, other)); st.Organisations+st.Figures != 0 {
		t.Errorf("%+v", st)
	}
	if _, ok := Figures(nil, &model.Entry{Type: model.Standard}); ok {
		t.Error("a standard has figures")
	}
	cost := work("cost", nil)
	cost.Work().Costs = []model.Amount{{Amount: text("5"), Grade: text(Measured), Date: text("2020-05")}}
	figures, ok := Figures(nil, cost)
	if !ok || Best(figures) != Measured || Newest(figures) != "2020-05" {
		t.Errorf("a cost is no figure: %v", figures)
	}
}

// A contract that a case study and its project both give is one amount with two places;
// amounts that differ in kind, sum, period or thing stay apart, and so do two of one entry.
func TestMoney(t *testing.T) {
	contract := model.Amount{What: text("Contract"), Amount: text("61839"), Period: text("once"), Source: list("https://www.gov.uk/c")}
	study, project := work("study", nil), work("project", nil)
	project.Type = model.Project
	study.Work().Costs = []model.Amount{contract, contract}
	study.Work().Savings = []model.Amount{contract}
	again := contract
	again.What = text("Discovery")
	yearly, elsewhere := contract, contract
	yearly.Period = text("a-year")
	elsewhere.What, elsewhere.Source = text("Licences"), nil
	project.Work().Costs = []model.Amount{again, yearly, elsewhere}
	got := Money(graph(study, project))
	var places []int
	for _, a := range got {
		places = append(places, len(a.In))
	}
	if !slices.Equal(places, []int{2, 1, 1, 1, 1}) || got[1].Saving || !got[2].Saving {
		t.Errorf("%d amounts, given by %v", len(got), places)
	}
}

// A review is overdue when its month is over, not before.
func TestDue(t *testing.T) {
	for _, c := range [][3]string{
		{"2026-11-01", "12 months", "2027-11"}, {"2026-08-31", "6 months", "2027-02"}, {"2026", "2 years", "2028-01"},
		{"2026-03", "1 month", "2026-04"}, {"", "12 months", ""}, {"2026-11-01", "", ""}, {"soon", "1 year", ""},
	} {
		if got := Due(c[0], c[1]); got != c[2] {
			t.Errorf("reviewed %q, every %q: due %q, want %q", c[0], c[1], got, c[2])
		}
	}
	for on, want := range map[string]bool{"2027-10-31": false, "2027-11-01": false, "2027-11-30": false, "2027-12-01": true} {
		if Overdue("2027-11", day(t, on)) != want {
			t.Errorf("due 2027-11, on %s: overdue %v", on, !want)
		}
	}
	if Overdue("", day(t, "2027-11-01")) {
		t.Error("what is never due is overdue")
	}
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The nearest are those whose centres are nearest, whatever the map of hexagons shows; a
// county has counties beside it.
func TestNear(t *testing.T) {
	council := func(id, typ string, lat, lon float64) *model.Entry {
		return &model.Entry{Type: model.Organisation, ID: id, Council: &model.Council{Type: typ, Latitude: lat, Longitude: lon}}
	}
	hackney := council("hackney", "London borough", 51.55, -0.06)
	surrey := council("surrey", "County", 51.26, -0.42)
	councils := []*model.Entry{
		council("barking-and-dagenham", "London borough", 51.55, 0.13), council("city-of-london", "London borough", 51.515, -0.09),
		hackney, surrey, council("kent", "County", 51.19, 0.72), council("islington", "London borough", 51.54, -0.11),
		council("nowhere", "London borough", 0, 0), council("north", "London borough", 51.62, -0.06),
	}
	names := func(e *model.Entry, n int) (out []string) {
		for _, c := range Near(councils, e, n) {
			out = append(out, c.ID)
		}
		return out
	}
	if got := names(hackney, 3); !slices.Equal(got, []string{"islington", "city-of-london", "north"}) {
		t.Errorf("near Hackney: %v", got)
	}
	if got := names(surrey, 3); !slices.Equal(got, []string{"kent"}) {
		t.Errorf("near Surrey: %v", got)
	}
	if got := names(councils[6], 3); got != nil {
		t.Errorf("near a council without a place: %v", got)
	}
}
