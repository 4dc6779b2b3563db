package report

import (
	"cmp"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// Outside is what became of the library's links to elsewhere.
type Outside struct {
	Asked    int       `json:"asked"`
	Fine     int       `json:"fine"`
	NotAsked int       `json:"not_asked"` // there were too many, or time was up
	Links    []Outlink `json:"links"`     // those that are not fine, in order of address
}

// State is how a link answered.
type State string

// The states of a link that is not fine.
const (
	Dead    State = "dead"    // its server says that there is no such page, or there is no such host
	Moved   State = "moved"   // it leads on, for good, to another address
	Unsure  State = "unsure"  // no answer, or one that a program cannot judge: a person must look
	Private State = "private" // it leads into a private network, and was not asked
	fine    State = ""
)

// Outlink is a link to elsewhere and where it stands.
type Outlink struct {
	URL    string  `json:"url"`
	State  State   `json:"state"`
	Why    string  `json:"why,omitempty"`
	To     string  `json:"to,omitempty"` // where it leads now
	Places []Place `json:"places"`
}

// Place is a line of a file.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// outlinks collects the library's links to elsewhere, from fields and texts, each
// address once and in order. What stands after # is not sent to a server and is left out.
func outlinks(lib *model.Library) []Outlink {
	byURL := map[string]*Outlink{}
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	for _, e := range lib.Entries {
		if e.Row > 0 {
			continue
		}
		var found []model.Text
		for _, own := range e.Fields() {
			found = append(found, addresses(reflect.ValueOf(own))...)
		}
		for _, l := range e.Links {
			if !l.Image {
				found = append(found, l.To)
			}
		}
		var source []byte
		for _, t := range found {
			u, err := url.Parse(t.Value)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				continue
			}
			u.Fragment, u.RawFragment, u.User = "", "", nil
			if source == nil {
				source, _ = content.Read(root, e.Source, content.MaxMarkdown)
			}
			l := byURL[u.String()]
			if l == nil {
				l = &Outlink{URL: u.String()}
				byURL[l.URL] = l
			}
			at := source[:min(int(t.Pos.Start), len(source))]
			place := Place{e.File, 1 + strings.Count(string(at), "\n")}
			if !slices.Contains(l.Places, place) {
				l.Places = append(l.Places, place)
			}
		}
	}
	out := make([]Outlink, 0, len(byURL))
	for _, l := range byURL {
		out = append(out, *l)
	}
	slices.SortFunc(out, func(a, b Outlink) int { return cmp.Compare(a.URL, b.URL) })
	return out
}

// addresses finds the fields that hold a web address.
func addresses(v reflect.Value) []model.Text {
	var out []model.Text
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return addresses(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, addresses(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f, tag := v.Field(i), v.Type().Field(i).Tag
			switch x := f.Interface().(type) {
			case model.Text:
				if tag.Get("kind") == "url" {
					out = append(out, x)
				}
			case []model.Text:
				if tag.Get("kind") == "url" {
					out = append(out, x...)
				}
			default:
				if tag.Get("field") != "" {
					out = append(out, addresses(f)...)
				}
			}
		}
	}
	return out
}
