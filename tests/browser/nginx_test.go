package browser_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestNginx serves a site with the very lines of docs/hosting.md. It is long because most
// of it is the table of addresses.
func TestNginx(t *testing.T) {
	doc, err := os.ReadFile(repository + "/docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	_, lines, _ := strings.Cut(string(doc), "```nginx\n")
	lines, _, ok := strings.Cut(lines, "```")
	if !ok {
		t.Fatal("docs/hosting.md has no lines for nginx")
	}
	dir, err := os.MkdirTemp("", "nginx") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	site := filepath.Join(dir, "www", "patterns")
	build := exec.Command(compile(t), "build", "--library", sample, "--out", site, "--base-url", "https://www.council.example/patterns/")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("patterns build: %v\n%s", err, out)
	}
	for name, text := range map[string]string{
		"www/patterns/.git/HEAD": "ref: refs/heads/main\n", "www/patterns/data/.env": "SECRET=1\n", "www/.well-known/.git/HEAD": "ref\n",
		"www/.well-known/security.txt": "Contact: mailto:security@council.example\n", "www/patterns/.well-known/x.txt": "x\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	client := startNginx(t, dir, strings.NewReplacer("listen 80;", "listen unix:"+dir+"/socket;", "/srv/www", dir+"/www").Replace(lines))

	manifest, err := filepath.Glob(filepath.Join(site, "search/g/*/facets.bin"))
	if err != nil || len(manifest) != 1 {
		t.Fatalf("%v %v", manifest, err)
	}
	piece := strings.TrimPrefix(filepath.ToSlash(manifest[0]), filepath.ToSlash(dir)+"/www")
	security := securityHeaders(t)
	for _, c := range []struct {
		path, media, cache, origin string
		status                     int
	}{
		{"/patterns/", "text/html; charset=utf-8", "no-cache", "", 200},
		{"/patterns/find/", "text/html; charset=utf-8", "no-cache", "", 200},
		{"/patterns/search/", "text/html; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/search/manifest.json", "application/json; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/search/engine.js", "application/javascript; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/search/bleve.tar.gz", "application/gzip", "no-cache", "*", 200},
		{piece, "application/octet-stream", "public, max-age=31536000, immutable", "*", 200},
		{"/patterns/library.json", "application/json; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/entries.ndjson", "application/x-ndjson; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/about/index.md", "text/plain; charset=utf-8", "no-cache", "*", 200},
		{"/patterns/moved.csv", "text/csv; charset=utf-8", "no-cache", "", 200},
		{"/.well-known/security.txt", "text/plain; charset=utf-8", "no-cache", "", 200},
		{"/patterns/.well-known/x.txt", "text/plain; charset=utf-8", "no-cache", "", 200},
		{"/patterns/nowhere/", "text/html; charset=utf-8", "", "", 404},
		{"/patterns/.git/HEAD", "text/html; charset=utf-8", "", "", 404},
		{"/patterns/.git/", "text/html; charset=utf-8", "", "", 404},
		{"/patterns/%2egit/HEAD", "text/html; charset=utf-8", "", "", 404},
		{"/patterns/data/.env", "text/html; charset=utf-8", "", "", 404},
		{"/.well-known/.git/HEAD", "text/html; charset=utf-8", "", "", 404},
		{"/patterns/.patterns-site", "text/html; charset=utf-8", "", "", 404},
	} {
		response, err := client.Get("http://www.council.example" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		head := response.Header
		if response.StatusCode != c.status || head.Get("Content-Type") != c.media || head.Get("Cache-Control") != c.cache ||
			head.Get("Access-Control-Allow-Origin") != c.origin {
			t.Errorf("%s is answered with %d and %v, want %+v", c.path, response.StatusCode, head, c)
		}
		if c.status == 404 && !strings.Contains(string(body), `<main id="main"`) {
			t.Errorf("%s is not answered with our page: %.200s", c.path, body)
		}
		for key, want := range security {
			if got := head.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, key, got, want)
			}
		}
	}
	// An address without its last slash leads to the one with it.
	if response, err := client.Get("http://www.council.example/patterns/find"); err != nil ||
		response.Request.URL.Path != "/patterns/find/" {
		t.Errorf("/patterns/find is answered with %v (%v)", response, err)
	}
}

// securityHeaders are those that netlify.toml sends with everything.
func securityHeaders(t *testing.T) map[string]string {
	for _, rule := range headerRules(t) {
		if rule.path.MatchString("/any/where/") {
			return rule.values
		}
	}
	t.Fatal("netlify.toml has no headers for everything")
	return nil
}

// startNginx runs nginx until the test ends, and returns what asks it.
func startNginx(t *testing.T, dir, lines string) *http.Client {
	t.Helper()
	conf := "daemon off; master_process off; pid " + dir + "/pid; error_log stderr;\nevents {}\nhttp { access_log off;\n"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		conf += kind + "_temp_path " + dir + "/" + kind + ";\n"
	}
	if err := os.WriteFile(dir+"/nginx.conf", []byte(conf+lines+"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		nginx = find(t, "/usr/sbin/nginx") // which is not on the path of people without root
	}
	cmd := exec.Command(nginx, "-p", dir, "-e", "stderr", "-c", dir+"/nginx.conf")
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-ended })
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", dir+"/socket")
	}
	for {
		connection, err := dial(context.Background(), "", "")
		if err == nil {
			connection.Close()
			return &http.Client{Transport: &http.Transport{DialContext: dial}}
		}
		select {
		case <-ended:
			t.Fatalf("nginx: %s", &said)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
