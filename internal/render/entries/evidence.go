package entries

import (
	"cmp"
	"strconv"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// EvidencePart is how sure a pattern can be of itself.
type EvidencePart struct {
	view.Section
	Strength Strength
	Years    *Years
	Claims   []Claim
}

// Strength is computed, never written by hand: a step for each of five plain
// questions about who uses the pattern and who has measured it.
type Strength struct {
	Word    string
	Steps   []StrengthStep
	Scale   view.Scale
	Newest  messages.Date // of the newest figure
	Counts  string
	Counted []view.Link // where the measured figures are, with how many
}

// StrengthStep is one of the questions and whether it is met.
type StrengthStep struct {
	Text string
	Met  bool
}

// Claim is a piece of evidence that the pattern itself names.
type Claim struct {
	Text    string
	Grade   view.Grade
	Date    messages.Date
	Sources []view.Source
}

// Years is the axis on which every dated piece of evidence stands.
type Years struct {
	Title  string // the same in words
	Ticks  []Tick
	Points []Point
	Height int // of the drawing, in px
	Base   int // where the axis lies
	Label  int // where its numbers stand
}

// Tick is a year of the axis; X and Mid are shares of its width.
type Tick struct {
	X, W, Mid string
	Year      string // "" for a year without its number
	On        bool   // every other piece of the scale bar is filled
}

// Point is a piece of evidence in its year.
type Point struct {
	X    string
	Y    int
	Icon string
	Kind string // grade, or "reviewed"
}

// strength puts what insight counts into words.
func (s patterns) strength(w messages.Catalogue, e *model.Entry) Strength {
	in := insight.StrengthOf(s.Lib.Graph, e)
	st := Strength{Newest: w.Date(model.Text{Value: in.Newest}), Scale: view.Scale{Measured: in.Measured > 0}}
	reached := in.Reached()
	for i, met := range in.Steps() {
		st.Steps = append(st.Steps, StrengthStep{w.T("strength-" + strconv.Itoa(i+1)), met})
		st.Scale.Steps = append(st.Scale.Steps, i < reached)
	}
	st.Word = w.T("strength-word-" + strconv.Itoa(reached))
	if in.Organisations+in.Figures == 0 {
		st.Counts = w.T("no-evidence")
		return st
	}
	st.Counts = w.N("organisations", in.Organisations) + ", " + w.N("measured-figures", in.Measured)
	for _, c := range in.Counted {
		l := s.Link(c.In)
		if c.In == e {
			l = view.Link{Text: w.T("measured-here")}
		}
		l.Note = w.N("measured-figures", c.N)
		st.Counted = append(st.Counted, l)
	}
	return st
}

func (s patterns) evidence(w messages.Catalogue, e *model.Entry, cases []*model.Entry, sec func() view.Section) *EvidencePart {
	p := &EvidencePart{Section: sec(), Strength: s.strength(w, e)}
	for _, ev := range e.Pattern().Evidence {
		p.Claims = append(p.Claims, Claim{Text: ev.Claim.Value, Grade: view.GradeOf(w, ev.Grade.Value), Date: w.Date(ev.Date),
			Sources: view.Sources(ev.Source)})
	}
	p.Years = s.years(w, e, cases)
	return p
}

// maxYears is how far back the axis goes; older evidence is only in the words.
const maxYears = 24

// years puts every dated piece of evidence above its year, in columns, so that a
// gap is seen. It ends with the newest date that the library knows, not with today.
func (s patterns) years(w messages.Catalogue, e *model.Entry, cases []*model.Entry) *Years {
	marks := insight.Marks(s.Lib.Graph, e, cases)
	if marks == nil {
		return nil
	}
	first, last := marks[0].Year, marks[len(marks)-1].Year
	first = max(first, last-maxYears)
	if last-first < 5 {
		first = last - 5
	}
	n := last - first + 1
	stack := map[int]int{}
	for _, m := range marks {
		stack[m.Year]++
	}
	tallest := 1
	for _, c := range stack {
		tallest = max(tallest, c)
	}
	const step = 18
	yr := &Years{Base: min(tallest, 12)*step + 6}
	yr.Label = yr.Base + 24
	yr.Height = yr.Base + 30
	every := 1
	if n > 8 {
		every = 3
	}
	for i := range n {
		t := Tick{X: share(float64(i) / float64(n)), W: share(1 / float64(n)), Mid: share((float64(i) + 0.5) / float64(n)), On: i%2 == 0}
		if (n-1-i)%every == 0 {
			t.Year = strconv.Itoa(first + i)
		}
		yr.Ticks = append(yr.Ticks, t)
	}
	put := map[int]int{}
	counts := map[string]int{}
	for _, m := range marks {
		i := m.Year - first
		kind := cmp.Or(m.Kind, "no-figure")
		counts[kind]++
		if i < 0 || put[i] >= 12 {
			continue
		}
		put[i]++
		yr.Points = append(yr.Points, Point{X: share((float64(i) + 0.5) / float64(n)), Y: yr.Base - put[i]*step - 2, Icon: "i-" + kind,
			Kind: kind})
	}
	yr.Title = w.T("years-title") + ", " + view.InYears(w, insight.Span{From: first, To: last}) + ": " + countsOf(w, counts)
	return yr
}

// countsOf says how many marks of each kind there are.
func countsOf(w messages.Catalogue, counts map[string]int) string {
	var parts []string
	for _, kind := range []string{"measured", "supplier-claim", "estimate", "disputed", "no-figure"} {
		if counts[kind] > 0 {
			word := w.T("no-figure")
			if kind != "no-figure" {
				word = w.Choice("grade", kind)
			}
			parts = append(parts, strconv.Itoa(counts[kind])+" "+messages.LowerFirst(word))
		}
	}
	return w.And(parts)
}
