package gates

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"servicepatterns/tests/node"
)

// TestBiome: scripts and styles have Biome's format, and its linter finds nothing by the rules of
// biome.jsonc.
func TestBiome(t *testing.T) {
	files(t, ".js", ".mjs", ".css", "biome.jsonc")
	node.Install(t, ".")
	cmd := exec.Command("tests/gates/node_modules/.bin/biome", "check", "--error-on-warnings", "--max-diagnostics=none", "--colors=off")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n“tests/gates/node_modules/.bin/biome check --write” fixes the format and some of the rest. "+
			"What must stay as it is needs a comment “biome-ignore RULE: why”.", err, out)
	}
}

// TestTypes: the browser's modules are used as the types in their comments say.
func TestTypes(t *testing.T) {
	files(t, ".js", "tsconfig.json")
	node.Install(t, ".")
	cmd := exec.Command("tests/gates/node_modules/.bin/tsc", "--pretty", "false")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\nMend what is used, or the comment that says its type.", err, out)
	}
}

// TestStaticcheck: the linter of the field finds nothing in Go.
func TestStaticcheck(t *testing.T) {
	goFiles(t)
	if out := tool(t, "staticcheck", "./..."); out != "" {
		t.Errorf("staticcheck found\n%s“go tool -modfile=tests/gates/tools.mod staticcheck -explain CODE” says more. "+
			"What must stay as it is needs a comment “//lint:ignore CODE why”.", out)
	}
}

// TestDeadCode: the command reaches every function outside of tests and of packages for tests.
func TestDeadCode(t *testing.T) {
	goFiles(t)
	var dead []string
	for line := range strings.Lines(tool(t, "deadcode", "./cmd/...", "./tests/bench")) {
		if !strings.HasPrefix(line, "tests/") && !strings.Contains(line, "test/") {
			dead = append(dead, line)
		}
	}
	if dead != nil {
		t.Errorf("no command reaches\n%sDelete it, or move it to a test or to a package NAMEtest when only tests call it.",
			strings.Join(dead, ""))
	}
}

// tool runs a tool of tools.mod in the root and returns what it printed.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := os.Stat("tools.mod"); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", append([]string{"tool", "-modfile=tests/gates/tools.mod", name}, args...)...)
	cmd.Dir = root
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil && (len(out) == 0 || errs.Len() > 0) { // a tool that finds something fails too
		t.Fatalf("running %s: %v\n%s%s", name, err, out, &errs)
	}
	return string(out)
}
