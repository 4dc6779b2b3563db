package render

import (
	"servicepatterns/internal/forge"
	"servicepatterns/internal/model"
)

// link is the link to an entry's page, in the words of its title.
func (s *Site) link(e *model.Entry) Link {
	return Link{Text: e.Title.Value, Href: s.At.Href(e.Path()), Icon: icon(e.Type)}
}

// short is a link to an entry by the name that people use in a sentence.
func (s *Site) short(e *model.Entry) Link {
	l := s.link(e)
	l.Text = shortName(e)
	return l
}

// shortName is a council's name without "Borough Council", any other entry's title.
func shortName(e *model.Entry) string {
	if e.Council != nil && e.Council.ShortName != "" {
		return e.Council.ShortName
	}
	return e.Title.Value
}

func icon(t model.Type) string { return "i-" + string(t) }

// weUseHref is where somebody says that they use a pattern: its form, at that field.
func (s *Site) weUseHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.changeHref(e) + "&field=used-by"
	}
	return s.At.Href("/contribute/")
}

// changeHref is where a page is changed: in the form, which needs no account. What is a
// row of a table, or a translation, the form does not know.
func (s *Site) changeHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.At.Href("/add/" + string(e.Type) + "/?change=" + e.ID)
	}
	if edit := s.edit(e); edit != "" {
		return edit
	}
	return s.At.Href("/contribute/")
}

// edit opens the code host's editor on an entry's file, "" when the library names no host.
func (s *Site) edit(e *model.Entry) string {
	if f, ok := forge.Of(s.g.Library); ok {
		return f.Edit(e.Source)
	}
	return ""
}

// issue opens the code host's form for an issue, "" when the library names no host.
func (s *Site) issue() string {
	if f, ok := forge.Of(s.g.Library); ok {
		return f.Issue()
	}
	return ""
}
