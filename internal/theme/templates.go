package theme

import (
	"fmt"
	"html"
	"html/template"
	"path"
	"regexp"
	"strings"

	"servicepatterns/internal/messages"
)

// templates are, for one language, the layout once for each kind of page.
type templates map[string]*template.Template

// templates parses layouts/page.html and all components, and then each other
// layout into a copy of them: it fills the layout's block "main".
func (f files) templates(w messages.Catalogue) (templates, error) {
	components, err := f.list("components")
	if err != nil {
		return nil, err
	}
	layouts, err := f.list("layouts")
	if err != nil {
		return nil, err
	}
	base := template.New("").Funcs(template.FuncMap{"t": w.T, "n": w.N, "forms": w.Forms, "count": messages.Count})
	for _, name := range append([]string{"layouts/page.html"}, components...) {
		if path.Ext(name) == ".html" {
			if err := f.parse(base, name, w); err != nil {
				return nil, err
			}
		}
	}
	set := templates{}
	for _, name := range layouts {
		kind, isHTML := strings.CutSuffix(path.Base(name), ".html")
		if !isHTML || kind == "page" {
			continue
		}
		t, err := base.Clone()
		if err == nil {
			err = f.parse(t, name, w)
		}
		if err != nil {
			return nil, err
		}
		set[kind] = t
	}
	return set, nil
}

// plainWord is a word of the interface with nothing put in: {{t "search"}}.
var plainWord = regexp.MustCompile(`\{\{t "([a-z0-9.-]+)"\}\}`)

// parse adds a file to a set. Words with nothing put in are written into the
// template here, once: looking them up on every page took half of the time.
func (f files) parse(t *template.Template, name string, w messages.Catalogue) error {
	data, err := f.read(name)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	source := plainWord.ReplaceAllStringFunc(string(data), func(action string) string {
		word := w.T(plainWord.FindStringSubmatch(action)[1])
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
