package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/cli"
	"servicepatterns/internal/starter"
)

// TestInit begins a library for each host: it has no finding and builds at once, and what is
// read by other programs can be read.
func TestInit(t *testing.T) {
	for i, host := range starter.Hosts {
		t.Run(host, func(t *testing.T) {
			t.Setenv("XDG_CACHE_HOME", t.TempDir())
			t.Chdir(t.TempDir())
			args := []string{"init", "ours", "--deploy", host, "--organisation", `Cyngor “Tŷ”: a #1 council's & sons`}
			if i%2 == 0 {
				args = append(args, "--url", "https://www.council.example/our/patterns", "--repository", "https://gitlab.example/a/b",
					"--contact", "patterns@council.example", "--licence", "cc-by", "--language", "cy")
			}
			silent(t, args...)
			t.Chdir("ours")
			if said := silent(t, "check", "--strict"); said != "" {
				t.Error(said)
			}
			silent(t, "build", "--base-url", "https://www.council.example/our/patterns/")
			readable(t)
		})
	}
}

// silent runs the command, which must succeed, and returns what it prints.
func silent(t *testing.T, args ...string) string {
	t.Helper()
	var out, said bytes.Buffer
	if code := cli.Main(args, &out, &said); code != 0 {
		t.Fatalf("%q: exit code %d\n%s%s", args, code, out.String(), said.String())
	}
	return out.String()
}

// readable reads the files of hosts as these do, as far as what reads them is here.
func readable(t *testing.T) {
	t.Helper()
	for _, file := range files(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("<%")) || bytes.Contains(data, []byte("<no value>")) {
			t.Errorf("%s was not filled in", file)
		}
		switch filepath.Ext(file) {
		case ".yml", ".yaml":
			if err := yaml.Unmarshal(data, new(map[string]any)); err != nil {
				t.Errorf("%s: %v", file, err)
			}
		case ".sh":
			if out, err := exec.Command("sh", "-n", file).CombinedOutput(); err != nil {
				t.Errorf("%s: %s", file, out)
			}
		case ".conf":
			if _, err := exec.LookPath("nginx"); err == nil {
				here := filepath.Join(t.TempDir(), "nginx.conf")
				abs, _ := filepath.Abs(file) // the folder of the test is there
				whole := "pid nginx.pid; error_log stderr; events {} http { include " + abs + "; }"
				if err := os.WriteFile(here, []byte(whole), 0o600); err != nil {
					t.Fatal(err)
				}
				if out, err := exec.Command("nginx", "-t", "-p", filepath.Dir(here), "-c", here).CombinedOutput(); err != nil {
					t.Errorf("%s: %s", file, out)
				}
			}
		}
	}
}

// files are those of the repository, without the site.
func files(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(".", func(file string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && file == "public" {
			return filepath.SkipDir
		}
		if err == nil && !d.IsDir() {
			out = append(out, file)
		}
		return err
	})
	if err != nil || !strings.Contains(strings.Join(out, " "), "library.yaml") {
		t.Fatal(err, out)
	}
	return out
}
