package markdown

import (
	"strings"
	"testing"
)

// TestUnlink takes out the links that lead to "gone" and pins what stays.
func TestUnlink(t *testing.T) {
	for in, want := range map[string]string{
		"a [w *b*](gone \"t)\") c":           "a w *b* c",
		"[x](<gone>) [y](here.md)":           "x [y](here.md)",
		"![alt](gone) ![](gone)":             "alt ",
		"![alt](https://a.example/gone)":     "[alt](https://a.example/gone)",
		"![](https://a.example/gone.png)":    "[gone.png](https://a.example/gone.png)",
		"[r][d] [d] [e]\n\n[d]: gone\n":      "r d [e]\n\n[d]: gone\n",
		"[[gone]], [[gone|w]] and [[in]]":    "Gone, w and [[in]]",
		"<gone:x> `[a](gone)`":               "gone:x `[a](gone)`",
		"[![pic](gone)](here.md)":            "[pic](here.md)",
		"[a\nb](gone\n'title') [c\\]](gone)": "a\nb c\\]",
		"| a |\n|---|\n| [x](gone) |\n":      "| a |\n|---|\n| x |\n",
	} {
		d := Parse([]byte(in))
		got, ok := d.Unlink(func(i int) bool { return strings.Contains(d.Links[i].To.Value, "gone") })
		if !ok || string(got) != want {
			t.Errorf("%q is now %q (%v), want %q", in, got, ok, want)
		}
	}
}
