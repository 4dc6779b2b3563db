package render

import (
	"bytes"

	"servicepatterns/internal/model"
)

// MovedView stands at an address that an entry once had and leads to where it is now.
type MovedView struct {
	Frame
	To string // the entry's title
}

// moved is a page that only leads on.
type moved struct {
	from, to string // addresses below the site's root
	files    bool   // what lay beside it, such as the Markdown, lies beside the new page
}

// moved are the pages at an entry's old addresses, so that no old link is lost. A former
// id does not say of which type the entry was: a project becomes a case study. So every
// type's address of that id leads on, unless another page has it.
func (s *Site) moved(e *model.Entry) []Page {
	var pages []Page
	ids := e.FormerIDs
	if original := s.entry(e.ID); e.Language != "" && original != nil {
		ids = original.FormerIDs // a translation was renamed with it
	}
	for _, id := range ids {
		for _, t := range model.Types {
			if t == model.Page && e.Type != model.Page {
				continue // such addresses are short, and few entries ever were pages
			}
			old := model.Entry{Type: t, ID: id.Value, Language: e.Language}
			if old.Path() == e.Path() {
				continue
			}
			pages = append(pages, s.movedPage(e, &moved{old.Path(), e.Path(), t != model.Page}))
		}
	}
	return pages
}

func (s *Site) movedPage(e *model.Entry, m *moved) Page {
	return Page{Path: file(m.from), moved: m, make: func(Page, Body) (string, any) {
		v := &MovedView{Frame: s.entryFrame(e), To: e.Title.Value}
		v.Title, v.Data, v.Article = s.of(e).t("moved"), nil, false
		v.HeadTitle = v.Title + " – " + v.Site
		v.MovedTo = s.Href(m.to)
		return "moved", v
	}}
}

// redirects is the file _redirects, by which Netlify and hosts like it answer at an old
// address with the new one, before anything is loaded. The mark after 301 makes that win
// over the page that lies there for all other hosts. It is nil when nothing has moved.
func (s *Site) redirects() []byte {
	var b bytes.Buffer
	for _, p := range s.pages {
		m := p.moved
		if m == nil {
			continue
		}
		from, to := s.Href(m.from), s.Href(m.to)
		if m.files {
			from, to = from+"*", to+":splat"
		}
		b.WriteString(from + " " + to + " 301!\n")
	}
	return b.Bytes()
}
