package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// BoardView is the pipeline as a timetable: a line for each project through the
// stages. Each choice of stage, or of what is looked for, has an address of its own.
type BoardView struct {
	Frame
	Trail   []Link
	Lede    string
	Stages  []Link
	Seeking []Link
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
	Link
	Who    string
	Stops  []Stop
	Seeks  string        // "users and funding", "" when it does not say
	Asked  messages.Date // when it last said so, if known
	Newest messages.Date // of its last update
}

// boardChoice is one way to narrow the board: by a stage, by what is looked for, by
// both or by neither.
type boardChoice struct {
	stage, seeking string // "" for all
	list           []*model.Entry
}

func (c *boardChoice) path() string {
	path := "/pipeline/"
	if c.stage != "" {
		path += "stage/" + c.stage + "/"
	}
	if c.seeking != "" {
		path += "seeking/" + c.seeking + "/"
	}
	return path
}

func choose(stage, seeking string, projects []*model.Entry) *boardChoice {
	return &boardChoice{stage, seeking, insight.Choose(projects, stage, seeking)}
}

// boardPages are the board once for each choice; none when there are no projects.
// What may be looked for has a page even while nobody looks for it, so that its
// address can be kept and watched.
func (s *Site) boardPages() []Page {
	all := s.lib.Pipeline()
	if len(all) == 0 {
		return nil
	}
	stages, seekings := []string{""}, []string{""}
	for _, c := range model.Choices("stage") {
		stages = append(stages, c.Value)
	}
	stages = append(stages, insight.UnknownStage)
	for _, c := range model.Choices("seeking") {
		seekings = append(seekings, c.Value)
	}
	var choices []*boardChoice
	for _, stage := range stages {
		for _, seeking := range seekings {
			if c := choose(stage, seeking, all); len(c.list) > 0 || stage == "" {
				choices = append(choices, c)
			}
		}
	}
	columns := insight.Columns(all)
	var pages []Page
	for _, choice := range choices {
		for _, part := range chunks(choice.path(), choice.list) {
			pages = append(pages, Page{Path: address.File(part.at), make: func(Page, Body) (string, any) {
				return "board", s.boardView(choice, choices, columns, part)
			}})
		}
	}
	return pages
}

func (s *Site) boardView(choice *boardChoice, choices []*boardChoice, columns []string, part chunk) *BoardView {
	w := s.words[s.lang]
	title, lede := w.T("pipeline"), w.T("pipeline-lede")
	stage, seeking := stageChoice(w, choice.stage), w.Choice("seeking", choice.seeking)
	switch {
	case choice.stage != "" && choice.seeking != "":
		title, lede = w.T("pipeline-both", stage, messages.LowerFirst(seeking)), w.T("pipeline-both-lede", stage, messages.LowerFirst(seeking))
	case choice.stage == insight.UnknownStage:
		title, lede = stage, w.T("pipeline-unknown-lede")
	case choice.stage != "":
		title, lede = w.T("pipeline-stage", stage), w.T("pipeline-stage-lede", messages.LowerFirst(stage))
	case len(choice.list) == 0:
		title, lede = w.T("pipeline-seeking", seeking), w.T("pipeline-nobody", messages.LowerFirst(seeking))
	case choice.seeking != "":
		title, lede = w.T("pipeline-seeking", seeking), w.T("pipeline-seeking-lede", messages.LowerFirst(seeking))
	}
	v := &BoardView{Frame: s.frame(title, lede, choice.path()), Trail: s.trail(w), Span: len(columns) + 2, ListTo: s.At.Href("/projects/")}
	v.Here, v.Lede, v.Part = "/pipeline/", lede, s.part("board")
	if choice.stage+choice.seeking != "" {
		v.Trail = s.trail(w, Link{Text: w.T("pipeline"), Href: s.At.Href("/pipeline/")})
	}
	v.Caption = w.N("pipeline-caption", len(choice.list))
	for _, o := range choices { // each row changes one choice and keeps the other
		l := Link{Text: w.T("all"), Href: s.At.Href(o.path()), N: len(o.list), Here: o == choice}
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
		g.Rows = append(g.Rows, s.boardRow(w, e, columns))
	}
	v.Pager = s.finish(w, part, &v.Frame)
	return v
}

// stageChoice is what people read for a stage that the board is narrowed to.
func stageChoice(w messages.Catalogue, stage string) string {
	if stage == insight.UnknownStage {
		return w.T("stage-unknown")
	}
	return w.Choice("stage", stage)
}

func (s *Site) boardRow(w messages.Catalogue, e *model.Entry, columns []string) BoardRow {
	row := BoardRow{Link: s.link(e), Who: w.Few(names(s.organisations(e.Work().Organisations))), Stops: journey(w, e.Work(), columns), Seeks: seeks(w, e.Work()), Asked: w.Date(e.Work().SeekingOn)}
	if d := insight.LastUpdate(e.Work()); d != "" {
		row.Newest = w.Date(model.Text{Value: d})
	}
	return row
}

// seeks is what a project looks for, as words of a sentence.
func seeks(w messages.Catalogue, f *model.WorkFields) string {
	var seek []string
	for _, v := range f.Seeking {
		seek = append(seek, messages.LowerFirst(w.Choice("seeking", v.Value)))
	}
	return w.And(seek)
}

// wants says what a project looks for and, where that is known, when it last said so.
func wants(w messages.Catalogue, f *model.WorkFields) string {
	if f.SeekingOn.Set() {
		return w.T("asked-on", seeks(w, f), w.Date(f.SeekingOn).Text)
	}
	return w.T("looking-for") + " " + seeks(w, f)
}
