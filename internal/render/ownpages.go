package render

import (
	"path"
	"slices"

	"servicepatterns/internal/address"
	"servicepatterns/internal/forge"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/render/lists"
	"servicepatterns/internal/render/view"
)

// OwnView is a page that the theme brings: about, contribute, corrections,
// accessibility, privacy, and the page for an address that leads nowhere. A page of the same name
// in the library takes its place.
type OwnView struct {
	view.Frame
	Trail []view.Link
	Lede  string
	Ways  []view.Group
	Box   view.FindForm

	Nothing string // address of the script that says what to do when nothing is found
	Issue   string // where an issue is opened, "" when the library names no repository
}

// own makes the pages that the theme brings.
type own struct{ *view.Site }

// pages are those that a library may lack.
func (s own) pages() []view.Page {
	pages := []view.Page{news(s).whatsNew(), news(s).feedsPage(), data(s).page()}
	for _, name := range []string{"about", "contribute", "corrections", "accessibility", "privacy"} {
		path := "/" + name + "/"
		pages = append(pages, view.Page{Path: address.File(path), Make: func(markdown.Body) (string, any) {
			w := s.Words()
			v := &OwnView{Frame: s.Frame(w.T("own."+name), w.T("own."+name+"-lede"), path), Trail: s.Trail(w)}
			v.Lede, v.Issue = v.Description, s.issue()
			return name, v
		}})
	}
	return pages
}

// find is the search page. Without JavaScript it says so and leads to browsing.
func (s own) find() view.Page {
	return view.Page{Path: "find/index.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &OwnView{Frame: s.Frame(w.T("search"), w.T("search-lede"), "/find/"), Ways: lists.Of(s.Site).Groups(w)}
		v.OwnSearch, v.Box, v.Part = true, v.Find, s.Part("results")
		v.Nothing = s.Part("nothing").Script
		shared := *v.Shared
		shared.Words = s.Theme.Words.ForScripts(w, "suggest.", "results.")
		shared.Scripts = slices.DeleteFunc(slices.Clone(shared.Scripts), isIdleHere)
		v.Shared = &shared
		return "find", v
	}}
}

// isIdleHere tells of our scripts of every page those that find nothing to do on the search page: it has
// no dates that age, no contents, and no field that only suggests. What a library adds stays.
func isIdleHere(script string) bool {
	switch path.Base(script) {
	case "age.js", "contents.js", "find.js":
		return true
	}
	return false
}

func (s own) notFound() view.Page {
	return view.Page{Path: "404.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &OwnView{Frame: s.Frame(w.T("not-found"), w.T("not-found-lede"), "/404.html"), Ways: lists.Of(s.Site).Groups(w)}
		v.Lede, v.OwnSearch, v.Box, v.Canonical = v.Description, true, v.Find, ""
		return "404", v
	}}
}

// issue opens the code host's form for an issue, "" when the library names no host.
func (s own) issue() string {
	if f, ok := forge.Of(s.Lib.Graph.Library); ok {
		return f.Issue()
	}
	return ""
}

// searchFolder stands at /search/, where people look for the search and some hosts would
// list files. Its script takes the question along.
func (s own) searchFolder() view.Page {
	return view.Page{Path: "search/index.html", Leads: true, Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &MovedView{Frame: s.Frame(w.T("search"), w.T("search-lede"), "/find/"), To: w.T("search-lede")}
		v.MovedTo, v.Part = s.At.Href("/find/"), s.Part("onward")
		return "moved", v
	}}
}
