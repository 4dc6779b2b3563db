package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Choice is one allowed value of a field and what a person reads for it.
type Choice struct{ Value, Label string }

// Choices returns the words of a named list, to which a field's `one:"…"` tag refers; none
// for lists that a library may change (verb, service-area, life-event), which are in Library.
func Choices(list string) []Choice { return slices.Clone(choices[list]) }

var choices = map[string][]Choice{
	"status": {{"draft", "Draft"}, {"experimental", "Experimental"}, {"live", "Live"}, {"deprecated", "Deprecated"}},
	"answer": {
		{"text", "Short text"}, {"long-text", "Long text"}, {"number", "Number"}, {"date", "Date"}, {"yes-no", "Yes or no"},
		{"choose-one", "Choose one"}, {"choose-many", "Choose any"}, {"address", "Address"}, {"location", "Location"},
		{"contact", "Contact details"}, {"email", "Email"}, {"phone", "Phone number"}, {"reference", "Reference"},
		{"upload", "File"}, {"payment", "Payment"}, {"declaration", "Declaration"},
	},
	"who":        {{"resident", "Resident"}, {"council", "Council"}},
	"confidence": {{"high", "High"}, {"medium", "Medium"}, {"low", "Low"}},
	"topic":      {{"legal", "Legal"}, {"privacy", "Privacy"}, {"fraud", "Fraud"}, {"equality", "Equality"}, {"practice", "What councils do"}},
	"nation":     {{"england", "England"}, {"wales", "Wales"}, {"scotland", "Scotland"}, {"northern-ireland", "Northern Ireland"}},
	"provider": {
		{"district", "District and unitary councils"}, {"county", "County and unitary councils"}, {"council", "All councils"},
		{"other", "Another body"},
	},
	"grade": {{"measured", "Measured"}, {"supplier-claim", "Supplier’s claim"}, {"estimate", "Estimate"}, {"disputed", "Disputed"}},
	"stage": {
		{"idea", "Idea"}, {"discovery", "Discovery"}, {"alpha", "Alpha"}, {"beta", "Beta"}, {"live", "Live"},
		{"retired", "Retired"}, {"paused", "Paused"},
	},
	"seeking": {{"partners", "Partners"}, {"users", "Users"}, {"funding", "Funding"}, {"reviewers", "Reviewers"}},
	"period":  {{"once", "once"}, {"a-year", "a year"}, {"total", "in total"}},
	"standard-kind": {
		{"law", "Law"}, {"government-policy", "Government policy"}, {"open-standard", "Open standard"},
		{"sector-agreement", "Sector agreement"}, {"register", "Register"},
	},
	"organisation-kind": {
		{"department", "Department"}, {"charity", "Charity"}, {"supplier", "Supplier"}, {"former-council", "Former council"},
		{"group", "Group"}, {"other", "Other organisation"},
	},
	"show": {{"all", "Everywhere"}, {"search", "In search alone"}, {"nothing", "Nowhere"}},
	"type": typeChoices(),
}

// typeChoices are the types of entries.
func typeChoices() []Choice {
	var out []Choice
	for _, k := range kinds {
		out = append(out, Choice{string(k.Type), k.Type.Label()})
	}
	return out
}

// Label returns what a person reads for a value of a named list; a value that the
// list lacks is made readable.
func Label(list, value string) string {
	for _, c := range choices[list] {
		if c.Value == value {
			return c.Label
		}
	}
	return Readable(value)
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
