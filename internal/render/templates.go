package render

import (
	"errors"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"

	"servicepatterns/theme"
)

// themeFiles are our theme with a library's own over it.
type themeFiles struct{ own fs.FS }

// all returns both, ours first.
func (f themeFiles) all() []fs.FS {
	if f.own == nil {
		return []fs.FS{theme.Files}
	}
	return []fs.FS{theme.Files, f.own}
}

// read returns a file of the library's theme, or else of ours.
func (f themeFiles) read(name string) ([]byte, error) {
	if f.own != nil {
		data, err := fs.ReadFile(f.own, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return data, err
		}
	}
	return theme.Files.ReadFile(name)
}

// list returns the files below a folder of either theme, each once, in order.
func (f themeFiles) list(dir string) ([]string, error) {
	seen := map[string]bool{}
	for _, from := range f.all() {
		err := fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && d.Type().IsRegular() {
				seen[name] = true
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names, nil
}

// templateSet holds, for one language, the layout once for each kind of page.
type templateSet struct {
	kinds  map[string]*template.Template
	shared *Shared
}

// loadTemplates parses layouts/page.html and all components, and then each other
// layout into a copy of them: it fills the layout's block "main".
func (s *Site) loadTemplates() error {
	components, err := s.files.list("components")
	if err != nil {
		return err
	}
	layouts, err := s.files.list("layouts")
	if err != nil {
		return err
	}
	s.sets = map[string]*templateSet{}
	for lang, w := range s.words {
		base := template.New("").Funcs(template.FuncMap{"t": w.t, "n": w.n, "count": count})
		for _, name := range append([]string{"layouts/page.html"}, components...) {
			if path.Ext(name) == ".html" {
				if err := s.files.parse(base, name, w); err != nil {
					return err
				}
			}
		}
		set := &templateSet{kinds: map[string]*template.Template{}}
		for _, name := range layouts {
			kind, isHTML := strings.CutSuffix(path.Base(name), ".html")
			if !isHTML || kind == "page" {
				continue
			}
			t, err := base.Clone()
			if err == nil {
				err = s.files.parse(t, name, w)
			}
			if err != nil {
				return err
			}
			set.kinds[kind] = t
		}
		s.sets[lang] = set
	}
	return nil
}

// plainWord is a word of the interface with nothing put in: {{t "search"}}.
var plainWord = regexp.MustCompile(`\{\{t "([a-z0-9.-]+)"\}\}`)

// parse adds a file to a set. Words with nothing put in are written into the
// template here, once: looking them up on every page took half of the time.
func (f themeFiles) parse(t *template.Template, name string, w words) error {
	data, err := f.read(name)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	source := plainWord.ReplaceAllStringFunc(string(data), func(action string) string {
		word := w.t(plainWord.FindStringSubmatch(action)[1])
		if strings.Contains(word, "{{") {
			return action
		}
		return html.EscapeString(word)
	})
	if _, err := t.New(name).Parse(source); err != nil {
		return fmt.Errorf("reading the theme's %s: %w", name, err)
	}
	return nil
}
