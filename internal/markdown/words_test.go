package markdown

import (
	"strings"
	"testing"
)

// TestWords shows what is text, what is hidden, and where it stands.
func TestWords(t *testing.T) {
	source := "## A *title*\n\nOne `code` and [a **link**](https://example.org)\nover two lines, <https://example.org>, [[id|words]].\\\n" +
		"Broken.\n\n> Quoted *once*\n\n- item ![alt](x.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
	w := Parse([]byte(source)).Words()
	want := "A title\nOne " + hidden + " and a link over two lines, " + hidden + ", " + hidden + ".\nBroken.\nitem " + hidden +
		"\na\nb\nc\nd\n"
	if string(w.Own.Text) != want {
		t.Errorf("got  %q\nwant %q", w.Own.Text, want)
	}
	if got := string(w.Quoted.Text); got != "Quoted once\n" {
		t.Errorf("quoted %q", got)
	}
	var labels []string
	for _, l := range w.Labels {
		labels = append(labels, l.Text+"|"+l.To+"|"+source[l.Pos.Start:l.Pos.End])
	}
	wantLabels := "a link|https://example.org|a **link https://example.org|https://example.org|https://example.org words|id|words " +
		"alt|x.png|alt"
	if got := strings.Join(labels, " "); got != wantLabels {
		t.Errorf("got  %s\nwant %s", got, wantLabels)
	}
	at := strings.Index(string(w.Own.Text), "two lines")
	if p := w.Own.Place(at, at+9); source[p.Start:p.End] != "two lines" {
		t.Errorf("“two lines” stands at %q", source[p.Start:p.End])
	}
}

// FuzzWords: every letter of the words is found again in the source, and labels lie in it.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"a *b* `c` [d](e) ![f](g) <h@i.j> [[k|l]]\n> m\n\n- n\n", "| a |\n|-|\n| b \\| c |\n", "# a\nb\\\nc  \nd", "[](x) [ ](y) ![](z)", "[a]\n\n[a]: b", "&amp; \\* <b>x</b>\n\n    code\n", "~~a~~ \x00 \xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) > 1<<12 {
			t.Skip()
		}
		w := Parse(source).Words()
		for _, r := range []*Running{&w.Own, &w.Quoted} {
			for i, b := range r.Text {
				p := r.Place(i, i+1)
				if p.Start < 0 || int(p.Start) > len(source) || p.End < p.Start {
					t.Fatalf("byte %d of %q at %v of %q", i, r.Text, p, source)
				}
				if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') && source[p.Start] != b {
					t.Fatalf("%q of %q stands at %q of %q", b, r.Text, source[p.Start:], source)
				}
			}
		}
		for _, l := range w.Labels {
			if l.Pos.Start < 0 || l.Pos.End < l.Pos.Start || int(l.Pos.End) > len(source)+1 {
				t.Fatalf("label %+v outside %q", l, source)
			}
		}
	})
}
