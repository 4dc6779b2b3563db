package markdown

import (
	"fmt"
	"html"
	"slices"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes are "[^name]" in the text and "[^name]: words" in a paragraph of its own. They
// are goldmark's, but for three things: a note is found by its name in one step, as a text
// may have thousands; a note that nothing leads to stands on the page all the same; and
// notes hold no others.
type footnotes struct{}

func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
		// After boundedBrackets (198), before the link parser (200).
		parser.WithInlineParsers(util.Prioritized(noteLinkParser{}, 199)),
		parser.WithASTTransformers(util.Prioritized(notesAtEnd{}, 999)),
	)
}

// notes are those of the text that is being parsed.
type notes struct {
	all    []*east.Footnote
	byName map[string]*east.Footnote
}

var notesKey = parser.NewContextKey()

type noteParser struct{ parser.BlockParser }

func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

func (noteParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	all, _ := pc.Get(notesKey).(*notes)
	if all == nil {
		all = &notes{byName: map[string]*east.Footnote{}}
		pc.Set(notesKey, all)
	}
	note := n.(*east.Footnote)
	all.all = append(all.all, note)
	if name := util.ToLinkReference(note.Ref); all.byName[name] == nil {
		all.byName[name] = note
	}
}

type noteLinkParser struct{}

func (noteLinkParser) Trigger() []byte { return []byte{'[', '!'} }

// longestName is how long the name of a note may be, as that of a link.
const longestName = 999

func (noteLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	all, _ := pc.Get(notesKey).(*notes)
	line, segment := block.PeekLine()
	from := 2
	if line[0] == '!' {
		from = 3 // an exclamation before a note is no picture
	}
	if all == nil || len(line) <= from || string(line[from-2:from]) != "[^" {
		return nil
	}
	end := slices.Index(line[from:min(len(line), from+longestName)], ']')
	if end < 0 {
		return nil
	}
	note := all.byName[util.ToLinkReference(line[from:from+end])]
	if note == nil {
		return nil
	}
	if line[0] == '!' {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1)))
	}
	block.Advance(from + end + 1)
	return &noteLink{FootnoteLink: east.NewFootnoteLink(0), to: note}
}

// noteLink is a place that leads to a note.
type noteLink struct {
	*east.FootnoteLink
	to *east.Footnote
}

// notesAtEnd puts the notes after the text, in the order in which it leads to them, each
// with links back.
type notesAtEnd struct{}

func (notesAtEnd) Transform(document *ast.Document, _ text.Reader, pc parser.Context) {
	all, _ := pc.Get(notesKey).(*notes)
	if all == nil {
		return
	}
	list := east.NewFootnoteList()
	for _, note := range all.all {
		document.RemoveChild(document, note)
	}
	places := map[*east.Footnote]int{}
	add := func(note *east.Footnote) {
		list.Count++
		note.Index = list.Count
		list.AppendChild(list, note)
	}
	number := func(within ast.Node) {
		_ = ast.Walk(within, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if n.Kind() == ast.KindImage {
				return ast.WalkSkipChildren, nil // its words have no links
			}
			if l, ok := n.(*noteLink); ok && entering {
				if l.to.Index < 0 {
					add(l.to)
				}
				l.Index, l.RefIndex = l.to.Index, places[l.to]
				places[l.to]++
			}
			return ast.WalkContinue, nil
		})
	}
	number(document)
	next := list.FirstChild()
	for _, note := range all.all { // notes lead to notes; what nothing leads to comes last
		for ; next != nil; next = next.NextSibling() {
			number(next)
		}
		if note.Index < 0 {
			add(note)
			next = note
		}
	}
	for note, count := range places {
		var into ast.Node = note
		if last := note.LastChild(); last != nil && ast.IsParagraph(last) {
			into = last
		}
		for i := range count {
			back := east.NewFootnoteBacklink(note.Index)
			back.RefIndex = i
			into.AppendChild(into, back)
		}
	}
	document.AppendChild(document, list)
}

// usedAt is the id of a place that leads to a note.
func usedAt(note, place int) string {
	id := "fnref-" + strconv.Itoa(note)
	if place > 0 {
		id += "-" + strconv.Itoa(place+1)
	}
	return id
}

// label is what people hear of a footnote's number, of the way back from it, of all footnotes, of a
// tick.
func label(n ast.Node, say Say) string {
	switch n := n.(type) {
	case *noteLink:
		return say("footnote", "n", strconv.Itoa(n.Index))
	case *east.FootnoteBacklink:
		if n.RefIndex > 0 {
			return say("footnote-back-again", "n", strconv.Itoa(n.Index), "place", strconv.Itoa(n.RefIndex+1))
		}
		return say("footnote-back", "n", strconv.Itoa(n.Index))
	case *east.TaskCheckBox:
		if n.IsChecked {
			return say("task-done")
		}
		return say("task-open")
	}
	return say("footnotes")
}

// heard is the label of a node, as HTML.
func heard(n ast.Node) string { return html.EscapeString(attribute(n, "data-label")) }

func renderNoteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	l := n.(*noteLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	number := strconv.Itoa(l.Index)
	if !withinLink(n) {
		number = fmt.Sprintf(`<a href="#fn-%d" role="doc-noteref" aria-label="%s">%[1]d</a>`, l.Index, heard(n))
	}
	_, _ = fmt.Fprintf(w, `<sup id="%s">%s</sup>`, usedAt(l.Index, l.RefIndex), number)
	return ast.WalkContinue, nil
}

// withinLink says whether a node is among the words of a link, which hold no other link.
func withinLink(n ast.Node) bool {
	for n = n.Parent(); n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

func renderNoteBack(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if b := n.(*east.FootnoteBacklink); entering {
		_, _ = fmt.Fprintf(w, ` <a href="#%s" role="doc-backlink" aria-label="%s">↩&#xfe0e;</a>`, usedAt(b.Index, b.RefIndex), heard(n))
	}
	return ast.WalkContinue, nil
}

func renderNote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = fmt.Fprintf(w, "<li id=\"fn-%d\">\n", n.(*east.Footnote).Index)
	} else {
		_, _ = w.WriteString("</li>\n")
	}
	return ast.WalkContinue, nil
}

func renderNotes(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<div role="doc-endnotes" aria-label="` + heard(n) + "\">\n<ol>\n")
	} else {
		_, _ = w.WriteString("</ol>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// renderTask shows "- [x]" as a box that says in words, too, whether it is ticked.
func renderTask(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	state := ""
	if n.(*east.TaskCheckBox).IsChecked {
		state = "checked "
	}
	_, _ = w.WriteString(`<input type="checkbox" disabled ` + state + `aria-label="` + heard(n) + `"> `)
	return ast.WalkContinue, nil
}
