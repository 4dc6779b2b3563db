package render

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
)

// BenchmarkPages renders 10,000 patterns of the size of ours, without their text.
func BenchmarkPages(b *testing.B) {
	lib := &model.Library{ByID: map[string]*model.Entry{}}
	lib.Verbs = model.DefaultVerbs()
	for i := range 10_000 {
		lib.Entries = append(lib.Entries, samplePattern(fmt.Sprintf("pattern-%d", i), fmt.Sprintf("Report a thing of kind %d", i)))
	}
	for _, e := range lib.Entries {
		lib.ByID[e.ID] = e
	}
	s, err := New(link.Link(lib, false, &diag.List{}), Options{})
	if err != nil {
		b.Fatal(err)
	}
	body := markdown.Body{Opening: template.HTML(strings.Repeat("<p>Some words of the pattern, a hundred or so, and then more.</p>", 50))}
	b.ResetTimer()
	for range b.N {
		for _, p := range s.Pages() {
			if err := s.Render(io.Discard, p, body); err != nil {
				b.Fatal(err)
			}
		}
	}
}
