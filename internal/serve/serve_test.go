package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
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
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready := make(chan string, 1)
	stopped := make(chan error, 1)
	go func() {
		stopped <- Run(ctx, listener, Options{Library: library, Ready: func(a string) { ready <- a }, Built: func(*build.Result, error) {}})
	}()
	address := <-ready
	events := listen(t, ctx, address+"_live")
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

	cancel()
	select {
	case err := <-stopped:
		if err != nil {
			t.Errorf("stopped with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
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
