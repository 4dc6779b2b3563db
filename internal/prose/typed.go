package prose

import (
	"bytes"
	"regexp"

	"servicepatterns/internal/diag"
)

// Typed is a stretch of words that is left of something which its author took for
// Markdown, or which another tool reads: readers see it as it was typed. Code is not
// looked at, nor what a backslash makes text.
type Typed struct {
	Code    diag.Code `json:"code"`
	Pattern string    `json:"pattern"` // of bounded length, and read alike by Go and JavaScript
	Start   bool      `json:"start"`   // it means something only where a line begins
	Once    bool      `json:"once"`    // a paragraph is told of it once
	Say
}

// What is typed and not read.
var typed = []Typed{
	{diag.TypedLink, `\[[^\[\]\n]{0,300}\]\([^()\n]{1,300}\)`, false, false, Say{
		"this link is shown as it is written: its address holds a space, or another sign that none may hold",
		"Write %20 for a space, and a telephone number without any: tel:03005550100."}},
	{diag.TypedLink, `\([^()\[\]\n]{1,200}\)\[(?:https?://|www\.|mailto:|tel:|/|\.\.?/)[^\[\]\n]{0,300}\]`, false, false, Say{
		"the brackets of this link are the wrong way round", "Write [words](address)."}},
	{diag.TypedLink, `\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{0,300})\]`, false, false, Say{
		"this link names an address that is given nowhere, and is shown as it is written", "Write [words](address), or add a line “[name]: address”."}},
	{diag.TypedHeading, `#{2,6}[^\s#]|^#[^\s#0-9][^\s#]{0,60} [^#\n]{0,100}[^.!?#\n]$`, true, true, Say{
		"this heading is shown as it is written", "Put a space after #."}},
	{diag.TypedList, "[•·▪‣◦●○■◆➢➤\uf0b7][ \t\u00a0]|[o–—§]\t", true, true, Say{
		"this sign makes no list: its lines run together", "Begin each line with a hyphen and a space, and leave an empty line before the first."}},
	{diag.TemplateTag, `\{%[^\n]{0,300}?%\}|\{\{[^\n]{0,300}?\}\}|\{![^}\n]{1,200}!\}|\{[:#.][^}\s][^}\n]{0,200}\}`, false, true, templateTag},
	{diag.TemplateTag, `(?:!!!|\?\?\?)\+? ?["A-Za-z]|:::|=== "|import [^\n]{1,200} from ["']|\[(?:toc|TOC)\]`, true, true, templateTag},
	{diag.NotesMarkup, `!\[\[[^\[\]\n]{1,200}\]\]|==[^=\s\n][^=\n]{0,300}==|%%[^%\n]{1,300}%%|\(\([A-Za-z0-9_\-]{9}\)\)| \^[A-Za-z0-9\-]{1,40}$`, false, true, notesMarkup},
	{diag.NotesMarkup, `\[![A-Za-z]{2,20}\]`, true, true, notesMarkup},
}

var (
	templateTag = Say{"this tag of another site’s templates is shown as it is written", "Remove it, and write what it would show."}
	notesMarkup = Say{"this mark of a notes app is shown as it is written", "Remove it, or use Markdown: **bold**, a link, a quotation with >."}
)

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
	for i, t := range typed {
		found, last := 0, -1
		for _, m := range typedPatterns[i].FindAllIndex(text, -1) {
			at := place(m[0])
			if at > 0 && source[at-1] == '\\' || t.Start && !beginsLine(source[:at]) || t.Once && last >= 0 && bytes.IndexByte(text[last:m[0]], '\n') < 0 {
				continue
			}
			if last = m[0]; found < Most {
				hits = append(hits, Hit{Code: t.Code, Start: m[0], End: m[1], Message: t.Message, Help: t.Help})
			}
			found++
		}
	}
	return hits
}

// beginsLine says whether only spaces and the signs of quotations stand between the
// beginning of the line and the end of the text.
func beginsLine(before []byte) bool {
	before = bytes.TrimRight(before[max(0, len(before)-100):], " \t>")
	return len(before) == 0 || before[len(before)-1] == '\n'
}
