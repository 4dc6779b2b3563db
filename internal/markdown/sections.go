package markdown

import (
	"bufio"
	"bytes"
	"html/template"

	"github.com/yuin/goldmark/ast"

	"servicepatterns/internal/model"
)

// Body is a text made into HTML, cut where its headings divide it: at those of level 2 that
// stand directly in it. One inside a list or a quotation divides nothing, so every part is
// whole.
type Body struct {
	Opening  template.HTML // before the first of them, may be empty
	Sections []Section
	Headings []model.Heading // of all levels
}

// Section is a text from one heading of level 2 to the next.
type Section struct {
	ID, Title string
	// Parts are its HTML, cut at the headings of level 3 that stand directly in it. The
	// first has the section's own heading and what follows up to them; it is always there.
	Parts []template.HTML
}

// HTML is the whole of a section.
func (s Section) HTML() template.HTML {
	whole := s.Parts[0]
	for _, part := range s.Parts[1:] {
		whole += "\n" + part
	}
	return whole
}

// body renders the blocks of a text, one part after the other.
func (d *Document) body(headings map[ast.Node]*model.Heading) Body {
	body := Body{Headings: d.Headings}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	end := func() {
		part := clean(b.Bytes())
		b.Reset()
		if n := len(body.Sections); n > 0 {
			body.Sections[n-1].Parts = append(body.Sections[n-1].Parts, part)
		} else {
			body.Opening = part
		}
	}
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			switch {
			case h.Level == 2:
				end()
				body.Sections = append(body.Sections, Section{ID: headings[n].ID, Title: headings[n].Text})
			case h.Level == 3 && body.Sections != nil:
				end()
			}
		}
		if err := engine.Renderer().Render(w, d.source, n); err != nil {
			panic("markdown: writing to memory failed: " + err.Error())
		}
	}
	end()
	return body
}

// clean is the one place where text becomes HTML that templates print as it is.
func clean(rendered []byte) template.HTML {
	return template.HTML(bytes.TrimSpace(policy.SanitizeBytes(rendered)))
}
