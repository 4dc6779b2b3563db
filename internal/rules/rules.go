// Package rules holds what is checked of an entry as data: what a value of each kind
// looks like, and the sentence for everything that can be wrong. The loader and the
// linker say these sentences, and the site publishes them for the form "Add to the
// library", so that both say the same of the same mistake.
package rules

import (
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
)

// Rule is a mistake. What is said of it are words of theme/strings: "rule.", its key, and
// nothing for the message, ".help" for the way out, ".form" for what the form says in place of
// that, where it speaks of lines and files.
type Rule struct {
	Code diag.Code
	Key  string
}

// Put is what stands for the gaps in a sentence: "field", "verb", "value", "reprot".
type Put []string

// Say returns the rule's sentences as findings say them, with their gaps filled.
func (r *Rule) Say(put Put) (message, help string) {
	return say(messages.English(), "rule."+r.Key, put), say(messages.English(), "rule."+r.Key+".help", put)
}

// InForm returns the rule's sentences as the form says them in a language, with their gaps.
func (r *Rule) InForm(w messages.Catalogue) (message, help string) {
	help = say(w, "rule."+r.Key+".form", nil)
	if help == "" {
		help = say(w, "rule."+r.Key+".help", nil)
	}
	return say(w, "rule."+r.Key, nil), help
}

// say is a sentence of a rule, "" for one that it does not have.
func say(w messages.Catalogue, key string, put Put) string {
	if !w.Has(key) {
		return ""
	}
	return w.T(key, put...)
}

// List writes words for a sentence: "a, b and c".
func List(words []string) string { return messages.English().And(words) }

// Either writes words for a sentence: "a, b or c".
func Either(words []string) string { return messages.English().Or(words) }

// ItemOf is what an item of a list is called, for messages.
func ItemOf(list string) string { return messages.English().T("item-of", "field", list) }

// Kind is what a value must be. Its pattern means the same to Go and to JavaScript.
type Kind struct {
	Pattern string
	Below   float64 // a number must be nearer to zero; 0 sets no bound
	Rule    *Rule

	matches *regexp.Regexp
}

// Takes says whether a value is of the kind.
func (k *Kind) Takes(value string) bool {
	if !k.matches.MatchString(value) {
		return false
	}
	if k.Below == 0 {
		return true
	}
	n, err := strconv.ParseFloat(value, 64)
	return err == nil && math.Abs(n) < k.Below
}

// ID is what an id looks like.
const ID = `^[a-z0-9]+(-[a-z0-9]+)*$`

// LongestID is how many letters an id may have: it becomes the name of a folder.
const LongestID = 100

// Device is a name under which Windows has no files, whatever their ending: a library that
// holds one cannot be checked out there.
const Device = `^(con|prn|aux|nul|(com|lpt)[1-9])$`

// day is a day that exists, leap years included; every month of it may stand alone.
const (
	leap = `([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)`
	day  = `([0-9]{4}(-(0[1-9]|1[0-2]))?|[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-` +
		`(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|` + leap + `-02-29)`
)

// address is a web address: its host, perhaps a port, and what follows. No name and
// password before the host, which is how one site is made to look like another.
const address = `^[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x20\x7f/?#@:\\%<>"\[\]^{|}` + "`" +
	`]+(:[0-9]+)?(/([^\x00-\x20\x7f?#%]|%[0-9A-Fa-f]{2})*)?(\?[^\x00-\x20\x7f#]*)?(#([^\x00-\x20\x7f%]|%[0-9A-Fa-f]{2})*)?$`

// Host is what begins with the name of a host: www.example.org, council.gov.uk/bins. A
// file is none: bins.md, bins.pdf.
const Host = `^(www\.|([a-z0-9-]+\.)+(com|org|net|info|gov|edu|dev|app|wales|cymru|scot|london|example|[a-ln-z][a-z]|` +
	`m[a-ce-z])(:[0-9]+)?([/?#]|$))`

// IsHost says whether an address lacks only its scheme.
func IsHost(to string) bool { return host.MatchString(strings.ToLower(to)) }

var host = regexp.MustCompile(Host)

// KindOf returns the kind that a field's `kind` tag names, nil when there is none.
func KindOf(name string) *Kind { return kinds[name] }

// Kinds are all kinds by name.
func Kinds() map[string]*Kind { return maps.Clone(kinds) }

var kinds = compiled(map[string]Kind{
	"date": {Pattern: "^" + day + "$", Rule: &Rule{diag.WrongDate, "kind-date"}},
	"period": {Pattern: `^[1-9][0-9]? (months?|years?)$`,
		Rule: &Rule{diag.WrongDate, "kind-period"}},
	"url": {Pattern: address, Rule: &Rule{diag.WrongAddress, "kind-url"}},
	"number": {Pattern: `^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`, Below: 1e15, // more digits cannot be shown
		Rule: &Rule{diag.WrongNumber, "kind-number"}},
	"percent": {Pattern: `^[+-]?[0-9]+(\.[0-9]+)?%$`,
		Rule: &Rule{diag.WrongNumber, "kind-percent"}},
	"bool": {Pattern: `^(true|false)$`, Rule: &Rule{diag.WrongType, "kind-bool"}},
	"language": {Pattern: `^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`, // language, script and region of BCP 47
		Rule: &Rule{diag.UnknownValue, "kind-language"}},
	"id": {Pattern: ID, Rule: &Rule{diag.WrongID, "kind-id"}},
})

func compiled(list map[string]Kind) map[string]*Kind {
	out := map[string]*Kind{}
	for name, k := range list {
		k.matches = regexp.MustCompile(k.Pattern)
		out[name] = &k
	}
	return out
}
