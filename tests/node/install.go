package node

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Install installs the npm packages of a folder's package-lock.json, unless they are there.
func Install(t testing.TB, dir string) {
	t.Helper()
	lock, err := os.Stat(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	installed, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json"))
	if err == nil && !installed.ModTime().Before(lock.ModTime()) {
		return
	}
	cmd := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("The tests need npm packages, and “npm ci” in %s failed: %v\n%s", dir, err, out)
	}
}
