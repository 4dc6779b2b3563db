package search

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

//go:embed js/*.js
var modules embed.FS

const entryModule = "engine.js"

// putEngine writes the readers' script as one file, so that it costs one request, and beside it
// what tells Node that it is a module.
func putEngine(put func(string, []byte) error, vast bool) error {
	engine, err := Engine(vast)
	if err != nil {
		return err
	}
	if err := put(entryModule, engine); err != nil {
		return err
	}
	return put("package.json", []byte(`{"type":"module"}`))
}

// Engine returns the script that asks an exported index, bundled and minified. Few libraries are
// vast, so only theirs have what that needs.
func Engine(vast bool) ([]byte, error) {
	read := modules.ReadFile
	if !vast {
		read = func(name string) ([]byte, error) {
			if name == "js/vast.js" {
				name = "js/whole.js"
			}
			return modules.ReadFile(name)
		}
	}
	bundle, err := bundle(read)
	if err != nil {
		return nil, fmt.Errorf("bundling the search engine: %w", err)
	}
	var out bytes.Buffer
	if err := (&js.Minifier{}).Minify(minify.New(), &out, bytes.NewReader(bundle), nil); err != nil {
		return nil, fmt.Errorf("minifying the search engine: %w", err)
	}
	return out.Bytes(), nil
}

var (
	importLine = regexp.MustCompile(`(?m)^import .* from "\./([a-z]+\.js)";\n`)
	exportWord = regexp.MustCompile(`(?m)^export (async function|function|class|const) (\w+)`)
	exportList = regexp.MustCompile(`(?m)^export \{ .* \};\n`)
)

// bundle joins our modules into one: each after those that it imports, without its lines of import
// and export, all inside one function so that their names can be shortened. It knows only the
// forms that we use; our modules give no two things of module level the same name.
func bundle(read func(name string) ([]byte, error)) ([]byte, error) {
	var body bytes.Buffer
	var done []string
	var add func(name string) error
	add = func(name string) error {
		if slices.Contains(done, name) {
			return nil
		}
		done = append(done, name)
		source, err := read(path.Join("js", name))
		if err != nil {
			return err
		}
		for _, match := range importLine.FindAllSubmatch(source, -1) {
			if err := add(string(match[1])); err != nil {
				return err
			}
		}
		source = importLine.ReplaceAll(source, nil)
		source = exportList.ReplaceAll(source, nil)
		source = exportWord.ReplaceAll(source, []byte("$1 $2"))
		body.Write(source)
		return nil
	}
	if err := add(entryModule); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "const [open,SearchError]=(()=>{%s\nreturn[open,SearchError]})();export{open,SearchError};", body.Bytes()), nil
}
