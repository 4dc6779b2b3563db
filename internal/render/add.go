package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/forge"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/render/view"
	format "servicepatterns/internal/schema"
)

// AddView is a page of the form "Add to the library": the choice of a type, or the form
// for one. A script makes the fields of the rules that the site publishes.
type AddView struct {
	view.Frame
	Trail      []view.Link
	Lede       string
	Types      []view.Link // to choose from
	Contribute string      // address of what makes a good entry

	Type     string
	Rules    string // address of what the form is made of
	Prose    string // address of the rules of how texts read
	Review   string // address of the script that shows how the entry will look, and sends it
	Known    string // address of the folder with lists of entries, by type
	Pages    string // address of the folder with the type's entries
	Template string // address of a file to fill in without the form
	Forge    AddForge
	Mail     string // address to send to, "" when the library names none
	Pictures bool   // the type takes pictures
}

// AddForge is where a finished text can be proposed; New is "" without a code host.
type AddForge struct {
	Name   string // of the host
	New    string // up to the file's name
	Value  string // parameter of the text, "" when the host takes none
	Edit   string // up to the file's name
	Upload string
}

// addable are the types that the form offers: a case study, which helps most, then the rest.
func addable() []model.Type {
	rest := slices.DeleteFunc(model.Types(), func(t model.Type) bool { return t == model.CaseStudy })
	return append([]model.Type{model.CaseStudy}, rest...)
}

func (s *form) pages() []view.Page {
	w := s.Words()
	pages := []view.Page{{Path: "add/index.html", Make: func(markdown.Body) (string, any) {
		v := s.view(w, w.T("contribute"), w.T("form.choose-lede"), "/add/")
		v.Part = &view.Part{Style: s.Part("add").Style}
		for _, t := range addable() {
			v.Types = append(v.Types, view.Link{Text: w.Kind(t), Href: s.At.Href("/add/" + string(t) + "/"), Icon: view.Icon(t),
				Note: w.T("form.about." + string(t))})
		}
		return "add", v
	}}}
	for _, t := range addable() {
		path := "/add/" + string(t) + "/"
		pages = append(pages, view.Page{Path: address.File(path), Make: func(markdown.Body) (string, any) {
			v := s.view(w, w.T("form.title."+string(t)), w.T("form.lede"), path)
			v.Trail = append(v.Trail, view.Link{Text: w.T("contribute"), Href: s.At.Href("/add/")})
			v.Rules, v.Prose = s.At.Href("/"+s.rules[t]), s.At.Href("/"+s.prose)
			v.Type, v.Template, v.Pages = string(t), s.At.Href(path+"template.md"), s.At.Href("/"+t.Folder()+"/")
			if t == model.Page {
				v.Pages = s.At.Href("/")
			}
			v.Pictures = t.Kind().Pictures
			if f, ok := forge.Of(s.Lib.Graph.Library); ok {
				host, _ := view.SourceAt(f.Root())
				v.Forge = AddForge{
					Name: host.Host, New: f.New(t.Folder()), Value: f.Text(), Edit: f.Edit(t.Folder()) + "/", Upload: f.Upload(t.Folder()),
				}
			}
			v.Part, v.Review = s.Part("add"), s.Part("add-review").Script
			return "add-type", v
		}})
	}
	return pages
}

func (s *form) view(w messages.Catalogue, title, lede, path string) *AddView {
	v := &AddView{Frame: s.Frame(title, lede, path), Trail: s.Trail(w), Lede: lede, Known: s.At.Href("/add/known/"),
		Contribute: s.At.Href("/contribute/")}
	v.Here = "/add/"
	v.Mail = s.mail()
	return v
}

// mail is the address to send to, "" when the library names none.
func (s *form) mail() string {
	to := strings.TrimPrefix(view.ContactHref(s.Lib.Graph.Contact.Value), "mailto:")
	if !strings.Contains(to, "@") || strings.Contains(to, "/") {
		return ""
	}
	return to
}

// form makes the pages of the form.
type form struct {
	*view.Site
	rules map[model.Type]string // names of what the form of a type is made of
	prose string                // name of the rules of how texts read
}

// newForm publishes what the form reads.
func newForm(s *view.Site) (*form, error) {
	f := &form{Site: s, rules: map[model.Type]string{}}
	return f, f.publish()
}

// publish publishes, for each type, what its form is made of and checks, and its words,
// under a name with a hash.
func (s *form) publish() error {
	reads, err := plainJSON(prose.For(&s.Lib.Graph.Settings, s.Lib.Graph.Language.Value, s.Words()))
	if err != nil {
		return err
	}
	s.prose = s.Theme.Add("add-prose.json", reads)
	_, hosted := forge.Of(s.Lib.Graph.Library)
	ways := map[string]bool{"mail": s.mail() != "", "forge": hosted} // those that the library has are spoken of
	for _, t := range addable() {
		words := map[string]string{}
		for name, word := range s.Words().Below("form.js.") {
			way, _, _ := strings.Cut(name, "-")
			if needed, some := ways[way]; (needed || !some) && (t.Kind().Pictures || !strings.HasPrefix(name, "picture")) {
				words[name] = word
			}
		}
		data, err := plainJSON(struct {
			format.Form
			Words map[string]string `json:"words"`
		}{format.ForForm(t, &s.Lib.Graph.Settings, s.Words()), words})
		if err != nil {
			return err
		}
		s.rules[t] = s.Theme.Add("add-"+string(t)+".json", data)
	}
	return nil
}

// mostKnown is how many entries of a type the form is told of. Beyond them people write
// an id themselves, and those who keep the library check it.
const mostKnown = 20_000

// files puts the lists of entries from which the form's references are chosen, and for
// each type a file to fill in without it.
func (s *form) files(put func(name string, data []byte) error) error {
	former := map[*model.Entry][]string{}
	for id, e := range s.Lib.Graph.ByID {
		if id != e.ID {
			former[e] = append(former[e], id)
		}
	}
	for _, t := range model.Types() {
		rows := [][]any{}
		for _, e := range s.Lib.Graph.Entries {
			if e.Type != t || e.Language != "" {
				continue
			}
			if len(rows) == mostKnown {
				rows = append(rows, []any{}) // which tells the form that there are more
				break
			}
			slices.Sort(former[e])
			row := []any{e.ID, e.Title.Value, "", former[e], e.Folder}
			if short := view.ShortName(e); short != e.Title.Value {
				row[2] = short
			}
			for len(row) > 2 && (row[len(row)-1] == "" || row[len(row)-1] == false || len(row) == 4 && former[e] == nil) {
				row = row[:len(row)-1]
			}
			rows = append(rows, row)
		}
		data, err := plainJSON(rows)
		if err != nil {
			return err
		}
		if err := put("add/known/"+string(t)+".json", data); err != nil {
			return err
		}
		if err := put("add/"+string(t)+"/template.md", format.New(t, s.Words().T("form.template-title"),
			&s.Lib.Graph.Settings, s.Words())); err != nil {
			return err
		}
	}
	return nil
}

// plainJSON writes JSON that is not for HTML, with its signs as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}
