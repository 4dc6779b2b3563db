package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"servicepatterns/internal/model"
)

// Words are what a document says, for checks of how it reads.
type Words struct {
	Own    Running // the author's own words
	Quoted Running // of block quotes, which are another's
	Labels []Label // of links and pictures, in order

	Headings []Heading
	Lost     []model.Pos // the first cell of each row of a table that has no column
}

// Heading is a heading, and where it stands.
type Heading struct {
	Level int // on the page, whose title is of the first
	Text  string
	Pos   model.Pos
}

// Running is text without markup, a line for each paragraph, heading, item or cell. What
// has no words of its own, such as code, stands in it as one character, U+FFFC.
type Running struct {
	Text   []byte
	pieces []piece
}

// piece says where in the source a stretch of the text begins. Inside a stretch both go
// on alike.
type piece struct{ at, source int32 }

// Label is the text of a link, or what stands for a picture, and where it leads.
type Label struct {
	Text  string
	To    string
	Image bool
	Pos   model.Pos // of the text; of the link where it has none
	ToPos model.Pos // of the address
}

// hidden is Unicode's character for an object among words.
const hidden = "\uFFFC"

// Place returns where bytes of the text stand in the document's source.
func (r *Running) Place(start, end int) model.Pos {
	if end > start { // a range ends in the piece that holds its last byte
		return model.Pos{Start: r.source(start), End: r.source(end-1) + 1}
	}
	return model.Pos{Start: r.source(start), End: r.source(start)}
}

func (r *Running) source(at int) int32 {
	i := sort.Search(len(r.pieces), func(i int) bool { return int(r.pieces[i].at) > at }) - 1
	if i < 0 {
		return 0
	}
	return r.pieces[i].source + int32(at) - r.pieces[i].at
}

func (r *Running) add(source int, text []byte) {
	r.pieces = append(r.pieces, piece{int32(len(r.Text)), int32(source)})
	r.Text = append(r.Text, text...)
}

// text adds words without the backslashes that make a sign text.
func (r *Running) text(source int, text []byte) {
	for {
		i := bytes.IndexByte(text, '\\')
		for i >= 0 && (i+1 == len(text) || !util.IsPunct(text[i+1])) {
			next := bytes.IndexByte(text[i+1:], '\\')
			if next < 0 {
				i = -1
			} else {
				i += 1 + next
			}
		}
		if i < 0 {
			r.add(source, text)
			return
		}
		r.add(source, text[:i])
		r.add(source+i+1, text[i+1:i+2])
		source, text = source+i+2, text[i+2:]
	}
}

// stop ends a paragraph.
func (r *Running) stop() {
	if n := len(r.Text); n > 0 && r.Text[n-1] != '\n' {
		r.Text = append(r.Text, '\n')
	}
}

// hide puts a character in the place of a part of the source.
func (r *Running) hide(source int) {
	r.add(source, []byte(hidden))
	// The character is longer than what it may stand for: its other bytes stand there, too.
	for i := int32(1); i < int32(len(hidden)); i++ {
		r.pieces = append(r.pieces, piece{int32(len(r.Text)) - int32(len(hidden)) + i, int32(source)})
	}
}

// Words reads the document's words.
func (d *Document) Words() *Words {
	w := &Words{}
	w.Own.Text = make([]byte, 0, len(d.source))
	into, quotes := &w.Own, 0
	at := 0 // in the source, up to where it has been read
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindBlockquote {
			if into.stop(); entering {
				quotes++
			} else {
				quotes--
			}
			if into = &w.Own; quotes > 0 {
				into = &w.Quoted
			}
			return ast.WalkContinue, nil
		}
		if !entering {
			return ast.WalkContinue, nil
		}
		if n.Type() == ast.TypeBlock {
			into.stop()
		}
		switch n := n.(type) {
		case *east.Footnote:
			at = 0 // wherever it was written, it is read last
		case *ast.Heading:
			w.Headings = append(w.Headings, Heading{n.Level, plainText(n, d.source), d.lineFrom(n.Pos())})
		case *east.TableRow:
			if at := lostCell(n, d.source); at >= 0 {
				w.Lost = append(w.Lost, d.lineFrom(at))
			}
		case *ast.Text:
			into.text(n.Segment.Start, n.Segment.Value(d.source))
			at = n.Segment.Stop
			if n.HardLineBreak() {
				into.stop()
			} else if n.SoftLineBreak() {
				into.add(at, []byte(" "))
			}
		case *ast.Link:
			w.Labels = append(w.Labels, d.label(n, string(n.Destination), false))
		case *ast.Image:
			w.Labels = append(w.Labels, d.label(n, string(n.Destination), true))
			into.hide(max(n.Pos(), at))
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			address := d.destination(n, string(n.Label(d.source)))
			w.Labels = append(w.Labels, Label{Text: address.Value, To: autoAddress(n, d.source), Pos: address.Pos, ToPos: address.Pos})
			into.hide(int(address.Pos.Start))
		case *entryLink:
			if n.words != "" {
				w.Labels = append(w.Labels, Label{Text: n.words, To: n.id, Pos: n.wordsPos, ToPos: n.pos})
			}
			into.hide(int(n.pos.Start))
		case *ast.CodeSpan, *ast.RawHTML:
			into.hide(max(n.Pos(), at))
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return w
}

// lineFrom is the rest of a line.
func (d *Document) lineFrom(at int) model.Pos {
	line, _, _ := bytes.Cut(d.source[at:], []byte("\n"))
	return model.Pos{Start: int32(at), End: int32(at + len(bytes.TrimRight(line, " \t\r")))}
}

// label reads the text of a link or picture.
func (d *Document) label(n ast.Node, to string, image bool) Label {
	l := Label{Text: plainText(n, d.source), To: to, Image: image, ToPos: d.destination(n, to).Pos}
	start, end := -1, -1
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			if start < 0 {
				start = t.Segment.Start
			}
			end = t.Segment.Stop
		}
		return ast.WalkContinue, nil
	})
	if start < 0 {
		start = max(n.Pos(), 0)
		end = start + 1
	}
	l.Pos = model.Pos{Start: int32(start), End: int32(end)}
	return l
}
