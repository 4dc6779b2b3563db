package render

import "servicepatterns/internal/model"

func text(v string) model.Text { return model.Text{Value: v} }

func list(v ...string) []model.Text {
	var out []model.Text
	for _, x := range v {
		out = append(out, text(x))
	}
	return out
}

// samplePattern is a small pattern that uses every kind of field once.
func samplePattern(id, title string) *model.Entry {
	e := &model.Entry{Type: model.ServicePattern, ID: id, File: "patterns/service-patterns/" + id + ".md", Source: "service-patterns/" + id + ".md"}
	e.Title, e.Summary, e.Status = text(title), text("Someone wants a thing put right."), text("live")
	e.ServiceAreas = list("streets")
	e.Own = &model.PatternFields{
		Verb:         text("report"),
		Capabilities: []model.Ingredient{{Use: text("forms"), For: text("describing the problem")}},
		Standards:    list("open311"),
		Questions: []model.Question{
			{ID: text("danger"), Ask: text("Is anyone in danger now?"), Type: text("yes-no"), Why: text("Emergencies go by phone")},
			{Ask: text("Where is it?"), Type: text("location"), Required: text("false"), Options: list("On a road", "In a park"),
				If: []model.Condition{{Question: text("danger"), Answers: list("No", "Not sure")}}, Source: list("https://www.bolton.gov.uk/potholes")},
		},
		Process: model.Process{Actors: list("resident", "council", "crew"), Steps: []model.Step{
			{ID: text("say"), By: text("resident"), Does: text("Says what and where"), Next: list("sort")},
			{ID: text("sort"), By: text("council"), Does: text("Decides whose job it is"), Next: list("close", "mend"), Note: text("By kind and place.")},
			{ID: text("mend"), By: text("crew"), Does: text("Mends it"), Next: list("close")},
			{ID: text("close"), By: text("council"), Does: text("Says that it is done")},
		}},
		Needs:        []model.Need{{Who: text("resident"), Need: text("Say it once."), Confidence: text("high"), Because: text("Calls fell.")}},
		UnhappyPaths: []model.UnhappyPath{{When: text("It is not ours."), Then: text("Send it on.")}},
		LocalOptions: []model.LocalOption{{What: text("Depth"), Choices: list("40mm", "25mm"), Because: text("Risk differs.")}},
		Policy:       []model.PolicyNote{{Topic: text("privacy"), Note: text("Never show a name.")}},
		Evidence: []model.Evidence{
			{Claim: text("Calls fell by 13%"), Source: list("https://www.mysociety.org/a", "https://www.mysociety.org/b"), Date: text("2019-06"), Grade: text("measured")},
			{Claim: text("Emails may fall"), Date: text("2023"), Grade: text("estimate")},
		},
		DidNotWork: []model.Lesson{{Tried: text("A spreadsheet"), Learnt: text("Nobody was told.")}},
		UsedBy:     []model.Use{{Organisation: text("bolton"), Since: text("2018-04"), How: text("Potholes"), Source: list("https://www.bolton.gov.uk/potholes")}},
	}
	return e
}
