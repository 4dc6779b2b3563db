// Package data_test follows the page “Open data” of the sample library’s site as a
// stranger would: it fetches what the page names and runs its examples as they stand.
package data_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"servicepatterns/internal/atom/atomtest"
	_ "servicepatterns/internal/cli" // what is built and run; a change of it makes the test run again
	"servicepatterns/internal/opendata"
)

const repository = "../.."

// published builds the command and the sample library’s site, and serves it below a path.
func published(t *testing.T) (address, bin string) {
	t.Helper()
	dir := t.TempDir()
	bin = filepath.Join(dir, "bin")
	run(t, repository, nil, "go", "build", "-o", filepath.Join(bin, "patterns"), "./cmd/patterns")
	site := filepath.Join(dir, "site")
	server := httptest.NewServer(http.StripPrefix("/sub/", http.FileServer(http.Dir(site))))
	t.Cleanup(server.Close)
	address = server.URL + "/sub/"
	run(t, repository, nil, filepath.Join(bin, "patterns"), "build", "--library", "testdata/library", "--out", site, "--base-url", address)
	return address, bin
}

func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out.Bytes(), said.Bytes())
	}
	return out.String()
}

func fetch(t *testing.T, address string) []byte {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s (%v)", address, answer.Status, err)
	}
	return data
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func TestOpenData(t *testing.T) {
	site, bin := published(t)
	page, err := html.Parse(bytes.NewReader(fetch(t, site+"data/")))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("links", func(t *testing.T) { links(t, site, page) })
	t.Run("manifest", func(t *testing.T) { manifest(t, site) })
	t.Run("lines", func(t *testing.T) { lines(t, site, page) })
	t.Run("examples", func(t *testing.T) { examples(t, site, bin, page) })
}

// links fetches every file that the page leads to.
func links(t *testing.T, site string, page *html.Node) {
	base, err := url.Parse(site + "data/")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for a := range page.Descendants() {
		if a.Data != "a" || !strings.HasPrefix(attribute(a, "href"), "/sub/") {
			continue
		}
		to, err := base.Parse(attribute(a, "href"))
		if err != nil {
			t.Fatal(err)
		}
		data := fetch(t, to.String())
		switch filepath.Ext(to.Path) {
		case ".csv":
			rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
			if err != nil || len(rows) < 2 {
				t.Errorf("%s has %d rows (%v)", to, len(rows), err)
			}
			n++
		case ".json":
			if !json.Valid(data) {
				t.Errorf("%s is no JSON", to)
			}
			n++
		}
	}
	if n < 18 { // seven types and councils, twice, and library.json and bleve.json
		t.Errorf("the page leads to %d tables and JSON files", n)
	}
}

// manifest holds library.json to its word.
func manifest(t *testing.T, site string) {
	var m opendata.Manifest
	if err := json.Unmarshal(fetch(t, site+"library.json"), &m); err != nil {
		t.Fatal(err)
	}
	if m.Format != opendata.Format || m.URL != site || m.Counts["service-pattern"] == 0 {
		t.Errorf("it says %+v", m)
	}
	whole := func(f opendata.File) []byte {
		t.Helper()
		data := fetch(t, site+f.URL)
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(data)) != f.Bytes {
			t.Errorf("%s is not what library.json says", f.URL)
		}
		return data
	}
	if n := bytes.Count(whole(m.Entries), []byte("\n")); n != m.Entries.Count {
		t.Errorf("there are %d lines, not %d", n, m.Entries.Count)
	}
	lines := 0
	for _, part := range m.Parts {
		lines += bytes.Count(whole(part), []byte("\n"))
	}
	if lines != m.Entries.Count {
		t.Errorf("the parts have %d lines, not %d", lines, m.Entries.Count)
	}
	for _, bundle := range m.Sources {
		whole(bundle)
	}
	for _, table := range m.Tables {
		rows, err := csv.NewReader(bytes.NewReader(whole(table.CSV))).ReadAll()
		var list struct{ Entries []any }
		if json.Unmarshal(whole(table.JSON), &list) != nil || err != nil || len(rows) != table.Count+1 || len(list.Entries) != table.Count {
			t.Errorf("%s: %d rows and %d items, not %d (%v)", table.Type, len(rows)-1, len(list.Entries), table.Count, err)
		}
	}
	var archive struct{ SHA256 string }
	if err := json.Unmarshal(fetch(t, site+m.Search.Checksum), &archive); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(fetch(t, site+m.Search.Archive)); hex.EncodeToString(sum[:]) != archive.SHA256 {
		t.Error("the archive of the index is not what its checksum says")
	}
	fetch(t, site+m.Search.Engine)
	fetch(t, site+m.Search.Manifest)
	fetch(t, site+m.About)
	if m.Feed != "" { // the library has a history where it is built
		if err := atomtest.Check(fetch(t, site+m.Feed)); err != nil {
			t.Error(err)
		}
	}
}

// lines fetches every Markdown source, and finds no field that the page does not explain.
func lines(t *testing.T, site string, page *html.Node) {
	explained := map[string]bool{}
	for n := range page.Descendants() {
		if n.Data == "code" && n.Parent.Data == "th" {
			explained[text(n)] = true
		}
	}
	sources := 0
	for line := range bytes.Lines(fetch(t, site+"entries.ndjson")) {
		var fields map[string]any
		var e opendata.Line
		if err := json.Unmarshal(line, &fields); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		for key := range fields {
			if !explained[key] {
				t.Errorf("the page does not explain %q", key)
			}
		}
		if e.Source == "" {
			continue
		}
		sources++
		if sum := sha256.Sum256(fetch(t, site+e.Source)); hex.EncodeToString(sum[:]) != e.SHA256 {
			t.Errorf("%s is not what its checksum says", e.Source)
		}
	}
	if sources < 150 {
		t.Errorf("%d entries have a source", sources)
	}
}

// examples runs each example in a folder of its own.
func examples(t *testing.T, site, bin string, page *html.Node) {
	want := map[string]string{
		"example-list":    "report-a-missed-bin – Report a missed bin\n",
		"example-check":   " is whole\n",
		"example-search":  "found, the best of them:\nReport a missed bin " + site + "service-patterns/report-a-missed-bin/\n",
		"example-archive": "Report a missed bin",
	}
	for n := range page.Descendants() {
		language := attribute(n, "data-language")
		if n.Data != "pre" || language == "" {
			continue
		}
		name := attribute(n, "aria-labelledby")
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			env := []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "XDG_CACHE_HOME=" + dir}
			file, command := "example.mjs", "node"
			if language == "sh" {
				file, command = "example.sh", "sh"
			}
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text(n)), 0o644); err != nil {
				t.Fatal(err)
			}
			args := []string{file}
			if language == "sh" {
				args = []string{"-e", file}
			}
			got := run(t, dir, env, command, args...)
			if want[name] == "" || !strings.Contains(got, want[name]) {
				t.Errorf("it prints\n%s\nwhich should hold %q", got, want[name])
			}
			delete(want, name)
		})
	}
	for name := range want {
		t.Errorf("the page has no %s, or it failed", name)
	}
}
