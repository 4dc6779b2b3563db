package view

import (
	"slices"
	"strconv"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// AlikePath is the address of a group of case studies.
func AlikePath(g *insight.Group) string { return "/case-studies/" + g.Way + "/" + g.Slug + "/" }

// LikenessWord is what people read for a tier, nation, region or size.
func LikenessWord(w messages.Catalogue, g *insight.Group) string {
	switch g.Way {
	case "tier":
		return w.T("tier." + g.Value)
	case "size":
		return w.T("size." + g.Value)
	}
	return g.Value
}

// MaxOnOnePage is how many organisations the list by nation and region may hold.
const MaxOnOnePage = 1500

// NationsOf lists the nations of councils, in their order.
func NationsOf(list []*model.Entry) []string {
	var nations []string
	for _, e := range list {
		if c := e.Council; c != nil && !slices.Contains(nations, c.Nation) {
			nations = append(nations, c.Nation)
		}
	}
	slices.SortFunc(nations, model.CompareNations)
	return nations
}

// NationID names the part of the list that holds the i-th nation.
func NationID(i int) string { return "nation-" + strconv.Itoa(i+1) }

// RegionID names the part of the list that holds a region.
func RegionID(nation, region string) string { return "in-" + rules.Slug(nation+" "+region) }

// Place is a council in a list, with how many case studies it has.
func (s *Site) Place(w messages.Catalogue, e *model.Entry) Link {
	l := s.Short(e)
	if n := s.Lib.Cases[e.ID]; n > 0 {
		l.N, l.Note = n, w.N("case-studies", n)
	}
	return l
}

// MaxMapPatterns is how many patterns have a map of their own. Above, a list of them
// helps nobody, and each pattern's page names who runs it.
const MaxMapPatterns = 400

// RunnersPath is the address of the map of who runs a pattern.
func RunnersPath(e *model.Entry) string { return "/map/patterns/" + e.ID + "/" }
