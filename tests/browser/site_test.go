package browser_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// site is a library, built and served.
type site struct {
	dir  string // of its files
	path string // below which it is served: "/" or "/sub/"
	url  string // of its home page, ending in path
}

func compile(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "patterns")
	cmd := exec.Command("go", "build", "-o", binary, "./cmd/patterns")
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build ./cmd/patterns: %v\n%s", err, out)
	}
	return binary
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

// headerRules reads what the real host will send, so that a policy too strict for our own
// pages shows here first. "*" stands for anything, as on that host.
func headerRules(t *testing.T) []headerRule {
	t.Helper()
	var file struct {
		Headers []struct {
			For    string            `toml:"for"`
			Values map[string]string `toml:"values"`
		} `toml:"headers"`
	}
	if _, err := toml.DecodeFile(repository+"/netlify.toml", &file); err != nil {
		t.Fatal(err)
	}
	var rules []headerRule
	policy := false
	for _, h := range file.Headers {
		pattern := strings.ReplaceAll(regexp.QuoteMeta(h.For), `\*`, ".*")
		rules = append(rules, headerRule{regexp.MustCompile("^" + pattern + "$"), h.Values})
		policy = policy || h.Values["Content-Security-Policy"] != ""
	}
	if !policy {
		t.Fatal("netlify.toml sends no Content-Security-Policy")
	}
	return rules
}
