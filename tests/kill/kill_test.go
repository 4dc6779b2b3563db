// Package kill stops “patterns build” in the middle, as a full disk's owner, a timeout or a power cut
// does, and looks at what it leaves.
package kill

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "servicepatterns/internal/cli" // what is built: “go test” must not take an old result for it
)

// TestBuildKilled publishes two libraries in turn into the folder of a git repository and kills each
// build at a random moment. The folder holds one of the two sites whole, and the repository and what
// else is of others is never away. KILLS is how many builds are killed.
func TestBuildKilled(t *testing.T) {
	kills := 6
	if n := os.Getenv("KILLS"); n != "" {
		var err error
		kills, err = strconv.Atoi(n)
		must(t, err)
	}
	dir := t.TempDir()
	p := patterns{t: t, dir: dir, binary: filepath.Join(dir, "patterns")}
	run(t, "../..", "go", "build", "-o", p.binary, "./cmd/patterns")
	must(t, os.Mkdir(filepath.Join(dir, "tmp"), 0o755))
	var sites [2]map[string]string
	var took time.Duration
	for i := range sites {
		p.library(i)
		began := time.Now()
		p.build(i, fmt.Sprint("whole-", i))
		took = time.Since(began)
		sites[i] = tree(t, filepath.Join(dir, fmt.Sprint("whole-", i)))
	}

	out := filepath.Join(dir, "parent", "site")
	must(t, os.MkdirAll(out, 0o755))
	must(t, os.WriteFile(filepath.Join(out, "CNAME"), []byte("host.example\n"), 0o644))
	run(t, out, "git", "init", "-q", "-b", "main")
	run(t, out, "git", "add", "CNAME")
	run(t, out, "git", "-c", "user.name=A", "-c", "user.email=a@council.example", "commit", "-q", "-m", "The site")
	commit := run(t, out, "git", "rev-parse", "HEAD")
	p.build(0, "parent/site")

	watched := watch(out, "CNAME", ".git/HEAD", ".git/refs/heads/main")
	for n := range kills {
		cmd := p.command((n+1)%2, "parent/site")
		must(t, cmd.Start())
		time.Sleep(time.Duration(rand.Int64N(int64(took))))
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
		got := tree(t, out)
		if first, second := differs(got, sites[0], sites[1]), differs(got, sites[1], sites[0]); first != "" && second != "" {
			t.Fatalf("neither site is whole: of the first %s, of the second %s", first, second)
		}
		run(t, out, "git", "fsck", "--strict")
		if now := run(t, out, "git", "rev-parse", "HEAD"); now != commit {
			t.Fatalf("HEAD is %s, want %s", now, commit)
		}
	}
	if err := watched(); err != nil {
		t.Errorf("for a moment it was gone: %v", err)
	}
	p.build(1, "parent/site")
	for name, want := range map[string]string{"parent": "site", "tmp": ""} {
		if left := names(t, filepath.Join(dir, name)); left != want {
			t.Errorf("killed builds left behind in %s: %s", name, left)
		}
	}
}

// patterns is the command, and the folder in which all lies.
type patterns struct {
	t           *testing.T
	dir, binary string
}

// library writes one of the two libraries.
func (p patterns) library(n int) {
	for i := range 6 {
		file := filepath.Join(p.dir, fmt.Sprint("library-", n), "pages", fmt.Sprintf("page-%d.md", i*(n+1)))
		must(p.t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(p.t, os.WriteFile(file, fmt.Appendf(nil, "---\ntitle: Page %d of %d\nsummary: A page.\n---\nText %[2]d.\n", i, n), 0o644))
	}
}

func (p patterns) command(n int, out string) *exec.Cmd {
	cmd := exec.Command(p.binary, "build", "--library", fmt.Sprint("library-", n), "--out", out)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "TMPDIR="+filepath.Join(p.dir, "tmp"))
	return cmd
}

func (p patterns) build(n int, out string) {
	p.t.Helper()
	if said, err := p.command(n, out).CombinedOutput(); err != nil {
		p.t.Fatalf("%v\n%s", err, said)
	}
}

// watch reads files all the time, until what it returns is called, which says whether one was away.
func watch(dir string, files ...string) (ended func() error) {
	done, missed := make(chan bool), make(chan error, 1)
	go func() {
		defer close(missed)
		for {
			select {
			case <-done:
				return
			default:
			}
			for _, name := range files {
				if _, err := os.ReadFile(filepath.Join(dir, name)); err != nil {
					missed <- err
					return
				}
			}
		}
	}()
	return func() error {
		close(done)
		return <-missed
	}
}

// differs says what of a site is missing or different, or what else there is but files of the other
// site that readers may still ask for.
func differs(got, site, other map[string]string) string {
	for name, text := range site {
		if got[name] != text {
			return name + " is not as it should be"
		}
	}
	for name, text := range got {
		kept := (strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "search/")) && other[name] == text
		if _, ok := site[name]; !ok && !kept && name != "CNAME" {
			return name + " is too much"
		}
	}
	return ""
}

// tree reads a site without its marker, the archive of its index, which tells the time, and .git.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	must(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git":
			return fs.SkipDir
		case d.IsDir() || name == ".patterns-site" || strings.HasPrefix(name, "search/bleve."):
			return nil
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	}))
	return out
}

func names(t *testing.T, dir string) string {
	t.Helper()
	items, err := os.ReadDir(dir)
	must(t, err)
	var out []string
	for _, item := range items {
		out = append(out, item.Name())
	}
	return strings.Join(out, " ")
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, &said)
	}
	return strings.TrimSpace(string(out))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
