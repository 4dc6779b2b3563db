package schema

import (
	"reflect"
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Form is what the form "Add to the library" is made of, and what it checks: every type
// with its fields, the words that fields take, and the rules with their sentences.
type Form struct {
	Types  map[model.Type]FormType `json:"types"`  // the form's own type has its fields
	Groups map[string][]FormField  `json:"groups"` // fields of a list's items, by name of the group
	Lists  map[string][]FormWord   `json:"lists"`  // words that a field takes, by name of the list
	Kinds  map[string]FormKind     `json:"kinds"`
	Rules  map[string][]string     `json:"rules"` // code, "" where it is the rule's name; message, help

	Reserved []string `json:"reserved,omitempty"` // ids that no page can have
	Pages    string   `json:"pages"`              // addresses of the site's own pages, parted by spaces
	Few      int      `json:"few"`                // words of a list that a person still reads
	Most     int      `json:"most"`               // items of a list
	Longest  int      `json:"longest"`            // letters of an id
	Device   string   `json:"device"`             // pattern of ids that Windows has no files of
	Hidden   string   `json:"hidden"`             // class of characters that cannot be seen
	Host     string   `json:"host"`               // pattern of addresses that lack https://
	Suggest  string   `json:"suggest"`            // how what was probably meant is offered
	And      string   `json:"and"`                // between the last two of several words
	Item     string   `json:"item"`               // what an item of a list is called
	Off      []string `json:"off"`                // codes of warnings that the library has switched off
}

// FormType is a type of entry.
type FormType struct {
	Label  string      `json:"label"`
	Folder string      `json:"folder"`
	Text   []FormText  `json:"text,omitempty"` // the parts of its text
	Fields []FormField `json:"fields,omitempty"`
}

// FormText is a part of an entry's text: its heading, which may be empty, and what to say.
type FormText struct {
	Heading string `json:"heading,omitempty"`
	Prompt  string `json:"prompt"`
}

// FormField is a field. Of a list Group names the fields of each item, if it has any.
type FormField struct {
	Name    string   `json:"name"`
	Label   string   `json:"label,omitempty"` // none: the name, made readable
	Hint    string   `json:"hint,omitempty"`
	Kind    string   `json:"kind,omitempty"`
	One     string   `json:"one,omitempty"`
	Ref     []string `json:"ref,omitempty"` // types, or "*"
	Need    bool     `json:"need,omitempty"`
	List    bool     `json:"list,omitempty"`
	Group   string   `json:"group,omitempty"`
	Short   bool     `json:"short,omitempty"`
	Want    bool     `json:"want,omitempty"`
	Words   string   `json:"words,omitempty"`
	Part    string   `json:"part,omitempty"`
	Most    int      `json:"most,omitempty"`    // characters
	Unasked bool     `json:"unasked,omitempty"` // the form does not ask for it
}

// FormWord is a word of a list, what people read for it, and others that mean the same.
type FormWord struct {
	Value   string   `json:"value"`
	Label   string   `json:"label,omitempty"` // none: the value, made readable
	Aliases []string `json:"aliases,omitempty"`
}

// FormKind is what a value must be, see rules.Kind.
type FormKind struct {
	Pattern string   `json:"pattern"`
	Below   float64  `json:"below,omitempty"`
	Rule    []string `json:"rule"`
}

// rare are fields that the form keeps and does not ask for: an older name of "source", and
// what only those who keep a library decide.
var rare = []string{"sources", "check-off"}

// ForForm returns what the form of a type needs of a library's format, in words of a language.
func ForForm(own model.Type, s *model.Settings, w messages.Catalogue) Form {
	f := Form{Types: map[model.Type]FormType{}, Groups: map[string][]FormField{}, Lists: map[string][]FormWord{},
		Kinds: map[string]FormKind{}, Rules: map[string][]string{},
		Pages: strings.Join(model.OwnPages(), " "), Few: rules.Few, Most: rules.MostItems, Longest: rules.LongestID, Device: rules.Device,
		Hidden: rules.UnseenPattern(), Host: rules.Host, Suggest: diag.DidYouMean, And: w.T("and"), Item: w.T("item-of"), Off: []string{}}
	for _, t := range model.Types() {
		f.Types[t] = FormType{Label: w.Kind(t), Folder: t.Folder()}
	}
	f.Types[own] = FormType{Label: w.Kind(own), Folder: own.Folder(), Text: formText(w.T("prompt." + string(own))),
		Fields: f.fields(s, w, own, structs(own)...)}
	for _, code := range s.Check.Off {
		f.Off = append(f.Off, code.Value)
	}
	if own == model.Page {
		f.Reserved = model.Reserved()
	}
	for name, k := range rules.Kinds() {
		if name == "language" {
			continue // of library.yaml, for which there is no form
		}
		f.Kinds[name] = FormKind{k.Pattern, k.Below, sentences(k.Rule, w)}
	}
	for name, r := range rules.Named() {
		f.Rules[name] = sentences(r, w)
		if f.Rules[name][0] == name {
			f.Rules[name][0] = "" // said already
		}
	}
	return f
}

// sentences are what the form says of a mistake: code, message, help.
func sentences(r *rules.Rule, w messages.Catalogue) []string {
	message, help := r.InForm(w)
	return []string{string(r.Code), message, help}
}

// formText parts a type's prompt at its headings.
func formText(prompt string) []FormText {
	var out []FormText
	for _, part := range strings.Split("\n"+prompt, "\n## ") {
		heading, say, found := strings.Cut(part, "\n\n")
		if !found {
			heading, say = "", part
		}
		if say = strings.TrimSpace(say); say != "" {
			out = append(out, FormText{strings.TrimSpace(heading), say})
		}
	}
	return out
}

// fields describes the fields of structs, and of every group and list in them.
func (f *Form) fields(s *model.Settings, w messages.Catalogue, t model.Type, of ...reflect.Type) []FormField {
	var out []FormField
	for _, d := range fields(w, of...) {
		one := FormField{Name: d.name, Label: d.label, Hint: d.hint, Kind: d.kind, One: d.one, Ref: strings.Fields(d.ref), Need: d.need,
			Short: d.short, Want: d.want, Words: d.words, Part: d.part, Most: d.most}
		one.Unasked = !asked(t, d.name) || slices.Contains(rare, d.name)
		if strings.EqualFold(strings.TrimSuffix(one.Hint, "."), one.Label) {
			one.Hint = "" // the same words twice
		}
		if one.Unasked {
			one.Hint = "" // whoever wrote it knew
		}
		one.Label = own(one.Label, d.name)
		if d.one != "" && f.Lists[d.one] == nil {
			f.Lists[d.one] = words(d.one, s, w)
		}
		typ := d.typ
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() == reflect.Slice {
			one.List, typ = true, typ.Elem()
		}
		switch {
		case typ == conditionType:
			one.Group = "condition"
		case typ != textType:
			one.Group = kebab(typ.Name())
			if _, known := f.Groups[one.Group]; !known {
				f.Groups[one.Group] = f.fields(s, w, t, typ)
			}
		}
		out = append(out, one)
	}
	return out
}

// own is a label that says more than the name does; the browser makes the others itself.
func own(label, name string) string {
	if label == model.Readable(name) {
		return ""
	}
	return label
}

// words are those that a list allows. None at all means that any is taken.
func words(list string, s *model.Settings, w messages.Catalogue) []FormWord {
	out := []FormWord{}
	for _, c := range model.Choices(list) {
		out = append(out, FormWord{Value: c, Label: own(w.Choice(list, c), c)})
	}
	for _, term := range s.Terms(list) {
		word := FormWord{Value: term.ID.Value, Label: own(term.Name(), term.ID.Value)}
		for _, a := range term.Aliases {
			word.Aliases = append(word.Aliases, a.Value)
		}
		out = append(out, word)
	}
	return out
}
