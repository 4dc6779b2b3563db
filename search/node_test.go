package search

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// node is a script running in Node that answers a line of JSON with a line of JSON.
type node struct {
	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
}

func startNode(t testing.TB, script string, args ...string) *node {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test runs the browser's modules in Node 20 or later; install it, for example with: apt-get install nodejs")
	}
	cmd := exec.Command(path, append([]string{"--no-warnings", "testdata/" + script}, args...)...)
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
		in.Close()
		cmd.Wait()
	})
	return &node{in: in, out: bufio.NewReaderSize(out, 1<<20)}
}

// ask sends a question and decodes the answer into answer.
func (n *node) ask(t testing.TB, question, answer any) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	line, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.in.Write(append(line, '\n')); err != nil {
		t.Fatal("node does not listen any more: ", err)
	}
	reply, err := n.out.ReadBytes('\n')
	if err != nil {
		t.Fatal("node does not answer: ", err)
	}
	if err := json.Unmarshal(reply, answer); err != nil {
		t.Fatalf("node answered %s: %v", reply, err)
	}
}
