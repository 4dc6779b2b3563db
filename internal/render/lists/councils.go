package lists

import (
	"cmp"
	"slices"
	"strconv"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// CouncilsView is the list of organisations, by nation and region.
type CouncilsView struct {
	view.Frame
	Trail   []view.Link
	Lede    string
	MapHref string // "" when the library has no map
	Nations []Nation
	Others  []ListGroup // organisations that are no councils, by kind
}

// Nation is a nation and its regions.
type Nation struct {
	view.Section
	Count   string
	Regions []Region
}

// Region is a region and its councils.
type Region struct {
	view.Section
	Items []view.Link
}

// OrganisationPages are one page for a library as large as the UK, and
// a plain list in pages for a larger one.
func (s Lists) OrganisationPages() []view.Page {
	list := s.Lib.ByType[model.Organisation]
	if len(list) > view.MaxOnOnePage {
		return s.TypePages(model.Organisation)
	}
	return []view.Page{{Path: address.File("/organisations/"), Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &CouncilsView{Frame: s.Frame(w.T("councils-title"), w.T("list.organisation"), "/organisations/"), Trail: s.Trail(w)}
		v.Lede = v.Description
		if s.HasMap() {
			v.MapHref = s.At.Href("/map/")
		}
		s.nations(w, list, v)
		s.otherBodies(w, list, v)
		return "organisations", v
	}}}
}

func (s Lists) nations(w messages.Catalogue, list []*model.Entry, v *CouncilsView) {
	type key struct{ nation, region string }
	groups := map[key][]view.Link{}
	var regions []key
	total := map[string]int{}
	for _, e := range list {
		c := e.Council
		if c == nil {
			continue
		}
		k := key{c.Nation, c.Region}
		if groups[k] == nil {
			regions = append(regions, k)
		}
		total[c.Nation]++
		groups[k] = append(groups[k], s.Place(w, e))
	}
	for _, list := range groups {
		slices.SortStableFunc(list, func(a, b view.Link) int { return cmp.Compare(insight.Fold(a.Text), insight.Fold(b.Text)) })
	}
	slices.SortFunc(regions, func(a, b key) int {
		if a.region < b.region {
			return -1
		}
		return 1
	})
	for i, n := range view.NationsOf(list) {
		nation := Nation{Section: view.Section{ID: view.NationID(i), Title: n}, Count: w.N("councils", total[n])}
		for _, k := range regions {
			if k.nation == n {
				r := Region{Section: view.Section{ID: view.RegionID(k.nation, k.region), Title: k.region}, Items: groups[k]}
				if k.region == n {
					r.Title = ""
				}
				nation.Regions = append(nation.Regions, r)
			}
		}
		v.Nations = append(v.Nations, nation)
	}
}

func (s Lists) otherBodies(w messages.Catalogue, list []*model.Entry, v *CouncilsView) {
	var kinds []string
	groups := map[string][]view.Item{}
	for _, e := range list {
		if e.Council != nil {
			continue
		}
		kind := w.Choice("organisation-kind", "other")
		if e.Organisation() != nil && e.Organisation().Kind.Set() {
			kind = w.Choice("organisation-kind", e.Organisation().Kind.Value)
		}
		if groups[kind] == nil {
			kinds = append(kinds, kind)
		}
		groups[kind] = append(groups[kind], s.Item(w, e, false))
	}
	slices.Sort(kinds)
	for i, k := range kinds {
		v.Others = append(v.Others, ListGroup{Section: view.Section{ID: "kind-" + strconv.Itoa(i+1), Title: k}, Items: groups[k]})
	}
}
