package hostile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	_ "servicepatterns/internal/cli" // what is built and run; a change of it makes the tests run again
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// patience is when a command is stopped that would not end. Nothing here is timed.
const patience = 10 * time.Minute

// secret stands in files outside the library. It must never be seen anywhere else.
const secret = "CANARY-7d1f09"

var command string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		panic(err)
	}
	command = filepath.Join(dir, "patterns")
	build := exec.Command("go", "build", "-o", command, "./cmd/patterns")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		panic(fmt.Sprintf("go build ./cmd/patterns: %v\n%s", err, out))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// place is a folder with a library in it, and beside that what nobody may read or write.
type place struct{ dir, library, site string }

func newPlace(t *testing.T) place {
	t.Helper()
	dir := t.TempDir()
	p := place{dir, filepath.Join(dir, "library"), filepath.Join(dir, "site")}
	for _, name := range []string{"outside/secret.md", "outside/secret.yaml", "outside/secret.png", "outside/en.json", "outside/council.css", "outside/folder/index.md"} {
		put(t, filepath.Join(dir, name), "---\ntitle: "+secret+"\nsummary: "+secret+"\n---\n"+secret+"\n")
	}
	put(t, filepath.Join(p.library, "pages/good.md"), "---\ntitle: A good page\nsummary: Nothing is wrong with it.\n---\nWords.\n")
	if err := os.Mkdir(filepath.Join(dir, "tmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	return p
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs the command in the place, with bounds as a safety net: 4 GB of addresses, of
// which Go reserves far more than it uses, and patience. It returns the exit code.
func (p place) run(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -v 4194304 2>/dev/null; exec "$@"`, "sh", command}, args...)...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "TMPDIR="+filepath.Join(p.dir, "tmp"), "HOME="+filepath.Join(p.dir, "tmp"), "GOMEMLIMIT=1GiB")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	code = cmd.ProcessState.ExitCode()
	if ctx.Err() != nil || code < 0 || code > 1 || strings.Contains(said.String(), "goroutine ") {
		t.Fatalf("patterns %s: %v (exit code %d)\n%.2000s", strings.Join(args, " "), err, code, said.String())
	}
	return code, out.String(), said.String()
}

// style are warnings about how an entry is written, which is no part of what a case shows.
var style = []diag.Code{diag.NearDuplicate, diag.LongSentence, diag.Jargon, diag.LinkText, diag.ImageAlt, diag.TitleVerb, diag.PrivateEmail,
	diag.PrivatePhone, diag.MissingSource, diag.MissingEvidence}

// check returns what check finds, by file of the library.
func (p place) check(t *testing.T) map[string][]diag.Code {
	t.Helper()
	_, out, said := p.run(t, "check", "--library", "library", "--format", "json")
	var result struct{ Findings []diag.Finding }
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("check says %v\n%.2000s\n%.2000s", err, out, said)
	}
	found := map[string][]diag.Code{}
	for _, f := range result.Findings {
		file := strings.TrimPrefix(f.File, "library/")
		if !slices.Contains(style, f.Code) && !slices.Contains(found[file], f.Code) {
			found[file] = append(found[file], f.Code)
		}
	}
	for file := range found {
		slices.Sort(found[file])
	}
	return found
}

// build builds the site without the entries that have errors, and looks at all of it: the
// places around are as they were, the secret is in no file, no table has a formula.
func (p place) build(t *testing.T) {
	t.Helper()
	before := p.snapshot(t)
	code, _, said := p.run(t, "build", "--library", "library", "--out", "site", "--base-url", "https://host.example/sub/", "--keep-going")
	if _, err := os.Stat(filepath.Join(p.site, "index.html")); err != nil {
		t.Fatalf("nothing was published (exit code %d)\n%.4000s", code, said)
	}
	if strings.Contains(said, secret) {
		t.Error("the command tells the secret")
	}
	if after := p.snapshot(t); !slices.Equal(before, after) {
		t.Errorf("files outside the site changed:\n%s\nbefore:\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
	err := fs.WalkDir(os.DirFS(p.site), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			t.Errorf("%s of the site is no ordinary file", name)
			return nil
		}
		data, err := os.ReadFile(filepath.Join(p.site, name))
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("%s of the site holds the secret", name)
		}
		switch filepath.Ext(name) {
		case ".html":
			inert(t, name, data)
		case ".csv":
			noFormula(t, name, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// snapshot lists everything around the site with a checksum.
func (p place) snapshot(t *testing.T) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(p.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read is among the cases
		}
		if name == "site" {
			return fs.SkipDir
		}
		line := name + " " + d.Type().String()
		if d.Type().IsRegular() {
			data, _ := os.ReadFile(filepath.Join(p.dir, name))
			line += fmt.Sprintf(" %x", sha256.Sum256(data))
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// inert looks at a page for what could run or load something. tests/browser proves the
// same in Chromium; this names the element.
func inert(t *testing.T, name string, data []byte) {
	t.Helper()
	for z := html.NewTokenizer(bytes.NewReader(data)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken:
			t.Errorf("%s has a comment", name)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			attributes := map[string]string{}
			for _, a := range token.Attr {
				attributes[a.Key] = a.Val
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
					t.Errorf("%s: <%s %s=%q>", name, token.Data, a.Key, a.Val)
				}
				if slices.Contains([]string{"href", "src", "action", "formaction", "xlink:href", "data", "poster"}, a.Key) && !harmless(a.Val) {
					t.Errorf("%s: <%s %s=%q>", name, token.Data, a.Key, a.Val)
				}
			}
			switch token.Data {
			case "script":
				if attributes["type"] != "application/ld+json" && !strings.HasPrefix(attributes["src"], "/sub/assets/") {
					t.Errorf("%s: %v", name, token)
				}
			case "iframe", "object", "embed", "base", "style", "math", "video", "audio":
				t.Errorf("%s: %v", name, token)
			}
		}
	}
}

// harmless says whether an address is one that a page may hold.
func harmless(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return !strings.HasPrefix(address, "//") && !strings.Contains(address, "..")
	}
	return slices.Contains([]string{"https", "http", "mailto", "tel"}, scheme)
}

// TestTexts holds the command against all texts at once, and then against each.
func TestTexts(t *testing.T) {
	p := newPlace(t)
	list, err := Texts()
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(p.library, list); err != nil {
		t.Fatal(err)
	}
	found := p.check(t)
	p.build(t)
	for _, c := range list {
		t.Run(c.Name, func(t *testing.T) {
			slices.Sort(c.Want)
			if got := found[c.File]; !slices.Equal(got, c.Want) {
				t.Errorf("check finds %v, want %v", got, c.Want)
			}
			p.shows(t, c)
		})
		delete(found, c.File)
	}
	if len(found) > 0 {
		t.Errorf("findings elsewhere: %v", found)
	}
}

// shows looks for the words that the page of a case shows, or for no page.
func (p place) shows(t *testing.T, c Case) {
	t.Helper()
	file := filepath.Join(p.site, filepath.FromSlash(c.Page()), "index.html")
	data, err := os.ReadFile(file)
	if !c.Published() {
		if err == nil {
			t.Errorf("%s was published", c.File)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	shown := words(t, data)
	if len(c.Shows) == 0 {
		t.Error("the case does not say what its page shows")
	}
	for _, want := range c.Shows {
		if !strings.Contains(shown, want) {
			t.Errorf("the page does not show %q, but\n%s", want, shown)
		}
	}
}

// words are those of a page that a person reads, on one line.
func words(t *testing.T, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestSettings holds the command against each file of which a library has one.
func TestSettings(t *testing.T) {
	list, err := Settings()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			if err := Write(p.library, []Case{c}); err != nil {
				t.Fatal(err)
			}
			slices.Sort(c.Want)
			found := p.check(t)
			if got := found[c.File]; !slices.Equal(got, c.Want) {
				t.Errorf("check finds %v, want %v", got, c.Want)
			}
			if c.Published() {
				p.build(t)
				c.File = "pages/.md" // the home page
				p.shows(t, c)
			}
		})
	}
}

// TestFields puts script, and an address that runs it, into every field of every type, an
// entry for each. The golden file says what becomes of it: the findings, or whether a page
// shows it as text. UPDATE_GOLDEN=1 rewrites it; read the diff as a reviewer.
func TestFields(t *testing.T) {
	p := newPlace(t)
	payloads := []struct {
		name string
		of   func(field string) string
	}{{"script", Payload}, {"address", Address}}
	var all []Case
	for _, typ := range model.Types() {
		for i, field := range Fields(typ) {
			for _, payload := range payloads {
				text := payload.of(string(typ) + "." + field.Path)
				all = append(all, Case{
					Name: fmt.Sprintf("%s %s %s", typ, field.Path, payload.name), File: fmt.Sprintf("%s/%s-%d-%s.md", typ.Folder(), typ, i, payload.name), Shows: []string{text},
					Source: Entry(typ, func(f Field) (string, bool) { return text, f.Path == field.Path }),
				})
			}
		}
	}
	if err := Write(p.library, append(all, Filler()...)); err != nil {
		t.Fatal(err)
	}
	found := p.check(t)
	p.build(t)
	var b strings.Builder
	for _, c := range all {
		outcome := fmt.Sprint(found[c.File])
		if c.Want = found[c.File]; c.Published() {
			page, err := os.ReadFile(filepath.Join(p.site, c.Page(), "index.html"))
			if err != nil {
				t.Fatal(err)
			}
			if outcome = "not shown"; strings.Contains(strings.ToLower(words(t, page)), strings.ToLower(c.Shows[0])) {
				outcome = "shown as text"
			}
		}
		fmt.Fprintf(&b, "%s: %s\n", c.Name, outcome)
	}
	const golden = "testdata/fields.txt"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		put(t, golden, b.String())
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got:\n%s", b.String())
	}
}

// noFormula looks for cells that a spreadsheet would run. Numbers with a sign are none.
func noFormula(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=@+-\t\r", rune(cell[0])) && strings.ContainsFunc(cell, unicode.IsLetter) {
				t.Errorf("%s has the cell %q", name, cell)
			}
		}
	}
}
