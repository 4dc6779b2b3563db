package entries

import (
	"html/template"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Prose is a part of an entry's text: from one heading of level 2 to the next.
type Prose struct {
	view.Section
	HTML template.HTML // with its own h2, except the opening
}

// sections are the parts of a text under its headings.
func sections(b markdown.Body) []Prose {
	var out []Prose
	for _, sec := range b.Sections {
		out = append(out, Prose{view.Section{ID: sec.ID, Title: sec.Title}, sec.HTML()})
	}
	return out
}

// contents collects the parts of a page for its list of contents, and gives each
// an id that no heading of the text has.
type contents struct {
	taken map[string]bool
	words messages.Catalogue
	list  []view.Section
}

// maxContents keeps the list of contents of an endless text short.
const maxContents = 40

func newContents(w messages.Catalogue, headings []model.Heading) *contents {
	c := &contents{words: w, taken: map[string]bool{"main": true, "contents": true, "find": true}}
	for _, h := range headings {
		c.taken[h.ID] = true
	}
	return c
}

// add names a part of ours. The list of contents may call it by a shorter word.
func (c *contents) add(name, title string) view.Section {
	id := name
	for c.taken[id] {
		id += "-2"
	}
	c.taken[id] = true
	short := title
	if key := "short." + name; c.words.Has(key) {
		short = c.words.T(key)
	}
	c.note(view.Section{ID: id, Title: short})
	return view.Section{ID: id, Title: title}
}

// note adds a part of the text, which has its id already.
func (c *contents) note(sec view.Section) {
	if sec.ID != "" && sec.Title != "" && len(c.list) < maxContents {
		c.list = append(c.list, sec)
	}
}
