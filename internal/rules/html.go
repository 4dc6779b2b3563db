package rules

import (
	"regexp"
	"slices"
	"strings"
)

// Instead says of tags of HTML what to write in their place. A tag that is not here is
// perhaps none: people write <your council> where a reader fills something in.
type Instead struct {
	Tags string `json:"tags"` // parted by spaces
	Help string `json:"help"`
}

// HTML is what is said of tags.
var HTML = []Instead{
	{"b strong mark", "Write **words**."},
	{"i em cite dfn var address", "Write *words*."},
	{"del s strike", "Write ~~words~~."},
	{"code kbd samp tt", "Write `words`."},
	{"pre xmp", "Write ``` on the line before and on the line after."},
	{"a", "Write [words](address)."},
	{"img picture figure figcaption", "Write ![what it shows](picture.png), and a caption as a paragraph below."},
	{"br", "End the line with a backslash, or leave an empty line for a new paragraph."},
	{"wbr", "Delete it: long words break by themselves."},
	{"hr", "Write --- on a line between two empty ones."},
	{"h1 h2 h3 h4 h5 h6 hgroup", "Begin the line with ## and a space."},
	{"ul ol li dl dt dd menu", "Begin each line with a hyphen and a space, or with 1. and a space."},
	{"table thead tbody tfoot tr th td caption colgroup col", "Write a line for each row: | a | b |. Below the first write | --- | --- |."},
	{"blockquote q", "Begin the line with > and a space, or write quotation marks."},
	{"details summary", "Write a heading and the text below it: nothing can be folded."},
	{"sub sup", "Type the sign itself, as in CO₂ or m², and a footnote as [^1]."},
	{"u ins", "Delete it: underlined words look like links. Write **words** if they matter."},
	{"p div section article main header footer nav aside", "Delete it: an empty line begins a paragraph."},
	{"center font span small big style", "Delete it: the site decides how words look and where they stand."},
	{"abbr acronym", "Write what the letters stand for, and the letters in brackets."},
	{"iframe video audio embed object svg form input button select textarea", "Write a link to it: [words](address)."},
	{"script link meta noscript base", "Delete it: pages run and load nothing that a text brings."},
	{"!--", "Write --> at the end of the note, or delete it."},
}

// InsteadOf says what to write in place of HTML, which begins with a tag.
func InsteadOf(html string) string {
	tag := strings.ToLower(tagName.FindString(strings.TrimLeft(html, " </")))
	for _, one := range HTML {
		if slices.Contains(strings.Fields(one.Tags), tag) {
			return one.Help
		}
	}
	_, help := RawHTML.Say(nil)
	return help
}

var tagName = regexp.MustCompile(`^(!--|[A-Za-z0-9-]*)`)
