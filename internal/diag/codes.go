package diag

import "slices"

// Code is the stable name of a kind of finding. Scripts and forks rely on it: a
// code is never renamed or reused. Each has a script testdata/script/finding-CODE.txtar
// that provokes it; a test walks Codes so that none is forgotten.
type Code string

// Each comment shows the smallest file, or the part of one, that causes it.
const (
	// ---\ntitle: Bins: missed\n---
	YAMLSyntax Code = "yaml-syntax"
	// ---\n\ttitle: Bins\n---
	YAMLTab Code = "yaml-tab"
	// ---\ntitle: &a Bins\nsummary: *a\n---
	YAMLAlias Code = "yaml-alias"
	// ---\ntitle: Bins
	FrontMatterOpen Code = "front-matter-open"
	// Just text.
	FrontMatterMissing Code = "front-matter-missing"
	// \uFEFF---\ntitle: Bins\n---
	ByteOrderMark Code = "byte-order-mark"
	// ---\ntitle: caf\xe9\n---
	NotUTF8 Code = "not-utf8"
	// A Markdown file of more than a megabyte.
	FileTooLarge Code = "file-too-large"
	// titel: Bins
	UnknownField Code = "unknown-field"
	// title: [Bins]
	WrongType Code = "wrong-type"
	// title: A\ntitle: B
	DuplicateKey Code = "duplicate-key"
	// summary only, or a list item without what it needs
	MissingField Code = "missing-field"
	// status: finished
	UnknownValue Code = "unknown-value"
	// verb: reprot
	UnknownVerb Code = "unknown-verb"
	// reviewed: 2026-02-30
	WrongDate Code = "wrong-date"
	// source: somewhere
	WrongAddress Code = "wrong-address"
	// amount: lots
	WrongNumber Code = "wrong-number"
	// former-ids: [Old Name]
	WrongID Code = "wrong-id"
	// capabilities: [paymnts]
	UnknownReference Code = "unknown-reference"
	// standards: [payments]
	WrongReference Code = "wrong-reference"
	// patterns: [old-id], where old-id is a former id
	FormerReference Code = "former-reference"
	// [[a-draft]] in a build without drafts
	DraftReference Code = "draft-reference"
	// {id: a, does: Ends, next: [b]} without a step b
	UnknownStep Code = "unknown-step"
	// a step that no other leads to
	UnreachedStep Code = "unreached-step"
	// if: {where: "Yes"} without an earlier question of that id
	UnknownQuestion Code = "unknown-question"
	// by: contractor, when actors lists only resident and council
	UnknownActor Code = "unknown-actor"
	// [pay](take-paymnt.md)
	BrokenLink Code = "broken-link"
	// [now](javascript:alert)
	UnsafeLink Code = "unsafe-link"
	// ![Map](mpa.png)
	BrokenImage Code = "broken-image"
	// a picture of a kind that a page cannot show safely, such as SVG
	ImageType Code = "image-type"
	// <b>Now</b>
	RawHTML Code = "raw-html"
	// standards/pay.md beside capabilities/pay.md
	DuplicateID Code = "duplicate-id"
	// Pay.md beside pay.md
	IDCase Code = "id-case"
	// title: Report a missed bin collection, beside a pattern “Report a missed bin”
	NearDuplicate Code = "near-duplicate"
	// Pay_now.md
	BadID Code = "bad-id"
	// a link of the file system inside the library
	SymbolicLink Code = "symbolic-link"
	// case-study/ in place of case-studies/
	UnknownFolder Code = "unknown-folder"
	// loose.md beside library.yaml
	UnreadFile Code = "unread-file"
	// pages/search.md, whose address the site needs itself
	ReservedID Code = "reserved-id"
	// a character in the text that hides, or turns the direction of writing
	HiddenCharacter Code = "hidden-character"
	// a row of organisations.csv that cannot be read
	TableRow Code = "table-row"
	// a file that the system refuses to give
	Unreadable Code = "unreadable"
	// no url in library.yaml and no --base-url (said by build alone)
	NoAddress Code = "no-address"
	// a library that lies in no git repository, or in a shallow clone (said by build alone)
	NoHistory Code = "no-history"

	// What the prose warnings (internal/prose) say.

	// A sentence of more words than the library allows.
	LongSentence Code = "long-sentence"
	// We utilise a portal.
	Jargon Code = "jargon"
	// [Click here](https://example.org)
	LinkText Code = "link-text"
	// ![](map.png)
	ImageAlt Code = "image-alt"
	// title: Parking permits
	TitleVerb Code = "title-verb"
	// contact: jane.smith@example.org
	PrivateEmail Code = "private-email"
	// contact: 07700 900123
	PrivatePhone Code = "private-phone"
	// evidence: [{claim: Calls fell by a third}]
	MissingSource Code = "missing-source"
	// status: live, and nobody is named who runs the pattern
	MissingEvidence Code = "missing-evidence"
	// check-off: [{rule: jargon, because: …}] in an entry without jargon
	IdleSwitch Code = "idle-switch"
)

// warnings are the codes that do not stop publishing.
var warnings = []Code{ByteOrderMark, RawHTML, SymbolicLink, UnknownFolder, UnreadFile, FormerReference, DraftReference, ImageType, NoAddress, NoHistory, NearDuplicate,
	LongSentence, Jargon, LinkText, ImageAlt, TitleVerb, PrivateEmail, PrivatePhone, MissingSource, MissingEvidence, IdleSwitch}

// BuildOnly are the codes that build says and check does not: they are of the site.
var BuildOnly = []Code{DraftReference, NoAddress, NoHistory}

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
	for _, c := range Codes {
		if c.Severity() == Warning {
			out = append(out, string(c))
		}
	}
	return out
}

// Codes lists all codes.
var Codes = []Code{
	YAMLSyntax, YAMLTab, YAMLAlias, FrontMatterOpen, FrontMatterMissing, ByteOrderMark, NotUTF8, FileTooLarge,
	UnknownField, WrongType, DuplicateKey, MissingField, UnknownValue, UnknownVerb, WrongDate, WrongAddress,
	WrongNumber, WrongID, UnknownReference, WrongReference, FormerReference, DraftReference, UnknownStep,
	UnreachedStep, UnknownQuestion, UnknownActor, BrokenLink, UnsafeLink, BrokenImage, ImageType, RawHTML,
	DuplicateID, IDCase, NearDuplicate, BadID, SymbolicLink, UnknownFolder, UnreadFile, ReservedID, HiddenCharacter, TableRow, Unreadable, NoAddress, NoHistory,
	LongSentence, Jargon, LinkText, ImageAlt, TitleVerb, PrivateEmail, PrivatePhone, MissingSource, MissingEvidence, IdleSwitch,
}
