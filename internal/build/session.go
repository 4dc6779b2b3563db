package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"servicepatterns/internal/content"
	"servicepatterns/internal/history"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/publish"
	"servicepatterns/internal/render/view"
	"servicepatterns/internal/theme"
)

// Session builds a library again and again while somebody edits it. Link reads what changed, and from
// then on File makes each page when it is asked for; Build makes the whole site, with the same bytes.
// What both remember are files by what is in them, so nothing they make can be out of date.
type Session struct {
	Options
	cache content.Cache

	mu      sync.Mutex
	theme   *theme.Theme
	themeOf [sha256.Size]byte       // a hash of the library's own theme
	changes map[string]history.File // as the last Build read it; commits are no saves

	linking sync.RWMutex
	now     *linked
}

// linked is a library whose pages can be made.
type linked struct {
	*builder
	pages map[string]view.Page // by their files
}

// NewSession begins to build a library.
func NewSession(o Options) *Session { return &Session{Options: o} }

// Link loads and links the library as it is now. When that fails, File answers from what was linked before.
func (s *Session) Link(ctx context.Context) (*Result, error) {
	l := &linked{s.builder(ctx, ""), map[string]view.Page{}}
	s.mu.Lock()
	l.changes = s.changes
	s.mu.Unlock()
	for _, do := range []func() error{l.load, l.link, l.open} {
		if err := do(); err != nil {
			l.tidy()
			return l.Result, err
		}
	}
	s.keep(l.changes)
	for _, p := range l.site.Pages() {
		l.pages[p.Path] = p
	}
	s.linking.Lock()
	defer s.linking.Unlock()
	if s.now != nil {
		s.now.tidy()
	}
	s.now = l
	return l.Result, nil
}

// Build makes the whole site.
func (s *Session) Build(ctx context.Context, out string) (*Result, error) {
	b := s.builder(ctx, out)
	r, err := run(b)
	if b.changes != nil {
		s.keep(b.changes)
	}
	return r, err
}

func (s *Session) builder(ctx context.Context, out string) *builder {
	b := &builder{Options: s.Options, ctx: ctx, Result: &Result{}, session: s}
	b.Out = out
	return b
}

func (s *Session) keep(changes map[string]history.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes = changes
}

// Close lets go of the library.
func (s *Session) Close() {
	s.linking.Lock()
	defer s.linking.Unlock()
	if s.now != nil {
		s.now.tidy()
		s.now = nil
	}
}

// File makes a file of the site as it is linked: a page, what lies beside it, or what pages load. It is
// known when this alone decides what the file is: nil then means that the site has none. Other files, and
// those that have changed since Link, are as the last site has them.
func (s *Session) File(name string) (data []byte, known bool) {
	s.linking.RLock()
	defer s.linking.RUnlock()
	if s.now == nil {
		return nil, false
	}
	data, known, err := s.now.file(name)
	if err == nil && data != nil {
		data, err = publish.Minify(name, data)
	}
	return data, known && err == nil
}

func (l *linked) file(name string) (data []byte, known bool, err error) {
	if page, ok := l.pages[name]; ok {
		data, err = l.page(page)
		return data, true, err
	}
	if path.Ext(name) == ".html" {
		return nil, true, nil
	}
	if data = l.site.Theme.Asset(name); data != nil {
		return data, true, nil
	}
	data, err = l.besidePage(name)
	return data, data != nil, err
}

func (l *linked) page(p view.Page) ([]byte, error) {
	var body markdown.Body
	if p.Entry != nil {
		text, err := l.text(p.Entry)
		if err != nil {
			return nil, err
		}
		body = text.body
	}
	var html bytes.Buffer
	err := l.site.Render(&html, p, body)
	return html.Bytes(), err
}

// besidePage makes a file that lies beside an entry's page.
func (l *linked) besidePage(name string) ([]byte, error) {
	p, ok := l.pages[path.Join(path.Dir(name), "index.html")]
	if !ok || p.Entry == nil || p.Entry.Row > 0 || p.Leads {
		return nil, nil
	}
	text, err := l.text(p.Entry)
	if err != nil {
		return nil, err
	}
	for _, attach := range attachments {
		files, err := attach(l.builder, p.Entry, text.source)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if file.name == path.Base(name) {
				return file.data, nil
			}
		}
	}
	return nil, nil
}

// loadTheme is the theme with the library's own over ours, which is parsed again when a file of it changes.
func (s *Session) loadTheme(own fs.FS) (*theme.Theme, error) {
	of, err := contentOf(own)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.theme == nil || s.themeOf != of {
		t, err := theme.Load(own)
		if err != nil {
			return nil, err
		}
		s.theme, s.themeOf = t, of
	}
	return s.theme.Again(), nil
}

// contentOf is a hash of all files.
func contentOf(files fs.FS) (hash [sha256.Size]byte, err error) {
	sum := sha256.New()
	if files != nil {
		err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			var large *content.TooLargeError
			if errors.As(err, &large) { // as the theme will say if it wants the file
				data, err = []byte(large.Error()), nil
			}
			fmt.Fprintf(sum, "%q %d ", name, len(data))
			sum.Write(data)
			return err
		})
	}
	sum.Sum(hash[:0])
	return hash, err
}
