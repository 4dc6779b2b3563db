package insight

import (
	"cmp"
	"slices"

	"servicepatterns/internal/model"
)

// UnknownStage stands for the stage of projects that do not say theirs.
const UnknownStage = "not-known"

// Pipeline are all projects by stage: the stages in their order, then the ends, then those
// that do not say; in each the last updated first.
func (l *Library) Pipeline() []*model.Entry {
	order := func(e *model.Entry) int { return StageOrder(e.Work().Stage.Value) }
	out := slices.Clone(l.ByType[model.Project])
	slices.SortStableFunc(out, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(LastUpdate(b.Work()), LastUpdate(a.Work())))
	})
	return out
}

// Choose keeps the projects that are at a stage and look for something; "" is any.
func Choose(projects []*model.Entry, stage, seeking string) []*model.Entry {
	var out []*model.Entry
	for _, e := range projects {
		at := cmp.Or(e.Work().Stage.Value, UnknownStage)
		if (stage == "" || stage == at) &&
			(seeking == "" || slices.ContainsFunc(e.Work().Seeking, func(t model.Text) bool { return t.Value == seeking })) {
			out = append(out, e)
		}
	}
	return out
}

// Columns are the four stages that everybody knows, ideas if there are any, and End if any
// project has ended.
func Columns(projects []*model.Entry) []string {
	columns := Stages()[1:]
	if slices.ContainsFunc(projects, func(e *model.Entry) bool { return e.Work().Stage.Value == "idea" }) {
		columns = Stages()
	}
	if slices.ContainsFunc(projects, func(e *model.Entry) bool { return Ended(e.Work().Stage.Value) }) {
		columns = append(columns, End)
	}
	return columns
}
