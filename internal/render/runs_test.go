package render

import (
	"testing"

	"servicepatterns/internal/model"
)

// A council that studied a service, or tried a prototype, does not run it: the map and
// the strength of a pattern's evidence leave it out.
func TestStudiesRunNothing(t *testing.T) {
	s := sampleSite(t, Options{})
	p, study := s.g.ByID["report-a-thing"], s.g.ByID["bolton-case"]
	p.Pattern.UsedBy, p.Pattern.Variants = nil, nil
	study.Work.Organisations = list("bolton")
	for stage, want := range map[string]int{"idea": 0, "discovery": 0, "alpha": 0, "beta": 1, "live": 1, "retired": 1, "": 1} {
		study.Work.Stage = text(stage)
		if got := len(s.runners(p).has); got != want {
			t.Errorf("stage %q: %d on the map, want %d", stage, got, want)
		}
		if got := s.strength(s.words[s.lang], p.Pattern, []*model.Entry{study}).Organisations; got != want {
			t.Errorf("stage %q: %d in the strength, want %d", stage, got, want)
		}
	}
}
