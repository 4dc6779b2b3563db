package render

import (
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/lists"
	"servicepatterns/internal/render/view"
	"servicepatterns/internal/rules"
)

// Place is a page of the site that is no entry, with the words of a question that lead to it.
type Place struct {
	Title string
	Path  string
	Names []string // wherever in a question all the words of one stand
	Alone []string // where the question has no others, since they mean other things as well
}

// Places lists the pages that a question may name.
func (s *Site) Places() []Place { return places{s.Site, s.pages}.all() }

// places finds them.
type places struct {
	*view.Site
	pages []view.Page
}

// all lists the pages that a question may name: the lists of types, the board, the map, the feeds.
// Those that the site has not got, or on which nothing stands, are left out. Their names are words of
// the theme, as "place.map" and "place-alone.map".
func (s places) all() []Place {
	w := s.Words()
	exists := map[string]bool{}
	for _, p := range s.pages {
		exists[p.Path] = !p.Leads
	}
	var out []Place
	add := func(path, title, key string, names ...string) {
		page, _, _ := strings.Cut(path, "#")
		if exists[address.File(page)] {
			out = append(out, Place{title, path, append(names, w.List("place."+key)...), w.List("place-alone." + key)})
		}
	}
	s.typePlaces(w, add)
	s.projectPlaces(w, add)
	s.councilPlaces(w, add)
	if _, used := s.Lib.Recipes(); len(used) > 0 {
		add("/build/", w.T("build"), "build")
	}
	add("/libraries/", w.T("libraries"), "libraries")
	add("/drift/", w.T("drift"), "drift")
	add("/add/", w.T("contribute"), "add")
	if s.Outputs.HasFeeds() {
		add("/feeds/", w.T("feeds"), "feeds")
	}
	if len(s.Lib.Changes) > 0 {
		var follow []string
		if !s.Outputs.HasFeeds() { // people who want to hear of changes can at least read them
			follow = append(w.List("place.feeds"), w.List("place-alone.feeds")...)
		}
		add("/whats-new/", w.T("whats-new"), "whats-new", follow...)
	}
	if len(s.Lib.All) > 0 {
		add("/a-to-z/", w.T("a-to-z"), "a-to-z")
		add("/browse/", w.T("browse"), "browse")
	}
	for _, l := range s.Ways {
		add(l.Path, w.T("by-"+l.Field), l.Field)
	}
	add("/data/", w.T("open-data"), "data")
	for _, name := range []string{"about", "corrections", "accessibility", "privacy"} {
		if e := s.entryAt("/" + name + "/"); e == nil { // else it is found as an entry
			add("/"+name+"/", w.T("own."+name), name)
		}
	}
	return out
}

// entryAt returns the entry whose page has this address.
func (s places) entryAt(path string) *model.Entry {
	for _, e := range s.Lib.ByType[model.Page] {
		if e.Path() == path {
			return e
		}
	}
	return nil
}

type addPlace func(path, title, key string, names ...string)

// typePlaces are the lists of each type, and the forms that add to them.
func (s places) typePlaces(w messages.Catalogue, add addPlace) {
	for _, t := range model.Types() {
		switch t {
		case model.Organisation:
			add("/"+t.Folder()+"/", w.T("councils-title"), string(t))
		case model.Page:
			add("/"+t.Folder()+"/", w.Kinds(t), string(t))
		default:
			add("/"+t.Folder()+"/", w.Kinds(t), string(t), w.Kind(t), w.Kinds(t))
		}
	}
	for _, t := range addable() {
		add("/add/"+string(t)+"/", w.T("form.title."+string(t)), "add-"+string(t), w.T("form.title."+string(t)))
	}
}

// projectPlaces are the board and what it can be narrowed to.
func (s places) projectPlaces(w messages.Catalogue, add addPlace) {
	projects := s.Lib.ByType[model.Project]
	if len(projects) == 0 {
		return
	}
	add("/pipeline/", w.T("place-title.board"), "board")
	for _, c := range model.Choices("seeking") {
		if choice := lists.Choose("", c, projects); len(choice.List) > 0 {
			what := w.Choice("seeking", c)
			add(choice.Path(), w.T("pipeline-seeking", "seeking", what), "seeking-"+c, w.List("place.seeking", "seeking", what)...)
		}
	}
	for _, c := range model.Choices("stage") {
		if choice := lists.Choose(c, "", projects); len(choice.List) > 0 {
			at := w.Choice("stage", c)
			add(choice.Path(), w.T("pipeline-stage", "stage", at), "stage-"+c, w.List("place.stage", "stage", at)...)
		}
	}
}

// councilPlaces are the maps, and the case studies of councils of one kind.
func (s places) councilPlaces(w messages.Catalogue, add addPlace) {
	for _, t := range lists.Of(s.Site).Topics() {
		if t.Pattern == nil && t.Councils() > 0 {
			add(t.Path, w.T("map-of."+t.Key), "map-"+t.Key)
		}
	}
	for _, a := range s.Lib.Alike {
		title := w.T("case-studies-of", "which", view.LikenessWord(w, a))
		add(view.AlikePath(a), title, a.Way+"-"+a.Slug, append(w.List("place.alike", "which", view.LikenessWord(w, a)), title)...)
	}
	list := s.Lib.ByType[model.Organisation]
	if len(list) > view.MaxOnOnePage {
		return // then no part of it has an address
	}
	for i, nation := range view.NationsOf(list) {
		add("/organisations/#"+view.NationID(i), w.T("place-title.nation", "nation", nation), "nation-"+rules.Slug(nation),
			w.List("place.nation", "nation", nation)...)
	}
}
