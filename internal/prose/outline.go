package prose

import (
	"strings"
	"unicode"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
)

// Heading checks a heading of a text. above is the level of the one before it; the first
// has the page's own above it, which is title, and for the others title is empty.
func (c *Checker) Heading(text string, level, above int, title string) (Hit, bool) {
	switch words := bare(text); {
	case strings.TrimSpace(text) == "":
		return c.hit(diag.HeadingOutline, 0, 0), true
	case words != "" && words == bare(title):
		return c.hit(diag.TitleAgain, 0, 0), true
	case level > above+1:
		h := c.hit(diag.HeadingOutline, 0, 0)
		h.Message, h.Help = c.SkippedLevel.Message, messages.Fill(c.SkippedLevel.Help, "signs", strings.Repeat("#", above+1))
		return h, true
	}
	return Hit{}, false
}

// LostCell is said of a row of a table with more cells than columns.
func (c *Checker) LostCell() Hit { return c.hit(diag.LostCell, 0, 0) }

// bare is what of words is heard: letters and digits.
func bare(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, strings.ToLower(words))
}
