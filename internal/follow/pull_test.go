package follow

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"servicepatterns/internal/fetch"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// site is a library on a server of the test, which can be made to misbehave.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string][]byte
	asked []string
	wrong func(w http.ResponseWriter, r *http.Request) bool // answers in place of the file
}

type closing struct{ *bytes.Buffer }

func (closing) Close() error { return nil }

// publish writes a library of so many entries, those of which the number is in changed with another text.
func (s *site) publish(t *testing.T, entries int, changed ...int) {
	t.Helper()
	files, sources := map[string]*bytes.Buffer{}, map[string][]byte{}
	var mu sync.Mutex
	var data opendata.Site
	data.Settings.Title.Value, data.Settings.Licence.Value, data.Settings.Language.Value = "County", "OGL 3", "en"
	for i := range entries {
		e := model.NewEntry(model.ServicePattern)
		e.ID = fmt.Sprintf("entry-%04d", i)
		e.Title.Value, e.Summary.Value = fmt.Sprintf("Entry %d", i), "What it is about."
		sources[e.ID] = []byte("---\ntitle: " + e.Title.Value + "\nsummary: What it is about.\n---\n" + strings.Repeat("Text of it. ", 200))
		for _, c := range changed {
			if c == i {
				sources[e.ID] = append(sources[e.ID], "Changed."...)
			}
		}
		e.Body = model.Pos{Start: 40, End: int32(len(sources[e.ID]))}
		data.Entries = append(data.Entries, e)
	}
	data.Source = func(e *model.Entry) ([]byte, error) { return sources[e.ID], nil }
	data.Files = func(e *model.Entry) opendata.Files { return opendata.Files{Source: opendata.SHA256(sources[e.ID])} }
	data.Body = data.Source
	err := opendata.Write(func(name string) (io.WriteCloser, error) {
		mu.Lock()
		defer mu.Unlock()
		files[name] = &bytes.Buffer{}
		return closing{files[name]}, nil
	}, data)
	if err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = map[string][]byte{}
	for name, b := range files {
		s.files["/"+name] = b.Bytes()
	}
	for _, e := range data.Entries {
		s.files[e.Path()+"index.md"] = sources[e.ID]
	}
}

func newSite(t *testing.T, entries int) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		data, ok := s.files[r.URL.Path]
		wrong := s.wrong
		s.mu.Unlock()
		if wrong != nil && wrong(w, r) {
			return
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(data)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}))
	t.Cleanup(s.Close)
	s.publish(t, entries)
	return s
}

func (s *site) misbehave(how func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wrong, s.asked = how, nil
}

// edit changes what library.json says.
func (s *site) edit(t *testing.T, change func(m map[string]any)) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var m map[string]any
	if err := json.Unmarshal(s.files["/library.json"], &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	s.files["/library.json"], _ = json.Marshal(m)
}

func named(name, url string) model.Followed {
	return model.Followed{Name: model.Text{Value: name}, URL: model.Text{Value: url}}
}

func pull(t *testing.T, dir string, s *site, o Options) Outcome {
	t.Helper()
	o.Client = fetch.New(fetch.Options{AllowPrivate: true, Wait: time.Second})
	out, err := Pull(context.Background(), dir, []model.Followed{named("county", s.URL)}, o)
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

// whole checks that the copy is whole, and returns how many of its texts hold a word.
func whole(t *testing.T, dir string, s *site, word string) (entries, with int) {
	t.Helper()
	copies, err := Copies(dir, []model.Followed{named("county", s.URL)})
	if err != nil {
		t.Fatal(err)
	}
	defer copies[0].Close()
	if copies[0].Wrong != nil {
		t.Fatalf("the copy cannot be used: %v", copies[0].Wrong)
	}
	for _, e := range copies[0].Visible() {
		text, err := copies[0].Text(e)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), word) {
			with++
		}
	}
	return len(copies[0].Visible()), with
}

// TestPull: a first pull takes few requests, an unchanged library one, and a later pull only what changed.
func TestPull(t *testing.T) {
	s, dir := newSite(t, 1000), t.TempDir()
	first := pull(t, dir, s, Options{})
	if first.State != Updated || len(first.Added) != 1000 || first.Requests > 20 {
		t.Fatalf("%s %s, %d new, %d requests", first.State, first.Problem, len(first.Added), first.Requests)
	}
	if n, _ := whole(t, dir, s, "Text"); n != 1000 {
		t.Fatalf("%d entries", n)
	}
	if again := pull(t, dir, s, Options{}); again.State != Unchanged || again.Requests != 1 {
		t.Errorf("%+v", again)
	}
	s.publish(t, 1000, 3, 141, 592, 653, 589, 793, 238, 462, 643, 383)
	later := pull(t, dir, s, Options{})
	if later.State != Updated || len(later.Changed) != 10 || len(later.Added)+len(later.Gone) != 0 || later.Requests > 21 {
		t.Errorf("%s %s, %v changed, %d requests", later.State, later.Problem, later.Changed, later.Requests)
	}
	if _, n := whole(t, dir, s, "Changed."); n != 10 {
		t.Errorf("%d changed texts", n)
	}
	s.publish(t, 990)
	if less := pull(t, dir, s, Options{}); len(less.Gone) != 10 || len(less.Changed) != 10 {
		t.Errorf("%+v", less)
	}
}

// TestFaults: whatever a library does wrong, it is said in words, and the last good copy stays. It is long
// because every fault is a row.
func TestFaults(t *testing.T) {
	only := func(part string, do func(w http.ResponseWriter)) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.Contains(r.URL.Path, part) {
				return false
			}
			do(w)
			return true
		}
	}
	say := func(text string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { _, _ = io.WriteString(w, text) }
	}
	refuse := func(status int) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { w.WriteHeader(status) }
	}
	set := func(key string, value any) func(map[string]any) { return func(m map[string]any) { m[key] = value } }
	file := func(url string) map[string]any {
		return map[string]any{"url": url, "sha256": opendata.SHA256(nil), "bytes": 0}
	}
	for _, c := range []struct {
		name  string
		wrong func(http.ResponseWriter, *http.Request) bool
		edit  func(map[string]any)
		want  string
	}{
		{"gone", only("library.json", refuse(404)), nil, "there is no such file on the server"},
		{"down", only("library.json", refuse(503)), nil, "the server answers 503"},
		{"a page in its place", only("library.json", say("<!doctype html>")), nil, "not that of a library"},
		{"another kind of JSON", only("library.json", say(`{"format":"one"}`)), nil, "not that of a library"},
		{"newer", nil, set("format", 2), "format 2, and this program reads 1"},
		{"no title", nil, set("title", ""), "no title"},
		{"parts of a wrong number", nil, set("parts", []any{file("a"), file("b"), file("c")}), "“parts” has 3 files"},
		{"lies of its list", only("data/entries/", say("{}\n")), set("summary", "x"), "checksum that its library.json gives"},
		{"a list elsewhere", nil, set("parts", []any{file("https://other.example/x")}), "leads to another host"},
		{"a list that is not JSON", nil, func(m map[string]any) {
			m["parts"] = []any{map[string]any{"url": "lies", "sha256": opendata.SHA256([]byte("no\n")), "bytes": 3}}
		}, "it is not JSON"},
		{"lies of a source", only("/service-patterns/", say("Something else.")), nil, "checksums that its list gives"},
		{"lacks a source", only("/service-patterns/", refuse(404)), nil, "no such file"},
		{"huge", only("library.json", func(w http.ResponseWriter) { _, _ = w.Write(make([]byte, 2<<20)) }), nil, "larger than 1 MB"},
		{"stalls", only("library.json", func(w http.ResponseWriter) {
			_ = http.NewResponseController(w).Flush()
			time.Sleep(1200 * time.Millisecond)
		}), nil, "does not answer in time"},
		{"moved", only("library.json", func(w http.ResponseWriter) {
			w.Header().Set("Location", "https://new.example/patterns/library.json")
			w.WriteHeader(http.StatusMovedPermanently)
		}), nil, "run: patterns follow https://new.example/patterns/ --name county"},
		{"another licence", nil, set("licence", "All rights reserved"), `its licence was "OGL 3" and is "All rights reserved" now`},
		{"another address", nil, set("url", "https://evil.example/"), `its own address was`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newSite(t, 40), t.TempDir()
			if out := pull(t, dir, s, Options{}); out.State != Updated {
				t.Fatal(out.Problem)
			}
			before, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(lockFile)))
			if err != nil {
				t.Fatal(err)
			}
			s.publish(t, 40, 7)
			if c.edit != nil {
				s.edit(t, c.edit)
			}
			if c.name == "a list that is not JSON" {
				s.files["/lies"] = []byte("no\n")
			}
			s.misbehave(c.wrong)
			out := pull(t, dir, s, Options{})
			if out.State != Failed && out.State != Refused || !strings.Contains(out.Problem, c.want) {
				t.Errorf("%s: %s", out.State, out.Problem)
			}
			if n, changed := whole(t, dir, s, "Changed."); n != 40 || changed != 0 {
				t.Errorf("the copy has %d entries, %d changed", n, changed)
			}
			after, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(lockFile)))
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the lock file is another one (%v)", err)
			}
		})
	}
}

// TestInterrupted: the next pull goes on with what was fetched.
func TestInterrupted(t *testing.T) {
	s, dir := newSite(t, 600), t.TempDir()
	bundles := 0
	s.misbehave(func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "data/sources/") {
			s.mu.Lock()
			defer s.mu.Unlock()
			if bundles++; bundles > 1 {
				w.WriteHeader(http.StatusBadGateway)
				return true
			}
		}
		return false
	})
	if out := pull(t, dir, s, Options{}); out.State != Failed || bundles < 2 {
		t.Fatalf("%+v after %d bundles", out, bundles)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(packName("county")))); err == nil {
		t.Error("there is half a copy")
	}
	// A process that was killed leaves a line that was never finished.
	part := filepath.Join(dir, filepath.FromSlash(partialName("county")))
	f, err := os.OpenFile(part, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.WriteString(`"half a li`)
	_ = f.Close()
	s.misbehave(nil)
	if out := pull(t, dir, s, Options{}); out.State != Updated {
		t.Fatal(out.Problem)
	}
	got := strings.Count(strings.Join(s.asked, "\n"), "data/sources/")
	if n, _ := whole(t, dir, s, "Text"); n != 600 || got >= bundles {
		t.Errorf("%d entries, %d bundles fetched again of %d", n, got, bundles)
	}
	if _, err := os.Stat(part); err == nil {
		t.Error("what was fetched is kept twice")
	}
}

// TestSideBySide: what is wrong with one library does not hold up another.
func TestSideBySide(t *testing.T) {
	good, bad, dir := newSite(t, 5), newSite(t, 5), t.TempDir()
	bad.misbehave(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusInternalServerError)
		return true
	})
	c := fetch.New(fetch.Options{AllowPrivate: true})
	out, err := Pull(context.Background(), dir, []model.Followed{named("bad", bad.URL), named("good", good.URL)}, Options{Client: c})
	if err != nil || out[0].State != Failed || out[1].State != Updated {
		t.Errorf("%+v, %v", out, err)
	}
}

// TestDryRun: it says what would be taken, and takes nothing.
func TestDryRun(t *testing.T) {
	s, dir := newSite(t, 5), t.TempDir()
	if out := pull(t, dir, s, Options{DryRun: true}); out.State != Updated || len(out.Added) != 5 {
		t.Errorf("%+v", out)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("it wrote %v (%v)", files, err)
	}
}
