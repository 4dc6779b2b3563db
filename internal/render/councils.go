package render

import (
	"cmp"
	"slices"
	"strconv"

	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// CouncilsView is the list of organisations, by nation and region.
type CouncilsView struct {
	Frame
	Trail   []Link
	Lede    string
	MapHref string // "" when the library has no map
	Nations []Nation
	Others  []ListGroup // organisations that are no councils, by kind
}

// Nation is a nation and its regions.
type Nation struct {
	Section
	Count   string
	Regions []Region
}

// Region is a region and its councils.
type Region struct {
	Section
	Items []Link
}

// maxOnOnePage is how many organisations the list by nation and region may hold.
const maxOnOnePage = 1500

// organisationPages are one page for a library as large as the UK, and
// a plain list in pages for a larger one.
func (s *Site) organisationPages() []Page {
	list := s.lib.ByType[model.Organisation]
	if len(list) > maxOnOnePage {
		return s.typePages(model.Organisation)
	}
	return []Page{{Path: address.File("/organisations/"), make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &CouncilsView{Frame: s.frame(w.T("councils-title"), w.T("list.organisation"), "/organisations/"), Trail: s.trail(w)}
		v.Lede = v.Description
		if len(s.index.councilMap.Councils()) > 0 {
			v.MapHref = s.At.Href("/map/")
		}
		s.nations(w, list, v)
		s.otherBodies(w, list, v)
		return "organisations", v
	}}}
}

func (s *Site) nations(w messages.Catalogue, list []*model.Entry, v *CouncilsView) {
	type key struct{ nation, region string }
	groups := map[key][]Link{}
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
		groups[k] = append(groups[k], s.place(w, e))
	}
	for _, list := range groups {
		slices.SortStableFunc(list, func(a, b Link) int { return cmp.Compare(insight.Fold(a.Text), insight.Fold(b.Text)) })
	}
	slices.SortFunc(regions, func(a, b key) int {
		if a.region < b.region {
			return -1
		}
		return 1
	})
	for i, n := range nationsOf(list) {
		nation := Nation{Section: Section{ID: nationID(i), Title: n}, Count: w.N("councils", total[n])}
		for _, k := range regions {
			if k.nation == n {
				r := Region{Section: Section{ID: regionID(k.nation, k.region), Title: k.region}, Items: groups[k]}
				if k.region == n {
					r.Title = ""
				}
				nation.Regions = append(nation.Regions, r)
			}
		}
		v.Nations = append(v.Nations, nation)
	}
}

// nationsOf lists the nations of councils, in their order.
func nationsOf(list []*model.Entry) []string {
	var nations []string
	for _, e := range list {
		if c := e.Council; c != nil && !slices.Contains(nations, c.Nation) {
			nations = append(nations, c.Nation)
		}
	}
	slices.SortFunc(nations, model.CompareNations)
	return nations
}

// nationID names the part of the list that holds the i-th nation.
func nationID(i int) string { return "nation-" + strconv.Itoa(i+1) }

// regionID names the part of the list that holds a region.
func regionID(nation, region string) string { return "in-" + rules.Slug(nation+" "+region) }

// regionHref leads to the list of all councils of a council's region.
func (s *Site) regionHref(c *model.Council) string {
	if len(s.lib.ByType[model.Organisation]) > maxOnOnePage {
		return s.At.Href("/organisations/")
	}
	return s.At.Href("/organisations/") + "#" + regionID(c.Nation, c.Region)
}

func (s *Site) otherBodies(w messages.Catalogue, list []*model.Entry, v *CouncilsView) {
	var kinds []string
	groups := map[string][]Item{}
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
		groups[kind] = append(groups[kind], s.item(w, e, false))
	}
	slices.Sort(kinds)
	for i, k := range kinds {
		v.Others = append(v.Others, ListGroup{Section: Section{ID: "kind-" + strconv.Itoa(i+1), Title: k}, Items: groups[k]})
	}
}
