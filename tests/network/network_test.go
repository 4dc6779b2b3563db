// Package network tests libraries that follow each other, with the command itself and a real web server.
package network

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "servicepatterns/internal/cli" // the command, so that a result is not kept when it changes
)

const repository = "../.."

// names are those of the libraries. Each follows all others.
var names = []string{"avon", "bucks", "clwyd", "devon", "essex"}

// world is five libraries, with their sites below one address.
type world struct {
	t                *testing.T
	dir, command, at string
}

func (w *world) path(parts ...string) string {
	return filepath.Join(append([]string{w.dir}, parts...)...)
}

func (w *world) write(file, text string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// patterns runs the command on a library, and fails unless it ends with this exit code.
func (w *world) patterns(code int, library string, args ...string) string {
	w.t.Helper()
	cmd := exec.Command(w.command, append(args, "--library", w.path(library, "patterns"))...)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+w.path("cache", library))
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
		w.t.Fatalf("%s %q: %v\n%s", library, args, err, out)
	}
	return string(out)
}

func (w *world) build(library string) {
	w.t.Helper()
	w.patterns(0, library, "build", "--out", w.path("www", library), "--base-url", w.at+library+"/")
}

// edit changes a published file.
func (w *world) edit(library, file string, change func(string) string) {
	w.t.Helper()
	name := w.path("www", library, filepath.FromSlash(file))
	text, err := os.ReadFile(name)
	if err != nil {
		w.t.Fatal(err)
	}
	w.write(name, change(string(text)))
}

func newWorld(t *testing.T) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{t: t, dir: dir, command: filepath.Join(dir, "patterns")}
	build := exec.Command("go", "build", "-o", w.command, "./cmd/patterns")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("compiling: %v\n%s", err, out)
	}
	w.serve()
	for _, name := range names {
		settings := fmt.Sprintf("title: Patterns of %s\nlicence: OGL 3\nurl: %s%s/\n", name, w.at, name)
		w.write(w.path(name, "patterns", "library.yaml"), settings)
		w.write(w.path(name, "patterns", "service-patterns", "report-a-pothole.md"),
			fmt.Sprintf("---\ntitle: Report a pothole\nsummary: There is a hole in a road of %s.\n---\nA crew of %s comes.\n", name, name))
		w.write(w.path(name, "patterns", "service-patterns", "only-in-"+name+".md"),
			fmt.Sprintf("---\ntitle: Claim for a %s thing\nsummary: Nobody else has it.\n---\nText.\n", name))
		w.build(name)
	}
	return w
}

// serve starts nginx over the folder of all sites.
func (w *world) serve() {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		if nginx, err = exec.LookPath("/usr/sbin/nginx"); err != nil {
			w.t.Fatal("This test needs nginx: run tests/tools.sh, which installs it or says what is missing.")
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		w.t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	w.at = "http://" + address + "/"
	user := "" // who starts it may read its files
	if os.Geteuid() == 0 {
		user = "user root;\n"
	}
	w.write(w.path("nginx.conf"), user+fmt.Sprintf(`daemon off;
worker_processes 1;
pid %[1]s/nginx.pid;
error_log %[1]s/error.log;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
  gzip on;
  gzip_types application/json application/x-ndjson text/plain;
  server {
    listen %[2]s;
    root %[1]s/www;
    location = /moved/library.json { return 301 https://elsewhere.example/library.json; }
  }
}
`, filepath.ToSlash(w.dir), address))
	server := exec.Command(nginx, "-c", w.path("nginx.conf"), "-e", w.path("error.log"))
	if err := server.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	for range 600 {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	log, _ := os.ReadFile(w.path("error.log"))
	w.t.Fatalf("nginx does not answer\n%s", log)
}

// search returns the hits of a question as LIBRARY/ID, ours without a library.
func (w *world) search(library string, args ...string) string {
	w.t.Helper()
	var r struct {
		Hits []struct{ ID, From, URL string }
	}
	if err := json.Unmarshal([]byte(w.patterns(0, library, append([]string{"search", "--json", "--limit", "50"}, args...)...)), &r); err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		name := h.ID
		if h.From != "" {
			name = h.From + "/" + h.ID
			if !strings.HasPrefix(h.URL, w.at+h.From+"/") {
				w.t.Errorf("%s leads to %s", name, h.URL)
			}
		}
		out = append(out, name)
	}
	return strings.Join(out, " ")
}

// TestNetwork: five libraries follow each other round and round; one lies, one vanishes, one is of a newer
// format, one moves. What is good of each is found everywhere, and stays. It is long because it is a story.
func TestNetwork(t *testing.T) {
	w := newWorld(t)
	for _, name := range names {
		for _, other := range names {
			if other != name {
				w.patterns(0, name, "follow", w.at+other+"/", "--name", other, "--allow-private")
			}
		}
	}
	for range 2 { // what follows is published, too, and pulled by those who are followed
		for _, name := range names {
			w.patterns(0, name, "pull", "--allow-private")
			w.build(name)
		}
	}
	for _, name := range names {
		if got := w.search(name, "pothole"); !strings.HasPrefix(got, "report-a-pothole ") || len(strings.Fields(got)) != 5 {
			t.Errorf("in %s “pothole” finds %s", name, got)
		}
		if got := w.search(name, "pothole", "--filter", "from=here"); got != "report-a-pothole" {
			t.Errorf("in %s its own are %s", name, got)
		}
		w.patterns(0, name, "conform", w.path("www", name))
	}

	// One adopts from its neighbour; the two are one hit in every library, the original before the copy.
	w.patterns(0, "bucks", "adopt", "avon/only-in-avon", "--as", "from-avon")
	w.build("bucks")
	for name, want := range map[string]string{"bucks": "from-avon", "avon": "only-in-avon", "clwyd": "avon/only-in-avon"} {
		w.patterns(0, name, "pull", "--allow-private")
		if got := w.search(name, `"claim for a avon thing"`); got != want {
			t.Errorf("in %s the copy and its original are %s, want %s", name, got, want)
		}
	}

	w.edit("avon", "library.json", func(s string) string { return strings.Replace(s, `"format": 1`, `"format": 7`, 1) })
	w.edit("bucks", "library.json", func(s string) string { return strings.Replace(s, `"sha256": "`, `"sha256": "0`, 1) })
	w.write(w.path("clwyd", "patterns", "pages", "credits.md"), "---\ntitle: Credits\nsummary: Who wrote it.\n---\nText.\n")
	w.build("clwyd")
	w.edit("clwyd", "data/entries/000.ndjson", func(s string) string { return strings.Replace(s, "Claim", "Blame", 1) })
	if err := os.Rename(w.path("www", "devon"), w.path("gone")); err != nil {
		t.Fatal(err)
	}
	said := w.patterns(1, "essex", "pull", "--allow-private")
	for _, want := range []string{
		"avon: ", "format 7, and this program reads 1", "bucks: ", "sha256", "its list of entries does not have the checksum", "devon: ", "there is no such file on the server",
		"4 libraries of 4 could not be pulled",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("nobody says %q:\n%s", want, said)
		}
	}
	if got := w.search("essex", "pothole"); len(strings.Fields(got)) != 5 {
		t.Errorf("of what was good there is left: %s", got)
	}
	if said := w.patterns(1, "essex", "follow", w.at+"moved/", "--allow-private"); !strings.Contains(said, "https://elsewhere.example/") {
		t.Errorf("where it moved to is not said:\n%s", said)
	}

	// What comes back is taken again.
	if err := os.Rename(w.path("gone"), w.path("www", "devon")); err != nil {
		t.Fatal(err)
	}
	w.write(w.path("devon", "patterns", "service-patterns", "find-a-ford.md"),
		"---\ntitle: Find a ford\nsummary: Where a road crosses.\n---\nText.\n")
	w.build("devon")
	said = w.patterns(1, "essex", "pull", "--allow-private")
	if !strings.Contains(said, "devon: 3 entries pulled: 1 new, 0 changed, 0 gone") {
		t.Errorf("it says\n%s", said)
	}
	if got := w.search("essex", "ford"); got != "devon/find-a-ford" {
		t.Errorf("“ford” finds %s", got)
	}
}
