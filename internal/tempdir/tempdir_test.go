package tempdir

import (
	"bufio"
	"os"
	"os/exec"
	"testing"
)

// TestKilled: what a killed process left is removed by the next one, what a running one holds is not.
func TestKilled(t *testing.T) {
	if os.Getenv("TEMPDIR_CHILD") != "" {
		d, err := New("tempdir-test-")
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout.WriteString(d.Path + "\n")
		select {}
	}
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	child := exec.Command(os.Args[0], "-test.run=TestKilled")
	child.Env = append(os.Environ(), "TEMPDIR_CHILD=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	path, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	path = path[:len(path)-1]
	next := func() {
		t.Helper()
		d, err := New("tempdir-test-")
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Remove(); err != nil {
			t.Fatal(err)
		}
	}
	next()
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the folder of a running process was removed: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	next()
	if left, _ := os.ReadDir(temp); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
