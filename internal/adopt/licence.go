package adopt

import "regexp"

// Verdict is what a licence says of copies that are changed.
type Verdict int

// The verdicts.
const (
	Unknown Verdict = iota // somebody must read it
	Allowed
	Forbidden
)

var (
	forbids = regexp.MustCompile(`(?i)\b(all rights reserved|no[- ]?deriv\w*|by(-nc)?[- ]nd|nd)\b`)
	asks    = regexp.MustCompile(`(?i)\b(non[- ]?commercial|nc)\b`)
	allows  = regexp.MustCompile(`(?i)(\bogl\b|open government licen[cs]e|\bcc[- ]?0\b|\bcc[- ]by(-sa)?\b|` +
		`creative commons (zero|attribution)|public domain|\bmit\b|\bapache\b)`)
)

// Licence judges a licence by its name.
func Licence(name string) Verdict {
	switch {
	case forbids.MatchString(name):
		return Forbidden
	case asks.MatchString(name):
		return Unknown
	case allows.MatchString(name):
		return Allowed
	}
	return Unknown
}
