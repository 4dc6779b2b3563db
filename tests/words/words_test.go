// Package words keeps out of what users read the words that nobody says: of pages, forms,
// findings, help and docs.
package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// unsaid are the words, each in all its forms. Say instead: fix, download, send, linked from
// or listed by, needs, people who, separated or split, again.
var unsaid = regexp.MustCompile(`(?i)\b(mend(s|ed|ing)?|tak(e|es|ing) it|hand(s|ed|ing)? ((it|them) )?over|named by|call(s|ed|ing)? ` +
	`for|whoever|parted|anew)\b`)

var (
	comment = regexp.MustCompile(`(?s){{/\*.*?\*/}}|<!--.*?-->`)
	verbs   = regexp.MustCompile(`\bmanage mark meet mend move\b`) // with which a title may begin
)

// TestWords reads each source of what users see. What scripts of the site say comes from the
// strings.
func TestWords(t *testing.T) {
	root := os.DirFS("../..")
	read := map[string]int{}
	err := fs.WalkDir(root, ".", func(file string, item fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if item.IsDir() {
			if apart(file) {
				return fs.SkipDir
			}
			return nil
		}
		kind, texts := texts(t, root, file)
		read[kind] += len(texts)
		for _, text := range texts {
			for _, word := range unsaid.FindAllString(verbs.ReplaceAllString(text, ""), -1) {
				t.Errorf("%s says %q in %q: say it in everyday words", file, word, short(text, word))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"docs", "scripts", "strings", "templates", "messages"} {
		if read[kind] < 10 {
			t.Errorf("%d texts were read of the %s: where are they?", read[kind], kind)
		}
	}
}

// apart are the folders in which nothing is read: content, samples, tests and the tools of others.
func apart(folder string) bool {
	switch folder {
	case "patterns", "testdata/library", "search", "tests", "public", ".git":
		return true
	}
	return path.Base(folder) == "node_modules" || strings.HasPrefix(folder, "internal/") && path.Base(folder) == "testdata"
}

// texts returns what users read of a file, and where they read it.
func texts(t *testing.T, root fs.FS, file string) (kind string, list []string) {
	extension := path.Ext(file)
	switch {
	case extension == ".md" || strings.HasPrefix(file, ".github/ISSUE_TEMPLATE/"):
		kind = "docs"
	case extension == ".txtar":
		kind = "scripts"
	case extension == ".html" && strings.HasPrefix(file, "theme/"):
		kind = "templates"
	case strings.HasPrefix(file, "theme/strings/"):
		kind = "strings"
	case extension == ".go" && !strings.HasSuffix(file, "_test.go"):
		kind = "messages"
	default:
		return "", nil
	}
	data, err := fs.ReadFile(root, file)
	if err != nil {
		t.Fatal(err)
	}
	switch kind {
	case "strings":
		var said map[string]string
		if err := json.Unmarshal(data, &said); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, text := range said {
			list = append(list, text)
		}
	case "messages":
		list = literals(t, file, data)
	default:
		list = strings.Split(comment.ReplaceAllString(string(data), ""), "\n")
	}
	return kind, list
}

// literals are the strings of a Go file: messages, help, and the hints in tags of fields.
func literals(t *testing.T, file string, source []byte) (list []string) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
			list = append(list, text.Value)
		}
		return true
	})
	return list
}

// short is the part of a text around a word.
func short(text, word string) string {
	at := strings.Index(text, word)
	return text[max(0, at-40):min(len(text), at+len(word)+40)]
}
