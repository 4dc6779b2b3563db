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
	MissingField   = &Rule{diag.MissingField, `{what} has no {"field"}`, `Add a line "{field}: …".`, "Fill it in."}
	EmptyField     = &Rule{diag.MissingField, `{"field"} is empty`, "Write a value after it.", ""}
	EmptiedField   = &Rule{diag.MissingField, `{"field"} is empty, for what follows “ #” is read as a comment`, "Put the whole value in double quotes.", ""}
	UnknownField   = &Rule{diag.UnknownField, `{what} has no field {"field"}`, "Its fields are {list}.", ""}
	CommaInGroup   = &Rule{diag.UnknownField, "a comma ends a value inside {…}, so “{field}” reads as a field", "Put the value that holds the comma in double quotes.", ""}
	CommaList      = &Rule{diag.CommaList, `{"field"} is one value with {signs} in it`, "Write a list: {list}. If it is one name, put that in double quotes.", ""}
	LinesList      = &Rule{diag.CommaList, `{"field"} takes a list, and its items have no hyphens`, "Begin each item with a hyphen and a space: “- ”. If it is one name, put that in double quotes.", ""}
	BracesList     = &Rule{diag.CommaList, `{"field"} takes a list, which is in […], not in {…}`, "Write {list}.", ""}
	HalfList       = &Rule{diag.CommaList, `{"field"} ends with ], and no [ begins it`, "Write a list: {list}. If it is one name, put that in double quotes.", ""}
	ItemWithin     = &Rule{diag.CommaList, `this item of {"field"} goes on in the next line, which begins with a hyphen`, "Begin all items of a list in the same column.", ""}
	EndsWithComma  = &Rule{diag.CommaList, `{"field"} ends with a {sign}`, "Delete it. If it belongs to the value, put that in double quotes.", ""}
	BracketsGroup  = &Rule{diag.WrongType, `an item of {"field"} is in […], which is for lists`, "Write its fields in braces: {…}.", ""}
	NoColon        = &Rule{diag.YAMLSyntax, `there is no colon after “{field}”`, "Write “{field}: …”.", ""}
	NoFields       = &Rule{diag.WrongType, `{what} takes fields, not {is}`, "Write each on a line of its own, with a name, a colon and a space: “title: …”.", ""}
	BracketedName  = &Rule{diag.YAMLSyntax, "brackets or braces are around the name of this field", "Write the name alone.", ""}
	UnseenInName   = &Rule{diag.HiddenCharacter, `{character} is in the name of the field “{field}”`, "Delete the line and type it again: “{field}: …”.", ""}
	OtherComment   = &Rule{diag.UnknownField, `“{sign}” begins no comment`, "A comment begins with # and a space.", ""}
	TextInFront    = &Rule{diag.FrontMatterOpen, "this line is read as a field, for the front matter is not closed above it", "If the text of the page begins here, write a line of only “---” above it.", ""}
	CutOff         = &Rule{diag.YAMLComment, "what follows “ #” is read as a comment and left out", "If it belongs to the value, put the whole value in double quotes.", ""}
	CurlyQuotes    = &Rule{diag.CurlyQuotes, "curly quotes are not the quotes of YAML", `They are left out. Type straight quotes: "…".`, ""}
	DuplicateKey   = &Rule{diag.DuplicateKey, `{"field"} is given twice`, "Keep one of the two, or join them.", ""}
	NotOneValue    = &Rule{diag.WrongType, `{"field"} takes one value, not {is}`, "Write the value on the same line. If it begins with [ or {, put it in quotes.", ""}
	WrongType      = &Rule{diag.WrongType, `{what} takes {takes}, not {is}`, "Write what belongs to it on the lines below, indented by two spaces.", ""}
	LongSummary    = &Rule{diag.LongSummary, "the summary has {count} characters", "Say it in at most {limit}: lists show no more than its beginning.", "Shorten it to 300."}
	TooMany        = &Rule{diag.WrongType, `{"field"} has more than {limit} values`, "Leave out the rest, or split it between several entries.", ""}
	UnknownValue   = &Rule{diag.UnknownValue, `unknown {field} {"value"}`, "Use one of {list}.", ""}
	UnknownVerb    = &Rule{diag.UnknownVerb, `unknown {field} {"value"}`, "Use one of {list}.", ""}
	HiddenInText   = &Rule{diag.HiddenCharacter, `the character {character} cannot be seen and can make the text around it look like another`, "Delete it. If you cannot find it, type the words again.", ""}
	DuplicateStep  = &Rule{diag.DuplicateID, `two steps have the id {"id"}`, "Give each step an id of its own.", ""}
	UnknownStep    = &Rule{diag.UnknownStep, `the step {"step"} leads to {"id"}, which is no step`, "The steps are {list}.", ""}
	UnknownActor   = &Rule{diag.UnknownActor, `{"by"} is not one of the actors`, "The actors are {list}.", ""}
	UnreachedStep  = &Rule{diag.UnreachedStep, `no step leads to {"id"}`, `Add it to the "next" of the step before it: next: [{id}].`, `Add it to “Next” of the step before it.`}
	LaterQuestion  = &Rule{diag.UnknownQuestion, `no earlier question has the id {"id"}`, "Earlier questions with an id: {list}.", ""}
	UnknownAnswer  = &Rule{diag.UnknownQuestion, `{"answer"} is not an answer to {"question"}`, "Its answers are {list}.", ""}
	DuplicateAsked = &Rule{diag.DuplicateID, `two questions have the id {"id"}`, "Give each question an id of its own.", ""}
	NoneHasID      = &Rule{Help: "None has an id yet: give the one you mean a line “id: …”.", Form: "None has a short name yet: give the one you mean a short name."}
)

// What is said of references and of the text.
var (
	UnknownReference = &Rule{diag.UnknownReference, `there is no {type} {"id"}`, "Write the id of an entry: the name of its file without .md.", "Choose one from the list. If it is not there, leave this empty and name it in the text."}
	OwnContents      = &Rule{diag.UnknownReference, "[[{id}]] makes no list of contents here", "Delete it: a page with several headings has a list of contents by itself.", ""}
	ThoseThereAre    = &Rule{Help: "Those there are: {list}."}
	WrongReference   = &Rule{diag.WrongReference, `{"id"} is a {is}, and {"field"} takes a {takes}`, "Write the id of an entry: the name of its file without .md.", "Choose one from the list."}
	FormerReference  = &Rule{diag.FormerReference, `{"id"} is now called {"new"}`, "It still works. Write the new id when you next change this file.", ""}
	OtherPattern     = &Rule{diag.WrongReference, `this figure is about {"id"}, which is not among the patterns of the {type}`,
		"Add it to the patterns that the {type} is about, or remove it here.", ""}
	BrokenLink    = &Rule{diag.BrokenLink, `link to {"to"} leads nowhere`, "Link to a Markdown file of the library, or write [[id]].", ""}
	NoScheme      = &Rule{diag.BrokenLink, `link to {"to"} leads nowhere`, "Begin it with https:// if it is a page elsewhere.", ""}
	EmptyLink     = &Rule{diag.BrokenLink, "the link has no address", "Write where it leads in the round brackets, or keep its words alone.", ""}
	UnsafeLink    = &Rule{diag.UnsafeLink, `a link to {"to"} is not allowed`, "Links may lead to http, https, mailto and tel addresses, and to files of the library.", ""}
	OutsideImage  = &Rule{diag.BrokenImage, `the picture {"to"} is not in the library`, "Put the picture beside the text, in the entry's folder; pages load nothing from elsewhere.", "Add the picture under “Pictures”; pages load nothing from elsewhere."}
	MissingImage  = &Rule{diag.BrokenImage, `there is no picture {"to"}`, "", "Add the picture under “Pictures”."}
	RawHTML       = &Rule{diag.RawHTML, "HTML in the text is shown as it is written", "Use Markdown instead. If it is to be read as it stands, write ` before it and after it.", ""}
	OpenCode      = &Rule{diag.OpenCode, "the code that begins here is never closed, so what follows is shown as code", "Write the same signs on a line of their own where it ends.", ""}
	UnusedAddress = &Rule{diag.UnusedAddress, "no link uses this address, and no page shows this line", "Delete it, or write [words][name] with this name where it belongs.", ""}
	HTMLComment   = &Rule{diag.HTMLComment, "this note is on no page, but everybody can read it in the source of the text, which is published", "Remove it, unless everybody may read it.", ""}
	BadID         = &Rule{diag.BadID, `the file's name {"id"} cannot be an address`, "Name the file with lower-case letters, digits and hyphens, such as report-a-problem.md.", "Use lower-case letters, digits and hyphens, such as report-a-problem."}
	LongID        = &Rule{diag.BadID, `the file's name has more than {limit} letters`, "Shorten it; it becomes the address of the page.", ""}
	DeviceID      = &Rule{diag.BadID, `the file's name {"id"} is that of a device on Windows, which can have no such file`, "Give the file another name.", "Choose another."}
	ReservedID    = &Rule{diag.ReservedID, `the site has a page or folder /{id}/ of its own`,
		`Rename {what} to {new}, and add the line “former-ids: {id}”, so that what names it by its old id still finds it.`, "Choose another."}
	ReservedTranslation = &Rule{diag.ReservedID, `the site has a page or folder /{id}/ of its own`, "Rename {what} to {new}, like the page that it translates.", ""}
	TakenID             = &Rule{diag.DuplicateID, `the id {"id"} is already taken`, "It is the id of {file}. An id is unique in the whole library: rename this file.", "It is the id of “{title}”. Choose another, or add to that page."}
)

// MeantBy is the field that other collections call so, "" when there is none.
func MeantBy(name string) string { return meant[name] }

var meant = map[string]string{
	"description": "summary", "abstract": "summary", "deck": "summary", "excerpt": "summary", "lead": "summary", "lede": "summary", "patlet": "summary", "short-description": "summary", "subtitle": "summary", "teaser": "summary",
	"heading": "title", "name": "title",
	"alternative-names": "aliases", "keywords": "aliases", "synonyms": "aliases",
	"categories": "service-areas", "category": "service-areas", "department": "service-areas", "tags": "service-areas", "topic": "service-areas", "topics": "service-areas",
	"date": "reviewed", "last-modified": "reviewed", "last_reviewed_on": "reviewed", "last-reviewed": "reviewed", "lastmod": "reviewed", "modified": "reviewed", "review-date": "reviewed", "updated": "reviewed",
	"permalink": "former-ids", "redirect_from": "former-ids", "redirects": "former-ids", "slug": "former-ids",
	"draft": "status", "state": "status",
	"author": "organisations", "authors": "organisations", "council": "organisations", "organization": "organisations",
	"steps": "process", "fields": "questions", "form": "questions",
	"link": "links", "url": "links", "website": "links", "images": "links",
}

// ChoiceMeantBy is the word of a list for what people say instead, "" when there is none.
func ChoiceMeantBy(list, word string) string {
	return choices[list][strings.ToLower(strings.TrimSpace(word))]
}

var choices = map[string]map[string]string{
	"status": {
		"published": "live", "active": "live", "current": "live", "in use": "live", "final": "live", "approved": "live", "complete": "live", "done": "live",
		"wip": "draft", "work in progress": "draft", "unpublished": "draft", "todo": "draft", "trial": "experimental", "beta": "experimental", "alpha": "experimental",
		"retired": "deprecated", "archived": "deprecated", "obsolete": "deprecated", "withdrawn": "deprecated", "superseded": "deprecated", "old": "deprecated",
	},
	"stage": {
		"closed": "retired", "completed": "retired", "complete": "retired", "finished": "retired", "ended": "retired", "stopped": "retired", "cancelled": "retired", "canceled": "retired",
		"decommissioned": "retired", "withdrawn": "retired", "switched off": "retired", "on hold": "paused", "hold": "paused", "suspended": "paused", "stalled": "paused",
		"in use": "live", "launched": "live", "running": "live", "operational": "live", "production": "live", "implemented": "live", "rolled out": "live", "in service": "live",
		"pilot": "beta", "piloting": "beta", "private beta": "beta", "public beta": "beta", "trial": "beta", "testing": "beta", "prototype": "alpha", "prototyping": "alpha", "proof of concept": "alpha",
		"research": "discovery", "scoping": "discovery", "exploring": "discovery", "proposed": "idea", "proposal": "idea", "planned": "idea", "concept": "idea", "not started": "idea",
	},
	"confidence": {"strong": "high", "certain": "high", "moderate": "medium", "med": "medium", "weak": "low", "uncertain": "low"},
	"grade":      {"actual": "measured", "counted": "measured", "estimated": "estimate", "forecast": "estimate", "projected": "estimate", "expected": "estimate", "vendor claim": "supplier-claim", "claimed": "supplier-claim", "contested": "disputed"},
	"period":     {"yearly": "a-year", "annual": "a-year", "annually": "a-year", "per year": "a-year", "per annum": "a-year", "pa": "a-year", "p.a.": "a-year", "year": "a-year", "one-off": "once", "one off": "once", "one-time": "once", "overall": "total", "in total": "total"},
	"answer":     {"yes/no": "yes-no", "boolean": "yes-no", "radio": "choose-one", "select": "choose-one", "dropdown": "choose-one", "checkboxes": "choose-many", "checkbox": "choose-many", "multi-select": "choose-many", "textarea": "long-text", "string": "text", "file": "upload", "telephone": "phone", "postcode": "address"},
}

// Named are the rules that the form knows, by name. What no form can bring about, such
// as YAML that cannot be read, is not among them.
func Named() map[string]*Rule { return maps.Clone(named) }

var named = map[string]*Rule{
	"missing-field": MissingField, "too-many": TooMany, "long-summary": LongSummary, "unknown-value": UnknownValue, "unknown-verb": UnknownVerb, "hidden": HiddenInText,
	"duplicate-step": DuplicateStep, "unknown-step": UnknownStep, "unknown-actor": UnknownActor, "unreached-step": UnreachedStep,
	"later-question": LaterQuestion, "unknown-answer": UnknownAnswer, "duplicate-asked": DuplicateAsked, "none-has-id": NoneHasID,
	"unknown-reference": UnknownReference, "those-there-are": ThoseThereAre, "own-contents": OwnContents, "wrong-reference": WrongReference, "former-reference": FormerReference, "other-pattern": OtherPattern,
	"broken-link": BrokenLink, "no-scheme": NoScheme, "empty-link": EmptyLink, "unsafe-link": UnsafeLink, "outside-image": OutsideImage, "missing-image": MissingImage, "raw-html": RawHTML, "html-comment": HTMLComment,
	"bad-id": BadID, "long-id": LongID, "device-id": DeviceID, "reserved-id": ReservedID, "taken-id": TakenID,
}
