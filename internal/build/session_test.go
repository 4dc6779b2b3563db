package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSession edits a library at random. Whenever it rests, the pages that a session makes when they are
// asked for, and the whole site that it builds, are byte for byte those of a build that remembers nothing.
// SOAK is how long it goes on, such as 20m.
func TestSession(t *testing.T) {
	long, _ := time.ParseDuration(os.Getenv("SOAK"))
	dir := t.TempDir()
	e := &editor{t: t, dir: filepath.Join(dir, "library"), random: rand.New(rand.NewPCG(1, 2))}
	for _, folder := range []string{"service-patterns", "case-studies", "capabilities", "pages"} {
		must(t, os.CopyFS(filepath.Join(e.dir, folder), os.DirFS("../../testdata/library/"+folder)))
	}
	e.write("library.yaml", "title: A library\n")
	o := Options{Library: e.dir, BaseURL: "http://localhost:8080/", KeepGoing: true, Live: true}
	s := NewSession(o)
	defer s.Close()
	began := time.Now()
	for n := 0; n < 2 || time.Since(began) < long; n++ {
		for range 1 + e.random.IntN(8) {
			e.edit()
			if _, err := s.Link(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		o.Out = filepath.Join(dir, fmt.Sprint("cold-", n))
		_, err := Run(t.Context(), o)
		must(t, err)
		warm := filepath.Join(dir, fmt.Sprint("warm-", n))
		_, err = s.Build(t.Context(), warm)
		must(t, err)
		same(t, s, o.Out, warm)
		if t.Failed() {
			t.Fatalf("after %q", e.did)
		}
		must(t, os.RemoveAll(o.Out))
		must(t, os.RemoveAll(warm))
	}
	t.Logf("%d edits", len(e.did))
}

// same compares all that a session makes with a site.
func same(t *testing.T, s *Session, cold, warm string) {
	t.Helper()
	files := map[string]bool{}
	must(t, filepath.WalkDir(cold, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(cold, file)
		files[name] = true
		if strings.HasPrefix(name, filepath.Join("search", "bleve.")) {
			return nil // Bleve writes no two indexes alike; the files that browsers ask are
		}
		want, err := os.ReadFile(file)
		must(t, err)
		if got, err := os.ReadFile(filepath.Join(warm, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("the session built another %s: %v", name, err)
		}
		if got, known := s.File(filepath.ToSlash(name)); known && !bytes.Equal(got, want) {
			t.Errorf("the session makes another %s", name)
		} else if !known && (strings.HasSuffix(name, ".html") || strings.HasSuffix(name, "index.md")) {
			t.Errorf("the session does not make %s", name)
		}
		return nil
	}))
	must(t, filepath.WalkDir(warm, func(file string, d fs.DirEntry, err error) error {
		if name, _ := filepath.Rel(warm, file); err == nil && !d.IsDir() && !files[name] {
			t.Errorf("the session built %s, too", name)
		}
		return err
	}))
}

// editor changes a library as people do.
type editor struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	did    []string
}

func (e *editor) edit() {
	name := e.any()
	text, err := os.ReadFile(filepath.Join(e.dir, name))
	must(e.t, err)
	n := len(e.did)
	edits := []func() string{
		func() string { return e.write(name, string(text)+fmt.Sprintf("\nA new paragraph %d.\n", n)) },
		func() string { return e.write(name, string(text)+"\nSee [[payments]] and [another]("+e.any()+").\n") },
		func() string {
			return e.write(name, strings.Replace(string(text), "\ntitle: ", fmt.Sprintf("\ntitle: Title %d of ", n), 1))
		},
		func() string {
			return e.write(name, strings.Replace(string(text), "\n---\n", "\nreviewed: 2026-11-01\n---\n", 1))
		},
		func() string { return e.write(name, string(text[:e.random.IntN(len(text)+1)])) },
		func() string {
			name := fmt.Sprintf("service-patterns/new-%d.md", n)
			return e.write(name, fmt.Sprintf("---\ntitle: Ask for %d\nsummary: New.\n---\nText.\n", n))
		},
		func() string {
			to := fmt.Sprintf("%s-%d.md", strings.TrimSuffix(name, ".md"), n)
			must(e.t, os.Rename(filepath.Join(e.dir, name), filepath.Join(e.dir, to)))
			return to + " was " + name
		},
		func() string { must(e.t, os.Remove(filepath.Join(e.dir, name))); return "no " + name },
		func() string {
			return e.write("library.yaml", fmt.Sprintf("title: Library %d\nurl: https://a.example/\n", n))
		},
		func() string { return e.write("theme/css/own.css", fmt.Sprintf("main { order: %d }\n", n)) },
		func() string { return e.write("theme/strings/en.json", fmt.Sprintf(`{"method": "How %d"}`, n)) },
		func() string {
			return e.write("organisations.csv", fmt.Sprintf("id,name,type\nanytown,Anytown %d,district\n", n))
		},
	}
	e.did = append(e.did, edits[e.random.IntN(len(edits))]())
}

// any is some entry's file.
func (e *editor) any() string {
	files, err := filepath.Glob(filepath.Join(e.dir, "*", "*.md"))
	must(e.t, err)
	name, err := filepath.Rel(e.dir, files[e.random.IntN(len(files))])
	must(e.t, err)
	return filepath.ToSlash(name)
}

func (e *editor) write(name, text string) string {
	file := filepath.Join(e.dir, filepath.FromSlash(name))
	must(e.t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(e.t, os.WriteFile(file, []byte(text), 0o644))
	return name
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
