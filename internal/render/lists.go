package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// perPage is how many entries a list shows on one page.
const perPage = 200

// ListView is a list of entries, a page of it.
type ListView struct {
	Frame
	Trail  []Link
	Lede   string
	Tabs   []Link // other ways to cut the same list
	Narrow *Narrow
	Groups []ListGroup
	Pager  *Pager
	Count  string
}

// ListGroup is a part of a list under a heading; Title may be empty.
type ListGroup struct {
	Section
	Items []Item
}

// Pager leads through the pages of a list.
type Pager struct {
	Prev, Next string // addresses, "" at the ends
	Text       string // "Page 2 of 7"
}

// chunk is the part of a list that one page shows.
type chunk struct {
	path string // of the whole list
	at   string // of this page
	list []*model.Entry
	i, n int // the i-th of n, from 0
}

// chunks divides a list; an empty one has a page, too.
func chunks(path string, list []*model.Entry) []chunk {
	var out []chunk
	n := max(1, (len(list)+perPage-1)/perPage)
	for i := range n {
		out = append(out, chunk{path, addressOf(path, i), list[min(len(list), i*perPage):min(len(list), (i+1)*perPage)], i, n})
	}
	return out
}

// addressOf is the address of the i-th page of a list.
func addressOf(path string, i int) string {
	if i == 0 {
		return path
	}
	return path + "page/" + strconv.Itoa(i+1) + "/"
}

// finish sets what depends on which page of the list it is.
func (s *Site) finish(w messages.Catalogue, c chunk, f *Frame) *Pager {
	f.Canonical = s.At.Absolute(c.at)
	if c.n == 1 {
		return nil
	}
	p := &Pager{Text: w.T("page-of", strconv.Itoa(c.i+1), strconv.Itoa(c.n))}
	if c.i > 0 {
		p.Prev = s.At.Href(addressOf(c.path, c.i-1))
		f.HeadTitle = p.Text + ", " + f.HeadTitle
	}
	if c.i < c.n-1 {
		p.Next = s.At.Href(addressOf(c.path, c.i+1))
	}
	return p
}

// listPages makes the pages of a list of entries at path.
func (s *Site) listPages(path string, list []*model.Entry, view func(part []*model.Entry, v *ListView)) []Page {
	var pages []Page
	for _, c := range chunks(path, list) {
		pages = append(pages, Page{Path: address.File(c.at), make: func(Page, Body) (string, any) {
			v := &ListView{}
			view(c.list, v)
			v.Pager = s.finish(s.words[s.lang], c, &v.Frame)
			return "list", v
		}})
	}
	return pages
}

// typePages is the list of all entries of a type.
func (s *Site) typePages(t model.Type) []Page {
	w := s.words[s.lang]
	path := "/" + t.Folder() + "/"
	list := s.lib.ByType[t]
	return s.listPages(path, list, func(part []*model.Entry, v *ListView) {
		v.Frame = s.frame(w.Kinds(t), w.T("list."+string(t)), path)
		v.Lede = v.Description
		v.Trail = s.trail(w)
		v.Count = w.N("entries", len(list))
		if t == model.ServicePattern && len(list) <= perPage {
			v.Tabs = s.browseTabs(w)
		}
		if t == model.CaseStudy {
			v.Narrow = s.narrow(w, nil)
		}
		v.Groups = s.group(w, t, part)
	})
}

func (s *Site) trail(w messages.Catalogue, more ...Link) []Link {
	return append([]Link{{Text: w.T("library"), Href: s.At.Href("/")}}, more...)
}

// group parts a short list where its type has something to part by.
func (s *Site) group(w messages.Catalogue, t model.Type, list []*model.Entry) []ListGroup {
	key := func(e *model.Entry) string { return "" }
	switch {
	case t == model.Standard:
		key = func(e *model.Entry) string {
			if !e.Standard().Kind.Set() {
				return w.T("other-kinds")
			}
			return w.Choice("standard-kind", e.Standard().Kind.Value)
		}
	case t == model.Project:
		key = func(e *model.Entry) string {
			if !e.Work().Stage.Set() {
				return w.T("other-kinds")
			}
			return w.Choice("stage", e.Work().Stage.Value)
		}
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b *model.Entry) int {
			return cmp.Compare(insight.StageOrder(a.Work().Stage.Value), insight.StageOrder(b.Work().Stage.Value))
		})
	case t == model.CaseStudy:
		key = func(e *model.Entry) string {
			if figures, _ := insight.Figures(s.g, e); insight.Best(figures) == "" {
				return w.T("without-figures")
			}
			return w.T("with-figures")
		}
	}
	var groups []ListGroup
	at := map[string]int{}
	for _, e := range list {
		k := key(e)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, ListGroup{Section: Section{ID: "g" + strconv.Itoa(i+1), Title: k}})
		}
		groups[i].Items = append(groups[i].Items, s.item(w, e, false))
	}
	if len(groups) == 1 {
		groups[0].Title = ""
	}
	if t == model.CaseStudy && len(groups) == 2 && groups[0].Title == w.T("without-figures") {
		groups[0], groups[1] = groups[1], groups[0]
	}
	return groups
}

// mixed parts a list that holds several types, in the order of types.
func (s *Site) mixed(w messages.Catalogue, list []*model.Entry) []ListGroup {
	var groups []ListGroup
	for _, e := range list {
		if n := len(groups); n == 0 || groups[n-1].Title != w.Kinds(e.Type) {
			groups = append(groups, ListGroup{Section: Section{ID: e.Type.Folder(), Title: w.Kinds(e.Type)}})
		}
		g := &groups[len(groups)-1]
		g.Items = append(g.Items, s.item(w, e, false))
	}
	return groups
}

// VerbLine is a pattern in the index of verbs: "Report" and "a problem".
type VerbLine struct {
	Verb, Rest string
	Href       string
	Cases      int
	Status     string
	Label      string // of Cases: "3 case studies"
}

func (s *Site) verbLines(list []*model.Entry) []VerbLine {
	w := s.words[s.lang]
	var out []VerbLine
	for _, e := range list {
		verb, rest := s.splitTitle(e)
		line := VerbLine{Verb: verb, Rest: rest, Href: s.At.Href(e.Path()), Cases: len(s.lib.From(e, model.CaseStudy))}
		line.Label = w.N("case-studies", line.Cases)
		if v := e.Status.Value; v == "draft" || v == "deprecated" {
			line.Status = w.Choice("status", v)
		}
		out = append(out, line)
	}
	return out
}

// splitTitle parts a pattern's title after its verb, as far as it starts with it;
// a title that does not is all name.
func (s *Site) splitTitle(e *model.Entry) (verb, rest string) {
	title := e.Title.Value
	low := strings.ToLower(title)
	n := 0
	if e.Pattern() != nil {
		id := s.lib.Verb(e.Pattern().Verb.Value)
		for _, t := range s.g.Terms("verb") {
			if t.ID.Value != id {
				continue
			}
			for _, word := range append(texts(t.Aliases), t.ID.Value, t.Name()) {
				word = strings.ToLower(word)
				if strings.HasPrefix(low, word) && len(word) > n && (len(low) == len(word) || low[len(word)] == ' ') {
					n = len(word)
				}
			}
			for _, word := range append(texts(t.Aliases), t.ID.Value) { // "Buy or hire"
				if more := " or " + strings.ToLower(word); n > 0 && strings.HasPrefix(low[n:], more) {
					n += len(more)
				}
			}
		}
	}
	if n == 0 {
		return title, ""
	}
	return title[:n], strings.TrimSpace(title[n:])
}

// letter is a part of the list A to Z.
type letter struct {
	Name    string // "A", or "0–9" for what starts with no letter
	ID      string
	Entries []*model.Entry
}

func byLetter(all []*model.Entry) []letter {
	list := slices.Clone(all)
	insight.SortByTitle(list)
	var out []letter
	for _, e := range list {
		name, id := "0–9", "0"
		if r, _ := utf8.DecodeRuneInString(insight.Fold(e.Title.Value)); unicode.IsLetter(r) {
			name, id = string(unicode.ToUpper(r)), string(unicode.ToLower(r))
		}
		i := slices.IndexFunc(out, func(l letter) bool { return l.Name == name })
		if i < 0 {
			i = len(out)
			out = append(out, letter{Name: name, ID: id})
		}
		out[i].Entries = append(out[i].Entries, e)
	}
	slices.SortStableFunc(out, func(a, b letter) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
