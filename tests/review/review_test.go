// Package review_test runs what code hosts would run for a proposal: the steps of the
// workflows, on a repository in which a proposal was merged.
package review_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	_ "servicepatterns/internal/cli" // what the steps run; a change of it makes the tests run again
)

const repository = "../.."

// proposal makes a copy of this repository, with the sample library as its content, with two
// commits, the second of which proposes files, and a third that merges it, as the hosts do.
func proposal(t *testing.T, files map[string]string) (dir, base string) {
	t.Helper()
	dir = t.TempDir()
	list := run(t, repository, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
		if strings.HasPrefix(name, "patterns/") {
			continue
		}
		if data, err := os.ReadFile(filepath.Join(repository, name)); err == nil { // what is deleted and not yet committed is no file
			write(t, filepath.Join(dir, name), string(data))
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "patterns"), os.DirFS(repository+"/testdata/library")); err != nil {
		t.Fatal(err)
	}
	git := func(args ...string) string {
		return strings.TrimSpace(run(t, dir, "git", append([]string{"-c", "user.name=A", "-c", "user.email=a@council.example", "-c", "commit.gpgsign=false"}, args...)...))
	}
	git("init", "-q", "-b", "main")
	// Something is wrong already that the proposal does not touch.
	write(t, filepath.Join(dir, "patterns/pages/old-fault.md"),
		"---\ntitle: An old fault\nsummary: It is not of the proposal.\n---\n[x](nowhere.md)\n")
	git("add", "-A")
	git("commit", "-q", "-m", "The library")
	base = git("rev-parse", "HEAD")
	git("checkout", "-q", "-b", "proposal")
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	git("add", "-A")
	git("commit", "-q", "-m", "A proposal")
	git("checkout", "-q", "main")
	git("merge", "-q", "--no-ff", "-m", "Merge the proposal", "proposal")
	return dir, base
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

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}

// step runs the lines of a step as the hosts do, and says whether it succeeded.
func step(t *testing.T, dir, script string, env ...string) (out string, ok bool) {
	t.Helper()
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	data, err := cmd.CombinedOutput()
	return string(data), err == nil
}

type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Steps []struct{ Name, Run string }
	}
}

func github(t *testing.T) (steps map[string]string) {
	t.Helper()
	data, err := os.ReadFile(repository + "/.github/workflows/check.yml")
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatal(err)
	}
	if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
		t.Errorf("the workflow may do %v", w.Permissions)
	}
	if strings.Contains(string(data), "secrets.") || strings.Contains(string(data), "pull_request_target") {
		t.Error("the workflow gives secrets to what it runs")
	}
	// A tag can be moved to other code, a commit cannot; the version beside it is for people.
	pinned := regexp.MustCompile(`uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for line := range strings.Lines(string(data)) {
		if strings.Contains(line, "uses:") && !pinned.MatchString(strings.TrimSpace(line)) {
			t.Errorf("%q is not one of the host's own actions, pinned by commit with its version", line)
		}
	}
	steps = map[string]string{}
	for _, s := range w.Jobs["content"].Steps {
		if s.Run != "" {
			steps[s.Name] = s.Run
		}
	}
	return steps
}

const wrong = "---\ntitle: Pay for a thing\nsummary: Someone wants to pay.\nverb: pya\n---\nA text.\n"

// TestGitHub: a proposal hears of its own faults, on their lines, whatever its files are
// called; the preview has the rest.
func TestGitHub(t *testing.T) {
	steps := github(t)
	name := "patterns/service-patterns/pay-for-a-thing.md"
	dir, _ := proposal(t, map[string]string{name: wrong, "patterns/pages/a b; echo pwned $(id).md": wrong, "README.md": "Changed.\n"})
	out, ok := step(t, dir, steps["Check what the proposal changes"])
	if ok || !strings.Contains(out, "::error file="+name+",line=4,col=7,endColumn=10,title=unknown-verb::") ||
		!strings.Contains(out, "title=bad-id") || strings.Contains(out, "old-fault") || strings.Contains(out, "uid=") {
		t.Errorf("the step succeeds: %v, and says\n%s", ok, out)
	}
	if out, ok := step(t, dir, steps["Build the preview"]); ok || !strings.Contains(out, "old-fault") {
		t.Errorf("the preview succeeds: %v, and says\n%s", ok, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "preview/service-patterns/report-a-missed-bin/index.html")); err != nil {
		t.Error(err)
	}

	dir, base := proposal(t, map[string]string{"README.md": "Changed.\n"})
	if out, ok := step(t, dir, steps["Check what the proposal changes"]); !ok || out != "" {
		t.Errorf("of a proposal without content the step says\n%s", out)
	}
	run(t, dir, "git", "checkout", "-q", base) // which merges nothing
	if out, ok := step(t, dir, steps["Check what the proposal changes"]); ok {
		t.Errorf("the step succeeds where git cannot say what changed, and says\n%s", out)
	}
}

// TestGitLab: the same there, in a report.
func TestGitLab(t *testing.T) {
	data, err := os.ReadFile(repository + "/.gitlab-ci.yml")
	if err != nil {
		t.Fatal(err)
	}
	var jobs map[string]struct{ Script []string }
	if err := yaml.Unmarshal(data, &jobs); err != nil {
		t.Fatal(err)
	}
	name := "patterns/service-patterns/pay-for-a-thing.md"
	files := map[string]string{name: wrong}
	for i := range 1_000 { // more than a command takes as arguments; nothing is wrong with them
		files[fmt.Sprintf("patterns/.many/%s/%d", strings.Repeat("a", 200), i)] = ""
	}
	dir, base := proposal(t, files)
	out, ok := step(t, dir, strings.Join(jobs["check"].Script, "\n"), "CI_MERGE_REQUEST_DIFF_BASE_SHA="+base)
	if ok || !strings.Contains(out, `unknown verb "pya"`) {
		t.Errorf("the job succeeds: %v, and says\n%s", ok, out)
	}
	report, err := os.ReadFile(filepath.Join(dir, "gl-code-quality-report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var found []struct {
		CheckName string `json:"check_name"`
		Location  struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(report, &found); err != nil || len(found) == 0 || found[0].CheckName != "unknown-verb" ||
		found[0].Location.Path != name || found[0].Location.Lines.Begin != 4 {
		t.Errorf("%v, the report is\n%s", err, report)
	}
	if _, err := os.Stat(filepath.Join(dir, "preview/index.html")); err != nil {
		t.Error(err)
	}
}

// TestTemplates: the forms for proposals and issues are valid, and name nobody.
func TestTemplates(t *testing.T) {
	files, err := filepath.Glob(repository + "/.github/ISSUE_TEMPLATE/*.yml")
	if err != nil || len(files) < 4 {
		t.Fatalf("only %d forms: %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var form struct {
			Name, Description string
			Body              []struct {
				Type, ID   string
				Attributes struct{ Label, Value string }
			}
		}
		if err := yaml.Unmarshal(data, &form); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if filepath.Base(file) == "config.yml" {
			continue
		}
		ids := map[string]bool{}
		if form.Name == "" || form.Description == "" || len(form.Body) == 0 {
			t.Errorf("%s lacks a name, a description or fields", file)
		}
		for _, field := range form.Body {
			if field.Type != "markdown" && (field.ID == "" || field.Attributes.Label == "" || ids[field.ID]) {
				t.Errorf("%s: a field lacks its label or an id of its own: %+v", file, field)
			}
			ids[field.ID] = true
		}
	}
	owners, err := os.ReadFile(repository + "/.github/CODEOWNERS")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(owners)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			t.Errorf("CODEOWNERS names somebody, whom a fork does not have: %s", line)
		}
	}
}

// TestProblemMatcher: VS Code finds the places in what the task prints.
func TestProblemMatcher(t *testing.T) {
	data, err := os.ReadFile(repository + "/.vscode/tasks.json")
	if err != nil {
		t.Fatal(err)
	}
	var tasks struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher []struct{ Pattern struct{ Regexp string } }
		}
	}
	if err := json.Unmarshal(data, &tasks); err != nil {
		t.Fatal(err)
	}
	task := tasks.Tasks[0]
	dir, _ := proposal(t, map[string]string{"patterns/pages/a b.md": wrong})
	out, ok := step(t, dir, task.Command+" "+strings.Join(task.Args, " "))
	if ok {
		t.Fatal("nothing is wrong")
	}
	for i, want := range []string{"patterns/pages/old-fault.md|5|5|error|", "patterns/pages/a b.md|error|"} {
		pattern := regexp.MustCompile("(?m)" + task.ProblemMatcher[i].Pattern.Regexp)
		found := false
		for _, m := range pattern.FindAllStringSubmatch(out, -1) {
			found = found || strings.HasPrefix(strings.Join(m[1:], "|"), want)
		}
		if !found {
			t.Errorf("%s finds no %s in\n%s", pattern, want, out)
		}
	}
}
