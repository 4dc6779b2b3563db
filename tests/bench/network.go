package main

import (
	"compress/gzip"
	"encoding/json"
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
	sites, own := filepath.Join(dir, "sites"), filepath.Join(dir, "own")
	var follow strings.Builder
	server := httptest.NewServer(zipped(http.FileServer(http.Dir(sites))))
	defer server.Close()
	name := func(i int) string { return fmt.Sprintf("library-%02d", i) }
	publish := func(i int) error {
		return quiet(command, "build", "--library", filepath.Join(dir, name(i)), "--out", filepath.Join(sites, name(i)))
	}
	for i := range libraries {
		if err := generateFrom(uint64(i+10), entries, filepath.Join(dir, name(i))); err != nil {
			return err
		}
		if err := publish(i); err != nil {
			return err
		}
		fmt.Fprintf(&follow, "  - {name: %s, url: %q}\n", name(i), server.URL+"/"+name(i)+"/")
	}
	if err := generateFrom(1, entries, own); err != nil {
		return err
	}
	fmt.Printf("one library of %d entries, which follows %d others of %d each\n\n%-34s %9s %9s %9s %9s %9s\n", entries, libraries, entries,
		"", "seconds", "cpu", "peak MB", "requests", "MB sent")
	build := func(what string) error {
		cost, _, err := measured(command, "build", "--library", own, "--out", filepath.Join(dir, "own-site"))
		fmt.Printf("%-34s %9.1f %9.1f %9d\n", what, cost.wall, cost.cpu, cost.peak)
		return err
	}
	if err := build("build, alone"); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(own, "library.yaml"), []byte("title: Own\nfollow:\n"+follow.String()), 0o644); err != nil {
		return err
	}
	first := 0.0
	pull := func(what string) error {
		cost, out, err := measured(command, "pull", "--library", own, "--allow-private", "--json")
		if err != nil {
			return err
		}
		var outcomes []struct{ Requests, Bytes int }
		if err := json.Unmarshal(out, &outcomes); err != nil {
			return err
		}
		requests, bytes := 0, 0.0
		for _, o := range outcomes {
			requests, bytes = requests+o.Requests, bytes+float64(o.Bytes)/1e6
		}
		fmt.Printf("%-34s %9.1f %9.1f %9d %9d %9.2f", what, cost.wall, cost.cpu, cost.peak, requests, bytes)
		if first == 0 {
			first = bytes
		} else {
			fmt.Printf("  %.1f%% of the first pull", 100*bytes/first)
		}
		fmt.Println()
		return nil
	}
	if err := pull("pull, first"); err != nil {
		return err
	}
	if err := build("build, with what was pulled"); err != nil {
		return err
	}
	if err := pull("pull, nothing has changed"); err != nil {
		return err
	}
	for i := range libraries {
		for n := range 10 {
			file := filepath.Join(dir, name(i), "service-patterns", fmt.Sprintf("page-%06d.md", n*entries/10))
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if err := os.WriteFile(file, append(text, "\nA sentence more.\n"...), 0o644); err != nil {
				return err
			}
		}
		if err := publish(i); err != nil {
			return err
		}
	}
	if err := pull("pull, ten of each have changed"); err != nil {
		return err
	}
	return build("build, with these changes")
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
