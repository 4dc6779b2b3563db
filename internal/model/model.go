// Package model holds what a library says, as plain types: entries, their
// fields, and where in its file each value stands. It has no behaviour beyond
// small methods; internal/content fills it, everything after reads it.
//
// Struct tags are the schema. They are the one description of a field, read by
// the loader (internal/content) and by whatever else needs to know the format:
//
//	field:"name"     the key in the front matter
//	kind:"…"         what its text must be: date, url, number, percent, bool, id,
//	                 text when absent
//	ref:"type …"     it names entries of these types by id
//	one:"list"       it must be one of a named list (Choices, or the library's own)
//	need:"yes"       it must be there
package model

import (
	"strconv"
	"strings"
)

// Pos is a range of bytes in the file of an entry. The zero Pos means unknown.
type Pos struct{ Start, End int32 }

// Text is a scalar of the front matter as its author wrote it, with its place.
type Text struct {
	Value string
	Pos   Pos
}

// String returns the value, so that templates print a Text as it is.
func (t Text) String() string { return t.Value }

// Number returns the value as a number, and whether it is one.
func (t Text) Number() (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(t.Value), 64)
	return n, err == nil
}

// Set says whether the field was there and not empty.
func (t Text) Set() bool { return t.Value != "" }

// Type is a kind of entry. Its value is what `patterns new`, search filters and
// JSON call it.
type Type string

// The types of entries.
const (
	ServicePattern Type = "service-pattern"
	CaseStudy      Type = "case-study"
	Project        Type = "project"
	SharedService  Type = "shared-service"
	Capability     Type = "capability"
	Standard       Type = "standard"
	Organisation   Type = "organisation"
	Page           Type = "page"
)

// Types lists all types in the order in which the site shows them.
var Types = []Type{ServicePattern, CaseStudy, Project, SharedService, Capability, Standard, Organisation, Page}

// Folder is where entries of the type live in a library, and the first part of
// their addresses (pages stand at the root instead).
func (t Type) Folder() string {
	switch t {
	case CaseStudy:
		return "case-studies"
	case Capability:
		return "capabilities"
	}
	return string(t) + "s"
}

// Label is the type in words, for one entry.
func (t Type) Label() string {
	s := strings.ReplaceAll(string(t), "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// Plural is the type in words, for several.
func (t Type) Plural() string {
	s := strings.ReplaceAll(t.Folder(), "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// Entry is one thing in a library. Its body is not here: it is read again from
// File when the page is made, so that memory does not grow with the text.
type Entry struct {
	Type     Type
	ID       string
	Language string // of a translation, such as "cy"; empty for the library's own
	File     string // path as findings print it, relative to the working folder
	Source   string // path inside the library, with slashes: "service-patterns/renew.md"
	Row      int    // for an organisation from organisations.csv its line there, else 0
	Folder   bool   // the entry is a folder with index.md and its images beside it
	Body     Pos    // the Markdown after the front matter
	Images   []string
	Anchors  string // ids of the body's headings, parted by spaces
	Refs     []Ref
	Links    []Link // of the body
	Changed  string // date of the last change from git, "" when unknown

	Contributors []string // names from git of who wrote it, whoever came first first

	Common
	Pattern  *PatternFields
	Work     *WorkFields // case studies and projects
	Shared   *SharedFields
	Cap      *CapabilityFields
	Std      *StandardFields
	Org      *OrganisationFields
	Council  *Council // of an organisation from organisations.csv
	Variants []string // languages of its translations
}

// Path is the address of the entry's page below the site's root, with a slash at
// both ends.
func (e *Entry) Path() string {
	p := "/"
	if e.Language != "" {
		p += e.Language + "/"
	}
	if e.Type != Page {
		p += e.Type.Folder() + "/"
	}
	return p + e.ID + "/"
}

// Heading is a heading of an entry's body.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Ref is a place in the front matter that names another entry by its id.
type Ref struct {
	Field string // as written: "capabilities"
	To    Text
	Types []Type // the types that may stand there
	Entry *Entry // set by internal/link; nil when it leads nowhere
}

// Link is a link or image of the body.
type Link struct {
	To    Text // as written
	Image bool
	ID    bool   // written as [[id]]
	Entry *Entry // set by internal/link when it leads to an entry
}

// Common are the fields that every type has.
type Common struct {
	Title        Text      `field:"title" need:"yes"`
	Summary      Text      `field:"summary" need:"yes"`
	Status       Text      `field:"status" one:"status"`
	ReplacedBy   []Text    `field:"replaced-by" ref:"*"`
	Aliases      []Text    `field:"aliases"`
	FormerIDs    []Text    `field:"former-ids" kind:"id"`
	ServiceAreas []Text    `field:"service-areas" one:"service-area"`
	LifeEvents   []Text    `field:"life-events" one:"life-event"`
	Reviewed     Text      `field:"reviewed" kind:"date"`
	ReviewEvery  Text      `field:"review-every" kind:"period"`
	FurtherLinks []WebLink `field:"links"`
	AdoptedFrom  *Adopted  `field:"adopted-from"`
}

// WebLink is a link to somewhere outside the library.
type WebLink struct {
	Title Text `field:"title"`
	URL   Text `field:"url" kind:"url" need:"yes"`
}

// Adopted says which entry of which library this one was copied from.
type Adopted struct {
	Library Text `field:"library" kind:"url" need:"yes"`
	ID      Text `field:"id" kind:"id" need:"yes"`
	SHA256  Text `field:"sha256"`
}

// PatternFields are those of a service pattern.
type PatternFields struct {
	Verb         Text          `field:"verb" one:"verb"`
	LGSL         []Text        `field:"lgsl" kind:"number"`
	Capabilities []Ingredient  `field:"capabilities"`
	Standards    []Text        `field:"standards" ref:"standard"`
	Questions    []Question    `field:"questions"`
	Process      Process       `field:"process"`
	Variants     []Variant     `field:"variants"`
	Needs        []Need        `field:"needs"`
	UnhappyPaths []UnhappyPath `field:"unhappy-paths"`
	LocalOptions []LocalOption `field:"local-options"`
	Policy       []PolicyNote  `field:"policy"`
	Evidence     []Evidence    `field:"evidence"`
	DidNotWork   []Lesson      `field:"did-not-work"`
	UsedBy       []Use         `field:"used-by"`
}

// Ingredient is a capability and what it is for here. A case study may give the
// id alone.
type Ingredient struct {
	Use Text `field:"use" ref:"capability" need:"yes" short:"yes"`
	For Text `field:"for"`
}

// Question is one thing that a service asks.
type Question struct {
	ID       Text        `field:"id" kind:"id"`
	Ask      Text        `field:"ask" need:"yes"`
	Type     Text        `field:"type" one:"answer"`
	Why      Text        `field:"why"`
	Required Text        `field:"required" kind:"bool"`
	Options  []Text      `field:"options"`
	If       []Condition `field:"if"`
	Source   []Text      `field:"source" kind:"url"`
}

// Condition is one line of a question's `if`: an earlier question and the answers
// that make this one appear.
type Condition struct {
	Question Text
	Answers  []Text
}

// Process is who does what.
type Process struct {
	Actors []Text `field:"actors"`
	Steps  []Step `field:"steps"`
}

// Step is one step of a process. Next names the steps that may follow.
type Step struct {
	ID     Text   `field:"id" kind:"id" need:"yes"`
	By     Text   `field:"by"`
	Does   Text   `field:"does" need:"yes"`
	Next   []Text `field:"next"`
	Note   Text   `field:"note"`
	Source []Text `field:"source" kind:"url"`
}

// Variant is a way in which some run the service differently.
type Variant struct {
	Name    Text   `field:"name" need:"yes"`
	Differs Text   `field:"differs"`
	UsedBy  []Text `field:"used-by" ref:"organisation"`
	Source  []Text `field:"source" kind:"url"`
}

// Need is what somebody needs, and how sure we are.
type Need struct {
	Who        Text `field:"who" one:"who"`
	Need       Text `field:"need" need:"yes"`
	Confidence Text `field:"confidence" one:"confidence"`
	Because    Text `field:"because"`
}

// UnhappyPath is what happens when things go another way.
type UnhappyPath struct {
	When   Text   `field:"when" need:"yes"`
	Then   Text   `field:"then" need:"yes"`
	Source []Text `field:"source" kind:"url"`
}

// LocalOption is something that may differ from council to council.
type LocalOption struct {
	What    Text   `field:"what" need:"yes"`
	Choices []Text `field:"choices"`
	Because Text   `field:"because"`
	Source  []Text `field:"source" kind:"url"`
	Sources []Text `field:"sources" kind:"url"`
}

// PolicyNote is a rule that the service must keep.
type PolicyNote struct {
	Topic  Text   `field:"topic" one:"topic"`
	Note   Text   `field:"note" need:"yes"`
	Source []Text `field:"source" kind:"url"`
}

// Evidence is a claim about the pattern, with its source and grade.
type Evidence struct {
	Claim  Text   `field:"claim" need:"yes"`
	Source []Text `field:"source" kind:"url"`
	Date   Text   `field:"date" kind:"date"`
	Grade  Text   `field:"grade" one:"grade"`
}

// Lesson is something that was tried and did not work.
type Lesson struct {
	Tried  Text   `field:"tried" need:"yes"`
	Learnt Text   `field:"learnt"`
	Source []Text `field:"source" kind:"url"`
}

// Use is an organisation that runs the pattern.
type Use struct {
	Organisation Text   `field:"organisation" ref:"organisation" need:"yes"`
	Since        Text   `field:"since" kind:"date"`
	How          Text   `field:"how"`
	Source       []Text `field:"source" kind:"url"`
}

// WorkFields are those of case studies and projects.
type WorkFields struct {
	Organisations []Text       `field:"organisations" ref:"organisation"`
	Patterns      []Text       `field:"patterns" ref:"service-pattern"`
	Capabilities  []Ingredient `field:"capabilities"`
	Standards     []Text       `field:"standards" ref:"standard"`
	Period        Text         `field:"period"`
	Stage         Text         `field:"stage" one:"stage"`
	Outcomes      []Outcome    `field:"outcomes"`
	Costs         []Amount     `field:"costs"`
	Savings       []Amount     `field:"savings"`
	Funding       []Funding    `field:"funding"`
	Suppliers     []Text       `field:"suppliers"`
	Repository    Text         `field:"repository" kind:"url"`
	Seeking       []Text       `field:"seeking" one:"seeking"`
	Updates       []Update     `field:"updates"`
	Contact       Text         `field:"contact"`
}

// Outcome is one figure of what changed.
type Outcome struct {
	Measure Text   `field:"measure" need:"yes"`
	Before  Text   `field:"before"`
	After   Text   `field:"after"`
	Change  Text   `field:"change" kind:"percent"`
	Unit    Text   `field:"unit"`
	Grade   Text   `field:"grade" one:"grade"`
	Date    Text   `field:"date" kind:"date"`
	Source  []Text `field:"source" kind:"url"`
}

// Amount is a cost or a saving. Amounts of different grade, kind or period are
// listed, never added.
type Amount struct {
	What     Text   `field:"what"`
	Amount   Text   `field:"amount" kind:"number" need:"yes"`
	Currency Text   `field:"currency"`
	Period   Text   `field:"period" one:"period"`
	Grade    Text   `field:"grade" one:"grade"`
	Date     Text   `field:"date" kind:"date"`
	Source   []Text `field:"source" kind:"url"`
}

// Funding is money given for the work.
type Funding struct {
	Amount   Text   `field:"amount" kind:"number" need:"yes"`
	Currency Text   `field:"currency"`
	From     Text   `field:"from"`
	Date     Text   `field:"date" kind:"date"`
	Source   []Text `field:"source" kind:"url"`
}

// Update is news of a project.
type Update struct {
	Date Text `field:"date" kind:"date" need:"yes"`
	Text Text `field:"text" need:"yes"`
}

// SharedFields are those of a service that several organisations run together.
type SharedFields struct {
	Organisations []Text   `field:"organisations" ref:"organisation"`
	Since         Text     `field:"since" kind:"date"`
	Until         Text     `field:"until" kind:"date"`
	Form          Text     `field:"form"`
	Savings       []Amount `field:"savings"`
	Source        []Text   `field:"source" kind:"url"`
}

// CapabilityFields are those of a technical ingredient.
type CapabilityFields struct {
	What       Text      `field:"what"`
	Products   []Product `field:"products"`
	Standards  []Text    `field:"standards" ref:"standard"`
	OpenSource []Product `field:"open-source"`
}

// Product is something that gives a capability, and who named it.
type Product struct {
	Name   Text   `field:"name" need:"yes" short:"yes"`
	UsedBy []Text `field:"used-by" ref:"organisation"`
	Source []Text `field:"source" kind:"url"`
}

// StandardFields are those of a standard, law or register.
type StandardFields struct {
	Governs Text `field:"governs"`
	Owner   Text `field:"owner"`
	URL     Text `field:"url" kind:"url"`
	Kind    Text `field:"kind" one:"standard-kind"`
}

// OrganisationFields are those of an organisation written in Markdown.
type OrganisationFields struct {
	Kind Text `field:"kind" one:"organisation-kind"`
	URL  Text `field:"url" kind:"url"`
}

// Council is a row of organisations.csv.
type Council struct {
	ShortName, WelshName, GSS string
	Nation, Region, Type      string
	County, CombinedAuthority string // ids
	Population                int    // mid-2020 estimate, 0 when unknown
	Latitude, Longitude       float64
	HexQ, HexR                int
	HasHex                    bool
}

// Tier is the council's place in local government, in one word for filters.
func (c *Council) Tier() string {
	switch {
	case strings.Contains(c.Type, "Non-metropolitan district"):
		return "district"
	case strings.Contains(c.Type, "County"):
		return "county"
	case strings.Contains(c.Type, "London"):
		return "london-borough"
	case strings.Contains(c.Type, "Metropolitan"):
		return "metropolitan-district"
	case strings.Contains(c.Type, "ombined"), strings.Contains(c.Type, "trategic"):
		return "combined-authority"
	}
	return "unitary"
}
