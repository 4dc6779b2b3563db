// Package node runs the browser's modules in Node, for tests that hold them against Go.
package node

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// Script is a script running in Node that answers a line of JSON with a line of JSON.
type Script struct {
	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
}

// Start runs a file until the test ends.
func Start(t testing.TB, file string, args ...string) *Script {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test runs the browser's modules in Node 20.11 or later; install it, for example with: apt-get install nodejs")
	}
	cmd := exec.Command(path, append([]string{"--no-warnings", file}, args...)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	return &Script{in: in, out: bufio.NewReaderSize(out, 1<<20)}
}

// Ask sends a question and decodes the answer into answer.
func (s *Script) Ask(t testing.TB, question, answer any) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	line, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.in.Write(append(line, '\n')); err != nil {
		t.Fatal("node does not listen any more: ", err)
	}
	reply, err := s.out.ReadBytes('\n')
	if err != nil {
		t.Fatal("node does not answer: ", err)
	}
	if err := json.Unmarshal(reply, answer); err != nil {
		t.Fatalf("node answered %s: %v", reply, err)
	}
}
