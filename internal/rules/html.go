package rules

import (
	"regexp"
	"slices"
	"strings"

	"servicepatterns/internal/messages"
)

// tagNames are tags of HTML, those in whose place the same is written in one row. The first of a row names
// the words for it: "html.b". A tag that is not here is perhaps none: people write <your council>
// where a reader fills something in.
var tagNames = []string{
	"b strong mark",
	"i em cite dfn var address",
	"del s strike",
	"code kbd samp tt",
	"pre xmp",
	"a",
	"img picture figure figcaption",
	"br",
	"wbr",
	"hr",
	"h1 h2 h3 h4 h5 h6 hgroup",
	"ul ol li dl dt dd menu",
	"table thead tbody tfoot tr th td caption colgroup col",
	"blockquote q",
	"details summary",
	"sub sup",
	"u ins",
	"p div section article main header footer nav aside",
	"center font span small big style",
	"abbr acronym",
	"iframe video audio embed object svg form input button select textarea",
	"script link meta noscript base",
	"!--",
}

// InsteadOf says what to write in place of HTML, which begins with a tag.
func InsteadOf(html string) string {
	tag := strings.ToLower(tagName.FindString(strings.TrimLeft(html, " </")))
	for _, row := range tagNames {
		if names := strings.Fields(row); slices.Contains(names, tag) {
			return messages.English().T("html." + names[0])
		}
	}
	_, help := RawHTML.Say(nil)
	return help
}

var tagName = regexp.MustCompile(`^(!--|[A-Za-z0-9-]*)`)
