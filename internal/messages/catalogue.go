// Package messages holds every sentence that people read on pages, in the form and in
// findings that the form says, too, in each language of the interface, and how numbers, sums
// and dates are written there. Input: strings/LANG.json of the themes, and values of
// entries. Output: text, never HTML.
package messages

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"servicepatterns/internal/model"
	"servicepatterns/theme"
)

// Catalogue is what the interface says in one language, by key. A counted word has a key for
// each plural form of the language, as CLDR names them: "councils.one", "councils.other"; and,
// where it wants one, ".none" for no thing at all. See Fill for what is put in.
type Catalogue struct {
	language language.Tag
	words    map[string]string
}

// Catalogues are the words of a theme, by language.
type Catalogues struct {
	In      map[string]Catalogue
	English Catalogue // of our own theme alone, which the scripts bring with them
}

// English is what our own theme says in English: findings and new files say it, too.
func English() Catalogue { return english() }

var english = sync.OnceValue(func() Catalogue {
	w, err := read("en", theme.Files)
	if err != nil {
		panic(err) // these words are part of the program
	}
	return w
})

// Load reads strings/*.json of one or more themes, our own first; a later one wins key by
// key. A language that lacks a key says it in English.
func Load(themes ...fs.FS) (Catalogues, error) {
	all := Catalogues{In: map[string]Catalogue{}, English: English()}
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
			if all.Has(lang) {
				continue
			}
			w, err := read(lang, themes...)
			if err != nil {
				return all, err
			}
			for k, v := range english.words {
				if _, ok := w.words[k]; !ok {
					w.words[k] = v
				}
			}
			all.In[lang] = w
		}
	}
	return all, nil
}

// Has says whether there are words in a language.
func (all Catalogues) Has(lang string) bool {
	_, ok := all.In[lang]
	return ok
}

func read(lang string, themes ...fs.FS) (Catalogue, error) {
	// A name that is no language's counts as most languages do.
	w := Catalogue{language: language.Make(lang), words: map[string]string{}}
	for _, from := range themes {
		data, err := fs.ReadFile(from, "strings/"+lang+".json")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = json.Unmarshal(data, &w.words)
		}
		if err != nil {
			return Catalogue{}, fmt.Errorf("reading the words strings/%s.json: %w", lang, err)
		}
	}
	return w, nil
}

// Has says whether there are words for a key.
func (w Catalogue) Has(key string) bool {
	_, ok := w.words[key]
	return ok
}

// Below are the words whose keys begin with a prefix, by the rest of their keys.
func (w Catalogue) Below(prefix string) map[string]string {
	out := map[string]string{}
	for key, word := range w.words {
		if name, ok := strings.CutPrefix(key, prefix); ok {
			out[name] = word
		}
	}
	return out
}

// T returns the words for a key with their gaps filled, see Fill. An unknown key is shown
// as itself, so that a gap is seen and breaks nothing.
func (w Catalogue) T(key string, put ...string) string {
	v, ok := w.words[key]
	if !ok {
		return key
	}
	return Fill(v, put...)
}

// N returns counted words: N("case-studies", 3) → "3 case studies". The number stands for {n}.
func (w Catalogue) N(key string, n int, put ...string) string {
	form := key + "." + w.form(n)
	if _, ok := w.words[key+".none"]; ok && n == 0 {
		form = key + ".none"
	} else if _, ok := w.words[form]; !ok {
		form = key + ".other"
	}
	return w.T(form, append([]string{"n", Count(n)}, put...)...)
}

// forms are CLDR's names of plural forms, as Intl.PluralRules has them in the scripts.
var forms = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// form names the plural form in which a number of things stands in the language.
func (w Catalogue) form(n int) string {
	return forms[plural.Cardinal.MatchPlural(w.language, n, 0, 0, 0, 0)]
}

// Forms are the plural forms of a counted word as JSON, for a script that fills them.
func (w Catalogue) Forms(key string) (string, error) {
	out := map[string]string{}
	for _, form := range forms {
		if v, ok := w.words[key+"."+form]; ok {
			out[form] = v
		}
	}
	data, err := json.Marshal(out)
	return string(data), err
}

// Choice is what people read for a value of a named list of the model.
func (w Catalogue) Choice(list, value string) string {
	if v, ok := w.words["choice."+list+"."+value]; ok {
		return v
	}
	return model.Readable(value)
}

// Kind is a type of entry in words, for one.
func (w Catalogue) Kind(t model.Type) string {
	if v, ok := w.words["type."+string(t)]; ok {
		return v
	}
	return model.Readable(string(t))
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
	if v, ok := w.words["types."+string(t)]; ok {
		return v
	}
	return model.Readable(t.Folder())
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
func (w Catalogue) And(list []string) string { return join(list, w.T("and")) }

// Or joins words as a sentence does: "a, b or c".
func (w Catalogue) Or(list []string) string { return join(list, w.T("or")) }

// maxCredit is how many contributors a page names. Git knows the others.
const maxCredit = 10

// Credit joins the names of contributors: those who came first, and how many more.
func (w Catalogue) Credit(list []string) string {
	if more := len(list) - maxCredit; more > 1 {
		return w.N("others-too", more, "names", strings.Join(list[:maxCredit], ", "))
	}
	return w.And(list)
}

// Few joins names, of a long list only the first two: "a, b and 7 others".
func (w Catalogue) Few(list []string) string {
	if len(list) > 3 {
		return w.N("others", len(list)-2, "first", list[0], "second", list[1])
	}
	return w.And(list)
}

// List reads words that stand in a row with commas between them, and fills their gaps; none
// if the theme has no such key.
func (w Catalogue) List(key string, put ...string) []string {
	var out []string
	for name := range strings.SplitSeq(w.words[key], ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, Fill(name, put...))
		}
	}
	return out
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
