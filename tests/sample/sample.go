// Package sample holds small libraries for tests of what is made of one.
package sample

import (
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Text is a value that stands nowhere in a file.
func Text(v string) model.Text { return model.Text{Value: v} }

// List is several of them.
func List(v ...string) []model.Text {
	var out []model.Text
	for _, x := range v {
		out = append(out, Text(x))
	}
	return out
}

// SamplePattern is a small pattern that uses every kind of field once.
func Pattern(id, title string) *model.Entry {
	e := &model.Entry{Type: model.ServicePattern, ID: id, File: "patterns/service-patterns/" + id + ".md",
		Source: "service-patterns/" + id + ".md"}
	e.Title, e.Summary, e.Status = Text(title), Text("Someone wants a thing put right."), Text("live")
	e.ServiceAreas = List("streets")
	e.Own = &model.PatternFields{
		Verb:         Text("report"),
		Capabilities: []model.Ingredient{{Use: Text("forms"), For: Text("describing the problem")}},
		Standards:    List("open311"),
		Questions: []model.Question{
			{ID: Text("danger"), Ask: Text("Is anyone in danger now?"), Type: Text("yes-no"), Why: Text("Emergencies go by phone")},
			{Ask: Text("Where is it?"), Type: Text("location"), Required: Text("false"), Options: List("On a road", "In a park"),
				If: []model.Condition{{Question: Text("danger"), Answers: List("No", "Not sure")}}, Source: List("https://www.bolton.gov.uk/potholes")},
		},
		Process: model.Process{Actors: List("resident", "council", "crew"), Steps: []model.Step{
			{ID: Text("say"), By: Text("resident"), Does: Text("Says what and where"), Next: List("sort")},
			{ID: Text("sort"), By: Text("council"), Does: Text("Decides whose job it is"), Next: List("close", "mend"), Note: Text("By kind and place.")},
			{ID: Text("mend"), By: Text("crew"), Does: Text("Mends it"), Next: List("close")},
			{ID: Text("close"), By: Text("council"), Does: Text("Says that it is done")},
		}},
		Needs:        []model.Need{{Who: Text("resident"), Need: Text("Say it once."), Confidence: Text("high"), Because: Text("Calls fell.")}},
		UnhappyPaths: []model.UnhappyPath{{When: Text("It is not ours."), Then: Text("Send it on.")}},
		LocalOptions: []model.LocalOption{{What: Text("Depth"), Choices: List("40mm", "25mm"), Because: Text("Risk differs.")}},
		Policy:       []model.PolicyNote{{Topic: Text("privacy"), Note: Text("Never show a name.")}},
		Evidence: []model.Evidence{
			{Claim: Text("Calls fell by 13%"), Source: List("https://www.mysociety.org/a", "https://www.mysociety.org/b"), Date: Text("2019-06"), Grade: Text("measured")},
			{Claim: Text("Emails may fall"), Date: Text("2023"), Grade: Text("estimate")},
		},
		DidNotWork: []model.Lesson{{Tried: Text("A spreadsheet"), Learnt: Text("Nobody was told.")}},
		UsedBy:     []model.Use{{Organisation: Text("bolton"), Since: Text("2018-04"), How: Text("Potholes"), Source: List("https://www.bolton.gov.uk/potholes")}},
	}
	return e
}

// Graph links a library of some entries.
func Graph(drafts bool, entries ...*model.Entry) *link.Graph {
	lib := &model.Library{Entries: entries, ByID: map[string]*model.Entry{}}
	lib.Title, lib.Verbs = Text("Test library"), model.DefaultVerbs()
	for _, e := range entries {
		if e.Language == "" {
			lib.ByID[e.ID] = e
		}
	}
	return link.Link(lib, drafts, &diag.List{})
}

// Entries are one of almost every type, which name each other.
func Entries() []*model.Entry {
	council := &model.Entry{Type: model.Organisation, ID: "bolton", Row: 2, Source: "organisations.csv",
		Council: &model.Council{ShortName: "Bolton", Nation: "England", Region: "North West", Type: "Metropolitan district",
			Population: 288248, Latitude: 53.6, Longitude: -2.4, HexQ: 1, HexR: 1, HasHex: true}}
	council.Title, council.Summary = Text("Bolton Council"), Text("A metropolitan district.")
	work := &model.Entry{Type: model.CaseStudy, ID: "bolton-case", Own: &model.WorkFields{
		Organisations: List("bolton"), Patterns: List("report-a-thing"), Stage: Text("live"), Capabilities: []model.Ingredient{{Use: Text("forms")}},
		Costs:    []model.Amount{{Amount: Text("61839"), Period: Text("once"), Grade: Text("measured")}},
		Outcomes: []model.Outcome{{Measure: Text("Calls"), Change: Text("-13%"), Grade: Text("measured"), Date: Text("2019")}}}}
	work.Title, work.Summary = Text("Bolton: fewer calls"), Text("Calls fell.")
	work.Refs = []model.Ref{{Field: "patterns", To: Text("report-a-thing")}}
	forms := &model.Entry{Type: model.Capability, ID: "forms", Own: &model.CapabilityFields{}}
	forms.Title, forms.Summary = Text("Forms"), Text("Asks questions.")
	std := &model.Entry{Type: model.Standard, ID: "open311", Own: &model.StandardFields{URL: Text("http://wiki.open311.org/")}}
	std.Title, std.Summary = Text("Open311"), Text("A shared way.")
	about := &model.Entry{Type: model.Page, ID: "about"}
	about.Title, about.Summary = Text("About us"), Text("Our own page.")
	return []*model.Entry{Pattern("report-a-thing", "Report a thing"), work, forms, std, council, about}
}
