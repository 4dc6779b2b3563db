// Package gates holds what all code of the repository must pass, whatever it does: format, names,
// length, and what linters find. Each test says how to fix what it found.
package gates

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// root is the folder of the repository.
const root = "../.."

// goFile is a file of Go, by its name in the repository.
type goFile struct {
	name, source string
	set          *token.FileSet
	tree         *ast.File
}

// files returns the names of the files in the repository that end in one of some ways. It opens
// them all, so that “go test” runs the tests again when one has changed.
func files(t *testing.T, endings ...string) (names, sources []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != root && (d.Name() == "node_modules" || d.Name() == "public" || strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		}
		for _, ending := range endings {
			if d.Type().IsRegular() && strings.HasSuffix(file, ending) {
				data, err := os.ReadFile(file)
				if err != nil {
					return err
				}
				names = append(names, filepath.ToSlash(strings.TrimPrefix(file, root+string(filepath.Separator))))
				sources = append(sources, string(data))
			}
		}
		return nil
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("reading the repository: %v; %d files", err, len(names))
	}
	return names, sources
}

// goFiles are all files of Go.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	names, sources := files(t, ".go")
	out := make([]goFile, len(names))
	for i, name := range names {
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, sources[i], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = goFile{name, sources[i], set, tree}
	}
	return out
}

// TestGofmt: all Go is formatted as the language's own tool does it.
func TestGofmt(t *testing.T) {
	for _, f := range goFiles(t) {
		if good, err := format.Source([]byte(f.source)); err != nil || string(good) != f.source {
			t.Errorf("%s is not formatted: %v. Run “gofmt -w %[1]s”.", f.name, err)
		}
	}
}
