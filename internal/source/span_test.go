package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// nasty is front matter whose parts are not where a first look finds them.
var nasty = []string{
	"---\ntitle: A\nsummary: B\n---\n",
	"\ufeff---\r\n# who\r\ntitle:   'It''s'   # odd\r\n\r\nsummary: >\r\n  Two\r\n  # no comment\r\n\r\n# before the list\r\naliases:\r\n  - a # one\r\n  # of b\r\n  - \"b\"\r\n# last\r\n---\r\nText.\r\n",
	"---\n\"title\": \"a\n# in quotes\nb\"\n# outside\naliases: [a, \"b\n# in quotes\", # outside\n# outside too\n]\n# and more\n---\n",
	"---\naliases:\n- a\n-\n  b\n- c\ntitle: x\n---\n",
	"---\nlinks:\n  - title: a\n    # of the address\n    url: b\n\n  - url: c\n  # of nothing\n\n---\n",
	"---\nprocess:\n  actors: [a]\n  steps:\n    - id: a\n      next:\n        - b\n        # of nothing\n    - {id: b}\n  # of nothing\n---",
	"---\n{title: a, summary: b}\n---\n", "---\n  title: a\n  summary: b\n---\n", "---\ntitle: a\rsummary: b\n---\n", "---\n---\n", "---\n? title\n: a\n---\n",
	"---\ntitle: |+\n  a\n  # text\n\n# outside\nsummary: é \"x\"\naliases: ~\n---\n", "---\ntitle : a\nsummary:\n  b\n  c # outside\n---\n",
	"---\nquestions:\n  - ask: a\n    if:\n      b c: d\n      e: [f]\n---\n",
}

// TestSpans: parts of front matter say alone what they say in it, and nothing else says
// anything.
func TestSpans(t *testing.T) {
	files := 0
	for _, text := range nasty {
		checkSpans(t, []byte(text))
	}
	err := filepath.WalkDir("../../testdata/library", func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".md" {
			return err
		}
		data, err := os.ReadFile(file)
		if err == nil {
			files++
			checkSpans(t, data)
		}
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("%d files: %v", files, err)
	}
	s := &File{Bytes: []byte(nasty[1]), List: &diag.List{}}
	root, body, _ := s.Split()
	const want = `[8,149,{"title":[15,41],"summary":[43,78],"aliases":[99,141,[[111,122],[134,141]]]}]`
	if got := string(s.front(root, int(body.Start)).appendJSON(nil)); got != want || !json.Valid([]byte(got)) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzSpans tries it on any file.
func FuzzSpans(f *testing.F) {
	for _, text := range nasty {
		f.Add([]byte(text))
	}
	f.Fuzz(checkSpans)
}

func checkSpans(t *testing.T, file []byte) {
	s := &File{Bytes: file, List: &diag.List{}}
	if root, body, ok := s.Split(); ok {
		front := s.front(root, int(body.Start))
		walkSpans(t, file, front, root, 0)
		if text := front.appendJSON(nil); !json.Valid(text) {
			t.Fatalf("%q is no JSON, of %q", text, file)
		}
	}
}

// walkSpans compares a span with the value that stands there.
func walkSpans(t *testing.T, file []byte, r span, n *yaml.Node, depth int) {
	at := r.start
	for i, p := range r.parts {
		value := n.Content[i]
		if n.Kind == yaml.MappingNode {
			value = n.Content[2*i+1]
		}
		if p.start < at || p.end <= p.start || p.end > r.end {
			t.Fatalf("the span %v in %v of %q", p, r, file)
		}
		if gap := file[at:p.start]; (i > 0 || depth == 0) && !idle(gap) {
			t.Fatalf("%q is in no span of %q", gap, file)
		}
		at = p.end
		alone := bytes.Repeat([]byte(" "), p.start-bytes.LastIndexByte(file[:p.start], '\n')-1)
		alone = append(alone, file[p.start:p.end]...)
		var doc yaml.Node
		if err := yaml.Unmarshal(alone, &doc); err != nil || len(doc.Content) == 0 {
			t.Fatalf("%q of %q alone: %v", alone, file, err)
		}
		got := doc.Content[0].Content[len(doc.Content[0].Content)-1]
		if a, b := told(got), told(value); a != b {
			t.Fatalf("%q of %q says %s alone, and %s there", alone, file, a, b)
		}
		walkSpans(t, file, p, value, depth+1)
	}
	if gap := file[at:r.end]; len(r.parts) > 0 && !idle(gap) {
		t.Fatalf("%q is in no span of %q", gap, file)
	}
}

// idle says whether a text has comments and empty lines alone.
func idle(text []byte) bool {
	for line := range strings.SplitSeq(string(text), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// told is what a value says, whatever its style.
func told(n *yaml.Node) string {
	out := fmt.Sprintf("%d %q ", n.Kind, strings.TrimSpace(n.Value))
	for _, part := range n.Content {
		out += told(part)
	}
	return out
}
