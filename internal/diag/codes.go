package diag

import "slices"

// Code is the stable name of a kind of finding. Scripts and forks rely on it: a
// code is never renamed or reused. Each has a script testdata/script/finding-CODE.txtar
// that provokes it; a test walks Codes so that none is forgotten.
type Code string

// What each means, with the smallest file that causes it, stands in docs/checks/CODE.md. The order is that of
// lists: first what keeps a file from being read, then its fields and text, then what is advice.
var (
	YAMLSyntax         = failure("yaml-syntax")
	YAMLTab            = failure("yaml-tab")
	YAMLAlias          = failure("yaml-alias")
	YAMLComment        = warning("yaml-comment")
	CurlyQuotes        = warning("curly-quotes")
	CommaList          = failure("comma-list")
	FrontMatterOpen    = failure("front-matter-open")
	FrontMatterMissing = failure("front-matter-missing")
	MergeConflict      = failure("merge-conflict")
	ByteOrderMark      = warning("byte-order-mark")
	NotUTF8            = failure("not-utf8")
	FileTooLarge       = failure("file-too-large")
	UnknownField       = failure("unknown-field")
	WrongType          = failure("wrong-type")
	DuplicateKey       = failure("duplicate-key")
	MissingField       = failure("missing-field")
	UnknownValue       = failure("unknown-value")
	UnknownVerb        = failure("unknown-verb")
	WrongDate          = failure("wrong-date")
	WrongAddress       = failure("wrong-address")
	WrongNumber        = failure("wrong-number")
	WrongID            = failure("wrong-id")
	UnknownReference   = failure("unknown-reference")
	WrongReference     = failure("wrong-reference")
	FormerReference    = warning("former-reference")
	DraftReference     = warning("draft-reference")
	UnknownStep        = failure("unknown-step")
	UnreachedStep      = failure("unreached-step")
	UnknownQuestion    = failure("unknown-question")
	UnknownActor       = failure("unknown-actor")
	BrokenLink         = failure("broken-link")
	UnsafeLink         = failure("unsafe-link")
	BrokenImage        = failure("broken-image")
	ImageType          = warning("image-type")
	RawHTML            = warning("raw-html")
	DuplicateID        = failure("duplicate-id")
	IDCase             = failure("id-case")
	NearDuplicate      = warning("near-duplicate")
	BadID              = failure("bad-id")
	SymbolicLink       = warning("symbolic-link")
	StaticPage         = failure("static-page")
	UnknownFolder      = warning("unknown-folder")
	UnreadFile         = warning("unread-file")
	UnreadText         = failure("unread-text")
	ReservedID         = failure("reserved-id")
	HiddenCharacter    = failure("hidden-character")
	TableRow           = failure("table-row")
	Unreadable         = failure("unreadable")
	NotPulled          = warning("not-pulled")
	NoAddress          = warning("no-address")
	NoHistory          = warning("no-history")

	// What the prose warnings (internal/prose) say.

	LongSentence    = warning("long-sentence")
	Jargon          = warning("jargon")
	LinkText        = warning("link-text")
	ImageAlt        = warning("image-alt")
	TitleVerb       = warning("title-verb")
	PrivateEmail    = warning("private-email")
	PrivatePhone    = warning("private-phone")
	MissingSource   = warning("missing-source")
	LawSource       = warning("law-source")
	MissingEvidence = warning("missing-evidence")
	IdleSwitch      = warning("idle-switch")

	// What is shown as it was typed.

	TypedLink     = warning("typed-link")
	TypedHeading  = warning("typed-heading")
	TypedList     = warning("typed-list")
	TypedTable    = warning("typed-table")
	TypedEmphasis = warning("typed-emphasis")
	OpenCode      = warning("code-open")
	TemplateTag   = warning("template-tag")
	NotesMarkup   = warning("notes-markup")
	HTMLComment   = warning("html-comment")

	// What a page shows otherwise than its author means.

	LostCell       = warning("lost-cell")
	HeadingOutline = warning("heading-outline")
	TitleAgain     = warning("title-again")
	LongSummary    = warning("long-summary")
	UnusedAddress  = warning("unused-address")
	OverLimit      = warning("over-limit")
)

// codes are all codes, and warnings those that do not stop publishing.
var codes, warnings []Code

// failure and warning make a code.
func failure(name string) Code {
	codes = append(codes, Code(name))
	return Code(name)
}

func warning(name string) Code {
	warnings = append(warnings, Code(name))
	return failure(name)
}

// BuildOnly says whether build says the code and check does not, for it is of the site.
func (c Code) BuildOnly() bool {
	return slices.Contains([]Code{DraftReference, NoAddress, NoHistory, NotPulled}, c)
}

// Severity is the severity of the code's findings.
func (c Code) Severity() Severity {
	if slices.Contains(warnings, c) {
		return Warning
	}
	return Error
}

// Switches lists the codes that a library or an entry can turn off.
func Switches() []string {
	var out []string
	for _, c := range codes {
		if c.Severity() == Warning {
			out = append(out, string(c))
		}
	}
	return out
}

// Codes lists all codes.
func Codes() []Code { return slices.Clone(codes) }
