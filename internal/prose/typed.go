package prose

import (
	"bytes"
	"regexp"
	"slices"

	"servicepatterns/internal/diag"
)

// Typed is a stretch of words that is left of something which its author took for
// Markdown, or which another tool reads: readers see it as it was typed. Code is not
// looked at, nor what a backslash makes text.
type Typed struct {
	Code diag.Code `json:"code"`
	// Read alike by Go and JavaScript, of bounded length, and without a part of any length
	// that may hold what the pattern begins with: else a text of nothing but beginnings
	// takes the time of all their lengths.
	Pattern string `json:"pattern"`
	Start   bool   `json:"start,omitempty"` // it means something only where a line begins
	Lines   int    `json:"lines,omitempty"` // a paragraph is told of it once, if it has so many; 0: each is told
	key     string // of its sentence
	Say
}

// What is typed and not read. What lies in a match of an earlier pattern is not told again.
var typed = []Typed{
	{diag.NotesMarkup, `!\[\[[^\[\]\n]{1,200}\]\]|\B==[\p{L}\p{N}][^=\n]{0,300}==|%%[^%\n]{1,300}%%|\(\([A-Za-z0-9_\-]{9}\)\)| \^[A-Za-z0-9\-]{1,40}$`, false, 1, "notes-markup", Say{}},
	{diag.NotesMarkup, `\[![A-Za-z]{2,20}\]`, true, 1, "notes-markup", Say{}},
	{diag.TypedLink, `\[[^\[\]\n]{0,300}\]\([^()\n]{1,300}\)`, false, 0, "typed-link.space", Say{}},
	{diag.TypedLink, `\([^()\[\]\n]{1,200}\)\[(?:https?://|www\.|mailto:|tel:|/|\.\.?/)[^\[\]\n]{0,300}\]`, false, 0, "typed-link.reversed", Say{}},
	{diag.TypedLink, `\[[^\[\]\n]{1,300}\] {1,3}\((?:https?://|www\.|mailto:|tel:|\.{0,2}/|#)[^()\s]{1,300}\)|\[\[[^\[\]\n]{2,300}\]\]`, false, 0, "typed-link.apart", Say{}},
	{diag.TypedLink, `\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,300})\]`, false, 0, "typed-link.undefined", Say{}},
	{diag.TypedLink, `\[(?:https?://|www\.)[^\s\[\]]{1,300}\]`, false, 0, "typed-link.brackets", Say{}},
	{diag.TypedLink, `(?:https?://|\bwww\.)[\p{L}\p{N}-]{1,63}\.[^\s<>()\[\]]{1,300}`, false, 0, "typed-link.bare", Say{}},
	{diag.TypedHeading, `#{2,6}[^\s#]|#{7}|^#[^\s#0-9][^\s#]{0,60} [^#\n]{0,100}[^.!?#\n]$`, true, 1, "typed-heading", Say{}},
	{diag.TypedList, "[•·▪‣◦●○■◆➢➤✓✔∙⁃\uf0b7][ \t\u00a0]|[o–—§]\t|[-*+]\u00a0", true, 1, "typed-list", Say{}},
	{diag.TypedList, `[–—−] \S|-> |[-*+](?:\p{L}|\[[ xX]\])|[0-9]{1,2}[.)]\p{L}|\(?[a-z]\) \S`, true, 2, "typed-list", Say{}},
	{diag.TypedList, `\[[ xX]?\] \S`, true, 1, "typed-list", Say{}},
	{diag.TypedTable, `\|[^|\n]{1,300}`, true, 2, "typed-table", Say{}},
	{diag.TypedEmphasis, `\B(?:\*\*|~~)[\p{L}\p{N}]|\B\*\* [^*\n]{1,200}[^\s*] ?\*\*|\b__\p{L}[^_\n]{0,100}__\p{L}`, false, 1, "typed-emphasis", Say{}},
	{diag.TemplateTag, `\{%[^{}\n]{0,300}%\}|\{\{[^{}\n]{0,300}\}\}|\{![^{}\n]{1,200}!\}|<%[^\n]{0,200}%>|\{(?::[ .#]{0,2}|[#.]|# )[A-Za-z][^{},\n]{0,200}\}`, false, 1, "template-tag", Say{}},
	{diag.TemplateTag, `(?:!!!|\?\?\?)\+? ?["A-Za-z]|:::|=== "|import [^\n]{1,200} from ["']|\[(?:toc|TOC)\]`, true, 1, "template-tag", Say{}},
}

var typedPatterns = func() []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(typed))
	for i, t := range typed {
		out[i] = regexp.MustCompile("(?m)" + t.Pattern) // as the flag m of JavaScript
	}
	return out
}()

// Typed finds what is shown as it was typed. place tells where in source a byte of the
// text stands.
func (c *Checker) Typed(text, source []byte, place func(at int) int) []Hit {
	var hits []Hit
	for i, t := range c.Rules.Typed {
		earlier := hits
		var first []int    // match of the paragraph at hand
		end, lines := 0, 0 // of it, and how many matches it has
		for _, m := range typedPatterns[i].FindAllIndex(text, -1) {
			at := place(m[0])
			told := func(h Hit) bool { return h.Start <= m[0] && m[0] < h.End }
			if isText(source, at) || t.Start && !beginsLine(source[:at]) || slices.ContainsFunc(earlier, told) {
				continue
			}
			if first == nil || m[0] >= end {
				first, end, lines = m, len(text), 0
				if n := bytes.IndexByte(text[m[0]:], '\n'); n >= 0 {
					end = m[0] + n
				}
			}
			if lines++; t.Lines == 0 {
				first = m
			} else if lines != t.Lines {
				continue
			}
			hits = append(hits, Hit{Code: t.Code, Start: first[0], End: first[1], Message: t.Message, Help: t.Help})
			if len(hits)-len(earlier) == Most {
				break
			}
		}
	}
	return hits
}

// isText says whether what begins at a byte is text for sure: after a backslash, or as the
// first of a link's words.
func isText(source []byte, at int) bool {
	return at > 0 && (source[at-1] == '\\' || source[at-1] == '[')
}

// beginsLine says whether only spaces and the signs of quotations stand between the
// beginning of the line and the end of the text.
func beginsLine(before []byte) bool {
	before = bytes.TrimRight(before[max(0, len(before)-100):], " \t>")
	return len(before) == 0 || before[len(before)-1] == '\n'
}
