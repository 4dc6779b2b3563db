package gates

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"
)

// longest is how many characters a line of Go may have, a tab counting as four.
const longest = 140

// TestLines: what a diff shows must fit beside another. Rows of a table, which are compared from top
// to bottom, struct tags and texts of several lines may be longer.
func TestLines(t *testing.T) {
	for _, f := range goFiles(t) {
		excepted := tables(f)
		for i, line := range strings.Split(f.source, "\n") {
			n := utf8.RuneCountInString(line) + 3*strings.Count(line, "\t")
			if n <= longest || excepted[i+1] {
				continue
			}
			t.Errorf("%s:%d: the line has %d characters. Divide it, so that it has at most %d.", f.name, i+1, n, longest)
		}
	}
}

// tables are the numbers of the lines that may be long.
func tables(f goFile) map[int]bool {
	out := map[int]bool{}
	add := func(from, to token.Pos) {
		for line := f.set.Position(from).Line; line <= f.set.Position(to).Line; line++ {
			out[line] = true
		}
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			switch n.Type.(type) {
			case *ast.ArrayType, *ast.MapType:
				for _, row := range n.Elts {
					add(row.Pos(), row.Pos()) // a row of several lines can be divided further
				}
			}
		case *ast.Field:
			if n.Tag != nil {
				add(n.Tag.Pos(), n.Tag.Pos())
			}
		case *ast.BasicLit:
			if f.set.Position(n.Pos()).Line < f.set.Position(n.End()).Line {
				add(n.Pos(), n.End())
			}
		}
		return true
	})
	return out
}
