package formula

import (
	"strings"
	"testing"
)

// TestGuard pins what a spreadsheet would run, in the forms that OWASP lists, and that
// import takes the Guard away again.
func TestGuard(t *testing.T) {
	for _, formula := range []string{
		"=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "\t=1", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠a",
		"  =1", "\"=1", "'=1", " \"'+a", "''-a", "\u00a0=1", "\n- list", "- list", "=", "-", "+44 1", "' \tx",
	} {
		if g := Guard(formula); !strings.HasPrefix(g, "'") || Unguard(g) != formula {
			t.Errorf("%q is written as %q", formula, g)
		}
	}
	for in, want := range map[string]string{
		"a;=1+1": "a;'=1+1", "a\t@b": "a\t'@b", "a\n=b": "a\n'=b", "a; -x": "a;' -x", "a;\"=1": "a;'\"=1",
		"a\n- b": "a\n- b", "a\n---\nb": "a\n---\nb", "a; 1": "a; 1", "a - b = c": "a - b = c", "-13%": "-13%", "+5": "+5", "5": "5", "don't": "don't", "": "",
	} {
		if g := Guard(in); g != want {
			t.Errorf("%q is written as %q, want %q", in, g, want)
		}
	}
	// Whatever a cell holds, it comes back as it was.
	letters := []string{"=", "-", "'", "\"", " ", "\t", "\n", ";", "a", "1", "＝", "@", "+"}
	for n := range len(letters) * len(letters) * len(letters) * len(letters) * len(letters) {
		var b strings.Builder
		for k, i := n, 0; i < 5; k, i = k/len(letters), i+1 {
			b.WriteString(letters[k%len(letters)])
		}
		if s := b.String(); Unguard(Guard(s)) != s {
			t.Fatalf("%q is written as %q, which is read as %q", s, Guard(s), Unguard(Guard(s)))
		}
	}
}
