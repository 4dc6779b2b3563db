package render

import (
	"slices"

	"servicepatterns/internal/address"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// LibrariesView is the page of the libraries that this one follows.
type LibrariesView struct {
	view.Frame
	Trail   []view.Link
	Lede    string
	Follows []view.Neighbour
	Drift   string // address of the page about adopted entries, "" when there are none
}

// DriftView is the page of what changed in adopted entries and their originals.
type DriftView struct {
	view.Frame
	Trail []view.Link
	Lede  string
	Drift []view.Drift
}

// abroad makes the pages about other libraries, for sites that have to do with some.
type abroad struct{ *view.Site }

func (s abroad) pages() []view.Page {
	var out []view.Page
	add := func(path string, make func() (string, any)) {
		out = append(out, view.Page{Path: address.File(path), Make: func(markdown.Body) (string, any) { return make() }})
	}
	if len(s.Abroad.Libraries) > 0 {
		add("/libraries/", s.libraries)
	}
	if len(s.Abroad.Drift) > 0 {
		add("/drift/", s.drift)
	}
	return out
}

func (s abroad) libraries() (string, any) {
	w := s.Words()
	v := &LibrariesView{Frame: s.Frame(w.T("libraries"), w.T("libraries-lede"), "/libraries/"), Trail: s.Trail(w)}
	v.Lede = v.Description
	for _, n := range s.Abroad.Libraries {
		n.Pulled = w.Date(model.Text{Value: n.Pulled}).Text
		v.Follows = append(v.Follows, n)
	}
	if len(s.Abroad.Drift) > 0 {
		v.Drift = s.At.Href("/drift/")
	}
	return "libraries", v
}

func (s abroad) drift() (string, any) {
	w := s.Words()
	v := &DriftView{Frame: s.Frame(w.T("drift"), w.T("drift-lede"), "/drift/"), Trail: s.Trail(w)}
	v.Lede = v.Description
	for _, d := range s.Abroad.Drift {
		d.Href = s.At.Href(d.Href)
		d.State = w.T("drift-state." + d.State)
		d.Changes = slices.Clone(d.Changes)
		for i, c := range d.Changes {
			if c.There {
				d.Changes[i].Kind = w.T("drift-there." + c.Kind)
			} else {
				d.Changes[i].Kind = w.T("drift-here." + c.Kind)
			}
		}
		v.Drift = append(v.Drift, d)
	}
	return "drift", v
}
