package search

import (
	"bytes"
	"embed"
	"fmt"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"servicepatterns/internal/bundle"
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
	joined, err := bundle.Join("js/"+entryModule, read, "open", "SearchError")
	if err != nil {
		return nil, fmt.Errorf("bundling the search engine: %w", err)
	}
	var out bytes.Buffer
	if err := (&js.Minifier{}).Minify(minify.New(), &out, bytes.NewReader(joined), nil); err != nil {
		return nil, fmt.Errorf("minifying the search engine: %w", err)
	}
	return out.Bytes(), nil
}
