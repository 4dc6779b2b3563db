package rules

import (
	"maps"
	"strings"

	"servicepatterns/internal/diag"
)

// Nested is the deepest that fields may lie in each other; the format needs 5.
const Nested = 32

// MostItems is how many a list may hold.
const MostItems = 2_000

// Few is how many words of a list a person still reads.
const Few = 12

// What is said of fields and their values.
var (
	MissingField   = &Rule{diag.MissingField, "missing-field"}
	EmptyField     = &Rule{diag.MissingField, "empty-field"}
	EmptiedField   = &Rule{diag.MissingField, "emptied-field"}
	UnknownField   = &Rule{diag.UnknownField, "unknown-field"}
	CommaInGroup   = &Rule{diag.UnknownField, "comma-in-group"}
	CommaList      = &Rule{diag.CommaList, "comma-list"}
	LinesList      = &Rule{diag.CommaList, "lines-list"}
	BracesList     = &Rule{diag.CommaList, "braces-list"}
	HalfList       = &Rule{diag.CommaList, "half-list"}
	ItemWithin     = &Rule{diag.CommaList, "item-within"}
	EndsWithComma  = &Rule{diag.CommaList, "ends-with-comma"}
	BracketsGroup  = &Rule{diag.WrongType, "brackets-group"}
	NoColon        = &Rule{diag.YAMLSyntax, "no-colon"}
	NoFields       = &Rule{diag.WrongType, "no-fields"}
	BracketedName  = &Rule{diag.YAMLSyntax, "bracketed-name"}
	UnseenInName   = &Rule{diag.HiddenCharacter, "unseen-in-name"}
	OtherComment   = &Rule{diag.UnknownField, "other-comment"}
	TextInFront    = &Rule{diag.FrontMatterOpen, "text-in-front"}
	CutOff         = &Rule{diag.YAMLComment, "cut-off"}
	CurlyQuotes    = &Rule{diag.CurlyQuotes, "curly-quotes"}
	DuplicateKey   = &Rule{diag.DuplicateKey, "duplicate-key"}
	NotOneValue    = &Rule{diag.WrongType, "not-one-value"}
	WrongType      = &Rule{diag.WrongType, "wrong-type"}
	LongSummary    = &Rule{diag.LongSummary, "long-summary"}
	TooMany        = &Rule{diag.WrongType, "too-many"}
	UnknownValue   = &Rule{diag.UnknownValue, "unknown-value"}
	UnknownVerb    = &Rule{diag.UnknownVerb, "unknown-verb"}
	HiddenInText   = &Rule{diag.HiddenCharacter, "hidden-in-text"}
	CodeInQuotes   = &Rule{diag.HiddenCharacter, "code-in-quotes"}
	DuplicateStep  = &Rule{diag.DuplicateID, "duplicate-step"}
	UnknownStep    = &Rule{diag.UnknownStep, "unknown-step"}
	UnknownActor   = &Rule{diag.UnknownActor, "unknown-actor"}
	UnreachedStep  = &Rule{diag.UnreachedStep, "unreached-step"}
	LaterQuestion  = &Rule{diag.UnknownQuestion, "later-question"}
	UnknownAnswer  = &Rule{diag.UnknownQuestion, "unknown-answer"}
	DuplicateAsked = &Rule{diag.DuplicateID, "duplicate-asked"}
	NoneHasID      = &Rule{Key: "none-has-id"}
)

// What is said of references and of the text.
var (
	UnknownReference    = &Rule{diag.UnknownReference, "unknown-reference"}
	OwnContents         = &Rule{diag.UnknownReference, "own-contents"}
	ThoseThereAre       = &Rule{Key: "those-there-are"}
	WrongReference      = &Rule{diag.WrongReference, "wrong-reference"}
	FormerReference     = &Rule{diag.FormerReference, "former-reference"}
	OtherPattern        = &Rule{diag.WrongReference, "other-pattern"}
	BrokenLink          = &Rule{diag.BrokenLink, "broken-link"}
	NoScheme            = &Rule{diag.BrokenLink, "no-scheme"}
	EmptyLink           = &Rule{diag.BrokenLink, "empty-link"}
	UnsafeLink          = &Rule{diag.UnsafeLink, "unsafe-link"}
	OutsideImage        = &Rule{diag.BrokenImage, "outside-image"}
	MissingImage        = &Rule{diag.BrokenImage, "missing-image"}
	RawHTML             = &Rule{diag.RawHTML, "raw-html"}
	OpenCode            = &Rule{diag.OpenCode, "open-code"}
	UnusedAddress       = &Rule{diag.UnusedAddress, "unused-address"}
	OverLimit           = &Rule{diag.OverLimit, "over-limit"}
	HTMLComment         = &Rule{diag.HTMLComment, "html-comment"}
	BadID               = &Rule{diag.BadID, "bad-id"}
	LongID              = &Rule{diag.BadID, "long-id"}
	DeviceID            = &Rule{diag.BadID, "device-id"}
	ReservedID          = &Rule{diag.ReservedID, "reserved-id"}
	ReservedTranslation = &Rule{diag.ReservedID, "reserved-translation"}
	TakenID             = &Rule{diag.DuplicateID, "taken-id"}
)

// MeantBy is the field that other collections call so, "" when there is none.
func MeantBy(name string) string { return meant[name] }

var meant = map[string]string{
	"description": "summary", "abstract": "summary", "deck": "summary", "excerpt": "summary", "lead": "summary", "lede": "summary",
	"patlet": "summary", "short-description": "summary", "subtitle": "summary", "teaser": "summary",
	"heading": "title", "name": "title",
	"alternative-names": "aliases", "keywords": "aliases", "synonyms": "aliases",
	"categories": "service-areas", "category": "service-areas", "department": "service-areas", "tags": "service-areas",
	"topic": "service-areas", "topics": "service-areas",
	"date": "reviewed", "last-modified": "reviewed", "last_reviewed_on": "reviewed", "last-reviewed": "reviewed",
	"lastmod": "reviewed", "modified": "reviewed", "review-date": "reviewed", "updated": "reviewed",
	"permalink": "former-ids", "redirect_from": "former-ids", "redirects": "former-ids", "slug": "former-ids",
	"draft": "status", "state": "status",
	"author": "organisations", "authors": "organisations", "council": "organisations", "organization": "organisations",
	"steps": "process", "fields": "questions", "form": "questions",
	"link": "links", "url": "links", "website": "links", "images": "links",
}

// ChoiceMeantBy is the word of a list for what people say instead, "" when there is none.
func ChoiceMeantBy(list, word string) string {
	return otherNames[list][strings.ToLower(strings.TrimSpace(word))]
}

var otherNames = map[string]map[string]string{
	"status": {
		"published": "live", "active": "live", "current": "live", "in " +
			"use": "live", "final": "live", "approved": "live", "complete": "live", "done": "live",
		"wip": "draft", "work in " +
			"progress": "draft", "unpublished": "draft", "todo": "draft", "trial": "experimental", "beta": "experimental",
		"alpha":   "experimental",
		"retired": "deprecated", "archived": "deprecated", "obsolete": "deprecated", "withdrawn": "deprecated",
		"superseded": "deprecated", "old": "deprecated",
	},
	"stage": {
		"closed": "retired", "completed": "retired", "complete": "retired", "finished": "retired", "ended": "retired",
		"stopped": "retired", "cancelled": "retired", "canceled": "retired",
		"decommissioned": "retired", "withdrawn": "retired", "switched off": "retired", "on " +
			"hold": "paused", "hold": "paused", "suspended": "paused", "stalled": "paused",
		"in " +
			"use": "live", "launched": "live", "running": "live", "operational": "live", "production": "live", "implemented": "live",
		"rolled out": "live", "in service": "live",
		"pilot": "beta", "piloting": "beta", "private beta": "beta", "public " +
			"beta": "beta", "trial": "beta", "testing": "beta", "prototype": "alpha", "prototyping": "alpha", "proof of concept": "alpha",
		"research": "discovery", "scoping": "discovery", "exploring": "discovery", "proposed": "idea", "proposal": "idea",
		"planned": "idea", "concept": "idea", "not started": "idea",
	},
	"confidence": {"strong": "high", "certain": "high", "moderate": "medium", "med": "medium", "weak": "low", "uncertain": "low"},
	"grade": {"actual": "measured", "counted": "measured", "estimated": "estimate", "forecast": "estimate", "projected": "estimate",
		"expected": "estimate", "vendor claim": "supplier-claim", "claimed": "supplier-claim", "contested": "disputed"},
	"period": {"yearly": "a-year", "annual": "a-year", "annually": "a-year", "per year": "a-year", "per annum": "a-year",
		"pa": "a-year", "p.a.": "a-year", "year": "a-year", "one-off": "once", "one " +
			"off": "once", "one-time": "once", "overall": "total", "in total": "total"},
	"answer": {"yes/no": "yes-no", "boolean": "yes-no", "radio": "choose-one", "select": "choose-one", "dropdown": "choose-one",
		"checkboxes": "choose-many", "checkbox": "choose-many", "multi-select": "choose-many", "textarea": "long-text",
		"string": "text", "file": "upload", "telephone": "phone", "postcode": "address"},
}

// Named are the rules that the form knows, by name. What no form can bring about, such
// as YAML that cannot be read, is not among them.
func Named() map[string]*Rule { return maps.Clone(named) }

var named = map[string]*Rule{
	"missing-field": MissingField, "too-many": TooMany, "long-summary": LongSummary, "unknown-value": UnknownValue,
	"unknown-verb": UnknownVerb, "hidden": HiddenInText,
	"duplicate-step": DuplicateStep, "unknown-step": UnknownStep, "unknown-actor": UnknownActor, "unreached-step": UnreachedStep,
	"later-question": LaterQuestion, "unknown-answer": UnknownAnswer, "duplicate-asked": DuplicateAsked, "none-has-id": NoneHasID,
	"unknown-reference": UnknownReference, "those-there-are": ThoseThereAre, "own-contents": OwnContents,
	"wrong-reference": WrongReference, "former-reference": FormerReference, "other-pattern": OtherPattern,
	"broken-link": BrokenLink, "no-scheme": NoScheme, "empty-link": EmptyLink, "unsafe-link": UnsafeLink,
	"outside-image": OutsideImage, "missing-image": MissingImage, "raw-html": RawHTML, "html-comment": HTMLComment,
	"bad-id": BadID, "long-id": LongID, "device-id": DeviceID, "reserved-id": ReservedID, "taken-id": TakenID,
}
