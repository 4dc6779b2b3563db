package publish

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// publish makes a site of these files in out.
func publish(t testing.TB, s Site, files map[string]string) error {
	t.Helper()
	f, err := Create(s)
	if err != nil {
		return err
	}
	defer f.Discard()
	for name, text := range files {
		if err := f.Put(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return f.Commit()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eachWay runs a test where folders can be swapped, and where they cannot.
func eachWay(t *testing.T, test func(t *testing.T, out string)) {
	t.Run("swapped", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "site")) })
	t.Run("by files", func(t *testing.T) {
		exchange = func(string, string) error { return errCannotSwap }
		t.Cleanup(func() { exchange = exchangeFolders })
		test(t, filepath.Join(t.TempDir(), "site"))
	})
}

// TestPublish publishes twice and looks at what stands there in between: never a mix.
func TestPublish(t *testing.T) {
	eachWay(t, func(t *testing.T, out string) {
		one := map[string]string{"a.html": "1", "deep/b.html": "1", "file": "1", "folder/c.html": "1"}
		must(t, publish(t, Site{Out: out}, one))
		f, err := Create(Site{Out: out})
		must(t, err)
		two := map[string]string{"a.html": "2", "file/d.html": "2", "folder": "2"}
		for name, text := range two {
			must(t, f.Put(name, []byte(text)))
		}
		if got := tree(t, out); !same(got, one) {
			t.Errorf("before Commit the site is %v", got)
		}
		must(t, f.Commit())
		if got := tree(t, out); !same(got, two) {
			t.Errorf("the site is %v, want %v", got, two)
		}
		if left := names(t, filepath.Dir(out)); left != "site" {
			t.Errorf("left behind: %q", left)
		}
	})
}

// TestRefused never touches a folder that it did not make, even if it came while building.
func TestRefused(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	f, err := Create(Site{Out: out})
	must(t, err)
	must(t, f.Put("a.html", nil))
	write(t, out, "thesis.txt", "Ten years of work.")
	if err := f.Commit(); err == nil {
		t.Error("Commit took a folder that is not ours")
	}
	must(t, f.Discard())
	if _, err := Create(Site{Out: out}); err == nil {
		t.Error("Create took a folder that is not ours")
	}
	if got := tree(t, out); !same(got, map[string]string{"thesis.txt": "Ten years of work."}) {
		t.Errorf("the folder holds %v", got)
	}
	nowhere := filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink("nowhere", nowhere))
	if _, err := Create(Site{Out: nowhere}); err == nil {
		t.Error("Create took a link that leads nowhere")
	}
}

// TestEmpty: a site with entries is not replaced by one without.
func TestEmpty(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	must(t, publish(t, Site{Out: out, Entries: 2}, map[string]string{"a.html": "1"}))
	if err := publish(t, Site{Out: out}, map[string]string{"a.html": "2"}); err == nil || !strings.Contains(err.Error(), "--allow-empty") {
		t.Errorf("an empty site: %v", err)
	}
	must(t, publish(t, Site{Out: out, AllowEmpty: true}, map[string]string{"a.html": "2"}))
}

// TestOthers: what a build did not write stays, as the same file, under its name. It is long
// because each step begins with what the one before left.
func TestOthers(t *testing.T) {
	eachWay(t, func(t *testing.T, out string) {
		others := map[string]string{"CNAME": "host.example\n", ".git/HEAD": "ref: refs/heads/main\n", ".git/objects/ab/cd": "x", ".well-known/security.txt": "Contact: x"}
		for name, text := range others {
			write(t, out, name, text) // as a clone of an empty branch has them
		}
		must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "1", "deep/b.html": "1", ".nojekyll": ""}))
		write(t, out, "deep/mine.txt", "mine")
		write(t, out, "a b\n\"c", "an odd name")
		must(t, os.Mkdir(filepath.Join(out, "empty"), 0o700))
		must(t, os.Symlink("CNAME", filepath.Join(out, "link")))
		others["deep/mine.txt"], others["a b\n\"c"], others["link"] = "mine", "an odd name", "-> CNAME"
		before := map[string]fs.FileInfo{}
		for name := range others {
			before[name] = stat(t, out, name)
		}
		for n := range 3 {
			site := map[string]string{"a.html": fmt.Sprint(n)}
			must(t, publish(t, Site{Out: out}, site))
			for name, text := range others {
				site[name] = text
			}
			if got := tree(t, out); !same(got, site) {
				t.Fatalf("the folder holds %v, want %v", got, site)
			}
			for name := range others {
				if !os.SameFile(before[name], stat(t, out, name)) {
					t.Errorf("%s was copied", name)
				}
			}
			if info := stat(t, out, "empty"); !info.IsDir() || info.Mode().Perm() != 0o700 {
				t.Errorf("the empty folder is %v", info.Mode())
			}
		}

		// The same bytes are no conflict, and stay the file of others; other bytes are one.
		must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "1", "CNAME": "host.example\n"}))
		if !os.SameFile(before["CNAME"], stat(t, out, "CNAME")) {
			t.Error("CNAME was replaced by the same bytes")
		}
		must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "1"}))
		if stat(t, out, "CNAME") == nil {
			t.Error("CNAME is gone")
		}
		whole := tree(t, out)
		for _, clash := range []string{"CNAME", "deep", "deep/mine.txt/x.html", "link", "link/x", "empty/../deep/mine.txt"} {
			f, err := Create(Site{Out: out})
			must(t, err)
			must(t, f.Put("z.html", []byte("new")))
			if err := f.Put(clash, []byte("new")); err == nil {
				if err = f.Commit(); err == nil || !strings.Contains(err.Error(), "was not written by this command") {
					t.Errorf("%s: %v", clash, err)
				}
			}
			must(t, f.Discard())
		}
		if got := tree(t, out); !same(got, whole) {
			t.Errorf("after conflicts the folder holds %v, want %v", got, whole)
		}
	})
}

// TestWithoutList: a marker of an earlier version lists nothing.
func TestWithoutList(t *testing.T) {
	eachWay(t, func(t *testing.T, out string) {
		for _, name := range []string{"a.html", "assets/old.css", "search/old/t0.bin", "gone/index.html"} {
			write(t, out, name, "old")
		}
		write(t, out, marker, "This folder is made by “patterns build”, which replaces it whole.\n")
		must(t, publish(t, Site{Out: out, Entries: 1}, map[string]string{"a.html": "new", "assets/new.css": "new", "search/new/t0.bin": "new"}))
		want := map[string]string{"a.html": "new", "assets/new.css": "new", "assets/old.css": "old", "search/new/t0.bin": "new", "search/old/t0.bin": "old", "gone/index.html": "old"}
		if got := tree(t, out); !same(got, want) {
			t.Errorf("the folder holds %v, want %v", got, want)
		}
	})
}

// TestKept: the hashed files of the last site that had others stay until the next that has.
func TestKept(t *testing.T) {
	eachWay(t, func(t *testing.T, out string) {
		build := func(assets, search string, want ...string) {
			t.Helper()
			must(t, publish(t, Site{Out: out}, map[string]string{"index.html": "x", "assets/" + assets + ".css": assets, "search/" + search + "/t0.bin": search, "search/manifest.json": search}))
			var got []string
			for name := range tree(t, out) {
				if dir := path.Dir(name); dir != "." && name != "search/manifest.json" {
					got = append(got, strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(name, ".css"), "assets/"),
						"search/"), "/t0.bin"))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("after %s and %s there are %v, want %v", assets, search, got, want)
			}
			kept, err := readMarker(out)
			must(t, err)
			if n := len(kept.kept); n != len(want)-2 {
				t.Errorf("after %s and %s the marker lists %d kept files", assets, search, n)
			}
		}
		build("a1", "s1", "a1", "s1")
		build("a1", "s2", "a1", "s1", "s2")
		build("a1", "s2", "a1", "s1", "s2")
		build("a2", "s2", "a1", "a2", "s1", "s2")
		build("a2", "s3", "a1", "a2", "s2", "s3")
		build("a1", "s3", "a1", "a2", "s2", "s3")
	})
}

// TestNames: a name leads nowhere but into the site, and is nobody else's.
func TestNames(t *testing.T) {
	f, err := Create(Site{Out: filepath.Join(t.TempDir(), "site")})
	must(t, err)
	defer f.Discard()
	for _, name := range []string{"../a", "/a", "a/../../b", "a/../b", "", marker} {
		if err := f.Put(name, nil); err == nil {
			t.Errorf("%q was written", name)
		}
	}
}

// TestLate: what somebody writes between the link and the swap is not lost.
func TestLate(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	for _, name := range []string{"CNAME", ".git/index", ".git/index.lock"} {
		write(t, out, name, "1")
	}
	must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "1"}))
	exchange = func(fresh, out string) error {
		write(t, out, ".git/objects/ab", "2")
		must(t, os.Rename(filepath.Join(out, ".git/index.lock"), filepath.Join(out, ".git/index")))
		write(t, out, "CNAME.new", "2")
		must(t, os.Rename(filepath.Join(out, "CNAME.new"), filepath.Join(out, "CNAME")))
		return exchangeFolders(fresh, out)
	}
	t.Cleanup(func() { exchange = exchangeFolders })
	must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "2"}))
	want := map[string]string{"a.html": "2", "CNAME": "2", ".git/index": "1", ".git/objects/ab": "2"}
	if got := tree(t, out); !same(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

// TestKilled kills builds that publish two sites in turn, at any moment. Each time the folder holds
// one of them whole (by files: is whole after the next build), and a repository of git with a
// commit that a reader never misses. It is long because each kill is looked at from all sides.
func TestKilled(t *testing.T) {
	if out := os.Getenv("PUBLISH_CHILD"); out != "" {
		if os.Getenv("PUBLISH_BY_FILES") != "" {
			exchange = func(string, string) error { return errCannotSwap }
		}
		for n := 0; ; n++ {
			must(t, publish(t, Site{Out: out, Entries: 1}, version(n%2)))
		}
	}
	kills := 40
	if os.Getenv("KILLS") != "" {
		_, err := fmt.Sscan(os.Getenv("KILLS"), &kills)
		must(t, err)
	}
	eachWay(t, func(t *testing.T, out string) {
		byFiles := strings.HasSuffix(t.Name(), "by_files")
		must(t, os.Mkdir(out, 0o755))
		write(t, out, "CNAME", "host.example\n")
		git(t, out, "init", "-q", "-b", "main")
		git(t, out, "add", "CNAME")
		git(t, out, "-c", "user.name=A", "-c", "user.email=a@council.example", "commit", "-q", "-m", "The site")
		commit := git(t, out, "rev-parse", "HEAD")
		must(t, publish(t, Site{Out: out, Entries: 1}, version(0)))

		done, missed := make(chan bool), make(chan error, 1)
		go func() {
			defer close(missed)
			for {
				select {
				case <-done:
					return
				default:
				}
				for _, name := range []string{"CNAME", ".git/HEAD", ".git/refs/heads/main"} {
					if _, err := os.ReadFile(filepath.Join(out, name)); err != nil {
						missed <- err
						return
					}
				}
			}
		}()
		for range kills {
			child := exec.Command(os.Args[0], "-test.run=TestKilled")
			child.Env = append(os.Environ(), "PUBLISH_CHILD="+out, "PUBLISH_BY_FILES="+map[bool]string{true: "1"}[byFiles])
			must(t, child.Start())
			time.Sleep(time.Duration(5+rand.IntN(60)) * time.Millisecond)
			must(t, child.Process.Kill())
			_ = child.Wait()
			if byFiles {
				must(t, publish(t, Site{Out: out, Entries: 1}, version(1)))
			}
			got := tree(t, out)
			for name := range got {
				if strings.HasPrefix(name, ".git/") || name == "CNAME" {
					delete(got, name)
				}
			}
			kept, err := readMarker(out)
			must(t, err)
			for name := range kept.kept {
				delete(got, name)
			}
			if !same(got, version(0)) && !same(got, version(1)) {
				t.Fatalf("neither the old site nor the new one: %v", got)
			}
			git(t, out, "fsck", "--strict")
			if now := git(t, out, "rev-parse", "HEAD"); now != commit {
				t.Fatalf("HEAD is %s, want %s", now, commit)
			}
		}
		close(done)
		if err := <-missed; err != nil {
			t.Errorf("for a moment it was gone: %v", err)
		}
		must(t, publish(t, Site{Out: out, Entries: 1}, version(0)))
		if left := names(t, filepath.Dir(out)); left != "site" {
			t.Errorf("left behind: %q", left)
		}
		if left := names(t, out); strings.Contains(left, stagedName) {
			t.Errorf("left behind in the site: %q", left)
		}
	})
}

// version is one of two sites that have few names in common.
func version(n int) map[string]string {
	files := map[string]string{"index.html": fmt.Sprint(n), fmt.Sprintf("assets/%d.css", n): "x"}
	for i := range 60 {
		files[fmt.Sprintf("%d/page-%d/index.html", n*(i%2), i)] = fmt.Sprint(n)
	}
	return files
}

func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, said.Bytes())
	}
	return strings.TrimSpace(string(out))
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	must(t, os.MkdirAll(filepath.Dir(file), 0o755))
	must(t, os.WriteFile(file, []byte(text), 0o644))
}

func stat(t testing.TB, dir, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	must(t, err)
	return info
}

// tree is what a folder holds, without the marker.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	must(t, walk(dir, func(name string, d fs.DirEntry) error {
		file := filepath.Join(dir, name)
		switch {
		case name == marker || d.IsDir():
		case d.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(file)
			files[name] = "-> " + to
			return err
		default:
			data, err := os.ReadFile(file)
			files[name] = string(data)
			return err
		}
		return nil
	}))
	return files
}

func same(a, b map[string]string) bool {
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			return false
		}
	}
	return len(a) == len(b)
}

func names(t testing.TB, dir string) string {
	t.Helper()
	items, err := os.ReadDir(dir)
	must(t, err)
	var out []string
	for _, item := range items {
		out = append(out, item.Name())
	}
	return strings.Join(out, " ")
}
