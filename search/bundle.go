package search

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"servicepatterns/internal/bundle"
)

//go:embed js/*.js
var modules embed.FS

const entryModule = "engine.js"

// extras are the modules that the engine imports for the few questions that need them, with what they
// export. Each stands beside the engine under a name with its own hash.
var extras = map[string][]string{
	"near":        {"nearestOf"},
	"correction":  {"correctionsOf"},
	"phrases":     {"demandOf", "phrasesOf", "wanted"},
	"approximate": {"narrowApproximately"},
}

// PutEngine writes the readers' script as one file, so that it costs one request; what that imports;
// and beside it what tells Node that it is a module.
func PutEngine(put func(string, []byte) error) error {
	scripts, err := Engine()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		if err := put(name, scripts[name]); err != nil {
			return err
		}
	}
	return put("package.json", []byte(`{"type":"module"}`))
}

// Engine returns the scripts that ask an exported index, bundled and minified, by their names.
func Engine() (map[string][]byte, error) {
	scripts := map[string][]byte{}
	list := bytes.NewBufferString("export const modules = {")
	for _, name := range slices.Sorted(maps.Keys(extras)) {
		body, err := script(name+".js", inlined, extras[name]...)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		short := strconv.FormatUint(binary.BigEndian.Uint64(sum[:]), 16)
		scripts["g/modules/"+name+"-"+short+".js"] = body
		fmt.Fprintf(list, "%s: %q,", name, short)
	}
	list.WriteString("};\n")
	engine, err := script(entryModule, func(name string) ([]byte, error) {
		if name == "js/modules.js" {
			return list.Bytes(), nil
		}
		return inlined(name)
	}, "open", "SearchError")
	scripts[entryModule] = engine
	return scripts, err
}

var numbersImported = regexp.MustCompile(`import \{ ([^}]*) \} from "\./(?:weights|limits)\.js";\n`)

// inlined reads a module, with the numbers that it imports in the places of their names: they are shorter.
func inlined(name string) ([]byte, error) {
	source, err := modules.ReadFile(name)
	if err != nil {
		return nil, err
	}
	found := numbersImported.FindSubmatch(source)
	if found == nil {
		return source, nil
	}
	values := map[string]string{}
	for _, n := range slices.Concat(weightsOfQueries, limitsOfCorrection) {
		values[n.name] = strconv.Itoa(n.value)
	}
	var others []string
	source = bytes.Replace(source, found[0], nil, 1)
	for _, word := range strings.Split(string(found[1]), ", ") {
		if value, ok := values[word]; ok {
			source = regexp.MustCompile(`\b`+word+`\b`).ReplaceAll(source, []byte(value))
		} else {
			others = append(others, word)
		}
	}
	if others != nil {
		source = append([]byte("import { "+strings.Join(others, ", ")+" } from \"./limits.js\";\n"), source...)
	}
	return source, nil
}

// script returns a module with all that it imports, minified.
func script(entry string, read func(string) ([]byte, error), exports ...string) ([]byte, error) {
	joined, err := bundle.Join("js/"+entry, read, exports...)
	if err != nil {
		return nil, fmt.Errorf("bundling the search engine: %w", err)
	}
	var out bytes.Buffer
	if err := (&js.Minifier{}).Minify(minify.New(), &out, bytes.NewReader(joined), nil); err != nil {
		return nil, fmt.Errorf("minifying the search engine: %w", err)
	}
	// What is written in several lines is one text.
	return bytes.ReplaceAll(out.Bytes(), []byte("`+String.raw`"), nil), nil
}
