package rules

import (
	"fmt"
	"strings"
	"unicode"
)

// unseen are the characters that end a line unseen, turn the direction of writing or take
// no space. Joiners of letters and marks of direction, which some scripts and pictures of
// several characters need, are not among them.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x115f, Hi: 0x1160, Stride: 1}, // letters without a shape
		{Lo: 0x180e, Hi: 0x180e, Stride: 1},
		{Lo: 0x200b, Hi: 0x200b, Stride: 1}, // a space of no width
		{Lo: 0x2028, Hi: 0x202e, Stride: 1}, // ends of lines, overrides of direction
		{Lo: 0x2060, Hi: 0x206f, Stride: 1}, // joiners of words, isolates of direction
		{Lo: 0x3164, Hi: 0x3164, Stride: 1},
		{Lo: 0xfeff, Hi: 0xfeff, Stride: 1},
		{Lo: 0xffa0, Hi: 0xffa0, Stride: 1},
		{Lo: 0xfff9, Hi: 0xfffb, Stride: 1}, // notes between lines
	},
	R32: []unicode.Range32{{Lo: 0xe0000, Hi: 0xe007f, Stride: 1}}, // tags: letters that nobody sees
}

// IsUnseen says whether a character is one of them.
func IsUnseen(r rune) bool { return unicode.Is(unseen, r) }

// UnseenPattern is the class of these characters and of controls as JavaScript reads it
// with its flag "u".
func UnseenPattern() string {
	var b strings.Builder
	b.WriteString(`[\0-\x08\v\f\x0e-\x1f\x7f-\x9f`)
	for _, r := range unseen.R16 {
		fmt.Fprintf(&b, `\u%04x`, r.Lo)
		if r.Hi > r.Lo {
			fmt.Fprintf(&b, `-\u%04x`, r.Hi)
		}
	}
	for _, r := range unseen.R32 {
		fmt.Fprintf(&b, `\u{%x}-\u{%x}`, r.Lo, r.Hi)
	}
	return b.String() + "]"
}
