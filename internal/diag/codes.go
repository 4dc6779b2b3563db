package diag

import "slices"

// Code is the stable name of a kind of finding. Scripts and forks rely on it: a
// code is never renamed or reused. Each has a script testdata/script/finding-CODE.txtar
// that provokes it; a test walks Codes so that none is forgotten.
type Code string

// What each means, with the smallest file that causes it, stands in docs/checks/CODE.md.
const (
	YAMLSyntax         Code = "yaml-syntax"
	YAMLTab            Code = "yaml-tab"
	YAMLAlias          Code = "yaml-alias"
	YAMLComment        Code = "yaml-comment"
	CurlyQuotes        Code = "curly-quotes"
	CommaList          Code = "comma-list"
	FrontMatterOpen    Code = "front-matter-open"
	FrontMatterMissing Code = "front-matter-missing"
	MergeConflict      Code = "merge-conflict"
	ByteOrderMark      Code = "byte-order-mark"
	NotUTF8            Code = "not-utf8"
	FileTooLarge       Code = "file-too-large"
	UnknownField       Code = "unknown-field"
	WrongType          Code = "wrong-type"
	DuplicateKey       Code = "duplicate-key"
	MissingField       Code = "missing-field"
	UnknownValue       Code = "unknown-value"
	UnknownVerb        Code = "unknown-verb"
	WrongDate          Code = "wrong-date"
	WrongAddress       Code = "wrong-address"
	WrongNumber        Code = "wrong-number"
	WrongID            Code = "wrong-id"
	UnknownReference   Code = "unknown-reference"
	WrongReference     Code = "wrong-reference"
	FormerReference    Code = "former-reference"
	DraftReference     Code = "draft-reference"
	UnknownStep        Code = "unknown-step"
	UnreachedStep      Code = "unreached-step"
	UnknownQuestion    Code = "unknown-question"
	UnknownActor       Code = "unknown-actor"
	BrokenLink         Code = "broken-link"
	UnsafeLink         Code = "unsafe-link"
	BrokenImage        Code = "broken-image"
	ImageType          Code = "image-type"
	RawHTML            Code = "raw-html"
	DuplicateID        Code = "duplicate-id"
	IDCase             Code = "id-case"
	NearDuplicate      Code = "near-duplicate"
	BadID              Code = "bad-id"
	SymbolicLink       Code = "symbolic-link"
	UnknownFolder      Code = "unknown-folder"
	UnreadFile         Code = "unread-file"
	UnreadText         Code = "unread-text"
	ReservedID         Code = "reserved-id"
	HiddenCharacter    Code = "hidden-character"
	TableRow           Code = "table-row"
	Unreadable         Code = "unreadable"
	NoAddress          Code = "no-address"
	NoHistory          Code = "no-history"

	// What the prose warnings (internal/prose) say.

	LongSentence    Code = "long-sentence"
	Jargon          Code = "jargon"
	LinkText        Code = "link-text"
	ImageAlt        Code = "image-alt"
	TitleVerb       Code = "title-verb"
	PrivateEmail    Code = "private-email"
	PrivatePhone    Code = "private-phone"
	MissingSource   Code = "missing-source"
	LawSource       Code = "law-source"
	MissingEvidence Code = "missing-evidence"
	IdleSwitch      Code = "idle-switch"

	// What is shown as it was typed.

	TypedLink     Code = "typed-link"
	TypedHeading  Code = "typed-heading"
	TypedList     Code = "typed-list"
	TypedTable    Code = "typed-table"
	TypedEmphasis Code = "typed-emphasis"
	OpenCode      Code = "code-open"
	TemplateTag   Code = "template-tag"
	NotesMarkup   Code = "notes-markup"
	HTMLComment   Code = "html-comment"

	// What a page shows otherwise than its author means.

	LostCell       Code = "lost-cell"
	HeadingOutline Code = "heading-outline"
	TitleAgain     Code = "title-again"
	LongSummary    Code = "long-summary"
	UnusedAddress  Code = "unused-address"
	OverLimit      Code = "over-limit"
)

// warnings are the codes that do not stop publishing.
var warnings = []Code{YAMLComment, CurlyQuotes, ByteOrderMark, RawHTML, SymbolicLink, UnknownFolder, UnreadFile, FormerReference, DraftReference, ImageType, NoAddress, NoHistory, NearDuplicate,
	LongSentence, Jargon, LinkText, ImageAlt, TitleVerb, PrivateEmail, PrivatePhone, MissingSource, LawSource, MissingEvidence, IdleSwitch,
	TypedLink, TypedHeading, TypedList, TypedTable, TypedEmphasis, OpenCode, TemplateTag, NotesMarkup, HTMLComment, LostCell, HeadingOutline, TitleAgain, LongSummary, UnusedAddress, OverLimit}

// BuildOnly says whether build says the code and check does not, for it is of the site.
func (c Code) BuildOnly() bool { return c == DraftReference || c == NoAddress || c == NoHistory }

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

var codes = []Code{
	YAMLSyntax, YAMLTab, YAMLAlias, YAMLComment, CurlyQuotes, CommaList, FrontMatterOpen, FrontMatterMissing, MergeConflict, ByteOrderMark, NotUTF8, FileTooLarge,
	UnknownField, WrongType, DuplicateKey, MissingField, UnknownValue, UnknownVerb, WrongDate, WrongAddress,
	WrongNumber, WrongID, UnknownReference, WrongReference, FormerReference, DraftReference, UnknownStep,
	UnreachedStep, UnknownQuestion, UnknownActor, BrokenLink, UnsafeLink, BrokenImage, ImageType, RawHTML,
	DuplicateID, IDCase, NearDuplicate, BadID, SymbolicLink, UnknownFolder, UnreadFile, UnreadText, ReservedID, HiddenCharacter, TableRow, Unreadable, NoAddress, NoHistory,
	LongSentence, Jargon, LinkText, ImageAlt, TitleVerb, PrivateEmail, PrivatePhone, MissingSource, LawSource, MissingEvidence, IdleSwitch,
	TypedLink, TypedHeading, TypedList, TypedTable, TypedEmphasis, OpenCode, TemplateTag, NotesMarkup, HTMLComment, LostCell, HeadingOutline, TitleAgain, LongSummary, UnusedAddress, OverLimit,
}
