package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFuzzTargets: a name stands for one target, so that what a fuzzer found, and the target that
// `make fuzz` names, can be told apart.
func TestFuzzTargets(t *testing.T) {
	target := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)
	in := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range target.FindAllSubmatch(source, -1) {
			name := string(m[1])
			if other := in[name]; other != "" {
				t.Errorf("%s and %s both have %s", other, path, name)
			}
			in[name] = path
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(in) < 20 {
		t.Errorf("only %d targets found", len(in))
	}
}
