package render

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/model"
)

// index is what more than one page asks of the whole library, worked out once.
type index struct {
	s          *Site
	byType     map[model.Type][]*model.Entry // of the library's own language, in order of title
	all        []*model.Entry                // the same in one list
	lists      []*termList                   // ways to browse by a word: verb, service area, …
	members    map[string][]*model.Entry     // councils of a county or combined authority, by its id
	cases      map[string]int                // case studies of an organisation, by its id
	councils   []*model.Entry                // with a place
	alike      []*alike
	councilMap *hexmap.Map
	caseMap    hexmap.Chart // of case studies, for the first page
	withCases  int          // how many councils have case studies, with a hexagon or not
	needsCare  []LogLine
	reviewed   int // patterns that somebody has reviewed
	changed    []*model.Entry
	oldest     string // day on which that was changed which stands as it is for longest, "" without history
	letters    []letter
	manyByName bool // too many entries for one page A to Z
}

// termList is one way to browse: all values of a field and their entries.
type termList struct {
	Path  string // "/browse/service-areas/"
	Field string // name of the list in the model: "service-area"
	Terms []*term
}

// term is a value of such a field.
type term struct {
	ID      string
	Label   string
	Entries []*model.Entry // in order of type, then title
}

// shown says whether an entry has a page.
func (s *Site) shown(e *model.Entry) bool {
	return e != nil && (s.o.Drafts || e.Status.Value != "draft")
}

// entry returns the entry that a reference names, nil when it is not shown.
func (s *Site) entry(id string) *model.Entry {
	if e := s.g.ByID[id]; s.shown(e) {
		return e
	}
	return nil
}

// from returns the shown entries of a type that name e, in its own language.
func (s *Site) from(e *model.Entry, t model.Type) []*model.Entry {
	own := e
	if e.Language != "" {
		if o := s.entry(e.ID); o != nil {
			own = o
		}
	}
	var out []*model.Entry
	for _, b := range s.g.From(own, t) {
		if s.shown(b) && b.Language == "" && b != own {
			out = append(out, b)
		}
	}
	return out
}

func newIndex(s *Site) *index {
	x := &index{s: s, byType: map[model.Type][]*model.Entry{}, members: map[string][]*model.Entry{}, cases: map[string]int{}}
	for _, e := range s.g.Entries {
		if s.shown(e) && e.Language == "" {
			x.byType[e.Type] = append(x.byType[e.Type], e)
		}
	}
	for _, t := range model.Types() {
		sortByTitle(x.byType[t])
		x.all = append(x.all, x.byType[t]...)
	}
	x.lists = []*termList{
		x.by("verb", "/browse/verbs/", func(e *model.Entry) []model.Text {
			if e.Pattern() == nil || !e.Pattern().Verb.Set() {
				return nil
			}
			return []model.Text{{Value: x.verb(e.Pattern().Verb.Value)}}
		}),
		x.by("service-area", "/browse/service-areas/", func(e *model.Entry) []model.Text { return e.ServiceAreas }),
		x.by("life-event", "/browse/life-events/", func(e *model.Entry) []model.Text { return e.LifeEvents }),
		x.by("stage", "/browse/stages/", func(e *model.Entry) []model.Text {
			if e.Work() == nil || !e.Work().Stage.Set() {
				return nil
			}
			return []model.Text{e.Work().Stage}
		}),
	}
	for _, e := range x.byType[model.CaseStudy] {
		for _, id := range e.Work().Organisations {
			if o := s.entry(id.Value); o != nil {
				x.cases[o.ID]++
			}
		}
	}
	for _, e := range x.byType[model.Organisation] {
		if c := e.Council; c != nil {
			if x.cases[e.ID] > 0 {
				x.withCases++
			}
			if c.Latitude != 0 {
				x.councils = append(x.councils, e)
			}
			for _, up := range []string{c.County, c.CombinedAuthority} {
				if up != "" {
					x.members[up] = append(x.members[up], e)
				}
			}
		}
	}
	x.alike = x.alikes()
	x.councilMap = hexmap.New(x.byType[model.Organisation])
	x.caseMap = x.councilMap.Draw(x.cases, nil)
	x.letters = byLetter(x.all)
	x.manyByName = len(x.all) > 800
	x.tend()
	return x
}

// by gathers the entries of each value of a field, in the order of the library's
// own list of values, else of their labels.
func (x *index) by(field, path string, values func(*model.Entry) []model.Text) *termList {
	l := &termList{Path: path, Field: field}
	at := map[string]*term{}
	for _, e := range x.all {
		for _, v := range values(e) {
			t := at[v.Value]
			if t == nil {
				t = &term{ID: v.Value, Label: x.s.label(field, v.Value)}
				at[v.Value] = t
				l.Terms = append(l.Terms, t)
			}
			if n := len(t.Entries); n == 0 || t.Entries[n-1] != e {
				t.Entries = append(t.Entries, e)
			}
		}
	}
	if field == "stage" {
		slices.SortFunc(l.Terms, func(a, b *term) int { return cmp.Compare(stageOrder(a.ID), stageOrder(b.ID)) })
	} else {
		slices.SortFunc(l.Terms, func(a, b *term) int { return cmp.Compare(fold(a.Label), fold(b.Label)) })
	}
	return l
}

func stageOrder(stage string) int {
	for i, c := range model.Choices("stage") {
		if c.Value == stage {
			return i
		}
	}
	return len(model.Choices("stage"))
}

// label is what people read for a value of a list of the library or the model.
func (s *Site) label(field, value string) string {
	if field == "stage" {
		return s.words[s.lang].Choice(field, value)
	}
	return s.g.TermLabel(field, value)
}

// verb returns the id of the verb that a word is, or is an alias of.
func (x *index) verb(word string) string {
	for _, t := range x.s.g.Terms("verb") {
		if t.ID.Value == word {
			return word
		}
		for _, a := range t.Aliases {
			if a.Value == word {
				return t.ID.Value
			}
		}
	}
	return word
}

// list returns the way to browse by a field.
func (x *index) list(field string) *termList {
	for _, l := range x.lists {
		if l.Field == field {
			return l
		}
	}
	return &termList{}
}

// termLink leads to the page of a value.
func (x *index) termLink(field, value string) Link {
	if field == "verb" {
		value = x.verb(value)
	}
	return Link{Text: x.s.label(field, value), Href: x.s.Href(x.list(field).Path + value + "/")}
}

func sortByTitle(list []*model.Entry) {
	slices.SortStableFunc(list, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(fold(a.Title.Value), fold(b.Title.Value)), cmp.Compare(a.ID, b.ID))
	})
}

// fold is how titles are compared: without case, and without a quotation mark or
// bracket before the first letter.
func fold(s string) string {
	return strings.ToLower(strings.TrimLeft(s, "“‘\"'([ "))
}
