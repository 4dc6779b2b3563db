package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// What a text may nest. Goldmark looks at each line once for every block that is open
// around it, at a bracket once for every bracket before it in the paragraph, and moves all
// lines after a definition of a link: a file of a megabyte of ">" or "[" would take it
// hours. What is past these bounds stays text.
const (
	maxDepth      = 32    // quotations and lists inside each other
	maxBrackets   = 500   // in one paragraph, heading or cell
	maxReferences = 2_000 // lines of a paragraph that may define where links lead

	// What links may take from definitions, if the text is shorter.
	minDefined = 20_000
)

// boundedBlocks are goldmark's parsers of blocks, those that hold other blocks bounded, and
// that of code watched.
func boundedBlocks() []util.PrioritizedValue {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		switch p := b.Value.(parser.BlockParser); p {
		case parser.NewBlockquoteParser(), parser.NewListParser():
			blocks[i].Value = boundedBlock{p}
		case parser.NewFencedCodeBlockParser():
			blocks[i].Value = fenceParser{p}
		}
	}
	return blocks
}

// boundedBlock opens no block below maxDepth others.
type boundedBlock struct{ parser.BlockParser }

func (p boundedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList {
			depth++
		}
	}
	if depth >= maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// boundedBrackets takes brackets past maxBrackets for text, before the parsers of links see
// them.
type boundedBrackets struct{}

// brackets counts those of the block that is being parsed.
type brackets struct {
	in    ast.Node
	count int
}

var bracketsKey = parser.NewContextKey()

func (boundedBrackets) Trigger() []byte { return []byte{'[', ']', '!'} }

func (boundedBrackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == '!' && (len(line) == 1 || line[1] != '[') {
		return nil // an exclamation, which begins no picture
	}
	seen, _ := pc.Get(bracketsKey).(*brackets)
	if seen == nil || seen.in != parent {
		seen = &brackets{in: parent}
		pc.Set(bracketsKey, seen)
	}
	if seen.count++; seen.count <= maxBrackets {
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1))
}

// boundedReferences finds the definitions of links in paragraphs that are not too long.
type boundedReferences struct{ parser.ParagraphTransformer }

func (p boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxReferences {
		p.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// boundedContext lets links use definitions until what they take from them is as long as
// the text: a long address that is defined once and used everywhere would make a file of a
// megabyte a page of gigabytes.
type boundedContext struct {
	parser.Context
	left int
	used map[parser.Reference]bool
}

func (c *boundedContext) Reference(label string) (parser.Reference, bool) {
	found, ok := c.Context.Reference(label)
	if !ok {
		return nil, false
	}
	c.used[found] = true
	takes := len(found.Destination()) + len(found.Title())
	if takes > c.left {
		return nil, false
	}
	c.left -= takes
	return found, true
}
