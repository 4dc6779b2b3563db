package rules

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestSlug bounds an id that is made of a title; file systems take 255.
const longestSlug = 80

// Slug makes an id of a text: "St Helens’ bins & boxes" becomes "st-helens-bins-and-boxes".
func Slug(s string) string {
	var out strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ReplaceAll(strings.ToLower(s), "&", " and ")) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			gap = false
			out.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			// an accent or apostrophe parts no word
		default:
			gap = true
		}
	}
	id := out.String()
	if len(id) > longestSlug {
		id = id[:longestSlug+1]
		if at := strings.LastIndexByte(id, '-'); at > 0 {
			id = id[:at]
		} else {
			id = id[:longestSlug]
		}
	}
	return id
}
