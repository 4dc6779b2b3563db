package markdown

import (
	"strings"
	"testing"

	"servicepatterns/internal/messages"
)

// TestSections: a heading inside a quotation or a list divides nothing, and one of level 3
// divides the section that it stands in.
func TestSections(t *testing.T) {
	source := []byte("Opening  \nstill\n\n> ## No\n\n## A & B\n\n- ## No\n\nText.\n\n### One\n\nText.\n\n### Two\n\n## C\n")
	b, _ := Parse(source).Render(nil, messages.English().T)
	if len(b.Sections) != 2 || !strings.HasSuffix(string(b.Opening), "No</h2>\n</blockquote>") {
		t.Fatalf("cut into %+v", b)
	}
	first := b.Sections[0]
	if first.Title != "A & B" || first.ID != "a--b" || len(first.Parts) != 3 || len(b.Headings) != 6 {
		t.Errorf("the first section is %q, with headings %+v", first, b.Headings)
	}
	want := first.Parts[0] + "\n" + first.Parts[1] + "\n" + first.Parts[2]
	if first.HTML() != want || b.Sections[1].HTML() != `<h2 id="c"><span id="h-c"></span>C</h2>` {
		t.Errorf("the sections are %q", b.Sections)
	}
	if empty, _ := Parse(nil).Render(nil, messages.English().T); empty.Opening != "" || empty.Sections != nil {
		t.Errorf("an empty text has %+v", empty)
	}
}
