package markdown

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"servicepatterns/internal/model"
)

// fenceParser is goldmark's parser of code between ``` and ```, which keeps in mind where
// code begins that nothing ends.
type fenceParser struct{ parser.BlockParser }

var fencesKey = parser.NewContextKey()

func (p fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, line := reader.PeekLine()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		open, _ := pc.Get(fencesKey).(map[ast.Node]int)
		if open == nil {
			open = map[ast.Node]int{}
			pc.Set(fencesKey, open)
		}
		open[node] = line.Start
	}
	return node, state
}

func (p fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := p.BlockParser.Continue(node, reader, pc)
	if state == parser.Close {
		delete(pc.Get(fencesKey).(map[ast.Node]int), node)
	}
	return state
}

// openCode are the lines where code begins that is never closed.
func (d *Document) openCode(pc parser.Context) (out []model.Pos) {
	open, _ := pc.Get(fencesKey).(map[ast.Node]int)
	for _, at := range open {
		line := d.lineFrom(at)
		line.Start += int32(len(d.source[at:line.End]) - len(bytes.TrimLeft(d.source[at:line.End], " ")))
		out = append(out, line)
	}
	slices.SortFunc(out, func(a, b model.Pos) int { return int(a.Start - b.Start) })
	return out
}

var definition = regexp.MustCompile(`(?m)^[ \t>]{0,20}(\[[^\[\]\n]{1,300}\]):`)

// unused are the definitions of addresses that no link names. One that leads nowhere is how
// people write a comment: [//]: # (words).
func (d *Document) unused(pc *boundedContext) (out []model.Pos) {
	left := map[string]bool{}
	for _, r := range pc.References() {
		if to := string(r.Destination()); to != "" && to != "#" && !pc.used[r] {
			left[util.ToLinkReference(r.Label())] = true
		}
	}
	if len(left) == 0 {
		return nil
	}
	for _, m := range definition.FindAllSubmatchIndex(d.source, -1) {
		name := util.ToLinkReference(d.source[m[2]+1 : m[3]-1])
		if left[name] {
			delete(left, name)
			out = append(out, model.Pos{Start: int32(m[2]), End: int32(m[3])})
		}
	}
	return out
}
