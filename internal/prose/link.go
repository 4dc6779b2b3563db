package prose

import (
	"path"
	"strings"

	"servicepatterns/internal/diag"
)

// Link checks the words of a link; to is where it leads.
func (c *Checker) Link(text, to string) (Hit, bool) {
	if leads, _, ok := strings.Cut(to, ":"); ok && (strings.EqualFold(leads, "mailto") || strings.EqualFold(leads, "tel")) {
		return Hit{}, false // the address of a team, or its number, says what it is
	}
	plain := strings.ToLower(strings.Trim(strings.Join(strings.Fields(text), " "), " .,:;!?…→»>"))
	bare := strings.Contains(plain, "://") && !strings.Contains(plain, " ") || strings.HasPrefix(plain, "www.")
	if plain != "" && !bare && !c.links[plain] {
		return Hit{}, false
	}
	h := c.hit(diag.LinkText, 0, len(text), "text", text)
	if plain == "" {
		h.Message = c.NoLinkText
	}
	return h, true
}

// Image checks the text that stands for a picture. to is its file.
func (c *Checker) Image(alt, to string) (Hit, bool) {
	plain := strings.ToLower(strings.TrimSpace(alt))
	file := strings.ToLower(path.Base(to))
	name := strings.TrimSuffix(file, path.Ext(file))
	named := plain == file || plain == name && !letters(name) // "IMG_1234"; "Map" of map.png is a word
	if plain != "" && !named {
		return Hit{}, false
	}
	return c.hit(diag.ImageAlt, 0, len(alt)), true
}

// Title checks the title of a service pattern. verb is the pattern's own.
func (c *Checker) Title(title, verb string) (Hit, bool) {
	if len(c.verbs) == 0 {
		return Hit{}, false
	}
	plain := strings.ToLower(title)
	for words := 1; words <= 3; words++ {
		if begin, ok := firstWords(plain, words); ok && c.verbs[begin] {
			return Hit{}, false
		}
	}
	if verb == "" {
		verb = "report"
	}
	return c.hit(diag.TitleVerb, 0, len(title), "verb", verb), true
}

// firstWords returns the first n words of a text.
func firstWords(text string, n int) (string, bool) {
	words := strings.Fields(text)
	if len(words) < n {
		return "", false
	}
	return strings.TrimRight(strings.Join(words[:n], " "), ".,:;!?"), true
}
