package render

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// share works out, for each language of the interface, what all its pages have in
// common. Languages other than the library's differ in words alone.
func (s *Site) share() {
	s.shared = map[string]*Shared{}
	for lang, w := range s.words {
		s.shared[lang] = s.sharedIn(lang, w)
	}
}

func (s *Site) sharedIn(lang string, w messages.Catalogue) *Shared {
	g, loads := s.g, s.theme.Loads()
	sh := &Shared{
		Lang: lang, Site: g.Title.Value, Summary: g.Summary.Value,
		AtRoot: !s.At.Known() && !s.o.Live && !s.o.Disk, OldAfter: insight.OldAfter, HomeHref: s.At.Href("/"), Style: s.At.Href("/" + loads.Style), Favicon: s.At.Href("/favicon.svg"),
		Publisher: g.Publisher.Value, Contact: g.Contact.Value, ContactHref: contactHref(g.Contact.Value),
		Repository: g.Repository.Value, AddPage: s.At.Href("/add/"),
		Find: FindForm{
			ID: "find", Action: s.At.Href("/find/"), Engine: s.At.Href("/search/"), Browse: s.At.Href("/browse/"),
			Label: w.T("find-label"), Disk: s.o.Disk, AToZ: s.At.Href("/a-to-z/"),
		},
	}
	if lang == s.lang && g.Language.Set() {
		sh.Lang = g.Language.Value
	}
	if sh.Site == "" {
		sh.Site = w.T("untitled-library")
	}
	for _, t := range model.Types() {
		if len(s.lib.ByType[t]) > 0 {
			sh.Find.Icons = append(sh.Find.Icons, icon(t))
		}
	}
	for _, ex := range g.Examples {
		sh.Find.Hint = append(sh.Find.Hint, Link{Text: ex.Value, Href: s.At.Href("/find/") + "?q=" + url.QueryEscape(ex.Value)})
	}
	for _, f := range loads.Fonts {
		if strings.Contains(f, "latin") {
			sh.Fonts = append(sh.Fonts, s.At.Href("/"+f))
		}
	}
	sh.Words = s.theme.Words.ForScripts(w, "suggest.")
	sh.Scripts = s.hrefs(loads.Scripts)
	sh.Preload = s.hrefs(loads.Preload)
	if s.o.Live {
		sh.Live = s.hrefs(loads.Live)
	}
	sh.Licence = Link{Text: g.Licence.Value, Href: g.LicenceURL.Value}
	sh.Nav = s.nav(w)
	sh.Foot = []Link{
		{Text: w.T("about"), Href: s.At.Href("/about/")},
		{Text: w.T("a-to-z"), Href: s.At.Href("/a-to-z/")},
		{Text: w.T("whats-new"), Href: s.At.Href("/whats-new/")},
		{Text: w.T("feeds"), Href: s.At.Href("/feeds/")},
		{Text: w.T("open-data"), Href: s.At.Href("/data/")},
		{Text: w.T("correct"), Href: s.At.Href("/corrections/")},
		{Text: w.T("accessibility"), Href: s.At.Href("/accessibility/")},
		{Text: w.T("privacy"), Href: s.At.Href("/privacy/")},
	}
	return sh
}

// nav has a link for each type that has entries, the first five of them: more would
// wrap, and browsing has them all. The last link is the way to add one.
func (s *Site) nav(w messages.Catalogue) []NavLink {
	var nav []NavLink
	add := func(text, path string) {
		nav = append(nav, NavLink{Link: Link{Text: text, Href: s.At.Href(path)}, Path: path})
	}
	kinds := slices.DeleteFunc(model.Kinds(), func(k model.Kind) bool { return k.Menu == 0 })
	slices.SortFunc(kinds, func(a, b model.Kind) int { return cmp.Compare(a.Menu, b.Menu) })
	for _, k := range kinds {
		t := k.Type
		if len(s.lib.ByType[t]) > 0 && len(nav) < 5 {
			key, path := "nav."+string(t), "/"+t.Folder()+"/"
			switch {
			case t == model.Project:
				path = "/pipeline/"
			case t == model.Organisation && len(s.index.councilMap.Councils()) > 0:
				key, path = "map", "/map/"
			}
			add(w.T(key), path)
		}
	}
	if len(nav) == 0 && len(s.lib.ByType[model.Page]) > 0 {
		add(w.Kinds(model.Page), "/pages/")
	}
	add(w.T("browse"), "/browse/")
	add(w.T("contribute"), "/add/")
	return nav
}

func (s *Site) hrefs(files []string) []string {
	var out []string
	for _, f := range files {
		out = append(out, s.At.Href("/"+f))
	}
	return out
}

// contactHref makes a link of an address that is one: a web page or an e-mail.
func contactHref(contact string) string {
	switch {
	case strings.HasPrefix(contact, "https://"), strings.HasPrefix(contact, "http://"):
		return contact
	case strings.Contains(contact, "@") && !strings.ContainsAny(contact, " <>"):
		return "mailto:" + strings.TrimPrefix(contact, "mailto:")
	}
	return ""
}

// frame starts the view of a page that is no entry.
func (s *Site) frame(title, description, path string) Frame {
	f := Frame{Shared: s.shared[s.lang], Title: title, Description: description, Canonical: s.At.Absolute(path), Here: path}
	f.HeadTitle = title + " – " + f.Site
	return f
}

// entryFrame starts the view of an entry.
func (s *Site) entryFrame(e *model.Entry) Frame {
	f := Frame{
		Shared: s.shared[s.langOf(e)], Title: e.Title.Value, Description: e.Summary.Value, Canonical: s.At.Absolute(e.Path()),
		Article: true, Here: "/" + e.Type.Folder() + "/",
	}
	switch e.Type {
	case model.Project:
		f.Here = "/pipeline/"
	case model.Organisation:
		if len(s.index.councilMap.Councils()) > 0 {
			f.Here = "/map/"
		}
	}
	if e.Language != "" && e.Language != f.Lang {
		f.MainLang = e.Language
	}
	f.HeadTitle = f.Title + " – " + f.Site
	f.Data = s.Outputs.EntryLD(e)
	return f
}

// Part is a component that few pages have, with the addresses of what it loads.
type Part struct {
	Style  string // "" for none
	Script string
}

// part is what a page with such a component loads, with addresses for links.
func (s *Site) part(name string) *Part {
	own, p := s.theme.Part(name), Part{}
	if own.Style != "" {
		p.Style = s.At.Href("/" + own.Style)
	}
	if own.Script != "" {
		p.Script = s.At.Href("/" + own.Script)
	}
	return &p
}
