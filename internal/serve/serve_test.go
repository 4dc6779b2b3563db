package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"servicepatterns/internal/build"
)

// TestPreview saves files as an author does and watches what an open page would: a
// change arrives, an error arrives with its place while the old pages stay, and the
// mended file is shown.
func TestPreview(t *testing.T) {
	library := t.TempDir()
	page := filepath.Join(library, "service-patterns", "renew.md")
	save(t, page, "---\ntitle: Renew\nsummary: Carry on.\n---\nFirst text.\n")
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x"}} {
		if out, err := exec.Command("git", append([]string{"-C", library}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v, %s", args, err, out)
		}
	}
	p := start(t, Options{Library: library})
	address, events := p.address, p.events
	if m := next(t, events); m.Build != 1 || len(m.Findings) != 0 {
		t.Fatalf("first event %+v", m)
	}
	contains(t, address+"service-patterns/renew/", http.StatusOK, "First text.")
	contains(t, address+"nowhere/", http.StatusNotFound, "<main")
	contains(t, address+"..%2f..%2fetc/passwd", http.StatusNotFound, "<main")

	save(t, page, "---\ntitle: Renew\nsummary: Carry on.\n---\nSecond text.\n")
	if m := next(t, events); m.Build != 2 || len(m.Findings) != 0 {
		t.Fatalf("event after a change %+v", m)
	}
	contains(t, address+"service-patterns/renew/", http.StatusOK, "Second text.")

	// a new folder is watched too, and what is wrong in it is told with its place
	other := filepath.Join(library, "case-studies", "blaby.md")
	save(t, other, "---\ntitle: Blaby\nstagee: live\n---\n")
	m := next(t, events)
	for len(m.Findings) == 0 { // the folder may have been seen before the file
		m = next(t, events)
	}
	if f := m.Findings[0]; !strings.HasSuffix(f.File, "case-studies/blaby.md") || f.Line == 0 || f.Column == 0 || f.Message == "" {
		t.Errorf("finding %+v", f)
	}
	contains(t, address+"service-patterns/renew/", http.StatusOK, "Second text.")
	contains(t, address+"case-studies/blaby/", http.StatusNotFound, "<main")

	// an editor that saves by renaming
	save(t, other+"~", "---\ntitle: Blaby\nsummary: Bins.\n---\nMended.\n")
	if err := os.Rename(other+"~", other); err != nil {
		t.Fatal(err)
	}
	for m = next(t, events); len(m.Findings) > 0; m = next(t, events) {
	}
	contains(t, address+"case-studies/blaby/", http.StatusOK, "Mended.")

	// what has an address of its own leads here
	contains(t, address+"sitemap.xml", http.StatusOK, address+"service-patterns/renew/")
	contains(t, address+"service-patterns/renew/", http.StatusOK, `href="`+address+"service-patterns/renew/")
	contains(t, address+"feeds/", http.StatusOK, "feed.xml")
	p.stop()
}

// TestFolders removes folders and makes them again, by events and by looking.
func TestFolders(t *testing.T) {
	for name, poll := range map[string]time.Duration{"events": 0, "poll": 100 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			library := filepath.Join(t.TempDir(), "library")
			page := filepath.Join(library, "service-patterns", "renew.md")
			write := func(words string) { save(t, page, "---\ntitle: Renew\nsummary: Carry on.\n---\n"+words+"\n") }
			write("First text.")
			p := start(t, Options{Library: library, Poll: poll})
			p.until(t, "First text.")
			for _, dir := range []string{library, filepath.Dir(page)} {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
				p.until(t, "")
				write("Made again after " + filepath.Base(dir) + ".")
				p.until(t, "Made again after "+filepath.Base(dir)+".")
				write("Changed after " + filepath.Base(dir) + ".")
				p.until(t, "Changed after "+filepath.Base(dir)+".")
				if err := os.Rename(dir, dir+".away"); err != nil {
					t.Fatal(err)
				}
				p.until(t, "")
				if err := os.Rename(dir+".away", dir); err != nil {
					t.Fatal(err)
				}
				p.until(t, "Changed after "+filepath.Base(dir)+".")
			}
			p.stop()
		})
	}
}

// TestHosts asks for pages and for the events under the names of others, as a page does
// that lets its own name lead to this computer.
func TestHosts(t *testing.T) {
	library := t.TempDir()
	save(t, filepath.Join(library, "pages", "secret.md"), "---\ntitle: Secret\nsummary: S.\n---\n")
	p := start(t, Options{Library: library, Hosts: []string{"Preview.Council.Example"}})
	own, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(strings.Trim(strings.TrimPrefix(p.address, "http://"), "/"))
	for host, status := range map[string]int{
		"127.0.0.1:" + port: 200, "127.8.9.1": 200, "[::1]:" + port: 200, "localhost": 200, "a.LOCALHOST:1": 200, "localhost.": 200, own + ":" + port: 200,
		"preview.council.example:80": 200, "attacker.example:" + port: 403, "localhost.attacker.example": 403, "127.0.0.1.attacker.example": 403,
		"notlocalhost": 403, ":" + port: 400, "203.0.113.7": 403, "[2001:db8::7]:80": 403, "x.preview.council.example": 403,
	} {
		for _, path := range []string{"", "secret/", "_live"} {
			ctx, cancel := context.WithCancel(t.Context())
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.address+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Host = host
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != status {
				t.Errorf("%s%s: status %d, want %d", host, path, response.StatusCode, status)
			}
			if status == 403 {
				body, _ := io.ReadAll(response.Body)
				if !strings.Contains(string(body), "--allow-host "+hostName(host)) || strings.Contains(string(body), "Secret") {
					t.Errorf("%s: %s", host, body)
				}
			}
			response.Body.Close()
			cancel()
		}
	}
	// what is sent by halves is not waited for
	connection, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprintf(connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nhalf")
	answer, err := io.ReadAll(connection) // ends when the server closes
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 405") || !strings.Contains(string(answer), "Allow: GET, HEAD") {
		t.Errorf("%v: %s", err, answer)
	}
	p.stop()
}

// previewed is a preview that a test has started.
type previewed struct {
	address string
	events  <-chan message
	stop    func()
}

func start(t *testing.T, o Options) previewed {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready := make(chan string, 1)
	stopped := make(chan error, 1)
	o.Addr, o.Ready, o.Built = "127.0.0.1:0", func(a string) { ready <- a }, func(*build.Result, error) {}
	o.Say = func(s string) { t.Log(s) }
	go func() { stopped <- Run(ctx, listener, o) }()
	address := ""
	select {
	case address = <-ready:
	case err := <-stopped:
		t.Fatal(err)
	}
	stop := func() {
		cancel()
		select {
		case err := <-stopped:
			if err != nil {
				t.Errorf("stopped with %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("it does not stop")
		}
	}
	return previewed{address, listen(t, ctx, address+"_live"), stop}
}

// until waits for a build after which the page has some words, or, without any, is gone.
func (p previewed) until(t *testing.T, words string) {
	t.Helper()
	for {
		m := next(t, p.events)
		if strings.Contains(m.Failed, "--library") {
			t.Errorf("the page says %q, as if the person had named a wrong folder", m.Failed)
		}
		response, err := http.Get(p.address + "service-patterns/renew/")
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if words == "" && (response.StatusCode == http.StatusNotFound || m.Failed != "") ||
			words != "" && strings.Contains(string(body), words) {
			return
		}
	}
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// listen reads the server's events as a page does.
func listen(t *testing.T, ctx context.Context, address string) <-chan message {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	events := make(chan message, 100)
	go func() {
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var m message
				if json.Unmarshal([]byte(data), &m) == nil {
					events <- m
				}
			}
		}
	}()
	return events
}

func next(t *testing.T, events <-chan message) message {
	t.Helper()
	select {
	case m := <-events:
		return m
	case <-time.After(60 * time.Second): // a bound for a test that hangs, not a measure
		t.Fatal("no event came")
		return message{}
	}
}

func contains(t *testing.T, address string, status int, text string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != status || !strings.Contains(string(body), text) {
		t.Errorf("%s: status %d, want %d with %q in:\n%s", address, response.StatusCode, status, text, body)
	}
}
