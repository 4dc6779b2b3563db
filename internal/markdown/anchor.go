package markdown

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"servicepatterns/internal/model"
)

// A heading's id is what a code host calls it in a link, so that one link works there and
// here. Where the page has that id for a part of its own, the page keeps it and "-text" is
// put after the heading's. The id that the heading had before stays as a second anchor.

// pageIDs are the ids of parts of entries' pages.
var pageIDs = []string{"capabilities", "cases", "clocks", "contents", "councils", "evidence", "fees", "figures", "find",
	"for", "further", "how", "journey", "keep", "lessons", "like", "links", "local", "main",
	"members", "method", "missing", "money", "named-by", "near", "needs", "open-source", "patterns", "policy", "products", "projects", "questions", "recipe", "shared", "standards",
	"unhappy", "updates", "use", "used", "uses", "variants"}

var pageIDPattern = regexp.MustCompile(`^(fn|fnref|i|went)-`)

// OfPage says whether pages of entries have an id for a part of their own.
func OfPage(id string) bool { return slices.Contains(pageIDs, id) || pageIDPattern.MatchString(id) }

// longestAnchor bounds an id, which stands in the page several times.
const longestAnchor = 200

// anchors gives headings their ids. They have their former ids, which are kept where no
// other heading has them now.
func anchors(headings []model.Heading) {
	taken := map[string]bool{}
	clash := func(h *model.Heading) bool { return h.Forge == "" || len(h.Forge) > longestAnchor || OfPage(h.Forge) }
	for i := range headings {
		if h := &headings[i]; !clash(h) {
			h.ID, taken[h.Forge] = h.Forge, true
		}
	}
	for i := range headings {
		h := &headings[i]
		if !clash(h) {
			continue
		}
		if h.ID = h.Former; OfPage(h.Forge) && len(h.Forge) <= longestAnchor {
			h.ID = h.Forge + "-text"
		}
		for id, n := h.ID, 2; taken[h.ID]; n++ {
			h.ID = id + "-" + strconv.Itoa(n)
		}
		taken[h.ID] = true
	}
	for i := range headings {
		if h := &headings[i]; taken[h.Former] {
			h.Former = ""
		}
	}
}

// forgeName is what GitHub calls a heading in a link: its words in lower case without
// punctuation, hyphens for spaces, and a number where another has that name. taken counts
// how often each was asked for.
func forgeName(words string, taken map[string]int) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Pc):
			return r
		}
		return -1
	}, strings.ToLower(words))
	unique := name
	for _, used := taken[unique]; used; _, used = taken[unique] {
		taken[name]++
		unique = name + "-" + strconv.Itoa(taken[name])
	}
	taken[unique] = 0
	return unique
}
