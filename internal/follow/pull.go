package follow

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"servicepatterns/internal/content"
	"servicepatterns/internal/fetch"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/tempdir"
)

// Options say how libraries are pulled.
type Options struct {
	Client   *fetch.Client
	DryRun   bool          // say what would be taken, and take nothing
	Accept   bool          // take what has another licence, address or format than it had
	Time     time.Duration // for one library: 10 minutes
	Progress func(stage string, done, of int)
	now      func() time.Time
}

// Outcome is what came of a pull of one library.
type Outcome struct {
	Name     string   `json:"name"`
	URL      string   `json:"url"`
	Title    string   `json:"title,omitempty"`
	State    State    `json:"state"`
	Problem  string   `json:"problem,omitempty"`
	Entries  int      `json:"entries"`
	Added    []string `json:"added"`
	Changed  []string `json:"changed"`
	Gone     []string `json:"gone"`
	Requests int64    `json:"requests"`
	Bytes    int64    `json:"bytes"` // as sent
}

// State says how a pull of a library ended.
type State string

const (
	Unchanged State = "unchanged"
	Updated   State = "updated"
	Refused   State = "refused" // it changed in a way that somebody must agree to
	Failed    State = "failed"
)

// at a time, libraries are pulled.
const atATime = 8

// Pull takes of each library what has changed. It returns an error when nothing can be kept; what is
// wrong with one library is in its outcome, and holds up no other.
func Pull(ctx context.Context, dir string, libraries []model.Followed, o Options) ([]Outcome, error) {
	if o.Time == 0 {
		o.Time = 10 * time.Minute
	}
	if o.now == nil {
		o.now = time.Now
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	if !o.DryRun {
		held, err := hold(root, dir)
		if err != nil {
			return nil, err
		}
		defer held.Close()
	}
	lock, err := ReadLock(root)
	if err != nil {
		return nil, err
	}
	p := puller{Options: o, root: root, lock: lock}
	outcomes := make([]Outcome, len(libraries))
	var group errgroup.Group
	group.SetLimit(atATime)
	for i, f := range libraries {
		group.Go(func() error {
			outcomes[i] = p.library(ctx, f)
			if o.Progress != nil {
				p.mu.Lock()
				defer p.mu.Unlock()
				p.done++
				o.Progress("pull", p.done, len(libraries))
			}
			return nil
		})
	}
	_ = group.Wait() // none fails: what is wrong is in its outcome
	return outcomes, p.wrong
}

// hold makes the folder of the copies, which git leaves out, and keeps it for one pull at a time.
func hold(root *os.Root, dir string) (io.Closer, error) {
	if err := root.MkdirAll(pulled, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder %s: %w", pulled, err)
	}
	if _, err := root.Stat(ignoreFile); errors.Is(err, os.ErrNotExist) {
		text := "# copies of other libraries; “patterns pull” makes them\npulled/\nundo/\n"
		if err := content.Put(root, ignoreFile, []byte(text)); err != nil {
			return nil, err
		}
	}
	return tempdir.Wait(filepath.Join(dir, filepath.FromSlash(pulled)))
}

// puller pulls the libraries of one library.
type puller struct {
	Options
	root  *os.Root
	mu    sync.Mutex // guards what follows
	lock  Lock
	done  int
	wrong error // the lock file cannot be written
}

// library pulls one library.
func (p *puller) library(ctx context.Context, f model.Followed) Outcome {
	ctx, cancel := context.WithTimeoutCause(ctx, p.Time, fmt.Errorf("it took longer than %v", p.Time))
	defer cancel()
	ctx, tally := fetch.Counting(ctx)
	out := Outcome{Name: f.Name.Value, URL: Address(f.URL.Value), Added: []string{}, Changed: []string{}, Gone: []string{}}
	p.mu.Lock()
	locked, known := p.lock.Libraries[out.Name]
	p.mu.Unlock()
	if !known || locked.URL != out.URL {
		locked = Locked{}
	}
	out.Title, out.Entries = locked.Title, locked.Entries
	err := p.take(ctx, &out, locked)
	var changed *changedError
	switch {
	case errors.As(err, &changed):
		out.State, out.Problem = Refused, changed.Error()
	case err != nil:
		out.State, out.Problem = Failed, err.Error()
	}
	out.Requests, out.Bytes = tally.Requests(), tally.Bytes()
	return out
}

// changedError says what somebody must agree to.
type changedError struct{ what, was, is, name string }

func (e *changedError) Error() string {
	return fmt.Sprintf("its %s was %q and is %q now. If that is right, run: patterns pull --accept %s", e.what, e.was, e.is, e.name)
}

// take takes a library's changes into its copy.
func (p *puller) take(ctx context.Context, out *Outcome, locked Locked) error {
	old, err := open(p.root, out.Name, locked.SHA256)
	if err != nil { // whatever is wrong with the copy, a new one is made
		old = nil
	} else {
		defer old.Close()
	}
	ask := fetch.Request{URL: out.URL + manifestFile, Most: opendata.MaxManifest}
	if old != nil && old.head.URL == ask.URL {
		ask.ETag, ask.Modified = old.head.ETag, old.head.Modified
	}
	answer, err := p.Client.Get(ctx, ask)
	if err != nil {
		return explain(err, out.Name)
	}
	if answer.Unchanged || old != nil && opendata.SHA256(answer.Body) == locked.SHA256 {
		out.State = Unchanged
		return nil
	}
	m, err := opendata.ReadManifest(answer.Body)
	if err != nil {
		return fmt.Errorf("%s: %w", ask.URL, err)
	}
	if err := p.agreed(out.Name, locked, m); err != nil {
		return err
	}
	new, err := p.list(ctx, out.URL, m, old)
	if err != nil {
		return fmt.Errorf("%s: %w", out.URL, err)
	}
	out.compare(old, new)
	out.State, out.Title, out.Entries = Updated, m.Title, new.count
	if p.DryRun {
		return nil
	}
	h := head{URL: ask.URL, ETag: answer.ETag, Modified: answer.Modified, Manifest: answer.Body}
	if err := p.copy(ctx, out, h, new, old); err != nil {
		return fmt.Errorf("%s: %w", out.URL, err)
	}
	return p.note(out.Name, Locked{
		URL: out.URL, Site: m.URL, Title: m.Title, Licence: m.Licence, Format: m.Format, Entries: new.count,
		SHA256: opendata.SHA256(answer.Body), Pulled: p.now().UTC().Format(time.RFC3339),
	})
}

const manifestFile = "library.json"

// explain says what to do about a library that has moved.
func explain(err error, name string) error {
	var moved *fetch.MovedError
	if errors.As(err, &moved) {
		return fmt.Errorf("%w. If that is right, run: patterns follow %s --name %s", err, Address(moved.To), name)
	}
	return err
}

// agreed refuses what nobody has agreed to: another licence, address or format than before.
func (p *puller) agreed(name string, locked Locked, m opendata.Manifest) error {
	if locked.SHA256 == "" || p.Accept {
		return nil
	}
	switch {
	case m.Licence != locked.Licence:
		return &changedError{"licence", locked.Licence, m.Licence, name}
	case m.URL != locked.Site:
		return &changedError{"own address", locked.Site, m.URL, name}
	case m.Format != locked.Format:
		return &changedError{"format", fmt.Sprint(locked.Format), fmt.Sprint(m.Format), name}
	}
	return nil
}

// list gets the parts of a library's list that differ from those of the copy: one by one, or all in one
// file when they are many.
func (p *puller) list(ctx context.Context, base string, m opendata.Manifest, old *Pack) (*list, error) {
	l := newList(m)
	same := make([]bool, len(m.Parts))
	if old != nil && len(old.Manifest.Parts) == len(m.Parts) {
		for i := range same {
			same[i] = m.Parts[i].SHA256 == old.Manifest.Parts[i].SHA256
		}
		for _, e := range old.Entries {
			if part := opendata.Part(e.ID, len(m.Parts)); same[part] {
				l.parts[part] = append(l.parts[part], e)
				l.seen[e.ID+"."+e.Language] = true
				l.count++
			}
		}
	}
	var need []int
	for i, same := range same {
		if !same {
			need = append(need, i)
		}
	}
	if len(need) > 1 && len(need) > len(m.Parts)/4 {
		data, err := p.get(ctx, base, m.Entries, opendata.MaxList, errList)
		if err != nil {
			return nil, err
		}
		l = newList(m)
		if err := l.add(-1, data); err != nil {
			return nil, err
		}
	} else {
		got := make([][]byte, len(need))
		err := each(need, func(i, part int) (err error) {
			got[i], err = p.get(ctx, base, m.Parts[part], opendata.MaxPart, errList)
			return err
		})
		if err != nil {
			return nil, err
		}
		for i, part := range need {
			if err := l.add(part, got[i]); err != nil {
				return nil, err
			}
		}
	}
	for _, part := range need {
		if err := l.check(part); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// each does something for every item, several at a time.
func each[T any](items []T, do func(i int, item T) error) error {
	var group errgroup.Group
	group.SetLimit(4)
	for i, item := range items {
		group.Go(func() error { return do(i, item) })
	}
	return group.Wait()
}

// get gets a file that library.json names, and holds it to its checksum.
func (p *puller) get(ctx context.Context, base string, f opendata.File, most int64, otherwise error) ([]byte, error) {
	at, err := opendata.At(base, f.URL)
	if err != nil {
		return nil, err
	}
	answer, err := p.Client.Get(ctx, fetch.Request{URL: at, Most: most})
	if err != nil {
		return nil, err
	}
	if opendata.SHA256(answer.Body) != f.SHA256 {
		return nil, otherwise
	}
	return answer.Body, nil
}

// compare says which entries are new, other and gone.
func (o *Outcome) compare(old *Pack, new *list) {
	was := map[string]string{}
	if old != nil {
		for _, e := range old.Entries {
			was[e.ID+"."+e.Language] = string(e.raw)
		}
	}
	note := func(to *[]string, id string) {
		if !slices.Contains(*to, id) { // a translation changed with its original
			*to = append(*to, id)
		}
	}
	seen := map[string]bool{}
	for _, part := range new.parts {
		for _, e := range part {
			key := e.ID + "." + e.Language
			seen[key] = true
			before, there := was[key]
			switch {
			case !there && e.Withdrawn == nil:
				note(&o.Added, e.ID)
			case there && e.Withdrawn != nil && before != string(e.raw):
				note(&o.Gone, e.ID)
			case there && before != string(e.raw):
				note(&o.Changed, e.ID)
			}
		}
	}
	if old != nil {
		for _, e := range old.Entries {
			if !seen[e.ID+"."+e.Language] && e.Withdrawn == nil {
				note(&o.Gone, e.ID)
			}
		}
	}
	slices.Sort(o.Added)
	slices.Sort(o.Changed)
	slices.Sort(o.Gone)
}

// copy makes the new copy of a library.
func (p *puller) copy(ctx context.Context, out *Outcome, h head, new *list, old *Pack) (err error) {
	have, err := openSources(p.root, out.Name, old)
	if err != nil {
		return err
	}
	whole := false
	defer func() { err = errors.Join(err, have.close(whole)) }()
	if err := p.sources(ctx, out.URL, new, have); err != nil {
		return err
	}
	to, err := newPack(p.root, out.Name, h)
	if err != nil {
		return err
	}
	for _, part := range new.parts {
		for _, e := range part {
			text, err := have.text(e)
			if err != nil {
				to.discard()
				return err
			}
			to.add(e, text)
		}
	}
	if err := to.finish(); err != nil {
		return err
	}
	whole = true
	return nil
}

// errSource says that a source is not what the list promises.
var errSource = errors.New("its sources do not have the checksums that its list gives")

// sources gets the texts that are not here: from bundles where many are missing, else one by one.
func (p *puller) sources(ctx context.Context, base string, l *list, have *sources) error {
	bundles := l.manifest.Sources
	missing := make([][]Entry, len(bundles))
	asked := map[string]bool{}
	for _, part := range l.parts {
		for _, e := range part {
			if e.Source != "" && e.Withdrawn == nil && !have.has(e.SHA256) && !asked[e.SHA256] {
				asked[e.SHA256] = true
				in := opendata.Part(e.ID, len(bundles))
				missing[in] = append(missing[in], e)
			}
		}
	}
	var single []Entry
	for i, entries := range missing {
		if len(entries) <= 2 || len(entries) <= bundles[i].Count/8 {
			single, missing[i] = append(single, entries...), nil
		}
	}
	err := each(missing, func(i int, want []Entry) error {
		if len(want) == 0 {
			return nil
		}
		return p.bundle(ctx, base, bundles[i], want, have)
	})
	if err != nil {
		return err
	}
	return each(single, func(_ int, e Entry) error {
		at, err := opendata.At(base, e.Source)
		if err != nil {
			return err
		}
		answer, err := p.Client.Get(ctx, fetch.Request{URL: at, Most: opendata.MaxSource})
		switch {
		case err != nil:
			return err
		case opendata.SHA256(answer.Body) != e.SHA256:
			return fmt.Errorf("%s: %w", at, errSource)
		case !utf8.Valid(answer.Body):
			return fmt.Errorf("%s: the file is not UTF-8 text", at)
		}
		return have.add(answer.Body)
	})
}

// bundle gets a bundle and keeps what is wanted of it.
func (p *puller) bundle(ctx context.Context, base string, f opendata.File, want []Entry, have *sources) error {
	data, err := p.get(ctx, base, f, opendata.MaxBundle, errSource)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, e := range want {
		wanted[e.SHA256] = true
	}
	err = opendata.Lines(data, func(raw []byte) error {
		s, err := opendata.ReadSource(raw)
		if err != nil || !wanted[s.SHA256] {
			return err
		}
		if len(s.Text) > opendata.MaxSource || opendata.SHA256([]byte(s.Text)) != s.SHA256 {
			return fmt.Errorf("the source of %s: %w", s.ID, errSource)
		}
		delete(wanted, s.SHA256)
		return have.add([]byte(s.Text))
	})
	if err == nil && len(wanted) > 0 {
		return fmt.Errorf("%s lacks %d of the sources that its list names", f.URL, len(wanted))
	}
	return err
}

// note writes into the lock file what was taken of a library.
func (p *puller) note(name string, l Locked) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lock.Libraries[name] = l
	err := p.lock.write(p.root)
	p.wrong = errors.Join(p.wrong, err)
	return err
}
