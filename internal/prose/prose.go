// Package prose says what of a text will not be understood, or should not be published:
// sentences that are too long, jargon, links that do not say where they lead, pictures
// without words, private addresses, figures without a source. Input: a text, and the
// rules. Output: findings on bytes of that text; the caller knows where it stands.
//
// What is wrong is data (Rules): lists, thresholds, patterns and sentences with named
// {placeholders}. The code here only applies it, in one pass and in time that grows with
// the text, so that a browser given the same Rules as JSON finds the same.
package prose

import (
	"regexp"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Hit is one thing wrong with a text.
type Hit struct {
	Code       diag.Code
	Start, End int // bytes of the text
	Message    string
	Help       string
	Suggestion string // what to write in its place, "" when there is no one word for it
}

// Most bounds the hits of one kind in one text: nobody reads more, and a hostile file
// would fill the memory.
const Most = 50

// Checker applies rules. It may be used by several goroutines at a time.
type Checker struct {
	Rules
	jargon map[string][]phrase // by first word, the longest first
	begins [1 << 16]uint64     // by the first two bytes of jargon: how long its first word may be, a bit each
	short  map[string]bool     // abbreviations
	links  map[string]bool
	hosts  map[string]bool
	names  map[string]bool
	places map[string]bool
	verbs  map[string]bool
	email  *pattern
	mobile *pattern
	law    *regexp.Regexp
}

// New prepares the rules that a library has for texts in a language.
func New(s *model.Settings, language string) *Checker {
	c := &Checker{Rules: For(s, language, messages.English())}
	c.jargon = phrases(c.Jargon)
	for first := range c.jargon {
		c.begins[pair([]byte(first))] |= 1 << min(len(first), 63)
	}
	c.short, c.links, c.hosts = set(c.Abbreviations), set(c.LinkTexts), set(c.PrivateHosts)
	c.names, c.places, c.verbs = set(c.GivenNames), set(c.PlaceWords), set(c.Verbs)
	c.email, c.mobile, c.law = compile(c.Email), compile(c.Mobile), regexp.MustCompile(c.Rules.Law)
	return c
}

func set(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

// hit words a finding by its rule. put holds names and what stands for them.
func (c *Checker) hit(code diag.Code, start, end int, put ...string) Hit {
	says := c.Says[code]
	return Hit{Code: code, Start: start, End: end, Message: messages.Fill(says.Message, put...), Help: messages.Fill(says.Help, put...)}
}
