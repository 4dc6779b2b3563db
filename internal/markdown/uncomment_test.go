package markdown

import "testing"

func TestUncomment(t *testing.T) {
	for in, want := range map[string]string{
		"A text.":                                  "A text.",
		"One <!-- a note --> two.\n":               "One  two.\n",
		"<!-- a\nnote\n-->\n\nA text.\n":           "\n\nA text.\n",
		"`<!-- shown -->` and <!-- a --> <!--b-->": "`<!-- shown -->` and  ",
		"    <!-- in a block of code -->\n":        "    <!-- in a block of code -->\n",
		"Never closed <!-- here\n":                 "Never closed <!-- here\n",
	} {
		if got := string(Uncomment([]byte(in))); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
