package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"servicepatterns/internal/messages"
)

// TestBounds has as much as a text can have of each, and one more: only what is over is told,
// with the limit that its words say, at its own line.
func TestBounds(t *testing.T) {
	table := func(rows int) string { return "a|b\n-|-\n" + strings.Repeat("c|d\n", rows) }
	defined := func(n int) string {
		return "[a]: /" + strings.Repeat("b", minDefined/10-1) + "\n\n" + strings.Repeat("[a]\n", n)
	}
	for _, c := range []struct {
		bound string
		most  int
		text  func(n int) string
		line  int // where one more begins, from 1
	}{
		{boundDepth, maxDepth, func(n int) string { return "words\n\n" + strings.Repeat(">", n) + "words\n" }, 3},
		{boundBrackets, maxBrackets, func(n int) string {
			return strings.Repeat("a\n", 3) + strings.Repeat("\\[a] [a", n/2) + strings.Repeat("]", n%2)
		}, 4},
		{boundReferences, maxReferences, func(n int) string { return "words\n\n" + strings.Repeat("[a]: /b\n", n) }, 3},
		{boundAddress, maxAddress, func(n int) string { return "words\n[a](" + strings.Repeat("b", n) + ")\n" }, 2},
		{boundHeadings, maxHeadings, func(n int) string { return strings.Repeat("# a\n", n) }, maxHeadings + 1},
		{boundHeadings, maxHeadings, func(n int) string { return strings.Repeat("a\n=\n", n) }, 2*maxHeadings + 2},
		{boundCells, maxCells, func(n int) string { return "words\n\n" + table(n/2-2) + strings.Repeat("e\n", n%2) }, 3},
		{boundDefined, 10, defined, 1},
	} {
		if d := Parse([]byte(c.text(c.most))); len(d.Past) > 0 {
			t.Errorf("%s: a text that has that many is told that %s", c.bound, d.Past[0].Of)
		}
		source := c.text(c.most + 1)
		d := Parse([]byte(source))
		told := slices.IndexFunc(d.Past, func(b Bound) bool { return b.Of == c.bound })
		if told < 0 {
			t.Errorf("%s: a text that has one more is told %v", c.bound, d.Past)
			continue
		}
		if line := 1 + strings.Count(source[:d.Past[told].Pos.Start], "\n"); line != c.line {
			t.Errorf("%s: told at line %d, want %d", c.bound, line, c.line)
		}
	}
	for bound, most := range map[string]int{boundDepth: maxDepth, boundBrackets: maxBrackets, boundReferences: maxReferences, boundAddress: maxAddress,
		boundHeadings: maxHeadings, boundCells: maxCells, boundDefined: minDefined} {
		number := strconv.Itoa(most)
		if most >= 1000 {
			number = fmt.Sprintf("%d,%03d", most/1000, most%1000)
		}
		if words := messages.English().T("bound." + bound); !strings.Contains(words, number) {
			t.Errorf("%q does not say %s", words, number)
		}
	}
}
