package lists

import (
	"fmt"
	"slices"
	"testing"

	"servicepatterns/internal/model"
)

// A capability’s page sorts patterns by how many other needs they have: none, one, two,
// three or more; what only does better with it stands apart.
func TestReach(t *testing.T) {
	var entries []*model.Entry
	for _, id := range []string{"forms", "payments", "booking", "maps", "chat"} {
		e := &model.Entry{Type: model.Capability, ID: id, Own: &model.CapabilityFields{}}
		e.Title, e.Summary = text(id), text("A part.")
		entries = append(entries, e)
	}
	needs := [][]string{{"forms"}, {"forms", "payments"}, {"forms", "booking"}, {"forms", "payments"}, {"forms", "payments", "booking"},
		{"forms", "payments", "booking", "maps"}, {"forms", "payments", "booking", "maps", "chat"}, {"payments"}}
	for i, list := range needs {
		p := samplePattern(fmt.Sprintf("needs-%d", i), fmt.Sprintf("Needs %d", i))
		p.Pattern().Capabilities = nil
		for _, id := range list {
			p.Pattern().Capabilities = append(p.Pattern().Capabilities, model.Ingredient{Use: text(id)})
		}
		entries = append(entries, p)
	}
	better := samplePattern("better", "Better")
	better.Pattern().Capabilities = []model.Ingredient{{Use: text("payments")}, {Use: text("forms"), Optional: text("true")}}
	s := siteOf(t, nil, append(entries, better)...)
	recipes, _ := s.Lib.Recipes()
	v := build{s}.opensView(s.Lib.Graph.ByID["forms"], recipes)
	titles := func(list []ReachItem) (out []string) {
		for _, it := range list {
			out = append(out, it.Text)
		}
		return out
	}
	if got := titles(v.Full); !slices.Equal(got, []string{"Needs 0"}) {
		t.Errorf("alone it opens %v", got)
	}
	if len(v.One) != 2 || v.One[0].Lacks.Text != "payments" || !slices.Equal(titles(v.One[0].Items), []string{"Needs 1", "Needs 3"}) || !slices.Equal(titles(v.One[1].Items), []string{"Needs 2"}) {
		t.Errorf("with one more: %v", v.One)
	}
	if got := titles(v.Two); !slices.Equal(got, []string{"Needs 4"}) || len(v.Two[0].Lacks) != 2 {
		t.Errorf("with two more: %v", got)
	}
	if got := titles(v.Further); !slices.Equal(got, []string{"Needs 5", "Needs 6"}) {
		t.Errorf("with three or more: %v", got)
	}
	if len(v.Better) != 1 || v.Better[0].Text != "Better" {
		t.Errorf("better with it: %v", v.Better)
	}
}
