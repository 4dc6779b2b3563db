package render

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// words are what the interface says in one language, by key. Counted words have
// two keys, "x.one" and "x.other"; {n} and {1} stand for what is put in.
type words map[string]string

// loadWords reads strings/*.json of our theme and of the library's, which wins key
// by key. A language that lacks a key says it in English.
func (s *Site) loadWords() error {
	s.words = map[string]words{}
	var err error
	if s.english, err = (themeFiles{}).words("en"); err != nil {
		return err
	}
	english, err := s.files.words("en")
	if err != nil {
		return err
	}
	names, err := s.files.list("strings")
	if err != nil {
		return err
	}
	for _, name := range names {
		lang, isJSON := strings.CutSuffix(path.Base(name), ".json")
		if !isJSON {
			continue
		}
		w, err := s.files.words(lang)
		if err != nil {
			return err
		}
		for k, v := range english {
			if _, ok := w[k]; !ok {
				w[k] = v
			}
		}
		s.words[lang] = w
	}
	s.lang, _, _ = strings.Cut(s.g.Language.Value, "-")
	if s.words[s.lang] == nil {
		s.lang = "en"
	}
	return nil
}

func (f themeFiles) words(lang string) (words, error) {
	w := words{}
	for _, from := range f.all() {
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

// of returns the words in which a page of the entry speaks.
func (s *Site) of(e *model.Entry) words {
	if e != nil && s.words[e.Language] != nil {
		return s.words[e.Language]
	}
	return s.words[s.lang]
}

// t returns the words for a key, with {1}, {2} … replaced. An unknown key is shown
// as itself, so that a gap is seen and breaks nothing.
func (w words) t(key string, put ...string) string {
	v, ok := w[key]
	if !ok {
		return key
	}
	for i, p := range put {
		v = strings.ReplaceAll(v, "{"+strconv.Itoa(i+1)+"}", p)
	}
	return v
}

// n returns counted words: n("case-studies", 3) → "3 case studies".
func (w words) n(key string, n int, put ...string) string {
	form := key + ".other"
	if n == 1 {
		form = key + ".one"
	} else if _, ok := w[key+".none"]; ok && n == 0 {
		form = key + ".none"
	}
	return strings.ReplaceAll(w.t(form, put...), "{n}", count(n))
}

// choice is what people read for a value of a named list of the model.
func (w words) choice(list, value string) string {
	if v, ok := w["choice."+list+"."+value]; ok {
		return v
	}
	return model.Label(list, value)
}

// kind is a type of entry in words, for one; kinds for several.
func (w words) kind(t model.Type) string {
	if v, ok := w["type."+string(t)]; ok {
		return v
	}
	return t.Label()
}

// kindOf is the type of an entry in words; a council is called one.
func (w words) kindOf(e *model.Entry) string {
	if e.Council != nil {
		return w.t("kind-council")
	}
	return w.kind(e.Type)
}

func (w words) kinds(t model.Type) string {
	if v, ok := w["types."+string(t)]; ok {
		return v
	}
	return t.Plural()
}

// FacetWord is what the library's pages call a value of a facet of the search, false where the
// library or the value itself says it and not the theme.
func (s *Site) FacetWord(facet, value string) (string, bool) {
	w := s.words[s.lang]
	switch facet {
	case "type":
		return w.kind(model.Type(value)), true
	case "status", "stage":
		return w.choice(facet, value), true
	case "evidence":
		if value == "none" {
			return w.t("no-figure"), true
		}
		return w.choice("grade", value), true
	case "tier":
		return w.t("tier." + value), true
	case "from":
		return w.t("this-library"), true
	}
	return "", false
}

// and joins words as a sentence does: "a, b and c".
func (w words) and(list []string) string { return rules.Join(list, w.t("and")) }

// maxCredit is how many contributors a page names. Git knows the others.
const maxCredit = 10

// credit joins the names of contributors: those who came first, and how many more.
func (w words) credit(list []string) string {
	if more := len(list) - maxCredit; more > 1 {
		return w.n("others-too", more, strings.Join(list[:maxCredit], ", "))
	}
	return w.and(list)
}

// few joins names, of a long list only the first two: "a, b and 7 others".
func (w words) few(list []string) string {
	if len(list) > 3 {
		return w.n("others", len(list)-2, list[0], list[1])
	}
	return w.and(list)
}
