package render

import (
	"path"
	"slices"

	"servicepatterns/internal/address"
)

// OwnView is a page that the theme brings: about, contribute, corrections,
// accessibility, privacy, and the page for an address that leads nowhere. A page of the same name
// in the library takes its place.
type OwnView struct {
	Frame
	Trail []Link
	Lede  string
	Ways  []Way
	Box   FindForm

	Nothing string // address of the script that says what to do when nothing is found
	Issue   string // where an issue is opened, "" when the library names no repository
}

// ownPages are those that a library may lack.
func (s *Site) ownPages() []Page {
	pages := []Page{s.whatsNew(), s.feedsPage(), s.dataPage()}
	for _, name := range []string{"about", "contribute", "corrections", "accessibility", "privacy"} {
		path := "/" + name + "/"
		pages = append(pages, Page{Path: address.File(path), make: func(Page, Body) (string, any) {
			w := s.words[s.lang]
			v := &OwnView{Frame: s.frame(w.T("own."+name), w.T("own."+name+"-lede"), path), Trail: s.trail(w)}
			v.Lede, v.Issue = v.Description, s.issue()
			return name, v
		}})
	}
	return pages
}

// find is the search page. Without JavaScript it says so and leads to browsing.
func (s *Site) find() Page {
	return Page{Path: "find/index.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &OwnView{Frame: s.frame(w.T("search"), w.T("search-lede"), "/find/"), Ways: s.ways(w)}
		v.OwnSearch, v.Box, v.Part = true, v.Find, s.part("results")
		v.Nothing = s.part("nothing").Script
		shared := *v.Shared
		shared.Words = s.theme.Words.ForScripts(w, "suggest.", "results.")
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

func (s *Site) notFound() Page {
	return Page{Path: "404.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &OwnView{Frame: s.frame(w.T("not-found"), w.T("not-found-lede"), "/404.html"), Ways: s.ways(w)}
		v.Lede, v.OwnSearch, v.Box, v.Canonical = v.Description, true, v.Find, ""
		return "404", v
	}}
}
