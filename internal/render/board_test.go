package render

import (
	"strings"
	"testing"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
)

// The board keeps one choice while the other changes, leads to no empty pair, and has a
// place for a project that does not say its stage.
func TestBoardChoices(t *testing.T) {
	project := func(id, stage string, seeking ...string) *model.Entry {
		e := &model.Entry{Type: model.Project, ID: id, Own: &model.WorkFields{Stage: text(stage), Seeking: list(seeking...)}}
		e.Title, e.Summary = text(id), text("Work.")
		return e
	}
	s := siteOf(t, Options{}, project("one", "alpha", "partners"), project("two", "beta", "users"), project("three", ""))
	for path, want := range map[string][2]string{ // what it leads to, and what not
		"pipeline/stage/alpha/":                  {"/pipeline/stage/alpha/seeking/partners/", "/seeking/users/"},
		"pipeline/seeking/users/":                {"/pipeline/stage/beta/seeking/users/", "/pipeline/stage/alpha/"},
		"pipeline/stage/alpha/seeking/partners/": {"/projects/one/", "/projects/two/"},
		"pipeline/stage/not-known/":              {"/projects/three/", "/projects/one/"},
	} {
		page := pageOf(t, s, path+"index.html", markdown.Body{})
		if !strings.Contains(page, want[0]) || strings.Contains(page, want[1]) {
			t.Errorf("%s must lead to %s and not to %s", path, want[0], want[1])
		}
	}
}
