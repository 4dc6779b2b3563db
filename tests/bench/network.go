package main

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// network measures a library that follows others: the first pull, one when nothing has changed, one when
// ten entries of each have, and what its build takes alone and with them.
func network(command, dir string, libraries, entries int) error {
	n := net{command: command, dir: dir, libraries: libraries, entries: entries, own: filepath.Join(dir, "own")}
	server := httptest.NewServer(zipped(http.FileServer(http.Dir(filepath.Join(dir, "sites")))))
	defer server.Close()
	if err := n.generate(); err != nil {
		return err
	}
	fmt.Printf("one library of %d entries, which follows %d others of %d each\n\n%-34s %9s %9s %9s %9s %9s\n", entries, libraries, entries,
		"", "seconds", "cpu", "peak MB", "requests", "MB sent")
	for _, step := range []func() error{
		func() error { return n.build("build, alone") },
		func() error { return n.follow(server.URL) },
		func() error { return n.pull("pull, first") },
		func() error { return n.build("build, with what was pulled") },
		func() error { return n.pull("pull, nothing has changed") },
		n.change,
		func() error { return n.pull("pull, ten of each have changed") },
		func() error { return n.build("build, with these changes") },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type net struct {
	command, dir, own  string
	libraries, entries int
	first              float64 // MB of the first pull
}

func (n *net) name(i int) string { return fmt.Sprintf("library-%02d", i) }

func (n *net) publish(i int) error {
	return quiet(n.command, "build", "--library", filepath.Join(n.dir, n.name(i)), "--out", filepath.Join(n.dir, "sites", n.name(i)))
}

func (n *net) generate() error {
	for i := range n.libraries {
		if err := errors.Join(generateFrom(uint64(i+10), n.entries, filepath.Join(n.dir, n.name(i))), n.publish(i)); err != nil {
			return err
		}
	}
	return generateFrom(1, n.entries, n.own)
}

func (n *net) follow(server string) error {
	settings := "title: Own\nfollow:\n"
	for i := range n.libraries {
		settings += fmt.Sprintf("  - {name: %s, url: %q}\n", n.name(i), server+"/"+n.name(i)+"/")
	}
	return os.WriteFile(filepath.Join(n.own, "library.yaml"), []byte(settings), 0o644)
}

// change changes ten entries of each library.
func (n *net) change() error {
	for i := range n.libraries {
		for k := range 10 {
			file := filepath.Join(n.dir, n.name(i), "service-patterns", fmt.Sprintf("page-%06d.md", k*n.entries/10))
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if err := os.WriteFile(file, append(text, "\nA sentence more.\n"...), 0o644); err != nil {
				return err
			}
		}
		if err := n.publish(i); err != nil {
			return err
		}
	}
	return nil
}

func (n *net) build(what string) error {
	cost, _, err := measured(n.command, "build", "--library", n.own, "--out", filepath.Join(n.dir, "own-site"))
	fmt.Printf("%-34s %9.1f %9.1f %9d\n", what, cost.wall, cost.cpu, cost.peak)
	return err
}

func (n *net) pull(what string) error {
	cost, out, err := measured(n.command, "pull", "--library", n.own, "--allow-private", "--json")
	if err != nil {
		return err
	}
	var outcomes []struct{ Requests, Bytes int }
	if err := json.Unmarshal(out, &outcomes); err != nil {
		return err
	}
	requests, sent := 0, 0.0
	for _, o := range outcomes {
		requests, sent = requests+o.Requests, sent+float64(o.Bytes)/1e6
	}
	share := ""
	if n.first > 0 {
		share = fmt.Sprintf("  %.1f%% of the first pull", 100*sent/n.first)
	} else {
		n.first = sent
	}
	fmt.Printf("%-34s %9.1f %9.1f %9d %9d %9.2f%s\n", what, cost.wall, cost.cpu, cost.peak, requests, sent, share)
	return nil
}

func quiet(command string, args ...string) error {
	if out, err := exec.Command(command, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", command, strings.Join(args, " "), err, out)
	}
	return nil
}

type cost struct {
	wall, cpu float64
	peak      int64 // MB
}

// measured runs a command and says what it took.
func measured(command string, args ...string) (cost, []byte, error) {
	cmd := exec.Command(command, args...)
	begin := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return cost{}, out, fmt.Errorf("%s %s: %w", command, strings.Join(args, " "), err)
	}
	used := cmd.ProcessState
	c := cost{wall: time.Since(begin).Seconds(), cpu: (used.UserTime() + used.SystemTime()).Seconds()}
	if usage, ok := used.SysUsage().(*syscall.Rusage); ok {
		c.peak = usage.Maxrss >> 10
	}
	return c, out, nil
}

// zipped compresses answers, as hosts do.
func zipped(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		zip := gzip.NewWriter(w)
		defer zip.Close()
		next.ServeHTTP(&zippedAnswer{w, zip}, r)
	})
}

type zippedAnswer struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (z *zippedAnswer) WriteHeader(status int) {
	if status == http.StatusOK {
		z.Header().Del("Content-Length")
		z.Header().Set("Content-Encoding", "gzip")
	} else {
		z.zip.Reset(io.Discard)
	}
	z.ResponseWriter.WriteHeader(status)
}

func (z *zippedAnswer) Write(p []byte) (int, error) { return z.zip.Write(p) }
