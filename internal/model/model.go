// Package model holds what a library says, as plain types: entries, their
// fields, and where in its file each value stands. It has no behaviour beyond
// small methods; internal/content fills it, everything after reads it.
//
// Struct tags are the schema. They are the one description of a field, read by
// the loader (internal/content) and by whatever else needs to know the format:
//
//	field:"name"     the key in the front matter
//	kind:"…"         what its text must be: date, url, number, percent, bool, id,
//	                 language, text when absent
//	ref:"type …"     it names entries of these types by id
//	one:"list"       it must be one of a named list (Choices, or the library's own)
//	filter:"name"    search can be narrowed to entries with one of its values, under this name
//	need:"yes"       it must be there
//	want:"yes"       its absence is worth a warning
//	words:"…"        what its text is: name (that others gave: it may be jargon, and is no
//	                 sentence), link (the words of a link), prose when absent
//	short:"yes"      in a list, this field alone may stand for the whole item
//	part:"…"         where the form asks for it: first, find (how it is found) or keep (how
//	                 it is looked after); among the rest when absent
//
// What the form calls a field and what to write there are words of theme/strings, under keys
// with the names of its struct and its own: field.question.ask, field.question.ask.hint.
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
	Spans    string // where the front matter stands in the file, and its fields in it, as JSON
	Images   []string
	Anchors  string // of the body's headings, parted by spaces: id, a code host's name for it and its former id, with "/" between
	Refs     []Ref
	Links    []Link // of the body
	Changed  string // date of the last change from git, "" when unknown

	Contributors []string // names from git of who wrote it, whoever came first first

	Common
	Own      any      // the fields of its type: a pointer to the struct that Kind.New makes
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
	Level  int
	ID     string
	Forge  string // what a code host calls it in a link
	Former string // an id that it had before, "" where another heading has it now
	Text   string
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
	Title        Text      `field:"title" need:"yes" part:"first"`
	Summary      Text      `field:"summary" need:"yes" part:"first" most:"300"`
	Status       Text      `field:"status" one:"status" filter:"status" part:"keep"`
	ReplacedBy   []Text    `field:"replaced-by" ref:"*" part:"keep"`
	Aliases      []Text    `field:"aliases" words:"name" part:"find"`
	FormerIDs    []Text    `field:"former-ids" kind:"id" part:"keep"`
	ServiceAreas []Text    `field:"service-areas" one:"service-area" filter:"service-area" part:"find"`
	LifeEvents   []Text    `field:"life-events" one:"life-event" filter:"life-event" part:"find"`
	Reviewed     Text      `field:"reviewed" kind:"date" part:"keep"`
	ReviewEvery  Text      `field:"review-every" kind:"period" part:"keep"`
	FurtherLinks []WebLink `field:"links"`
	CheckOff     []Switch  `field:"check-off" part:"keep"`
	AdoptedFrom  *Adopted  `field:"adopted-from"`
	Differs      []Differs `field:"differs"`
}

// Differs is something in which an adopted entry is not as its original.
type Differs struct {
	What    Text `field:"what" need:"yes"`
	Because Text `field:"because"`
}

// Switch turns a kind of warning off for an entry.
type Switch struct {
	Rule    Text `field:"rule" one:"rule" need:"yes"`
	Because Text `field:"because" words:"name" need:"yes"`
}

// WebLink is a link to somewhere outside the library.
type WebLink struct {
	Title Text `field:"title" words:"link"`
	URL   Text `field:"url" kind:"url" need:"yes"`
}

// Adopted says which entry of which library this one was copied from.
type Adopted struct {
	Library Text `field:"library" kind:"url" need:"yes"`
	ID      Text `field:"id" kind:"id" need:"yes"`
	SHA256  Text `field:"sha256" words:"name"`
	Address Text `field:"address" kind:"url"`
	Date    Text `field:"date" kind:"date"`
	Licence Text `field:"licence" words:"name"`
}

// PatternFields are those of a service pattern.
type PatternFields struct {
	Verb         Text          `field:"verb" one:"verb" filter:"verb" part:"first"`
	LGSL         []Text        `field:"lgsl" kind:"number" part:"find"`
	Capabilities []Ingredient  `field:"capabilities"`
	Standards    []Text        `field:"standards" ref:"standard"`
	Questions    []Question    `field:"questions" part:"first"`
	Process      Process       `field:"process" part:"first"`
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
	Use      Text `field:"use" ref:"capability" need:"yes" short:"yes"`
	For      Text `field:"for"`
	Optional Text `field:"optional" kind:"bool"`
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
	Actors []Text `field:"actors" words:"name"`
	Steps  []Step `field:"steps"`
}

// Step is one step of a process. Next names the steps that may follow.
type Step struct {
	ID     Text   `field:"id" kind:"id" need:"yes"`
	By     Text   `field:"by" words:"name"`
	Does   Text   `field:"does" need:"yes"`
	Next   []Text `field:"next" kind:"id"`
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
	Who        Text   `field:"who" one:"who"`
	Need       Text   `field:"need" need:"yes"`
	Confidence Text   `field:"confidence" one:"confidence"`
	Because    Text   `field:"because"`
	Source     []Text `field:"source" kind:"url"`
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
	Topic   Text   `field:"topic" one:"topic"`
	Note    Text   `field:"note" need:"yes"`
	Nations []Text `field:"nations" one:"nation"`
	Law     Text   `field:"law" words:"name"`
	Version Text   `field:"version" words:"name"`
	Read    Text   `field:"read" kind:"date"`
	Source  []Text `field:"source" kind:"url"`
}

// Evidence is a claim about the pattern, with its source and grade.
type Evidence struct {
	Claim  Text   `field:"claim" need:"yes"`
	Source []Text `field:"source" kind:"url" want:"yes"`
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
	Services     []Text `field:"services" ref:"service"`
	Source       []Text `field:"source" kind:"url"`
}

// WorkFields are those of case studies and projects.
type WorkFields struct {
	Organisations []Text       `field:"organisations" ref:"organisation" part:"first"`
	Patterns      []Text       `field:"patterns" ref:"service-pattern" part:"first"`
	Services      []Text       `field:"services" ref:"service" part:"first"`
	Capabilities  []Ingredient `field:"capabilities"`
	Standards     []Text       `field:"standards" ref:"standard"`
	Period        Text         `field:"period" part:"first"`
	Stage         Text         `field:"stage" one:"stage" filter:"stage" part:"first"`
	Outcomes      []Outcome    `field:"outcomes" part:"first"`
	Costs         []Amount     `field:"costs"`
	Savings       []Amount     `field:"savings"`
	Funding       []Funding    `field:"funding"`
	Suppliers     []Text       `field:"suppliers" words:"name"`
	Repository    Text         `field:"repository" kind:"url"`
	Seeking       []Text       `field:"seeking" one:"seeking" part:"first"`
	SeekingOn     Text         `field:"seeking-on" kind:"date" part:"first"`
	Updates       []Update     `field:"updates"`
	Contact       Text         `field:"contact" words:"name"`
}

// Outcome is one figure of what changed.
type Outcome struct {
	Measure Text `field:"measure" need:"yes"`
	Before  Text `field:"before"`
	After   Text `field:"after"`
	Change  Text `field:"change" kind:"percent"`
	Unit    Text `field:"unit"`
	Grade   Text `field:"grade" one:"grade"`
	Date    Text `field:"date" kind:"date"`
	// Patterns keeps a figure about one service from becoming evidence for another.
	Patterns []Text `field:"patterns" ref:"service-pattern"`
	Source   []Text `field:"source" kind:"url" want:"yes"`
}

// Amount is a cost or a saving. Amounts of different grade, kind or period are
// listed, never added.
type Amount struct {
	What     Text   `field:"what"`
	Amount   Text   `field:"amount" kind:"number" need:"yes"`
	Currency Text   `field:"currency" words:"name"`
	Period   Text   `field:"period" one:"period"`
	Grade    Text   `field:"grade" one:"grade"`
	Date     Text   `field:"date" kind:"date"`
	Source   []Text `field:"source" kind:"url" want:"yes"`
}

// Funding is money given for the work.
type Funding struct {
	Amount   Text   `field:"amount" kind:"number" need:"yes"`
	Currency Text   `field:"currency" words:"name"`
	From     Text   `field:"from" words:"name"`
	Date     Text   `field:"date" kind:"date"`
	Source   []Text `field:"source" kind:"url" want:"yes"`
}

// Update is news of a project.
type Update struct {
	Date Text `field:"date" kind:"date" need:"yes"`
	Text Text `field:"text" need:"yes"`
}

// SharedFields are those of a service that several organisations run together.
type SharedFields struct {
	Organisations []Text      `field:"organisations" ref:"organisation" part:"first"`
	Services      []Text      `field:"services" ref:"service" part:"first"`
	Left          []Departure `field:"left"`
	Since         Text        `field:"since" kind:"date" part:"first"`
	Until         Text        `field:"until" kind:"date"`
	Form          Text        `field:"form" part:"first"`
	Savings       []Amount    `field:"savings"`
	Source        []Text      `field:"source" kind:"url" part:"first"`
}

// Departure is an organisation that shared a service for a time.
type Departure struct {
	Organisation Text   `field:"organisation" ref:"organisation" need:"yes"`
	Since        Text   `field:"since" kind:"date"`
	Until        Text   `field:"until" kind:"date"`
	Source       []Text `field:"source" kind:"url"`
}

// CapabilityFields are those of a technical ingredient.
type CapabilityFields struct {
	What       Text      `field:"what" part:"first"`
	Products   []Product `field:"products" part:"first"`
	Standards  []Text    `field:"standards" ref:"standard"`
	OpenSource []Product `field:"open-source"`
}

// Product is something that gives a capability, and who named it.
type Product struct {
	Name   Text   `field:"name" words:"name" need:"yes" short:"yes"`
	UsedBy []Text `field:"used-by" ref:"organisation"`
	Source []Text `field:"source" kind:"url"`
}

// StandardFields are those of a standard, law or register.
type StandardFields struct {
	Governs Text `field:"governs" part:"first"`
	Owner   Text `field:"owner" words:"name" part:"first"`
	URL     Text `field:"url" kind:"url" part:"first"`
	Kind    Text `field:"kind" one:"standard-kind" part:"first"`
}

// OrganisationFields are those of an organisation written in Markdown.
type OrganisationFields struct {
	Kind Text `field:"kind" one:"organisation-kind" part:"first"`
	URL  Text `field:"url" kind:"url" part:"first"`
}

// PageFields are those of a page, which has none of its own.
type PageFields struct{}

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
