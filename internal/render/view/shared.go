package view

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// sharedIn works out what all pages in one language of the interface have in common.
// Languages other than the library's differ in words alone.
func (s *Site) sharedIn(lang string, w messages.Catalogue, o Options) *Shared {
	g, loads := s.Lib.Graph, s.Theme.Loads()
	sh := &Shared{
		Lang: lang, Site: g.Title.Value, Summary: g.Summary.Value,
		AtRoot: !s.At.Known() && !o.Live && !o.Disk, OldAfter: insight.OldAfter, HomeHref: s.At.Href("/"),
		Style: s.At.Href("/" + loads.Style), Favicon: s.At.Href("/favicon.svg"),
		Publisher: g.Publisher.Value, Contact: g.Contact.Value, ContactHref: ContactHref(g.Contact.Value),
		Repository: g.Repository.Value, AddPage: s.At.Href("/add/"),
		Find: FindForm{
			ID: "find", Action: s.At.Href("/find/"), Engine: s.At.Href("/search/"), Browse: s.At.Href("/browse/"),
			Label: w.T("find-label"), Disk: o.Disk, AToZ: s.At.Href("/a-to-z/"),
		},
	}
	if lang == s.Lang && g.Language.Set() {
		sh.Lang = g.Language.Value
	}
	if sh.Site == "" {
		sh.Site = w.T("untitled-library")
	}
	for _, t := range model.Types() {
		if len(s.Lib.ByType[t]) > 0 {
			sh.Find.Icons = append(sh.Find.Icons, Icon(t))
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
	sh.Words = s.Theme.Words.ForScripts(w, "suggest.")
	sh.Scripts = s.hrefs(loads.Scripts)
	sh.Preload = s.hrefs(loads.Preload)
	if o.Live {
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
	if len(s.Abroad.Libraries) > 0 {
		sh.Foot = append(sh.Foot, Link{Text: w.T("libraries"), Href: s.At.Href("/libraries/")})
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
		if len(s.Lib.ByType[t]) > 0 && len(nav) < 5 {
			key, path := "nav."+string(t), "/"+t.Folder()+"/"
			switch {
			case t == model.Project:
				path = "/pipeline/"
			case t == model.Organisation && s.HasMap():
				key, path = "map", "/map/"
			}
			add(w.T(key), path)
		}
	}
	if len(nav) == 0 && len(s.Lib.ByType[model.Page]) > 0 {
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

// ContactHref makes a link of an address that is one: a web page or an e-mail.
func ContactHref(contact string) string {
	switch {
	case strings.HasPrefix(contact, "https://"), strings.HasPrefix(contact, "http://"):
		return contact
	case strings.Contains(contact, "@") && !strings.ContainsAny(contact, " <>"):
		return "mailto:" + strings.TrimPrefix(contact, "mailto:")
	}
	return ""
}

// Frame starts the view of a page that is no entry.
func (s *Site) Frame(title, description, path string) Frame {
	f := Frame{Shared: s.Shared[s.Lang], Title: title, Description: description, Canonical: s.At.Absolute(path), Here: path}
	f.HeadTitle = title + " – " + f.Site
	return f
}

// EntryFrame starts the view of an entry.
func (s *Site) EntryFrame(e *model.Entry) Frame {
	f := Frame{
		Shared: s.Shared[s.LanguageOf(e)], Title: e.Title.Value, Description: e.Summary.Value, Canonical: s.At.Absolute(e.Path()),
		Article: true, Here: "/" + e.Type.Folder() + "/",
	}
	switch e.Type {
	case model.Project:
		f.Here = "/pipeline/"
	case model.Organisation:
		if s.HasMap() {
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

// Part is what a page with such a component loads, with addresses for links.
func (s *Site) Part(name string) *Part {
	own, p := s.Theme.Part(name), Part{}
	if own.Style != "" {
		p.Style = s.At.Href("/" + own.Style)
	}
	if own.Script != "" {
		p.Script = s.At.Href("/" + own.Script)
	}
	return &p
}
