package insight

import (
	"cmp"
	"slices"
	"strings"

	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
)

// Library is a linked library as it is shown, added up once: what is there of each type,
// by which words it is found, and which councils it is about. It does not change after Of
// and is safe for concurrent use.
type Library struct {
	Graph    *link.Graph
	ByType   map[model.Type][]*model.Entry // of the library's own language, in order of title
	All      []*model.Entry                // the same in one list
	Members  map[string][]*model.Entry     // councils of a county or combined authority, by its id
	Cases    map[string]int                // case studies of an organisation, by its id
	Councils []*model.Entry                // those with a place on earth
	Alike    []*Group                      // case studies by what their councils are like
	Changes  []*model.Entry                // what has a date of change, last changed first

	drafts bool
	terms  map[string][]*Term // by field
}

// Of adds up a library. Drafts are left out unless asked for.
func Of(g *link.Graph, drafts bool) *Library {
	l := &Library{
		Graph: g, drafts: drafts, terms: map[string][]*Term{},
		ByType: map[model.Type][]*model.Entry{}, Members: map[string][]*model.Entry{}, Cases: map[string]int{},
	}
	for _, e := range g.Entries {
		if l.Shown(e) && e.Language == "" {
			l.ByType[e.Type] = append(l.ByType[e.Type], e)
		}
	}
	for _, t := range model.Types() {
		SortByTitle(l.ByType[t])
		l.All = append(l.All, l.ByType[t]...)
	}
	for _, field := range fields {
		l.terms[field.name] = l.gather(field)
	}
	for _, e := range l.ByType[model.CaseStudy] {
		for _, id := range e.Work().Organisations {
			if o := l.Entry(id.Value); o != nil {
				l.Cases[o.ID]++
			}
		}
	}
	for _, e := range l.ByType[model.Organisation] {
		if c := e.Council; c != nil {
			if c.Latitude != 0 {
				l.Councils = append(l.Councils, e)
			}
			for _, up := range []string{c.County, c.CombinedAuthority} {
				if up != "" {
					l.Members[up] = append(l.Members[up], e)
				}
			}
		}
	}
	l.Alike = l.groups()
	l.Changes = LastChanged(l.All)
	return l
}

// Shown says whether an entry has a page.
func (l *Library) Shown(e *model.Entry) bool {
	return e != nil && (l.drafts || e.Status.Value != "draft")
}

// Entry returns the entry that a reference names, nil when it is not shown.
func (l *Library) Entry(id string) *model.Entry {
	if e := l.Graph.ByID[id]; l.Shown(e) {
		return e
	}
	return nil
}

// From returns the shown entries of a type that name e, in the library's own language.
func (l *Library) From(e *model.Entry, t model.Type) []*model.Entry {
	own := e
	if e.Language != "" {
		if o := l.Entry(e.ID); o != nil {
			own = o
		}
	}
	var out []*model.Entry
	for _, b := range l.Graph.From(own, t) {
		if l.Shown(b) && b.Language == "" && b != own {
			out = append(out, b)
		}
	}
	return out
}

// WithCases is how many councils have case studies.
func (l *Library) WithCases() int {
	n := 0
	for _, e := range l.ByType[model.Organisation] {
		if e.Council != nil && l.Cases[e.ID] > 0 {
			n++
		}
	}
	return n
}

// SortByTitle puts entries into the order in which lists show them.
func SortByTitle(list []*model.Entry) {
	slices.SortStableFunc(list, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(Fold(a.Title.Value), Fold(b.Title.Value)), cmp.Compare(a.ID, b.ID))
	})
}

// Fold is how titles are compared: without case, and without a quotation mark or
// bracket before the first letter.
func Fold(s string) string {
	return strings.ToLower(strings.TrimLeft(s, "“‘\"'([ "))
}
