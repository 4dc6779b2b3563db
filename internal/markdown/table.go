package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxCells is how many cells a table may have. Every line of a table gets as many cells
// as its second line has columns, so a file of a few kilobytes could ask for gigabytes.
const maxCells = 20_000

// boundedTable is goldmark's table extension without tables that are too large; those
// stay the text that they are written as.
type boundedTable struct{}

func (boundedTable) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(boundedTableParser{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewTableHTMLRenderer(), 500)))
}

type boundedTableParser struct{ parser.ParagraphTransformer }

func (p boundedTableParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, columns := node.Lines(), 0
	for i := range lines.Len() {
		line := lines.At(i)
		if delimiters := bytes.TrimSpace(line.Value(reader.Source())); len(bytes.Trim(delimiters, "|:- \t")) == 0 {
			columns = max(columns, bytes.Count(delimiters, []byte("|"))+1)
		}
	}
	if columns*lines.Len() <= maxCells {
		p.ParagraphTransformer.Transform(node, reader, pc)
	} else {
		past(pc, boundCells, lines.At(0).Start)
	}
}

// lostCell is where the words begin that a row has after its last column, and that no
// page shows; -1 where there are none.
func lostCell(row *east.TableRow, source []byte) int {
	cell := row.LastChild()
	if cell == nil || cell.Lines().Len() == 0 { // the row is short
		return -1
	}
	at := cell.Lines().At(0).Stop
	line, _, _ := bytes.Cut(source[at:], []byte("\n"))
	words := bytes.TrimLeft(line, "| \t\r")
	if len(words) == 0 {
		return -1
	}
	return at + len(line) - len(words)
}
