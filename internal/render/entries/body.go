package entries

import (
	"html/template"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// Prose is a part of an entry's text: from one heading of level 2 to the next.
type Prose struct {
	view.Section
	HTML template.HTML // with its own h2, except the opening
}

// parts is a text cut at its headings.
type parts struct {
	Opening  template.HTML // before the first heading, may be empty
	Sections []Prose
}

// Cut divides a body at the h2 that stand directly in it; one inside a list or a
// quotation divides nothing, so every part is whole HTML again.
func Cut(b view.Body) parts {
	html := string(b.HTML)
	starts := tops(html, "<h2")
	if len(starts) == 0 {
		return parts{Opening: b.HTML}
	}
	p := parts{Opening: slice(html, 0, starts[0])}
	titles := map[string]string{}
	for _, h := range b.Headings {
		titles[h.ID] = h.Text
	}
	for i, start := range starts {
		end := len(html)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		id := Attribute(html[start:], "id")
		p.Sections = append(p.Sections, Prose{Section: view.Section{ID: id, Title: titles[id]}, HTML: slice(html, start, end)})
	}
	return p
}

// slice takes a part of a clean body. It is the only place where render makes
// HTML, and it makes it of HTML.
func slice(html string, from, to int) template.HTML {
	return template.HTML(strings.TrimSpace(html[from:to]))
}

// tops returns where a tag starts outside any other element. In clean HTML "<"
// stands only where a tag does.
func tops(html, tag string) []int {
	var at []int
	depth := 0
	for i := 0; i < len(html); i++ {
		if html[i] != '<' {
			continue
		}
		if depth == 0 && strings.HasPrefix(html[i:], tag) {
			at = append(at, i)
		}
		end := strings.IndexByte(html[i:], '>')
		if end < 0 {
			break
		}
		switch {
		case strings.HasPrefix(html[i:], "</"):
			depth--
		case html[i+end-1] != '/' && !void(html[i+1:i+end]) && html[i+1] != '!':
			depth++
		}
		i += end
	}
	return at
}

func void(tag string) bool {
	name, _, _ := strings.Cut(tag, " ")
	switch name {
	case "br", "hr", "img", "input", "wbr", "col":
		return true
	}
	return false
}

// Attribute reads an attribute of the tag that html starts with.
func Attribute(html, name string) string {
	tag, _, _ := strings.Cut(html, ">")
	_, rest, found := strings.Cut(tag, " "+name+`="`)
	if !found {
		return ""
	}
	v, _, _ := strings.Cut(rest, `"`)
	return v
}

// columns divides a part at its h3: what comes before them, and a part for each.
func (p Prose) columns() (intro template.HTML, cols []template.HTML) {
	html := string(p.HTML)
	starts := tops(html, "<h3")
	if len(starts) == 0 {
		return p.HTML, nil
	}
	for i, start := range starts {
		end := len(html)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		cols = append(cols, slice(html, start, end))
	}
	return slice(html, 0, starts[0]), cols
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
	if v, ok := c.words["short."+name]; ok {
		short = v
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
