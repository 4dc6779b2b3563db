package entries

import (
	"slices"
	"strconv"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Method is who does what, in order, drawn as lanes.
type Method struct {
	view.Section
	Lanes int // 2, 3 or 4; 0 when there are too many actors for lanes
	Heads []LaneHead
	Steps []Step
}

// LaneHead names a lane.
type LaneHead struct{ Shape, Name string }

// Step is one step of a method.
type Step struct {
	Number  int
	Shape   string // "person", "council" or "other": circle, hexagon, square
	By      string
	Lane    int  // from 0
	From    int  // lane of the step before it when that leads here from another lane, else -1
	Linked  bool // the step before it leads here
	Leads   bool // it leads to the step after it
	Does    string
	Note    string
	Then    string // "Then 5 or 7", when what follows is not simply the next step
	Sources []view.Source
}

// method numbers the steps, puts each in the lane of its actor, and says in words
// where a step leads when that is not simply the one after it.
func method(w messages.Catalogue, p model.Process, sec func() view.Section) *Method {
	if len(p.Steps) == 0 {
		return nil
	}
	m := &Method{Section: sec()}
	actors := actorsOf(p)
	if n := len(actors); n >= 2 && n <= 4 {
		m.Lanes = n
		for _, a := range actors {
			m.Heads = append(m.Heads, LaneHead{Shape: shape(a), Name: model.Readable(a)})
		}
	}
	number := map[string]int{}
	for i, st := range p.Steps {
		number[st.ID.Value] = i + 1
	}
	for i, st := range p.Steps {
		step := Step{
			Number: i + 1, Shape: shape(st.By.Value), By: model.Readable(st.By.Value), From: -1,
			Does: st.Does.Value, Note: st.Note.Value, Sources: view.Sources(st.Source),
		}
		if m.Lanes > 0 {
			step.Lane = max(0, slices.Index(actors, st.By.Value))
		}
		var next []int
		for _, n := range st.Next {
			if to := number[n.Value]; to > 0 {
				next = append(next, to)
			}
		}
		slices.Sort(next)
		last := i == len(p.Steps)-1
		step.Leads = slices.Contains(next, i+2)
		if i > 0 && m.Steps[i-1].Leads {
			step.Linked = true
			if prev := m.Steps[i-1]; prev.Lane != step.Lane {
				step.From = prev.Lane
			}
		}
		switch {
		case len(next) == 0 && !last:
			step.Then = w.T("step-ends")
		case len(next) > 1 || len(next) == 1 && next[0] != i+2:
			step.Then = w.T("step-then", "steps", or(w, next))
		}
		m.Steps = append(m.Steps, step)
	}
	return m
}

// or lists numbers as a sentence does: "5, 6 or 7".
func or(w messages.Catalogue, list []int) string {
	text := make([]string, len(list))
	for i, n := range list {
		text[i] = strconv.Itoa(n)
	}
	return w.Or(text)
}

// actorsOf lists those who do something, in the author's order.
func actorsOf(p model.Process) []string {
	var out []string
	add := func(a string) {
		if a != "" && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	for _, a := range p.Actors {
		if slices.ContainsFunc(p.Steps, func(st model.Step) bool { return st.By.Value == a.Value }) {
			add(a.Value)
		}
	}
	for _, st := range p.Steps {
		add(st.By.Value)
	}
	return out
}

// Words by which an actor is known as a person who comes to the council, or as the
// council and its people. Anyone else, such as a supplier or a court, is other.
var (
	personWords = []string{
		"resident", "person", "people", "applicant", "claimant", "citizen", "customer", "hirer", "tenant", "payer", "requester",
		"volunteer", "owner", "driver", "parent", "carer", "visitor", "user", "referrer", "complainant", "member", "holder", "family",
		"neighbour", "objector", "patient", "student", "household", "client",
	}
	councilWords = []string{
		"council", "officer", "team", "assessor", "committee", "coordinator", "caseworker", "clerk", "inspector", "investigator",
		"service", "department", "authority", "staff", "manager", "registrar", "desk", "planner", "adviser", "worker",
	}
)

// shape is the key of the whole site: circle for a person, hexagon for a council,
// square for anyone else.
func shape(actor string) string {
	fields := strings.FieldsFunc(strings.ToLower(actor), func(r rune) bool { return r == ' ' || r == '-' || r == ',' })
	for _, f := range fields {
		if slices.Contains([]string{"medical", "provider", "supplier", "contractor", "crew"}, f) && !slices.Contains(fields, "officer") {
			return "other"
		}
	}
	for _, f := range fields {
		if slices.Contains(councilWords, f) || slices.Contains(councilWords, strings.TrimSuffix(f, "s")) {
			return "council"
		}
	}
	for _, f := range fields {
		if slices.Contains(personWords, f) || slices.Contains(personWords, strings.TrimSuffix(f, "s")) {
			return "person"
		}
	}
	return "other"
}
