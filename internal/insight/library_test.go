package insight

import (
	"slices"
	"testing"

	"servicepatterns/internal/model"
)

// Case studies are grouped by what their councils are like, each once, and a council finds
// the groups that it belongs to. What is not shown is in no group.
func TestAlike(t *testing.T) {
	council := func(id, region string, population int) *model.Entry {
		e := &model.Entry{Type: model.Organisation, ID: id, Council: &model.Council{
			Nation: "England", Region: region, Type: "Unitary authority", Population: population,
		}}
		e.Title = text(id)
		return e
	}
	north, south, wales := council("north", "North East", 150_000), council("south", "Kent & Medway", 0), council("wales", "Wales", 90_000)
	wales.Council.Nation = "Wales"
	draft := work("draft", []string{"wales"})
	draft.Status = text("draft")
	g, _ := graph(work("both", []string{"north", "south"}), work("one", []string{"south"}), draft, north, south, wales)
	var got []string
	lib := Of(g, false)
	for _, a := range lib.Alike {
		line := a.Way + " " + a.Slug
		for _, e := range a.Entries {
			line += " " + e.ID
		}
		got = append(got, line)
	}
	want := []string{
		"tier unitary both one", "nation england both one", "region kent-and-medway both one", "region north-east both",
		"size 100000-to-200000 both",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if like := lib.Like(wales.Council); len(like) != 1 || like[0].Way != "tier" {
		t.Errorf("a Welsh council is like %v", like)
	}
	if n := len(Of(g, true).Alike); n != len(want)+2 {
		t.Errorf("with drafts there are %d groups", n)
	}
}
