package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Choices returns the values of a named list, to which a field's `one:"…"` tag refers; none
// for lists that a library may change (verb, service-area, life-event), which are in Library.
func Choices(list string) []string { return slices.Clone(choices[list]) }

var choices = map[string][]string{
	"status": {"draft", "experimental", "live", "deprecated"},
	"answer": {
		"text", "long-text", "number", "date", "yes-no", "choose-one", "choose-many", "address", "location",
		"contact", "email", "phone", "reference", "upload", "payment", "declaration",
	},
	"who":               {"resident", "council"},
	"confidence":        {"high", "medium", "low"},
	"topic":             {"legal", "privacy", "fraud", "equality", "practice"},
	"nation":            {"england", "wales", "scotland", "northern-ireland"},
	"provider":          {"district", "county", "council", "other"},
	"grade":             {"measured", "supplier-claim", "estimate", "disputed"},
	"stage":             {"idea", "discovery", "alpha", "beta", "live", "retired", "paused"},
	"seeking":           {"partners", "users", "funding", "reviewers"},
	"period":            {"once", "a-year", "total"},
	"show":              {"all", "search", "nothing"},
	"standard-kind":     {"law", "government-policy", "open-standard", "sector-agreement", "register"},
	"organisation-kind": {"department", "charity", "supplier", "former-council", "group", "other"},
	"type":              typeChoices(),
}

// typeChoices are the types of entries.
func typeChoices() []string {
	var out []string
	for _, k := range kinds {
		out = append(out, string(k.Type))
	}
	return out
}

// Readable turns an id-like value into words: "adult-care" → "Adult care".
func Readable(value string) string {
	s := strings.ReplaceAll(value, "-", " ")
	if s == "" {
		return s
	}
	return Capital(s)
}

// Capital writes the first letter of a word or sentence as a capital.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
