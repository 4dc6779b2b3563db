package lists

import (
	"io/fs"
	"testing"

	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
	"servicepatterns/internal/theme"
	"servicepatterns/tests/sample"
)

var text, samplePattern = sample.Text, sample.Pattern

func siteOf(t *testing.T, own fs.FS, entries ...*model.Entry) *view.Site {
	t.Helper()
	look, err := theme.Load(own)
	if err != nil {
		t.Fatal(err)
	}
	return view.New(sample.Graph(false, entries...), look, view.Options{})
}
