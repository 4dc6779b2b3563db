package lists

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// BoardView is the pipeline as a timetable: a line for each project through the
// stages. Each choice of stage, or of what is looked for, has an address of its own.
type BoardView struct {
	view.Frame
	Trail   []view.Link
	Lede    string
	Stages  []view.Link
	Seeking []view.Link
	Columns []string // names of the stages
	Span    int      // columns of the table
	Groups  []BoardGroup
	Caption string
	ListTo  string // the list by name
	Pager   *Pager
}

// BoardGroup holds the projects that stand at one stage.
type BoardGroup struct {
	Title string
	Rows  []BoardRow
}

// BoardRow is a project.
type BoardRow struct {
	view.Link
	Who    string
	Stops  []view.Stop
	Seeks  string        // "users and funding", "" when it does not say
	Asked  messages.Date // when it last said so, if known
	Newest messages.Date // of its last update
}

// board makes the pages of the pipeline.
type board struct{ *view.Site }

// Choice is one way to narrow the board: by a stage, by what is looked for, by
// both or by neither.
type Choice struct {
	stage, seeking string // "" for all
	List           []*model.Entry
}

// Path is the address of the board as it is narrowed.
func (c *Choice) Path() string {
	path := "/pipeline/"
	if c.stage != "" {
		path += "stage/" + c.stage + "/"
	}
	if c.seeking != "" {
		path += "seeking/" + c.seeking + "/"
	}
	return path
}

// Choose narrows the board to a stage and to what is looked for; "" is any.
func Choose(stage, seeking string, projects []*model.Entry) *Choice {
	return &Choice{stage, seeking, insight.Choose(projects, stage, seeking)}
}

// pages are the board once for each choice; none when there are no projects.
// What may be looked for has a page even while nobody looks for it, so that its
// address can be kept and watched.
func (s board) pages() []view.Page {
	all := s.Lib.Pipeline()
	if len(all) == 0 {
		return nil
	}
	stages, seekings := []string{""}, []string{""}
	stages = append(append(stages, model.Choices("stage")...), insight.UnknownStage)
	seekings = append(seekings, model.Choices("seeking")...)
	var choices []*Choice
	for _, stage := range stages {
		for _, seeking := range seekings {
			if c := Choose(stage, seeking, all); len(c.List) > 0 || stage == "" {
				choices = append(choices, c)
			}
		}
	}
	columns := insight.Columns(all)
	var pages []view.Page
	for _, choice := range choices {
		for _, part := range chunks(choice.Path(), choice.List) {
			pages = append(pages, view.Page{Path: address.File(part.at), Make: func(markdown.Body) (string, any) {
				return "board", s.view(choice, choices, columns, part)
			}})
		}
	}
	return pages
}

func (s board) view(choice *Choice, choices []*Choice, columns []string, part chunk) *BoardView {
	w := s.Words()
	title, lede := w.T("pipeline"), w.T("pipeline-lede")
	stage, seeking := stageChoice(w, choice.stage), w.Choice("seeking", choice.seeking)
	asked := messages.LowerFirst(seeking)
	switch {
	case choice.stage != "" && choice.seeking != "":
		title, lede = w.T("pipeline-both", "stage", stage, "seeking", asked), w.T("pipeline-both-lede", "stage", stage, "seeking", asked)
	case choice.stage == insight.UnknownStage:
		title, lede = stage, w.T("pipeline-unknown-lede")
	case choice.stage != "":
		title, lede = w.T("pipeline-stage", "stage", stage), w.T("pipeline-stage-lede", "stage", messages.LowerFirst(stage))
	case len(choice.List) == 0:
		title, lede = w.T("pipeline-seeking", "seeking", seeking), w.T("pipeline-nobody", "seeking", asked)
	case choice.seeking != "":
		title, lede = w.T("pipeline-seeking", "seeking", seeking), w.T("pipeline-seeking-lede", "seeking", asked)
	}
	v := &BoardView{Frame: s.Frame(title, lede, choice.Path()), Trail: s.Trail(w), Span: len(columns) + 2, ListTo: s.At.Href("/projects/")}
	v.Here, v.Lede, v.Part = "/pipeline/", lede, s.Part("board")
	if choice.stage+choice.seeking != "" {
		v.Trail = s.Trail(w, view.Link{Text: w.T("pipeline"), Href: s.At.Href("/pipeline/")})
	}
	v.Caption = w.N("pipeline-caption", len(choice.List))
	for _, o := range choices { // each row changes one choice and keeps the other
		l := view.Link{Text: w.T("all"), Href: s.At.Href(o.Path()), N: len(o.List), Here: o == choice}
		if o.seeking == choice.seeking {
			stage := l
			if o.stage != "" {
				stage.Text = stageChoice(w, o.stage)
			}
			v.Stages = append(v.Stages, stage)
		}
		if o.stage == choice.stage {
			if o.seeking != "" {
				l.Text = w.Choice("seeking", o.seeking)
			}
			v.Seeking = append(v.Seeking, l)
		}
	}
	for _, c := range columns {
		if c == insight.End {
			v.Columns = append(v.Columns, w.T("ended"))
		} else {
			v.Columns = append(v.Columns, w.Choice("stage", c))
		}
	}
	for _, e := range part.list {
		title := w.T("stage-unknown")
		if e.Work().Stage.Set() {
			title = w.Choice("stage", e.Work().Stage.Value)
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Title != title {
			v.Groups = append(v.Groups, BoardGroup{Title: title})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, s.row(w, e, columns))
	}
	v.Pager = finish(s.Site, part, &v.Frame)
	return v
}

// stageChoice is what people read for a stage that the board is narrowed to.
func stageChoice(w messages.Catalogue, stage string) string {
	if stage == insight.UnknownStage {
		return w.T("stage-unknown")
	}
	return w.Choice("stage", stage)
}

func (s board) row(w messages.Catalogue, e *model.Entry, columns []string) BoardRow {
	row := BoardRow{Link: s.Link(e), Who: w.Few(view.Names(s.Organisations(e.Work().Organisations))),
		Stops: view.Journey(w, e.Work(), columns), Seeks: view.Seeks(w, e.Work()), Asked: w.Date(e.Work().SeekingOn)}
	if d := insight.LastUpdate(e.Work()); d != "" {
		row.Newest = w.Date(model.Text{Value: d})
	}
	return row
}
