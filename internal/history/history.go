// Package history tells from git when each file of a library last changed and who
// wrote it. It asks one `git log` and reads its answer as it comes. Nothing is fetched
// from anywhere, and no e-mail address is kept.
//
// The same commits give the same answer on any day and machine: a history that is not
// whole (a shallow clone) or could not be read to its end gives none at all.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Bounds of what is read, so that a repository made to be slow cannot hold up a build.
const (
	maxTime         = 30 * time.Second
	maxCommits      = 100_000 // the newest; older ones are not looked at
	maxToken        = 1 << 20
	maxContributors = 100 // of one file
	maxName         = 100 // characters
)

// File is what git knows of a file.
type File struct {
	Changed      string   // day of the last change, "2026-11-25", as its author's clock had it
	Contributors []string // names, whoever came first first
}

// The reasons why there is no history.
var (
	ErrNoGit        = errors.New("git is not installed")
	ErrNoRepository = errors.New("the library is in no git repository")
	ErrNoCommits    = errors.New("nothing of the library has been committed to git")
	ErrShallow      = errors.New("this clone has only a part of the history")
	ErrTooSlow      = fmt.Errorf("git took more than %d seconds", int(maxTime.Seconds()))
)

// Read returns the history of the files below dir, by their path in it, with slashes.
// A file that is not committed has none.
//
// Moving a file unchanged is no change of it: it keeps its date and its contributors,
// as a project does that becomes a case study.
func Read(ctx context.Context, dir string) (map[string]File, error) {
	ctx, stop := context.WithTimeout(ctx, maxTime)
	defer stop()
	cmd := exec.CommandContext(ctx, "git", arguments...)
	cmd.Dir, cmd.Env = dir, environment(os.Environ())
	var said strings.Builder
	cmd.Stderr = &limited{&said, 4 << 10}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, ErrNoGit
		}
		return nil, fmt.Errorf("running git: %w", err)
	}
	r := reader{files: map[string]*File{}, now: map[string]string{}}
	readErr := r.read(out)
	if readErr != nil {
		stop() // git would wait for ever to be read
	}
	err = cmd.Wait()
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, ErrTooSlow
	case readErr != nil:
		return nil, readErr
	case err != nil:
		return nil, because(said.String(), err)
	case len(r.files) == 0:
		return nil, ErrNoCommits
	}
	return r.finish(), nil
}

// arguments ask for every commit that changed a file below the working folder, newest
// first. Settings of the person or of the repository that would change the answer, or
// run a program, are overruled.
//
// Only exact renames are looked for: git finds those without reading a file's text,
// which a partial clone would have to fetch.
var arguments = []string{
	"--no-pager", "-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false",
	"log", "--topo-order", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8",
	"-M100%", "--name-status", "-z", "--relative", fmt.Sprintf("--max-count=%d", maxCommits),
	// What a token of the answer begins with \x01 is a commit: whether the history is
	// cut off at it ("grafted"), its author's day and name, and its co-authors.
	"--format=%x01%D%x1f%as%x1f%aN%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x1f)", "--", ".",
}

// environment is the caller's, but for what points git at another repository (a hook
// sets it) or lets it use the network, and with messages in English.
func environment(env []string) []string {
	out := slices.DeleteFunc(slices.Clone(env), func(s string) bool {
		for _, name := range []string{"GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX=", "GIT_TRACE"} {
			if strings.HasPrefix(s, name) {
				return true
			}
		}
		return false
	})
	return append(out, "LC_ALL=C", "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0")
}

// because puts what git said into one of our reasons, or quotes it.
func because(said string, err error) error {
	switch {
	case strings.Contains(said, "not a git repository"):
		return ErrNoRepository
	case strings.Contains(said, "does not have any commits"):
		return ErrNoCommits
	}
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if line == "" {
		return fmt.Errorf("git log failed: %w", err)
	}
	return fmt.Errorf("git says “%s”", strings.TrimPrefix(line, "fatal: "))
}

// limited keeps the first n bytes written to it.
type limited struct {
	to *strings.Builder
	n  int
}

func (l *limited) Write(b []byte) (int, error) {
	l.to.Write(b[:min(len(b), max(0, l.n-l.to.Len()))])
	return len(b), nil
}

// reader goes back in time through git's answer.
type reader struct {
	files map[string]*File
	now   map[string]string // what a file of the past is called today, where that differs
	day   string
	names []string
}

// read takes git's answer: tokens parted by NUL. A commit's token is followed by a
// letter for what was done and one name, or two for a rename, for each of its files.
func (r *reader) read(out io.Reader) error {
	s := bufio.NewScanner(out)
	s.Buffer(nil, maxToken)
	s.Split(splitNUL)
	for s.Scan() {
		token := strings.TrimPrefix(s.Text(), "\n") // git parts a commit's line from its files
		if commit, ok := strings.CutPrefix(token, "\x01"); ok {
			if err := r.commit(commit); err != nil {
				return err
			}
			continue
		}
		if token == "" {
			continue
		}
		if !s.Scan() {
			break
		}
		name := s.Text()
		if token[0] != 'R' {
			r.change(r.today(name))
			continue
		}
		if !s.Scan() {
			break
		}
		r.now[name] = r.today(s.Text())
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("reading what git says: %w", err)
	}
	return nil
}

func splitNUL(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func (r *reader) today(name string) string {
	if now, ok := r.now[name]; ok {
		return now
	}
	return name
}

// commit begins a commit: the place where it stands, its day, its author and whoever
// else is named as one.
func (r *reader) commit(line string) error {
	parts := strings.Split(line, "\x1f")
	if len(parts) < 3 {
		return errors.New("git’s answer cannot be read")
	}
	// git shows the commit at which a shallow clone is cut off as the one that wrote
	// everything: dates and names would be false.
	if slices.Contains(strings.Split(parts[0], ", "), "grafted") {
		return ErrShallow
	}
	r.day, r.names = parts[1], r.names[:0]
	for _, who := range parts[2:min(len(parts), 2+maxContributors)] {
		if n := name(who); n != "" {
			r.names = append(r.names, n)
		}
	}
	return nil
}

// name is a person's name as git has it. A co-author's e-mail address is cut off; an
// address in place of a name, and a program, are no name.
func name(who string) string {
	who, _, _ = strings.Cut(who, "<")
	who = strings.Join(strings.FieldsFunc(who, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c)
	}), " ")
	if strings.Contains(who, "@") || strings.HasSuffix(who, "[bot]") || len([]rune(who)) > maxName {
		return ""
	}
	return strings.ToValidUTF8(who, "\uFFFD")
}

// change notes that the commit changed a file.
func (r *reader) change(file string) {
	f := r.files[file]
	if f == nil {
		f = &File{}
		r.files[file] = f
	}
	// A commit that was written earlier may come later in the history.
	if _, err := time.Parse(time.DateOnly, r.day); err == nil {
		f.Changed = max(f.Changed, r.day)
	}
	for i := len(r.names) - 1; i >= 0; i-- {
		who := r.names[i]
		if at := slices.Index(f.Contributors, who); at >= 0 {
			f.Contributors = slices.Delete(f.Contributors, at, at+1)
		} else if len(f.Contributors) == maxContributors {
			f.Contributors = f.Contributors[1:] // whoever came first stays
		}
		f.Contributors = append(f.Contributors, who)
	}
}

func (r *reader) finish() map[string]File {
	out := make(map[string]File, len(r.files))
	for name, f := range r.files {
		slices.Reverse(f.Contributors)
		out[name] = *f
	}
	return out
}
