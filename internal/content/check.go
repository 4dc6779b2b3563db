package content

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/suggest"
)

var idPattern = regexp.MustCompile(rules.ID)

var device = regexp.MustCompile(rules.Device)

// IsID says whether s may be the id of an entry.
func IsID(s string) bool {
	return len(s) <= rules.LongestID && idPattern.MatchString(s) && !device.MatchString(s)
}

// check compares one value with its field's tags: what kind it is, how long, and which
// list it must come from. An alias of an allowed word becomes that word.
func (d *decoder) check(f field, t *model.Text) {
	if t.Value == "" {
		return
	}
	if kind := rules.KindOf(f.tag.Get("kind")); kind != nil && (!kind.Takes(t.Value) || f.tag.Get("kind") == "id" && !IsID(t.Value)) {
		d.notOfKind(f, kind, t)
	}
	if most, err := strconv.Atoi(f.tag.Get("most")); err == nil {
		if count := utf8.RuneCountInString(t.Value); count > most {
			d.Say(t.Pos, rules.LongSummary, rules.Put{"count", strconv.Itoa(count), "limit", strconv.Itoa(most)})
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
	allowed := model.Choices(list)
	near := slices.Clone(allowed)
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
	if len(allowed) == 0 { // the library lists none, so any word will do, and becomes an address
		if id := rules.Slug(t.Value); id != "" {
			t.Value = id
		}
		return
	}
	if slices.Contains(allowed, t.Value) {
		return
	}
	rule := rules.UnknownValue
	if list == "verb" {
		rule = rules.UnknownVerb
	}
	put := rules.Put{"field", name, "value", t.Value, "list", rules.List(allowed)}
	if word, ok := Choice(list, t.Value, allowed, near); ok {
		d.Say(t.Pos, rule, put, word)
		return
	}
	d.Say(t.Pos, rule, put)
}

// Choice is the word of a list that one which is not in it is meant for: by what it says, or as a misspelling of one
// of near.
func Choice(list, value string, allowed, near []string) (string, bool) {
	if word := rules.ChoiceMeantBy(list, value); slices.Contains(allowed, word) {
		return word, true
	}
	return suggest.Nearest(value, near)
}

// rule checks the name of a warning to be switched off.
func (d *decoder) rule(t model.Text) {
	code := diag.Code(t.Value)
	switch {
	case !slices.Contains(diag.Codes(), code):
		message := fmt.Sprintf("no warning is called %q", t.Value)
		if near, ok := suggest.Nearest(t.Value, diag.Switches()); ok {
			d.Report(t.Pos, diag.UnknownValue, message, "", near)
			return
		}
		d.Report(t.Pos, diag.UnknownValue, message, "Write the name in square brackets after the warning, such as long-sentence.")
	case code.Severity() == diag.Error:
		d.Report(t.Pos, diag.UnknownValue, fmt.Sprintf("%q is an error, and errors cannot be switched off", t.Value),
			"Remove this and fix what is wrong: the page cannot be made otherwise.")
	}
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
			d.Say(s.ID.Pos, rules.DuplicateStep, rules.Put{"id", s.ID.Value})
		}
		ids[i] = s.ID.Value
	}
	for _, s := range p.Steps {
		for _, next := range s.Next {
			reached[next.Value] = true
			if !slices.Contains(ids, next.Value) {
				lost = true
				d.notOneOf(next, rules.UnknownStep, rules.Put{"step", s.ID.Value, "id", next.Value}, ids)
			}
		}
		if s.By.Set() && len(actors) > 0 && !slices.Contains(actors, s.By.Value) {
			d.notOneOf(s.By, rules.UnknownActor, rules.Put{"by", s.By.Value}, actors)
		}
	}
	for i, s := range p.Steps {
		if i > 0 && s.ID.Set() && !reached[s.ID.Value] && !lost { // a lost one may lead here
			d.Say(s.ID.Pos, rules.UnreachedStep, rules.Put{"id", s.ID.Value})
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
				d.notOneOf(c.Question, rules.LaterQuestion, rules.Put{"id", c.Question.Value}, ids)
				continue
			}
			answers := texts(asked.Options)
			if asked.Type.Value == "yes-no" && len(answers) == 0 {
				answers = []string{"Yes", "No"}
			}
			for _, a := range c.Answers {
				if len(answers) > 0 && !slices.ContainsFunc(answers, func(s string) bool { return strings.EqualFold(s, a.Value) }) {
					d.notOneOf(a, rules.UnknownAnswer, rules.Put{"answer", a.Value, "question", asked.Ask.Value}, answers)
				}
			}
		}
		if id := q.ID.Value; id != "" {
			if slices.Contains(ids, id) {
				d.Say(q.ID.Pos, rules.DuplicateAsked, rules.Put{"id", id})
			}
			ids = append(ids, id)
			byID[id] = q
		}
	}
}

// notOneOf reports a word that had to come from a list.
func (d *decoder) notOneOf(t model.Text, rule *rules.Rule, put rules.Put, words []string) {
	if d.List.Full(d.Name, rule.Code) {
		return
	}
	if near, ok := suggest.Nearest(t.Value, words); ok {
		d.Say(t.Pos, rule, put, near)
		return
	}
	message, help := rule.Say(append(put, "list", rules.List(words)))
	switch {
	case len(words) > rules.Few:
		help = "" // nobody reads such a list, and it would stand in every finding
	case len(words) == 0:
		_, help = rules.NoneHasID.Say(nil)
	}
	d.Report(t.Pos, rule.Code, message, help)
}

func texts(list []model.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}
