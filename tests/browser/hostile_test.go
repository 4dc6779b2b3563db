package browser_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"servicepatterns/tests/hostile"
)

// TestHostile opens every page of a library that means harm, twice: as a host serves it, and
// without the content security policy, so that escaping alone must hold.
func TestHostile(t *testing.T) {
	watchSources(t)
	tools := findTools(t)
	cases, err := hostile.Harmless()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := hostile.Write(filepath.Join(dir, "library"), cases); err != nil {
		t.Fatal(err)
	}
	s := &site{dir: filepath.Join(dir, "site"), path: "/sub/"}
	strict := httptest.NewServer(s.handler(t))
	t.Cleanup(strict.Close)
	bare := httptest.NewServer(withoutPolicy(s.handler(t)))
	t.Cleanup(bare.Close)
	s.url = strict.URL + s.path
	build := exec.Command(compile(t), "build", "--library", filepath.Join(dir, "library"), "--out", s.dir, "--base-url", s.url)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%.4000s", err, out)
	}
	tools.run(t, "../hostile/pages.test.mjs", s, &site{dir: s.dir, path: s.path, url: bare.URL + s.path})
}

// TestLongWords opens every page of a library whose every field holds a word that is wider
// than any screen.
func TestLongWords(t *testing.T) {
	watchSources(t)
	tools := findTools(t)
	dir := t.TempDir()
	if err := hostile.Write(filepath.Join(dir, "library"), hostile.LongWords()); err != nil {
		t.Fatal(err)
	}
	s := &site{dir: filepath.Join(dir, "site"), path: "/sub/"}
	server := httptest.NewServer(s.handler(t))
	t.Cleanup(server.Close)
	s.url = server.URL + s.path
	build := exec.Command(compile(t), "build", "--library", filepath.Join(dir, "library"), "--out", s.dir, "--base-url", s.url)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%.4000s", err, out)
	}
	tools.run(t, "../hostile/wide.test.mjs", s, s)
}

var policy = regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"?[^>]*>`)

// withoutPolicy takes the content security policy from headers and pages.
func withoutPolicy(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		for key, values := range answer.Header() {
			w.Header()[key] = values
		}
		w.Header().Del("Content-Security-Policy")
		w.Header().Del("Content-Length")
		w.WriteHeader(answer.Code)
		_, _ = bytes.NewReader(policy.ReplaceAll(answer.Body.Bytes(), nil)).WriteTo(w)
	})
}
