package browser_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"servicepatterns/tests/node"
)

// site is a library, built and served.
type site struct {
	dir  string // of its files
	path string // below which it is served: "/" or "/sub/"
	url  string // of its home page, ending in path
}

// compiled is the folder of the command, which all tests share.
var compiled string

func TestMain(m *testing.M) {
	code := m.Run()
	_ = os.RemoveAll(compiled)
	os.Exit(code)
}

// compile returns the command, made by the first test that needs it.
func compile(t *testing.T) string {
	t.Helper()
	if compiled == "" {
		dir, err := os.MkdirTemp("", "patterns-browser-")
		if err != nil {
			t.Fatal(err)
		}
		compiled = dir
		cmd := exec.Command("go", "build", "-o", dir, "./cmd/patterns")
		cmd.Dir = repository
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go build ./cmd/patterns: %v\n%s", err, out)
		}
	}
	return filepath.Join(compiled, "patterns")
}

// publish builds a library for an address that is listened to first, since pages name it.
func publish(t *testing.T, binary, library, at string) *site {
	t.Helper()
	s := &site{dir: filepath.Join(t.TempDir(), "site"), path: at}
	server := httptest.NewServer(s.handler(t))
	t.Cleanup(server.Close)
	s.url = server.URL + at
	cmd := exec.Command(binary, "build", "--library", library, "--out", s.dir, "--base-url", s.url)
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("patterns build --base-url %s: %v\n%s", s.url, err, out)
	}
	return s
}

// handler serves files as a static host does, and nothing outside the site's path.
func (s *site) handler(t *testing.T) http.Handler {
	rules := headerRules(t)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, s.path)
		if !ok || name != "" && path.Clean("/"+name) != "/"+strings.TrimSuffix(name, "/") {
			http.NotFound(w, r)
			return
		}
		for _, rule := range rules {
			if !rule.path.MatchString("/" + name) {
				continue
			}
			for key, value := range rule.values {
				w.Header().Set(key, value)
			}
		}
		file := filepath.Join(s.dir, filepath.FromSlash(name))
		if info, err := os.Stat(file); err == nil && info.IsDir() && (name == "" || strings.HasSuffix(name, "/")) {
			file = filepath.Join(file, "index.html")
		}
		data, err := os.ReadFile(file)
		status := http.StatusOK
		if err != nil {
			status, file = http.StatusNotFound, filepath.Join(s.dir, "404.html")
			if data, err = os.ReadFile(file); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", mediaType(file))
		}
		w.WriteHeader(status)
		_, _ = bytes.NewReader(data).WriteTo(w)
	})
}

// mediaType is fixed here: Go's own table depends on the machine.
func mediaType(file string) string {
	switch path.Ext(file) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".png":
		return "image/png"
	case ".webp":
		return "image/webp"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	}
	return "application/octet-stream"
}

// headerRule is a [[headers]] table of netlify.toml.
type headerRule struct {
	path   *regexp.Regexp
	values map[string]string
}

// headerRules reads what the real host will send, by that host's own reader, so that a
// policy too strict for our own pages shows here first.
func headerRules(t *testing.T) []headerRule {
	t.Helper()
	node.Install(t, ".")
	cmd := exec.Command(find(t, "node"), "headers.mjs", repository+"/netlify.toml")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node headers.mjs: %v\n%s", err, &stderr)
	}
	var read []struct {
		Pattern, Flags string
		Values         map[string]string
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	var rules []headerRule
	policy := false
	for _, r := range read {
		if r.Flags != "iu" {
			t.Fatalf("the pattern %s has the flags %q, which are not read here", r.Pattern, r.Flags)
		}
		rules = append(rules, headerRule{regexp.MustCompile("(?i)" + r.Pattern), r.Values})
		policy = policy || r.Values["Content-Security-Policy"] != ""
	}
	if !policy {
		t.Fatal("netlify.toml sends no Content-Security-Policy")
	}
	return rules
}

// checkCaching asks for every file of the site: what has a hash of its content in its name
// may be kept for ever, and nothing else. A file with a fixed name that a browser keeps is
// one that no later publication reaches.
func checkCaching(t *testing.T, s *site) {
	kept, fixed := 0, 0
	err := filepath.WalkDir(s.dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(s.dir, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		response, err := http.Head(s.url + name)
		if err != nil {
			return err
		}
		response.Body.Close()
		immutable := strings.Contains(response.Header.Get("Cache-Control"), "immutable")
		named := hashed.MatchString(name)
		switch {
		case immutable && !named && path.Base(name) != "besley-OFL.txt": // the licence of the fonts
			t.Errorf("/%s is kept for ever, though its name stays when its content changes", name)
		case named && !immutable:
			t.Errorf("/%s is not kept, though its name says what is in it", name)
		}
		if named {
			kept++
		} else {
			fixed++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if kept < 20 || fixed < 100 {
		t.Errorf("the site has only %d files to keep and %d others", kept, fixed)
	}
}

// hashed are the names that say what is in a file.
var hashed = regexp.MustCompile(`^assets/(.+-[0-9a-f]{10}\.|[0-9a-f]{10}/)|^search/g/([0-9a-f]{16}/|modules/.+-[0-9a-f]{8,16}\.js$)`)
