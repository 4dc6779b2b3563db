package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestRead tells a library's story below a repository's root: who wrote what, a file
// that moved, an address in place of a name, and what lies outside the library.
func TestRead(t *testing.T) {
	dir := repository(t)
	commit(t, dir, "2019-03-01", "Ann Lee <ann@example.org>", "begin", map[string]string{"lib/projects/bins.md": "one\n", "lib/pages/about.md": "about\n", "README.md": "x"})
	commit(t, dir, "2021-05-06", "Bo <bo@example.org>", "figures\n\nCo-authored-by: Cy Day <cy@example.org>\nCo-authored-by: helper[bot] <b@example.org>", map[string]string{"lib/projects/bins.md": "two\n"})
	git(t, dir, "mv", "lib/projects/bins.md", "lib/bins é.md")
	commit(t, dir, "2022-01-01", "Mover <m@example.org>", "it is live", nil)
	// Written earlier, brought in later: the day of the change is still the newest.
	commit(t, dir, "2020-01-01", "dee@example.org <dee@example.org>", "typo", map[string]string{"lib/bins é.md": "three\n"})
	write(t, filepath.Join(dir, "lib/new.md"), "not committed")

	got, err := Read(context.Background(), filepath.Join(dir, "lib"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]File{
		"bins é.md":      {"2021-05-06", []string{"Ann Lee", "Bo", "Cy Day"}},
		"pages/about.md": {"2019-03-01", []string{"Ann Lee"}},
		"new.md":         {},
		"README.md":      {},
	} {
		if !reflect.DeepEqual(got[name], want) {
			t.Errorf("%s: %+v, want %+v", name, got[name], want)
		}
	}
}

// TestNone: each way of having no history has its own reason.
func TestNone(t *testing.T) {
	dir := repository(t)
	lib := filepath.Join(dir, "lib")
	write(t, filepath.Join(lib, "a.md"), "x")
	wantErr(t, lib, ErrNoCommits)
	commit(t, dir, "2019-03-01", "Ann <a@example.org>", "elsewhere", map[string]string{"README.md": "x", "lib/a.md": ""})
	commit(t, dir, "2020-03-01", "Ann <a@example.org>", "more", map[string]string{"lib/a.md": "y"})

	shallow := filepath.Join(t.TempDir(), "clone")
	git(t, dir, "clone", "-q", "--depth=1", "file://"+dir, shallow)
	wantErr(t, filepath.Join(shallow, "lib"), ErrShallow)

	outside := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	wantErr(t, outside, ErrNoRepository)

	t.Setenv("PATH", "")
	wantErr(t, lib, ErrNoGit)
}

// TestPartialClone: a clone without the files' old text has the whole history, and
// nothing is fetched for it.
func TestPartialClone(t *testing.T) {
	dir := repository(t)
	git(t, dir, "config", "uploadpack.allowFilter", "true")
	for _, text := range []string{"1", "2", "3"} {
		commit(t, dir, "2020-03-0"+text, "Ann <a@example.org>", "change", map[string]string{"lib/a.md": strings.Repeat("line\n", 20) + text, "lib/b" + text + ".md": text})
	}
	clone := filepath.Join(t.TempDir(), "clone")
	git(t, dir, "clone", "-q", "--filter=blob:none", "file://"+dir, clone)
	git(t, clone, "remote", "set-url", "origin", "file:///nowhere")
	got, err := Read(context.Background(), filepath.Join(clone, "lib"))
	if err != nil || got["a.md"].Changed != "2020-03-03" || got["b1.md"].Changed != "2020-03-01" {
		t.Errorf("%v, %v", got, err)
	}
}

// TestHostileSettings: a repository's own settings run nothing.
func TestHostileSettings(t *testing.T) {
	dir := repository(t)
	commit(t, dir, "2020-03-01", "Ann <a@example.org>", "change", map[string]string{"a.md": "x"})
	mark := filepath.Join(dir, "ran")
	program := filepath.Join(dir, "evil")
	write(t, program, "#!/bin/sh\ntouch "+mark+"\n")
	if err := os.Chmod(program, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"core.fsmonitor", "gpg.program", "core.pager", "diff.external", "pager.log"} {
		git(t, dir, "config", name, program)
	}
	git(t, dir, "config", "log.showSignature", "true")
	git(t, dir, "config", "log.showRoot", "false")
	t.Setenv("GIT_DIR", "nowhere") // as in a hook
	got, err := Read(context.Background(), dir)
	if err != nil || got["a.md"].Changed != "2020-03-01" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program of the repository's settings was run")
	}
}

// FuzzAnswer: whatever git's answer holds, reading it ends, dates are days, and no name
// is an address or longer than allowed.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte("\x01HEAD -> main\x1f2020-01-02\x1fAnn\x1fBo <bo@example.org>\x00\nM\x00a.md\x00R100\x00a.md\x00b.md\x00"))
	f.Add([]byte("\x01grafted\x1f2020-01-02\x1fAnn\x1f\x00\nA\x00a.md\x00"))
	f.Add([]byte("\x01\x1f2020-13-45\x1f\xff\x1f\x00\x00M\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := reader{files: map[string]*File{}, now: map[string]string{}}
		if r.read(strings.NewReader(string(data))) != nil {
			return
		}
		for _, file := range r.finish() {
			if file.Changed != "" && len(file.Changed) != len("2020-01-02") {
				t.Errorf("date %q", file.Changed)
			}
			for i, n := range file.Contributors {
				if n == "" || strings.Contains(n, "@") || slices.Contains(file.Contributors[:i], n) {
					t.Errorf("names %q", file.Contributors)
				}
			}
		}
	})
}

func wantErr(t *testing.T, dir string, want error) {
	t.Helper()
	if got, err := Read(context.Background(), dir); !errors.Is(err, want) || got != nil {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

func repository(t *testing.T) string {
	t.Helper()
	for name, value := range map[string]string{"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull} {
		t.Setenv(name, value)
	}
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	return dir
}

// commit writes files and commits all, as this person and on this day.
func commit(t *testing.T, dir, day, who, message string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	git(t, dir, "add", ".")
	git(t, dir, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "--author="+who, "--date="+day+"T12:00:00Z", "-m",
		message)
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
