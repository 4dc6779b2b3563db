// Package bundle joins ES modules into one, so that a browser asks once and the names in
// it can be shortened. Input: a module of ours and those that it imports by relative path.
// Output: one module that does the same, to be minified. It knows only the forms that our
// modules use: imports of named things and exports, each on a line of its own.
package bundle

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	importLine = regexp.MustCompile(`(?m)^import \{[^}]*\} from "(\.[^"]+)";\n`)
	exportWord = regexp.MustCompile(`(?m)^export (async function|function\*?|class|const) (\w+)`)
	exportList = regexp.MustCompile(`(?m)^export \{[^}]*\};\n`)
	unknown    = regexp.MustCompile(`(?m)^(import|export) .*`)
	toplevel   = regexp.MustCompile(`(?m)^(?:async function|function\*?|class|const|let) (\w+)`)
)

// Join returns the module at the path entry with all that it imports, each after those
// that it imports itself. All of it stands inside one function; names are what the result
// exports. No two modules may give things of module level the same name.
func Join(entry string, read func(name string) ([]byte, error), names ...string) ([]byte, error) {
	var body bytes.Buffer
	var done []string
	owner := map[string]string{}
	var add func(name string) error
	add = func(name string) error {
		if slices.Contains(done, name) {
			return nil
		}
		done = append(done, name)
		source, err := read(name)
		if err != nil {
			return err
		}
		for _, match := range importLine.FindAllSubmatch(source, -1) {
			if err := add(path.Join(path.Dir(name), string(match[1]))); err != nil {
				return err
			}
		}
		source = importLine.ReplaceAll(source, nil)
		source = exportList.ReplaceAll(source, nil)
		source = exportWord.ReplaceAll(source, []byte("$1 $2"))
		if form := unknown.Find(source); form != nil {
			return fmt.Errorf("joining modules: %s has a form that is not known here: %s", name, form)
		}
		for _, match := range toplevel.FindAllSubmatch(source, -1) {
			word := string(match[1])
			if other := owner[word]; other != "" {
				return fmt.Errorf("joining modules: %s and %s both have %q", other, name, word)
			}
			owner[word] = name
		}
		body.Write(source)
		return nil
	}
	if err := add(entry); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return fmt.Appendf(nil, "(()=>{%s\n})();", body.Bytes()), nil
	}
	list := strings.Join(names, ",")
	return fmt.Appendf(nil, "const [%s]=(()=>{%s\nreturn[%s]})();export{%s};", list, body.Bytes(), list, list), nil
}
