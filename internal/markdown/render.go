package markdown

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"servicepatterns/internal/model"
)

// Target is where a link of a text leads on the site.
type Target struct {
	Href  string // empty when it must become plain text
	Title string // of the entry it leads to, if it leads to one
}

// Say gives the words for a key of theme/strings, with what is put into its gaps.
type Say func(key string, put ...string) string

// Render returns the HTML of the document, in parts, and its plain text. resolve is
// asked once for each of d.Links, in order; say for what people hear of footnotes and ticks.
func (d *Document) Render(resolve func(model.Link) Target, say Say) (Body, string) {
	next, headings := 0, map[ast.Node]*model.Heading{}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.(type) {
		case *ast.Heading:
			h := &d.Headings[len(headings)]
			headings[n] = h
			n.SetAttributeString("id", h.ID)
			n.SetAttributeString("data-former", h.Former)
		case *ast.Link, *ast.Image, *ast.AutoLink, *entryLink:
			t := resolve(d.Links[next])
			next++
			n.SetAttributeString("data-href", t.Href)
			n.SetAttributeString("data-title", t.Title)
		case *noteLink, *east.FootnoteBacklink, *east.FootnoteList, *east.TaskCheckBox:
			n.SetAttributeString("data-label", label(n, say))
		}
		return ast.WalkContinue, nil
	})
	// Headings are a field of their own in the index.
	return d.body(headings), plainText(d.root, d.source, ast.KindHeading)
}

// shown is the words of the link.
func (n *entryLink) shown() string {
	if title := attribute(n, "data-title"); title != "" && n.words == "" {
		return title
	}
	return n.label()
}

func attribute(n ast.Node, name string) string {
	v, _ := n.AttributeString(name)
	s, _ := v.(string)
	return s
}

// htmlRenderer writes what goldmark would write otherwise: links as resolve says,
// raw HTML as text.
type htmlRenderer struct{}

func (htmlRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, renderHeading)
	r.Register(ast.KindLink, renderLink)
	r.Register(ast.KindAutoLink, renderAutoLink)
	r.Register(ast.KindImage, renderImage)
	r.Register(kindEntryLink, renderEntryLink)
	r.Register(ast.KindRawHTML, renderRawHTML)
	r.Register(ast.KindHTMLBlock, renderHTMLBlock)
	r.Register(east.KindTable, renderTable)
	r.Register(east.KindTaskCheckBox, renderTask)
	r.Register(east.KindFootnoteLink, renderNoteLink)
	r.Register(east.KindFootnoteBacklink, renderNoteBack)
	r.Register(east.KindFootnote, renderNote)
	r.Register(east.KindFootnoteList, renderNotes)
}

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	level := n.(*ast.Heading).Level
	if !entering {
		_, _ = fmt.Fprintf(w, "</h%d>\n", level)
		return ast.WalkContinue, nil
	}
	_, _ = fmt.Fprintf(w, `<h%d id="%s">`, level, html.EscapeString(attribute(n, "id")))
	if former := attribute(n, "data-former"); former != "" {
		_, _ = fmt.Fprintf(w, `<span id="%s"></span>`, html.EscapeString(former))
	}
	return ast.WalkContinue, nil
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if attribute(n, "data-href") == "" {
		return ast.WalkContinue, nil
	}
	if entering {
		openLink(w, n)
	} else {
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func openLink(w util.BufWriter, n ast.Node) {
	_, _ = w.WriteString(`<a href="` + html.EscapeString(attribute(n, "data-href")) + `">`)
}

func renderAutoLink(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		writeLink(w, n, string(n.(*ast.AutoLink).Label(source)))
	}
	return ast.WalkContinue, nil
}

func renderEntryLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		writeLink(w, n, n.(*entryLink).shown())
	}
	return ast.WalkContinue, nil
}

func writeLink(w util.BufWriter, n ast.Node, words string) {
	linked := attribute(n, "data-href") != ""
	if linked {
		openLink(w, n)
	}
	_, _ = w.WriteString(html.EscapeString(words))
	if linked {
		_, _ = w.WriteString("</a>")
	}
}

func renderImage(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		alt := html.EscapeString(plainText(n, source))
		if src := attribute(n, "data-href"); src != "" {
			_, _ = w.WriteString(`<img src="` + html.EscapeString(src) + `" alt="` + alt + `" loading="lazy">`)
		} else {
			_, _ = w.WriteString(alt)
		}
	}
	return ast.WalkSkipChildren, nil
}

func renderRawHTML(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering && !isComment(n, source) {
		segments := n.(*ast.RawHTML).Segments
		for i := range segments.Len() {
			segment := segments.At(i)
			goldhtml.DefaultWriter.RawWrite(w, segment.Value(source))
		}
	}
	return ast.WalkSkipChildren, nil
}

func renderHTMLBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	raw := rawHTML(n, source)
	if isComment(n, source) { // what stands after it on its line is shown
		_, rest, _ := bytes.Cut(raw, []byte("-->"))
		if raw = bytes.TrimSpace(rest); len(raw) == 0 {
			return ast.WalkContinue, nil
		}
	}
	_, _ = w.WriteString("<p>")
	goldhtml.DefaultWriter.RawWrite(w, raw)
	_, _ = w.WriteString("</p>\n")
	return ast.WalkContinue, nil
}

// renderTable puts a table into a region that scrolls by itself, and so must be within
// reach of the keyboard and have a name: that of its columns.
func renderTable(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</table>\n</div>\n")
		return ast.WalkContinue, nil
	}
	var names []string
	for cell := n.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if name := plainText(cell, source); name != "" {
			names = append(names, name)
		}
	}
	_, _ = w.WriteString(`<div role="region" tabindex="0" aria-label="` + html.EscapeString(strings.Join(names, ", ")) + "\">\n<table>\n")
	return ast.WalkContinue, nil
}

// policy is all that a text may put on a page.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "hr", "br",
		"table", "thead", "tbody", "tr", "th", "td", "sup")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\pL\pM\pN\p{Pc}-]+$`)).OnElements("h2", "h3", "h4", "h5", "h6")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^h-[^\s"'<>]*$`)).OnElements("span")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^(region|doc-endnotes)$`)).OnElements("div")
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div")
	p.AllowAttrs("aria-label").OnElements("div", "a", "input")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^doc-(noteref|backlink)$`)).OnElements("a")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^fn(ref)?-[0-9-]+$`)).OnElements("sup", "li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("disabled", "checked").OnElements("input")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt", "loading").OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	return p
}()
