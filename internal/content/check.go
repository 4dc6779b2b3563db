package content

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/suggest"
)

var (
	idPattern      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	periodPattern  = regexp.MustCompile(`^[1-9][0-9]? (months?|years?)$`)
	percentPattern = regexp.MustCompile(`^[+-]?\d+(\.\d+)?%$`)
)

// check compares one value with its field's tags: what kind it is, and which list it
// must come from. An alias of an allowed word becomes that word.
func (d *decoder) check(f field, t *model.Text) {
	if t.Value == "" {
		return
	}
	switch f.tag.Get("kind") {
	case "date":
		if !isDate(t.Value) {
			d.report(t.Pos, diag.WrongDate, fmt.Sprintf("%q is not a date", t.Value), "Write a year, a month or a day that exists: 2019, 2019-06 or 2019-06-28.")
		}
	case "period":
		if !periodPattern.MatchString(t.Value) {
			d.report(t.Pos, diag.WrongDate, fmt.Sprintf("%q is not a length of time", t.Value), "Write a number of months or years, such as “12 months”.")
		}
	case "url":
		if u, err := url.Parse(t.Value); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			d.report(t.Pos, diag.WrongAddress, fmt.Sprintf("%q is not a web address", t.Value), "Write the whole address, beginning with https://.")
		}
	case "number":
		if !isNumber(t.Value) {
			d.report(t.Pos, diag.WrongNumber, fmt.Sprintf("%q is not a number", t.Value), "Write digits only, without currency signs or commas, such as 12500.")
		}
	case "percent":
		if !percentPattern.MatchString(t.Value) {
			d.report(t.Pos, diag.WrongNumber, fmt.Sprintf("%q is not a change in percent", t.Value), `Write a sign, a number and "%", such as "-13%".`)
		}
	case "bool":
		if t.Value != "true" && t.Value != "false" {
			d.report(t.Pos, diag.WrongType, fmt.Sprintf("%q takes true or false, not %q", f.name, t.Value), "Write true or false.")
		}
	case "id":
		if !idPattern.MatchString(t.Value) {
			d.report(t.Pos, diag.WrongID, fmt.Sprintf("%q cannot be an id", t.Value), "Use lower-case letters, digits and hyphens, such as report-a-problem.")
		}
	}
	if list := f.tag.Get("one"); list != "" {
		d.oneOf(f.name, list, t)
	}
}

func (d *decoder) oneOf(name, list string, t *model.Text) {
	if list == "rule" {
		d.rule(*t)
		return
	}
	var allowed, near []string
	for _, c := range model.Choices[list] {
		allowed = append(allowed, c.Value)
	}
	near = allowed
	for _, term := range d.library.Terms(list) {
		allowed = append(allowed, term.ID.Value)
		near = append(near, term.ID.Value)
		for _, alias := range term.Aliases {
			near = append(near, alias.Value)
			if strings.EqualFold(alias.Value, t.Value) {
				t.Value = term.ID.Value
			}
		}
	}
	if len(allowed) == 0 || slices.Contains(allowed, t.Value) {
		return
	}
	code := diag.UnknownValue
	if list == "verb" {
		code = diag.UnknownVerb
	}
	message := fmt.Sprintf("unknown %s %q", name, t.Value)
	if word, ok := suggest.Nearest(t.Value, near); ok {
		d.report(t.Pos, code, message, "", word)
		return
	}
	d.report(t.Pos, code, message, "Use one of "+join(allowed)+".")
}

// rule checks the name of a warning to be switched off.
func (d *decoder) rule(t model.Text) {
	code := diag.Code(t.Value)
	switch {
	case !slices.Contains(diag.Codes, code):
		message := fmt.Sprintf("no warning is called %q", t.Value)
		if near, ok := suggest.Nearest(t.Value, diag.Switches()); ok {
			d.report(t.Pos, diag.UnknownValue, message, "", near)
			return
		}
		d.report(t.Pos, diag.UnknownValue, message, "Write the name that stands in square brackets behind the warning, such as long-sentence.")
	case code.Severity() == diag.Error:
		d.report(t.Pos, diag.UnknownValue, fmt.Sprintf("%q is an error, and errors cannot be switched off", t.Value), "Take this out and mend what is wrong: a page cannot be made otherwise.")
	}
}

// isNumber accepts what can be shown: no NaN, no infinity, nothing of sixteen digits.
func isNumber(s string) bool {
	n, err := strconv.ParseFloat(s, 64)
	return err == nil && math.Abs(n) < 1e15
}

// isDate accepts a year, a month or a day that exists.
func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// process checks that the steps of a pattern hang together.
func (d *decoder) process(p *model.Process) {
	ids := make([]string, len(p.Steps))
	actors := make([]string, len(p.Actors))
	for i, a := range p.Actors {
		actors[i] = a.Value
	}
	reached, lost := map[string]bool{}, false
	for i, s := range p.Steps {
		if s.ID.Set() && slices.Contains(ids[:i], s.ID.Value) {
			d.report(s.ID.Pos, diag.DuplicateID, fmt.Sprintf("two steps have the id %q", s.ID.Value), "Give each step an id of its own.")
		}
		ids[i] = s.ID.Value
	}
	for _, s := range p.Steps {
		for _, next := range s.Next {
			reached[next.Value] = true
			if !slices.Contains(ids, next.Value) {
				lost = true
				d.notOneOf(next, diag.UnknownStep, fmt.Sprintf("the step %q leads to %q, which is no step", s.ID.Value, next.Value), "The steps are ", ids)
			}
		}
		if s.By.Set() && len(actors) > 0 && !slices.Contains(actors, s.By.Value) {
			d.notOneOf(s.By, diag.UnknownActor, fmt.Sprintf("%q is not one of the actors", s.By.Value), "The actors are ", actors)
		}
	}
	for i, s := range p.Steps {
		if i > 0 && s.ID.Set() && !reached[s.ID.Value] && !lost { // a lost one may lead here
			d.report(s.ID.Pos, diag.UnreachedStep, fmt.Sprintf("no step leads to %q", s.ID.Value), fmt.Sprintf(`Add it to the "next" of the step before it: next: [%s].`, s.ID.Value))
		}
	}
}

// questions checks that every `if` names an earlier question and an answer it has.
func (d *decoder) questions(questions []model.Question) {
	var ids []string
	byID := map[string]model.Question{}
	for _, q := range questions {
		for _, c := range q.If {
			asked, ok := byID[c.Question.Value]
			if !ok {
				d.notOneOf(c.Question, diag.UnknownQuestion, fmt.Sprintf("no earlier question has the id %q", c.Question.Value), "Earlier questions with an id: ", ids)
				continue
			}
			answers := texts(asked.Options)
			if asked.Type.Value == "yes-no" && len(answers) == 0 {
				answers = []string{"Yes", "No"}
			}
			for _, a := range c.Answers {
				if len(answers) > 0 && !slices.ContainsFunc(answers, func(s string) bool { return strings.EqualFold(s, a.Value) }) {
					d.notOneOf(a, diag.UnknownQuestion, fmt.Sprintf("%q is not an answer to %q", a.Value, asked.Ask.Value), "Its answers are ", answers)
				}
			}
		}
		if id := q.ID.Value; id != "" {
			if slices.Contains(ids, id) {
				d.report(q.ID.Pos, diag.DuplicateID, fmt.Sprintf("two questions have the id %q", id), "Give each question an id of its own.")
			}
			ids = append(ids, id)
			byID[id] = q
		}
	}
}

// notOneOf reports a word that had to come from a list.
func (d *decoder) notOneOf(t model.Text, code diag.Code, message, list string, words []string) {
	if near, ok := suggest.Nearest(t.Value, words); ok {
		d.report(t.Pos, code, message, "", near)
		return
	}
	help := "None has an id yet: give the one you mean a line “id: …”."
	if len(words) > 12 {
		help = "" // nobody reads such a list, and it would stand in every finding
	} else if len(words) > 0 {
		help = list + join(words) + "."
	}
	d.report(t.Pos, code, message, help)
}

func texts(list []model.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}
