// Package markdown reads and renders the text of entries. Parse finds what must be
// checked (links, headings, raw HTML, each with its place), Render makes the page's
// HTML and the plain text for search. Promise: what Render returns holds no markup
// but that of an allow-list, whatever the source was.
package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"servicepatterns/internal/model"
)

// Document is a parsed text.
type Document struct {
	Headings []model.Heading
	Links    []model.Link
	RawHTML  []model.Pos
	Comments []model.Pos // of HTML, which are on no page
	OpenCode []model.Pos // lines where code begins that is never closed
	Unused   []model.Pos // names of addresses that no link uses
	Past     []Bound     // what the text has too much of

	root   ast.Node
	source []byte
}

var engine = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(boundedBlocks()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100)),
		// Before the link parser (200), which would take "[[" for two links begun.
		parser.WithInlineParsers(util.Prioritized(boundedBrackets{}, 198), util.Prioritized(entryLinkParser{}, 199)),
	)),
	goldmark.WithExtensions(boundedTable{}, footnotes{}, extension.TaskList, extension.Strikethrough),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(htmlRenderer{}, 100))),
)

// Parse reads a text. Places are bytes in source.
func Parse(source []byte) *Document {
	context := &boundedContext{parser.NewContext(parser.WithIDs(headingIDs{})), max(minDefined, len(source)), map[parser.Reference]bool{}}
	forge := map[string]int{}
	d := &Document{source: source, root: engine.Parser().Parse(text.NewReader(source), parser.WithContext(context))}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			// The page has its own h1, so a text's headings begin at the second level.
			n.Level = max(2, n.Level)
			id, _ := n.AttributeString("id")
			name, _ := id.([]byte)
			words := plainText(n, source)
			d.Headings = append(d.Headings, model.Heading{Level: n.Level, Former: string(name), Forge: forgeName(words, forge),
				Text: words})
		case *ast.Link:
			d.Links = append(d.Links, model.Link{To: d.destination(n, string(n.Destination))})
		case *ast.Image:
			d.Links = append(d.Links, model.Link{To: d.destination(n, string(n.Destination)), Image: true})
		case *ast.AutoLink:
			to := d.destination(n, string(n.Label(source)))
			to.Value = autoAddress(n, source)
			d.Links = append(d.Links, model.Link{To: to})
		case *entryLink:
			d.Links = append(d.Links, model.Link{To: model.Text{Value: n.id, Pos: n.pos}, ID: true})
		case *ast.RawHTML:
			if s := n.Segments; s.Len() > 0 {
				d.html(model.Pos{Start: int32(s.At(0).Start), End: int32(s.At(s.Len() - 1).Stop)}, isComment(n, source))
			}
		case *ast.HTMLBlock:
			if l := n.Lines(); l.Len() > 0 {
				line := l.At(0)
				stop := line.Start + len(bytes.TrimRight(line.Value(source), " \r\n"))
				d.html(model.Pos{Start: int32(line.Start), End: int32(stop)}, isComment(n, source))
			}
		}
		return ast.WalkContinue, nil
	})
	anchors(d.Headings)
	d.OpenCode, d.Unused, d.Past = d.openCode(context), d.unused(context), d.past(context)
	return d
}

func (d *Document) html(at model.Pos, comment bool) {
	if comment {
		d.Comments = append(d.Comments, at)
	} else {
		d.RawHTML = append(d.RawHTML, at)
	}
}

// isComment says whether HTML is a comment that is closed. One that is not would hide the
// rest of the text.
func isComment(n ast.Node, source []byte) bool {
	raw := rawHTML(n, source)
	return bytes.HasPrefix(raw, []byte("<!--")) && bytes.Contains(raw, []byte("-->"))
}

func rawHTML(n ast.Node, source []byte) []byte {
	var raw []byte
	switch n := n.(type) {
	case *ast.RawHTML:
		raw = n.Segments.Value(source)
	case *ast.HTMLBlock:
		raw = n.Lines().Value(source)
		if n.HasClosure() {
			raw = append(raw[:len(raw):len(raw)], n.ClosureLine.Value(source)...)
		}
	}
	return bytes.TrimSpace(raw)
}

// autoAddress is where <…> leads.
func autoAddress(n *ast.AutoLink, source []byte) string {
	if n.AutoLinkType == ast.AutoLinkEmail {
		return "mailto:" + string(n.URL(source))
	}
	return string(n.URL(source))
}

// near is how many bytes after the text of a link its address may begin, to be found. To
// look at the rest of the line for each of its links would take time that is quadratic.
const near = 1000

// destination finds where a link's address stands in the source. An address given
// in a reference further down is placed at the link that uses it.
func (d *Document) destination(n ast.Node, to string) model.Text {
	start := max(n.Pos(), 0)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			start = max(start, t.Segment.Stop)
		}
	}
	line := d.source[start:min(start+near+len(to), len(d.source))]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	value := string(meant([]byte(to)))
	if i := bytes.Index(line, []byte(to)); i >= 0 && to != "" {
		start += i
		return model.Text{Value: value, Pos: model.Pos{Start: int32(start), End: int32(start + len(to))}}
	}
	start = max(n.Pos(), 0)
	return model.Text{Value: value, Pos: model.Pos{Start: int32(start), End: int32(start + 1)}}
}

// meant is what words or an address stand for: "\_" for "_", "&amp;" for "&". Goldmark
// leaves it to whoever renders; what is checked must be what is rendered.
func meant(source []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(source)))
}

// plainText returns the words below a node, each block on a line of its own, without
// those that skip says to leave out.
func plainText(n ast.Node, source []byte, skip ...ast.NodeKind) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if slices.Contains(skip, n.Kind()) {
			return ast.WalkSkipChildren, nil
		}
		if n.Type() == ast.TypeBlock && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(meant(n.Segment.Value(source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *entryLink:
			b.WriteString(n.shown())
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			b.Write(n.Lines().Value(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// headingIDs makes the id that a heading had before it was a code host's, see anchors.
type headingIDs map[string]int // how often each was asked for

func (h headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	var b strings.Builder
	for _, r := range strings.ToLower(string(value)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 0x7f && r != '\uFFFD':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() > 60 {
			break
		}
	}
	id := "h-" + strings.Trim(b.String(), "-")
	unique := id
	for h[unique] > 0 {
		h[id]++
		unique = id + "-" + strconv.Itoa(h[id])
	}
	h[unique] = 1
	return []byte(unique)
}

func (h headingIDs) Put(value []byte) { h[string(value)] = 1 }
