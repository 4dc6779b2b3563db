package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"servicepatterns/internal/cli"
	"servicepatterns/internal/diag"
	"servicepatterns/tests/picture"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"patterns": func() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

const scripts = "../../testdata/script"

// TestScripts runs the stories of testdata/script: content in, command, exact output.
// UPDATE_SCRIPTS=1 rewrites what they expect; read the diff as a reviewer.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 scripts,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"host":  host,
			"bytes": writeBytes,
			"image": writeImage,
		},
	})
}

// exits CODE COMMAND… runs a command and compares its exit code, which "! exec"
// cannot tell apart.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		coded, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = coded.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// writeBytes FILE replaces Go escapes such as \xff and \ufeff in a file by what they
// stand for: a script is text and cannot hold them as they are.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		file := ts.MkAbs(name)
		data, err := os.ReadFile(file)
		ts.Check(err)
		ts.Check(os.WriteFile(file, unescape(string(data)), 0o644))
	}
}

var escaped = regexp.MustCompile(`\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\t|\\r`)

func unescape(text string) []byte {
	return []byte(escaped.ReplaceAllStringFunc(text, func(s string) string {
		out, err := strconv.Unquote(`"` + s + `"`)
		if err != nil {
			panic(err) // the pattern allows nothing that cannot be read
		}
		return out
	}))
}

// writeImage FILE… writes pictures of one point, which a script cannot hold.
func writeImage(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		ts.Check(os.WriteFile(ts.MkAbs(name), picture.OnePoint(name), 0o644))
	}
}

// TestEveryCodeHasAScript keeps a finding from being added without a story that
// shows it, and a story from never showing what its name says.
func TestEveryCodeHasAScript(t *testing.T) {
	for _, code := range diag.Codes() {
		data, err := os.ReadFile(filepath.Join(scripts, "finding-"+string(code)+".txtar"))
		if err != nil {
			t.Errorf("no script shows the finding %s: %v", code, err)
			continue
		}
		_, want, ok := strings.Cut(string(data), "-- want --")
		if !ok || !strings.Contains(want, "["+string(code)+"]") {
			t.Errorf("finding-%s.txtar does not expect a finding [%s]", code, code)
		}
	}
}

// host NAME DIR serves a folder on this machine until the script ends, and puts its address into $NAME.
func host(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: host NAME DIR")
	}
	dir := ts.MkAbs(args[1])
	files := http.FileServer(http.Dir(dir))
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path.Clean(r.URL.Path)))); err == nil {
			w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(data)))) // a second is too long for a script
		}
		files.ServeHTTP(w, r)
	}))
	ts.Defer(s.Close)
	ts.Setenv(args[0], s.URL+"/")
}
