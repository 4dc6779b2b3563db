// Package messages holds what the site says to people in each language of its interface,
// and how it writes numbers, sums and dates there. Input: strings/LANG.json of the themes,
// and values of entries. Output: text, never HTML.
package messages

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Catalogue is what the interface says in one language, by key. Counted words have
// two keys, "x.one" and "x.other"; {n} and {1} stand for what is put in.
type Catalogue map[string]string

// Catalogues are the words of a theme, by language.
type Catalogues struct {
	In      map[string]Catalogue
	English Catalogue // of our own theme alone, which the scripts bring with them
}

// Load reads strings/*.json of one or more themes, our own first; a later one wins key by
// key. A language that lacks a key says it in English.
func Load(themes ...fs.FS) (Catalogues, error) {
	all := Catalogues{In: map[string]Catalogue{}}
	var err error
	if all.English, err = read("en", themes[0]); err != nil {
		return all, err
	}
	english, err := read("en", themes...)
	if err != nil {
		return all, err
	}
	for _, theme := range themes {
		names, err := fs.Glob(theme, "strings/*.json")
		if err != nil {
			return all, err
		}
		for _, name := range names {
			lang := strings.TrimSuffix(path.Base(name), ".json")
			if all.In[lang] != nil {
				continue
			}
			w, err := read(lang, themes...)
			if err != nil {
				return all, err
			}
			for k, v := range english {
				if _, ok := w[k]; !ok {
					w[k] = v
				}
			}
			all.In[lang] = w
		}
	}
	return all, nil
}

func read(lang string, themes ...fs.FS) (Catalogue, error) {
	w := Catalogue{}
	for _, from := range themes {
		data, err := fs.ReadFile(from, "strings/"+lang+".json")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = json.Unmarshal(data, &w)
		}
		if err != nil {
			return nil, fmt.Errorf("reading the words strings/%s.json: %w", lang, err)
		}
	}
	return w, nil
}

// T returns the words for a key, with {1}, {2} … replaced. An unknown key is shown
// as itself, so that a gap is seen and breaks nothing.
func (w Catalogue) T(key string, put ...string) string {
	v, ok := w[key]
	if !ok {
		return key
	}
	for i, p := range put {
		v = strings.ReplaceAll(v, "{"+strconv.Itoa(i+1)+"}", p)
	}
	return v
}

// N returns counted words: n("case-studies", 3) → "3 case studies".
func (w Catalogue) N(key string, n int, put ...string) string {
	form := key + ".other"
	if n == 1 {
		form = key + ".one"
	} else if _, ok := w[key+".none"]; ok && n == 0 {
		form = key + ".none"
	}
	return strings.ReplaceAll(w.T(form, put...), "{n}", Count(n))
}

// Choice is what people read for a value of a named list of the model.
func (w Catalogue) Choice(list, value string) string {
	if v, ok := w["choice."+list+"."+value]; ok {
		return v
	}
	return model.Label(list, value)
}

// Kind is a type of entry in words, for one.
func (w Catalogue) Kind(t model.Type) string {
	if v, ok := w["type."+string(t)]; ok {
		return v
	}
	return t.Label()
}

// KindOf is the type of an entry in words; a council is called one.
func (w Catalogue) KindOf(e *model.Entry) string {
	if e.Council != nil {
		return w.T("kind-council")
	}
	return w.Kind(e.Type)
}

// Kinds is a type of entry in words, for several.
func (w Catalogue) Kinds(t model.Type) string {
	if v, ok := w["types."+string(t)]; ok {
		return v
	}
	return t.Plural()
}

// Facet is what pages call a value of a facet of the search, false where the library or the
// value itself says it and not the theme.
func (w Catalogue) Facet(facet, value string) (string, bool) {
	switch facet {
	case "type":
		return w.Kind(model.Type(value)), true
	case "status", "stage":
		return w.Choice(facet, value), true
	case "evidence":
		if value == "none" {
			return w.T("no-figure"), true
		}
		return w.Choice("grade", value), true
	case "tier":
		return w.T("tier." + value), true
	case "from":
		return w.T("this-library"), true
	}
	return "", false
}

// And joins words as a sentence does: "a, b and c".
func (w Catalogue) And(list []string) string { return rules.Join(list, w.T("and")) }

// maxCredit is how many contributors a page names. Git knows the others.
const maxCredit = 10

// Credit joins the names of contributors: those who came first, and how many more.
func (w Catalogue) Credit(list []string) string {
	if more := len(list) - maxCredit; more > 1 {
		return w.N("others-too", more, strings.Join(list[:maxCredit], ", "))
	}
	return w.And(list)
}

// Few joins names, of a long list only the first two: "a, b and 7 others".
func (w Catalogue) Few(list []string) string {
	if len(list) > 3 {
		return w.N("others", len(list)-2, list[0], list[1])
	}
	return w.And(list)
}

// List reads words that stand in a row with commas between them; none if the theme has no such key.
func (w Catalogue) List(key string) []string {
	var out []string
	for name := range strings.SplitSeq(w[key], ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// About returns the names of a key that say what they are about.
func (w Catalogue) About(key, what string) []string {
	names := w.List(key)
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, "{1}", what)
	}
	return names
}

// UpperFirst lets words that stand alone begin as a sentence does, however their author
// began them.
func UpperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// LowerFirst writes a label as it stands inside a sentence. An abbreviation stays.
func LowerFirst(s string) string {
	r := []rune(s)
	if len(r) == 0 || len(r) > 1 && unicode.IsUpper(r[1]) {
		return s
	}
	return string(unicode.ToLower(r[0])) + string(r[1:])
}
