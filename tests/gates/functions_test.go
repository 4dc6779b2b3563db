package gates

import (
	"go/ast"
	"strings"
	"testing"
)

// most is how many lines a function of Go may have; biome.jsonc says the same of JavaScript.
const most = 60

// TestFunctions: a function fits on a screen, or its comment says why it does not.
func TestFunctions(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			n := f.set.Position(fn.End()).Line - f.set.Position(fn.Pos()).Line + 1
			if n <= most || strings.Contains(strings.Join(strings.Fields(fn.Doc.Text()), " "), "long because") {
				continue
			}
			t.Errorf("%s: %s has %d lines, and should have at most %d. "+
				"Divide it, or end its comment with “It is long because …”.",
				f.set.Position(fn.Pos()), fn.Name.Name, n, most)
		}
	}
}

// TestFuzzNames: “go test -fuzz” runs a target by its name, and reports and corpora name it so.
func TestFuzzNames(t *testing.T) {
	seen := map[string]string{}
	for _, f := range goFiles(t) {
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !strings.HasPrefix(fn.Name.Name, "Fuzz") || !strings.HasSuffix(f.name, "_test.go") {
				continue
			}
			if other := seen[fn.Name.Name]; other != "" {
				t.Errorf("%s: %s is the name of a target in %s, too. Name what this one feeds.",
					f.set.Position(fn.Pos()), fn.Name.Name, other)
			}
			seen[fn.Name.Name] = f.name
		}
	}
	if len(seen) == 0 {
		t.Error("found no fuzz target")
	}
}
