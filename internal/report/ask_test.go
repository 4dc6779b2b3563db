package report

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// site is a server that notes how it is asked.
type site struct {
	*httptest.Server
	mu       sync.Mutex
	asked    []string // "HEAD /path"
	agents   map[string]bool
	now      atomic.Int32
	together atomic.Int32 // most requests at a time
}

func serve(t *testing.T, answer func(w http.ResponseWriter, r *http.Request)) *site {
	t.Helper()
	s := &site{agents: map[string]bool{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/slow" && r.URL.Path != "/endless" { // those go on for a moment after we have hung up
			if n := s.now.Add(1); n > s.together.Load() {
				s.together.Store(n)
			}
			defer s.now.Add(-1)
		}
		s.mu.Lock()
		s.asked = append(s.asked, r.Method+" "+r.URL.Path)
		s.agents[r.UserAgent()] = true
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// TestAsk asks a server links of every kind. It is long because the server answers each in its own way.
func TestAsk(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Millisecond)
		switch r.URL.Path {
		case "/fine", "/also-fine":
		case "/no-head":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/moved":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		case "/for-now":
			http.Redirect(w, r, "/fine", http.StatusFound)
		case "/away":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
		case "/refused":
			w.WriteHeader(http.StatusForbidden)
		case "/endless":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			for r.Context().Err() == nil { // an answer without end is not read to its end
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/slow":
			<-r.Context().Done()
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	lib := library(t, fmt.Sprintf(`---
title: Renew
summary: Carry on.
links:
  - {url: "%[1]s/fine#part"}
  - {url: "%[1]s/gone"}
evidence:
  - {claim: Yes, source: "%[1]s/no-head"}
---
[a](%[1]s/moved) [b](%[1]s/for-now) [c](%[1]s/loop) [d](%[1]s/refused) [e](%[1]s/endless) [f](%[1]s/slow)
[g](%[1]s/fine) [h](%[1]s/gone) [i](mailto:x@example.org) [j](%[1]s/away) [k](http://%[2]s/also-fine)
`, s.URL, s.Listener.Addr()))
	got := Ask(context.Background(), lib, Asking{UserAgent: "test agent", AllowPrivate: true, Pause: time.Nanosecond,
		Wait: 500 * time.Millisecond})
	want := map[string]string{
		"/away": "unsure: the server answers 302 Found", "/gone": "dead: the server answers 404 Not Found", "/loop": "unsure: it leads on more than 5 times",
		"/moved": "moved: ", "/refused": "unsure: the server answers 403 Forbidden", "/slow": "unsure: no answer in time",
	}
	for _, l := range got.Links {
		path := strings.TrimPrefix(l.URL, s.URL)
		if state := string(l.State) + ": " + l.Why; want[path] != state {
			t.Errorf("%s is %q, want %q", path, state, want[path])
		}
		if path == "/moved" && l.To != s.URL+"/fine" {
			t.Errorf("moved to %s", l.To)
		}
		if path == "/gone" && fmt.Sprint(l.Places) != fmt.Sprintf("[{%[1]s 6} {%[1]s 11}]", lib.Entries[0].File) {
			t.Errorf("the dead link stands at %v", l.Places)
		}
		delete(want, path)
	}
	if len(want) > 0 || got.Asked != 11 || got.Fine != 5 || got.NotAsked != 0 {
		t.Errorf("missing %v; asked %d, fine %d, not asked %d", want, got.Asked, got.Fine, got.NotAsked)
	}
	if s.together.Load() != 1 {
		t.Errorf("%d requests at a time to one host", s.together.Load())
	}
	if len(s.agents) != 1 || !s.agents["test agent"] {
		t.Errorf("who asks: %v", s.agents)
	}
	once := 0
	for _, a := range s.asked {
		if a == "HEAD /gone" {
			once++
		}
		if a == "GET /fine" {
			t.Error("a page whose head was given was fetched")
		}
	}
	if once != 1 {
		t.Errorf("a link that stands twice was asked %d times", once)
	}
}

// TestAskRefuses: no request reaches a private address, neither by itself, nor by a
// name, nor where another server leads there.
func TestAskRefuses(t *testing.T) {
	inside := serve(t, func(http.ResponseWriter, *http.Request) {})
	port := inside.Listener.Addr().(*net.TCPAddr).Port
	text := fmt.Sprintf("---\ntitle: A\nsummary: B.\n---\n"+
		"[a](http://127.0.0.1:%[1]d/) [b](http://localhost:%[1]d/) [c](http://[::ffff:127.0.0.1]:%[1]d/) "+
		"[d](http://169.254.169.254/latest/)", port)
	got := Ask(context.Background(), library(t, text), Asking{Pause: time.Nanosecond})
	for _, l := range got.Links {
		if l.State != Private {
			t.Errorf("%s is %s: %s", l.URL, l.State, l.Why)
		}
	}
	if len(got.Links) != 4 || len(inside.asked) != 0 {
		t.Errorf("%d refused, and the server was asked %v", len(got.Links), inside.asked)
	}

	outside := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, fmt.Sprintf("http://[::ffff:127.0.0.2]:%d/", port), http.StatusFound)
	})
	one := netip.MustParseAddr("127.0.0.1")
	got = Ask(context.Background(), library(t, "---\ntitle: A\nsummary: B.\n---\n[a]("+outside.URL+")"),
		Asking{Pause: time.Nanosecond, allowed: func(a netip.Addr) bool { return a == one }})
	if len(got.Links) != 1 || got.Links[0].State != Private || len(inside.asked) != 0 {
		t.Errorf("led astray: %+v, %v", got.Links, inside.asked)
	}
}

// TestAskBounds: number and time are bounded, and what was not asked is said.
func TestAskBounds(t *testing.T) {
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	text := "---\ntitle: A\nsummary: B.\n---\n"
	for i := range 10 {
		text += fmt.Sprintf("[x](%s/%d)\n", s.URL, i)
	}
	start := time.Now()
	got := Ask(context.Background(), library(t, text), Asking{AllowPrivate: true, Links: 4, Time: 300 * time.Millisecond,
		Pause: time.Nanosecond})
	if got.NotAsked != 10 || got.Asked != 0 || time.Since(start) > time.Minute {
		t.Errorf("%+v after %v", got, time.Since(start))
	}
	if len(s.asked) > 4 {
		t.Errorf("asked %v", s.asked)
	}
}

// FuzzOutlinks: whatever addresses a text holds, those to be asked are of the web, with
// a host, and carry no password.
func FuzzOutlinks(f *testing.F) {
	f.Add("https://example.org/a?b#c")
	f.Add("http://user:pass@[::1]:80/\x00")
	f.Add("//host/x")
	f.Fuzz(func(t *testing.T, to string) {
		lib := &model.Library{Dir: ".", Entries: []*model.Entry{{Source: "none", Links: []model.Link{{To: model.Text{Value: to}}}}}}
		for _, l := range outlinks(lib) {
			u, err := url.Parse(l.URL)
			if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" || u.Fragment != "" {
				t.Errorf("%q would be asked", l.URL)
			}
		}
	})
}

func library(t *testing.T, pattern string) *model.Library {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "service-patterns", "renew.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(pattern), 0o644); err != nil {
		t.Fatal(err)
	}
	var list diag.List
	lib, err := content.Load(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list.Locate(os.ReadFile) {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return lib
}
