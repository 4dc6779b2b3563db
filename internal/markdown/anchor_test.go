package markdown

import (
	"strings"
	"testing"
)

// TestAnchors: a heading has the id that GitHub gives it, and keeps its former one, but
// never one that the page or another heading has.
func TestAnchors(t *testing.T) {
	source := "# Does it *fit*?\n\n# What’s `new`: A & B\n\n# Main\n\n# Main text\n\n# fn-1\n\n# H what\n\n# What\n\n# ?!\n\n# Évidence\n" +
		"\n# Evidence\n\n# Evidence\n\n# [a link](x) 1.2\n\n# " + strings.Repeat("long ", 60)
	want := []string{
		"does-it-fit h-does-it-fit", "whats-new-a--b h-what’s-new-a-b", "main-text-2 h-main", "main-text h-main-text", "fn-1-text h-fn-1", "h-what h-h-what", "what ", "h- ",
		"évidence h-évidence", "evidence-text h-evidence", "evidence-1 h-evidence-2", "a-link-12 h-a-link-x-1-2",
	}
	headings := Parse([]byte(source)).Headings
	for i, w := range want {
		if got := headings[i].ID + " " + headings[i].Former; got != w {
			t.Errorf("%q has the ids %q, want %q", headings[i].Text, got, w)
		}
	}
	if last := headings[len(want)]; len(last.ID) > longestAnchor || !strings.HasPrefix(last.ID, "h-long-long") || last.Former != "" {
		t.Errorf("a long heading has the ids %q, %q", last.ID, last.Former)
	}
}
