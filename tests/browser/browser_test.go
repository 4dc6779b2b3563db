// Package browser_test looks at the built sample library as visitors do: every link followed,
// every kind of page in a real Chromium, by keyboard, and with JavaScript off.
//
// The Go side builds the site and serves it with the headers of netlify.toml. What needs
// a browser is in the *.test.mjs files, each of them a subtest here:
//
//	go test ./tests/browser -run TestSite/browser/search
package browser_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"servicepatterns/tests/node"
)

const (
	repository = "../.."
	// sample is the library that the tests know: it stays as it is, whatever becomes of patterns/.
	sample = "testdata/library"
	// patience is how long one file of tests may take before it is stopped.
	patience = 25 * time.Minute
)

func TestSite(t *testing.T) {
	watchSources(t)
	tools := findTools(t)
	binary := compile(t)
	tools.patterns = binary
	sub := publish(t, binary, sample, "/sub/")
	root := publish(t, binary, sample, "/")

	t.Run("links", func(t *testing.T) {
		for _, s := range []*site{sub, root} {
			t.Run("at "+s.path, func(t *testing.T) { checkLinks(t, s) })
		}
	})
	t.Run("caching", func(t *testing.T) { checkCaching(t, root) })
	t.Run("weights", func(t *testing.T) { checkWeights(t, sub) })

	files, err := filepath.Glob("*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no *.test.mjs beside this file: %v", err)
	}
	theme, err := filepath.Glob(repository + "/theme/components/*/*.test.mjs")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("browser", func(t *testing.T) {
		for _, file := range append(files, theme...) {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".test.mjs"), func(t *testing.T) {
				t.Parallel()
				tools.run(t, file, sub, root)
			})
		}
	})
}

// TestLibrary looks at the content in patterns/, whatever it is: a fork keeps this test for
// its own. It needs no browser.
func TestLibrary(t *testing.T) {
	watchSources(t)
	binary := compile(t)
	check := exec.Command(binary, "check", "--strict")
	check.Dir = repository
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("patterns check --strict: %v\n%s", err, out)
	}
	s := publish(t, binary, "patterns", "/sub/")
	checkLinks(t, s)
	checkPatterns(t, s)
}

// tools are the programs that the browser tests run.
type tools struct{ node, chromium, patterns string }

// findTools fails, and never skips: a test run that silently left the browser out would
// look like one in which all is well.
func findTools(t *testing.T) tools {
	t.Helper()
	node.Install(t, ".")
	return tools{node: find(t, "node"), chromium: find(t, "chromium", "chromium-browser", "google-chrome")} // patterns is built by the test
}

// find returns the program that has one of these names.
func find(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("The browser tests need %s: run tests/tools.sh, which installs it or says what is missing.", names[0])
	return ""
}

// run runs one file of tests in Node and fails with what it printed.
func (tools tools) run(t *testing.T, file string, sub, root *site) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, tools.node, "--no-warnings", "--test-reporter=spec", "--test", file)
	cmd.Env = append(os.Environ(),
		"NO_COLOR=1",
		"FORCE_COLOR=0",
		"CHROMIUM="+tools.chromium,
		"PATTERNS="+tools.patterns,
		"SITE_URL="+sub.url, "SITE_DIR="+sub.dir,
		"ROOT_URL="+root.url, "ROOT_DIR="+root.dir,
	)
	// Asked to stop, Playwright closes its Chromium; killed, it would leave it behind.
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		err = fmt.Errorf("stopped after %v", patience)
	}
	if err != nil {
		t.Errorf("node --test %s: %v\n%s", file, err, out)
	}
}

// watchSources touches every file that the site and its tests are made of. They are read
// by other processes, which “go test” cannot see: without this it would repeat an old
// verdict from its cache after a change of the theme or the content.
func watchSources(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(repository, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since its folder was read
		}
		if err != nil {
			return err
		}
		switch d.Name() {
		case ".git", "node_modules", "public", ".cache":
			return fs.SkipDir
		}
		if _, err := os.Stat(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
