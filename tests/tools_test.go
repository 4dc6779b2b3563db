package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestTools: the script that "make test" begins with takes no Node that the tests cannot
// run in, and says so in one line.
func TestTools(t *testing.T) {
	script, err := os.ReadFile("tools.sh")
	if err != nil {
		t.Fatal(err)
	}
	for version, fine := range map[string]bool{"9.11.2": false, "18.20.4": false, "20.10.0": false, "20.11.0": true, "20.20.2": true, "22.1.0": true} {
		// A place without apt-get, which would install another.
		dir := t.TempDir()
		for _, name := range []string{"node", "npm", "chromium", "curl", "jekyll", "nginx"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho "+version+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"sort", "head"} {
			path, err := exec.LookPath(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(path, filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("/bin/sh", "-c", string(script))
		cmd.Env = []string{"PATH=" + dir}
		out, err := cmd.CombinedOutput()
		want := "The tests need Node 20.11 or newer; this is " + version + ".\n"
		if fine {
			want = ""
		}
		if (err == nil) != fine || string(out) != want {
			t.Errorf("with Node %s: %v\n%s", version, err, out)
		}
	}
}
