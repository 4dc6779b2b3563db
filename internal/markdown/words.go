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
	r := &wordReader{Document: d, words: w, into: &w.Own}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case n.Kind() == ast.KindBlockquote:
			r.quote(entering)
		case entering && n.Type() == ast.TypeBlock:
			r.into.stop()
			return r.block(n), nil
		case entering:
			return r.inline(n), nil
		}
		return ast.WalkContinue, nil
	})
	return w
}

// wordReader is on its way through a document.
type wordReader struct {
	*Document
	words  *Words
	into   *Running
	quotes int // that we are in
	at     int // in the source, up to where it has been read
}

// quote begins or ends a quotation.
func (r *wordReader) quote(begins bool) {
	if r.into.stop(); begins {
		r.quotes++
	} else {
		r.quotes--
	}
	if r.into = &r.words.Own; r.quotes > 0 {
		r.into = &r.words.Quoted
	}
}

// block notes what is to be said of a block by itself.
func (r *wordReader) block(n ast.Node) ast.WalkStatus {
	switch n := n.(type) {
	case *east.Footnote:
		r.at = 0 // wherever it was written, it is read last
	case *ast.Heading:
		r.words.Headings = append(r.words.Headings, Heading{n.Level, plainText(n, r.source), r.lineFrom(n.Pos())})
	case *east.TableRow:
		if at := lostCell(n, r.source); at >= 0 {
			r.words.Lost = append(r.words.Lost, r.lineFrom(at))
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// inline reads text, and hides what is none.
func (r *wordReader) inline(n ast.Node) ast.WalkStatus {
	source := r.source
	switch n := n.(type) {
	case *ast.Text:
		r.into.text(n.Segment.Start, n.Segment.Value(source))
		r.at = n.Segment.Stop
		if n.HardLineBreak() {
			r.into.stop()
		} else if n.SoftLineBreak() {
			r.into.add(r.at, []byte(" "))
		}
	case *ast.Link:
		r.words.Labels = append(r.words.Labels, r.label(n, string(n.Destination), false))
	case *ast.Image:
		r.words.Labels = append(r.words.Labels, r.label(n, string(n.Destination), true))
		r.into.hide(max(n.Pos(), r.at))
		return ast.WalkSkipChildren
	case *ast.AutoLink:
		address := r.destination(n, string(n.Label(source)))
		r.words.Labels = append(r.words.Labels,
			Label{Text: address.Value, To: autoAddress(n, source), Pos: address.Pos, ToPos: address.Pos})
		r.into.hide(int(address.Pos.Start))
	case *entryLink:
		if n.words != "" {
			r.words.Labels = append(r.words.Labels, Label{Text: n.words, To: n.id, Pos: n.wordsPos, ToPos: n.pos})
		}
		r.into.hide(int(n.pos.Start))
	case *ast.CodeSpan, *ast.RawHTML:
		r.into.hide(max(n.Pos(), r.at))
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
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
