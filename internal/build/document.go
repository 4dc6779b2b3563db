package build

import (
	"path/filepath"
	"reflect"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"servicepatterns/internal/content"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/search/index"
)

// collection is a library whose entries are found: our own, or one that is followed.
type collection struct {
	*link.Graph
	name string // "" for our own
	from string // value of the facet
	also map[*model.Entry][]string
	href func(*model.Entry) string
	text func(*model.Entry) (text, error)
}

// ours is the library itself.
func (b *builder) ours() collection {
	return collection{Graph: b.graph, from: model.Here, also: b.followed.also,
		href: func(e *model.Entry) string { return b.site.At.Href(e.Path()) }, text: b.text}
}

// documents gives those of a collection's entries.
func (b *builder) documents(c collection, add func(index.Document) error) error {
	translations := map[string][]*model.Entry{}
	for _, e := range c.Entries {
		if e.Language != "" {
			translations[e.ID] = append(translations[e.ID], e)
		}
	}
	return b.parallel("index", len(c.Entries), func(i int) error {
		e := c.Entries[i]
		if e.Language != "" {
			return nil // found by its original, which leads to it
		}
		text, err := c.text(e)
		if err != nil {
			return err
		}
		return add(c.document(e, text, translations[e.ID]))
	})
}

// document is what an entry gives to the index. Its translations give it their names and summaries: who
// asks in Welsh finds the entry, which leads to the page in Welsh.
func (c collection) document(e *model.Entry, body text, translations []*model.Entry) index.Document {
	d := index.Document{
		ID: e.ID, Library: c.name, Also: c.also[e], Type: string(e.Type), URL: c.href(e), Title: e.Title.Value,
		Summary: e.Summary.Value, Aliases: values(e.Aliases), Updated: e.Changed, Facets: c.facets(e),
	}
	if e.Reviewed.Value > d.Updated {
		d.Updated = e.Reviewed.Value
	}
	for _, h := range body.body.Headings {
		d.Headings = append(d.Headings, h.Text)
	}
	parts := []string{body.plain}
	for _, q := range e.Questions() { // what it asks counts more than the rest of its text
		d.Questions = append(d.Questions, q.Ask.Value)
		parts = append(parts, q.Why.Value)
		parts = append(parts, values(q.Options)...)
	}
	own := e.Own
	switch f := own.(type) {
	case *model.PatternFields:
		rest := *f
		rest.Questions, own = nil, &rest
	case *model.ServiceFields:
		rest := *f
		rest.Questions, own = nil, &rest
	}
	parts = append(parts, prose(reflect.ValueOf(own))...)
	for _, t := range translations {
		d.Aliases = append(append(d.Aliases, t.Title.Value), values(t.Aliases)...)
		parts = append(parts, t.Summary.Value)
		d.Facets["language"] = append(d.Facets["language"], t.Language)
	}
	d.Body = strings.Join(parts, "\n")
	return d
}

func values(list []model.Text) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Value
	}
	return out
}

// prose collects what an entry's fields say in words: everything that is not an id,
// an address, a date, a number or a word from a list.
func prose(v reflect.Value) []string {
	var out []string
	switch v.Kind() {
	case reflect.Pointer:
		return prose(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, prose(v.Index(i))...)
		}
	case reflect.Struct:
		if t, ok := v.Interface().(model.Text); ok {
			if t.Set() {
				out = append(out, t.Value)
			}
			return out
		}
		for i := range v.NumField() {
			tag := v.Type().Field(i).Tag
			if tag.Get("field") == "" || tag.Get("kind") != "" || tag.Get("one") != "" || tag.Get("ref") != "" {
				continue
			}
			out = append(out, prose(v.Field(i))...)
		}
	}
	return out
}

// facets are the values by which an entry can be filtered.
func (c collection) facets(e *model.Entry) map[string][]string {
	f := map[string][]string{}
	add := func(name string, list ...string) {
		for _, v := range list {
			if v != "" {
				f[name] = append(f[name], v)
			}
		}
	}
	language, _, _ := strings.Cut(c.Language.Value, "-")
	add("language", language)
	add("from", c.from)
	add("from", c.also[e]...)
	for _, fields := range e.Fields() {
		filters(reflect.ValueOf(fields).Elem(), add)
	}
	for _, ref := range e.Refs {
		if to := ref.Entry; to != nil && len(ref.Types) == 1 && to.Type.Kind().Filter {
			add(string(to.Type), to.ID)
			c.place(to, add)
		}
	}
	if e.Type == model.Organisation {
		add("organisation", e.ID)
		c.place(e, add)
	}
	add("evidence", c.evidence(e)...)
	for name, list := range f {
		f[name] = distinct(list)
	}
	return f
}

// filters adds the values of the fields by which search can be narrowed.
func filters(fields reflect.Value, add func(string, ...string)) {
	for i := range fields.NumField() {
		name := fields.Type().Field(i).Tag.Get("filter")
		if name == "" {
			continue
		}
		switch x := fields.Field(i).Interface().(type) {
		case model.Text:
			add(name, x.Value)
		case []model.Text:
			add(name, values(x)...)
		}
	}
}

// place adds where a council lies and which tier it is.
func (c collection) place(e *model.Entry, add func(string, ...string)) {
	if e.Council == nil {
		return
	}
	for _, alike := range insight.Likenesses(e.Council) {
		if alike.Way != "size" { // the search does not know sizes
			add(alike.Way, alike.Slug)
		}
	}
}

// evidence lists the grades of the figures that an entry's page counts, or "none".
func (c collection) evidence(e *model.Entry) []string {
	figures, ok := insight.Figures(c.Graph, e)
	if !ok {
		return nil
	}
	if grades := insight.Grades(figures); len(grades) > 0 {
		return grades
	}
	return []string{"none"}
}

func distinct(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// label is what a person reads for a facet's value.
func (b *builder) label(facet, value string) string {
	if word, ok := b.site.FacetWord(facet, value); ok {
		return word
	}
	if e := b.library.ByID[value]; e != nil && model.Type(facet).Kind().Filter {
		if e.Council != nil {
			return e.Council.ShortName
		}
		return e.Title.Value
	}
	if title, ok := b.followed.title(facet, value); ok {
		return title
	}
	switch facet {
	case "verb", "service-area", "life-event":
		return b.library.TermLabel(facet, value)
	case "language":
		if name := display.Self.Name(language.Make(value)); name != "" {
			return model.Capital(name) // as its speakers call it
		}
	case "nation", "region":
		return place(value)
	}
	return model.Readable(value)
}

// place writes the name of a nation or region from its slug.
func place(value string) string {
	words := strings.Split(value, "-")
	for i, w := range words {
		if w != "of" && w != "and" && w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// places are the pages of the site to which words of a question lead.
func (b *builder) places() []index.Place {
	var out []index.Place
	for _, p := range b.site.Places() {
		out = append(out, index.Place{Title: p.Title, URL: b.site.At.Href(p.Path), Names: p.Names, Alone: p.Alone})
	}
	return out
}

func (b *builder) synonyms() index.Synonyms {
	var out index.Synonyms
	for _, group := range b.library.Synonyms.Groups {
		out.Groups = append(out.Groups, values(group))
	}
	for _, one := range b.library.Synonyms.OneWay {
		out.OneWay = append(out.OneWay, index.OneWay{From: values(one.From), To: values(one.To)})
	}
	return out
}

// shown is a file of the library as findings name it.
func (b *builder) shown(file string) string {
	return filepath.ToSlash(filepath.Join(content.Shown(b.Library), file))
}
