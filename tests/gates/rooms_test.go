package gates

import (
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	mostMethods = 30   // of one type
	mostLines   = 3000 // of a package, without its tests
)

// TestRooms: a package or a type that knows everything is where every change ends up.
func TestRooms(t *testing.T) {
	lines, methods := map[string]int{}, map[string]int{}
	for _, f := range goFiles(t) {
		room := path.Dir(f.name)
		if strings.HasSuffix(f.name, "_test.go") || !strings.HasPrefix(room, "internal/") && !strings.HasPrefix(room, "search") {
			continue
		}
		lines[room] += strings.Count(f.source, "\n")
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				methods[room+"."+receiver(fn.Recv.List[0].Type)]++
			}
		}
	}
	if len(lines) < 20 {
		t.Fatalf("found only %d packages", len(lines))
	}
	for room, n := range lines {
		if n > mostLines {
			t.Errorf("%s has %d lines, and a package should have at most %d. Divide it.", room, n, mostLines)
		}
	}
	for typ, n := range methods {
		if n > mostMethods {
			t.Errorf("%s has %d methods, and a type should have at most %d. Divide what it knows.", typ, n, mostMethods)
		}
	}
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// arrows are what a package may not import, and why.
var arrows = []struct{ from, not, why string }{
	{"internal/model", "servicepatterns/", "what a library says depends on nothing that reads or shows it"},
	{"internal/sheet", "servicepatterns/internal/content", "a table is read before anybody knows what its rows become"},
	{"internal/slip", "servicepatterns/internal/content", "slips are of YAML, whatever it says"},
	{"internal/source", "servicepatterns/internal/content", "a file is read before anybody knows what it says"},
	{"internal/insight", "html/template", "what follows from a library has no HTML, so that the report and data files ask it, too"},
	{"internal/insight", "servicepatterns/internal/messages", "what follows from a library has no words"},
	{"internal/insight", "servicepatterns/internal/render", "pages ask, and are not asked"},
	{"internal/hexmap", "html/template", "the map is geometry"},
	{"internal/hexmap", "servicepatterns/internal/messages", "the map is geometry"},
	{"internal/messages", "html/template", "words are text until a template takes them"},
	{"internal/outputs", "html/template", "what programs read is no page"},
	{"internal/outputs", "servicepatterns/internal/render", "pages name outputs, and not the other way"},
	{"internal/outputs", "servicepatterns/internal/theme", "what programs read has no look"},
	{"search/analysis", "servicepatterns/", "words are made of any text, whoever asks"},
	{"search/store", "servicepatterns/search/index", "what an index holds does not depend on who writes it"},
	{"search/store", "servicepatterns/search/export", "what an index holds does not depend on who exports it"},
	{"search/index", "servicepatterns/search/export", "the index is whole before it is exported"},
	{"search/export", "servicepatterns/search/index", "all that is exported comes from the Bleve index"},
	{"search", "servicepatterns/search/export", "the Bleve index is asked, and not its export"},
	{"search", "servicepatterns/search/index", "who asks an index need not write one"},
	{"internal/theme", "servicepatterns/internal/model", "the theme engine knows views, and no entry"},
	{"internal/theme", "servicepatterns/internal/render", "the theme engine knows views, and not who makes them"},
	{"internal/render/view", "servicepatterns/internal/render", "what all pages have in common knows no page"},
	{"internal/render/entries", "servicepatterns/internal/render/lists", "pages of entries and lists do not know each other"},
	{"internal/render/lists", "servicepatterns/internal/render/entries", "pages of entries and lists do not know each other"},
}

// TestArrows: packages depend one way, and HTML that templates print as it is comes from one
// place.
func TestArrows(t *testing.T) {
	rooms := map[string]bool{}
	var makers []string
	for _, f := range goFiles(t) {
		room := path.Dir(f.name)
		if strings.HasSuffix(f.name, "_test.go") {
			continue
		}
		rooms[room] = true
		for _, i := range f.tree.Imports {
			to, _ := strconv.Unquote(i.Path.Value)
			for _, a := range arrows {
				if room == a.from && (to == a.not || strings.HasPrefix(to, strings.TrimSuffix(a.not, "/")+"/")) {
					t.Errorf("%s imports %s: %s", f.name, to, a.why)
				}
			}
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isTemplateHTML(call.Fun) {
				makers = append(makers, f.name)
			}
			return true
		})
	}
	if !slices.Equal(makers, []string{"internal/markdown/sections.go"}) {
		t.Errorf("template.HTML is made in %q, and should be in internal/markdown/sections.go alone, after cleaning", makers)
	}
	for _, a := range arrows {
		if !rooms[a.from] {
			t.Errorf("there is no package %s any more", a.from)
		}
	}
}

func isTemplateHTML(e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "HTML" {
		return false
	}
	from, ok := selector.X.(*ast.Ident)
	return ok && from.Name == "template"
}
