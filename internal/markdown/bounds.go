package markdown

import (
	"bytes"
	"maps"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"servicepatterns/internal/model"
)

// What a text may nest and repeat. Goldmark looks at each line once for every block that is open
// around it, at a bracket once for every bracket before it in the paragraph, and moves all
// lines after a definition of a link: a file of a megabyte of ">" or "[" would take it
// hours. What is past these bounds stays text, and is told.
const (
	maxDepth      = 32    // quotations and lists inside each other
	maxBrackets   = 500   // in one paragraph, heading or cell
	maxReferences = 2_000 // lines of a paragraph that may define where links lead
	maxAddress    = 8_000 // letters of a link's address
	maxHeadings   = 2_000 // of a text: each is in its contents and has anchors, far longer than its two letters

	// What links may take from definitions, if the text is shorter.
	minDefined = 20_000
)

// Bound is a limit that a text is past.
type Bound struct {
	Of  string    // what it has too much of: "depth"
	Pos model.Pos // the line where it has more
}

// What texts can have only so much of. The words for it are "bound." and its name.
const (
	boundDepth      = "depth"
	boundBrackets   = "brackets"
	boundReferences = "references"
	boundAddress    = "address"
	boundHeadings   = "headings"
	boundCells      = "cells"
	boundDefined    = "defined"
)

var pastKey = parser.NewContextKey()

// past keeps in mind where a text is first past a bound.
func past(pc parser.Context, bound string, at int) {
	all, _ := pc.Get(pastKey).(map[string]int)
	if all == nil {
		all = map[string]int{}
		pc.Set(pastKey, all)
	}
	if _, told := all[bound]; !told {
		all[bound] = at
	}
}

// past lists the bounds that the text is past.
func (d *Document) past(pc parser.Context) (out []Bound) {
	all, _ := pc.Get(pastKey).(map[string]int)
	for _, bound := range slices.Sorted(maps.Keys(all)) {
		out = append(out, Bound{bound, d.lineFrom(all[bound])})
	}
	return out
}

// boundedBlocks are goldmark's parsers of blocks, those that hold other blocks and those of
// headings bounded, and that of code watched.
func boundedBlocks() []util.PrioritizedValue {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		switch p := b.Value.(parser.BlockParser); p {
		case parser.NewBlockquoteParser(), parser.NewListParser():
			blocks[i].Value = boundedBlock{p}
		case parser.NewFencedCodeBlockParser():
			blocks[i].Value = fenceParser{p}
		}
		switch b.Priority {
		case setextPriority:
			blocks[i].Value = boundedHeading{parser.NewSetextHeadingParser(parser.WithAutoHeadingID())}
		case atxPriority:
			blocks[i].Value = boundedHeading{parser.NewATXHeadingParser(parser.WithAutoHeadingID())}
		}
	}
	return blocks
}

// Where goldmark has its parsers of headings, which cannot be told otherwise.
const (
	setextPriority = 100 // words with a line of = or - below
	atxPriority    = 600 // words after #
)

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
		_, line := reader.PeekLine()
		past(pc, boundDepth, line.Start)
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// boundedHeading opens no heading after maxHeadings others.
type boundedHeading struct{ parser.BlockParser }

var headingsKey = parser.NewContextKey()

func (p boundedHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	lines, at := reader.Position()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	count, _ := pc.Get(headingsKey).(int)
	if count == maxHeadings {
		past(pc, boundHeadings, at.Start)
		reader.SetPosition(lines, at)
		return nil, parser.NoChildren
	}
	pc.Set(headingsKey, count+1)
	return node, state
}

// boundedBrackets takes brackets past maxBrackets for text, and one before an address past
// maxAddress, before the parsers of links see them: goldmark reads on to the address's end at
// each.
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
	seen.count++
	switch {
	case seen.count > maxBrackets:
		past(pc, boundBrackets, segment.Start)
	case bytes.HasPrefix(line, []byte("](")) && !endsSoon(bytes.TrimLeft(line[2:], " \t")):
		past(pc, boundAddress, segment.Start)
	default:
		return nil
	}
	block.Advance(1)
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1))
}

// endsSoon says whether the address of a link with which a line begins ends within maxAddress.
func endsSoon(line []byte) bool {
	if len(line) <= maxAddress {
		return true
	}
	if line[0] == '<' {
		return bytes.IndexByte(line[:maxAddress], '>') > 0
	}
	open := 0
	for i := 0; i <= maxAddress; i++ {
		switch line[i] {
		case '\\':
			i++
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				return true
			}
		case ' ', '\t', '\r', '\n':
			return true
		}
	}
	return false
}

// boundedReferences finds the definitions of links in paragraphs that are not too long.
type boundedReferences struct{ parser.ParagraphTransformer }

func (p boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxReferences {
		p.ParagraphTransformer.Transform(node, reader, pc)
	} else if first := node.Lines().At(0); reader.Source()[first.Start] == '[' {
		past(pc, boundReferences, first.Start)
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
		past(c, boundDefined, 0)
		return nil, false
	}
	c.left -= takes
	return found, true
}
