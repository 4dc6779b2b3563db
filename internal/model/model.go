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
//	label:"…"        what the form calls it; its name in words when absent
//	part:"…"         where the form asks for it: first, find (how it is found) or keep (how
//	                 it is looked after); among the rest when absent
//	hint:"…"         what to write there, in plain words: for new files, editors and the form
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
	Title        Text      `field:"title" need:"yes" part:"first" hint:"What the page is called."`
	Summary      Text      `field:"summary" need:"yes" part:"first" most:"300" hint:"One sentence: who it is for and what they want to get done."`
	Status       Text      `field:"status" one:"status" filter:"status" part:"keep" hint:"How finished it is."`
	ReplacedBy   []Text    `field:"replaced-by" ref:"*" label:"Replaced by" part:"keep" hint:"The entries to use instead, if it is deprecated."`
	Aliases      []Text    `field:"aliases" words:"name" label:"Other names" part:"find" hint:"Other words that people use for it. Search finds it by them."`
	FormerIDs    []Text    `field:"former-ids" kind:"id" label:"Earlier ids" part:"keep" hint:"Ids that it had before. Old addresses and references still work."`
	ServiceAreas []Text    `field:"service-areas" one:"service-area" filter:"service-area" part:"find" hint:"The parts of the council that it belongs to."`
	LifeEvents   []Text    `field:"life-events" one:"life-event" filter:"life-event" part:"find" hint:"What happens in people’s lives when they need it."`
	Reviewed     Text      `field:"reviewed" kind:"date" label:"Last reviewed" part:"keep" hint:"When somebody last checked that it is still right. Leave it out until somebody has."`
	ReviewEvery  Text      `field:"review-every" kind:"period" label:"Review again after" part:"keep" hint:"How long until it should be reviewed again."`
	FurtherLinks []WebLink `field:"links" label:"Further reading" hint:"Further reading elsewhere."`
	CheckOff     []Switch  `field:"check-off" label:"Warnings that are not right here" part:"keep" hint:"Warnings of “patterns check” that are not right here, each with the reason."`
	AdoptedFrom  *Adopted  `field:"adopted-from" hint:"The entry of another library that it was copied from. The command “patterns adopt” writes this."`
}

// Switch turns a kind of warning off for an entry.
type Switch struct {
	Rule    Text `field:"rule" one:"rule" need:"yes" label:"Name of the warning" hint:"The name of the warning, as shown in square brackets."`
	Because Text `field:"because" words:"name" need:"yes" label:"Why it is not right here" hint:"Why it is not right here."`
}

// WebLink is a link to somewhere outside the library.
type WebLink struct {
	Title Text `field:"title" words:"link" label:"What the page is called" hint:"What the page there is called."`
	URL   Text `field:"url" kind:"url" need:"yes" label:"Address" hint:"Its address."`
}

// Adopted says which entry of which library this one was copied from.
type Adopted struct {
	Library Text `field:"library" kind:"url" need:"yes" hint:"The address of the library that it came from."`
	ID      Text `field:"id" kind:"id" need:"yes" hint:"Its id there."`
	SHA256  Text `field:"sha256" words:"name" hint:"The checksum of the file when it was copied."`
}

// PatternFields are those of a service pattern.
type PatternFields struct {
	Verb         Text          `field:"verb" one:"verb" filter:"verb" part:"first" hint:"What the person wants to do."`
	LGSL         []Text        `field:"lgsl" kind:"number" label:"Numbers in the service list" part:"find" hint:"Its numbers in the Local Government Service List."`
	Capabilities []Ingredient  `field:"capabilities" label:"What it is made of" hint:"The technical ingredients that it is made of, and what each is for."`
	Standards    []Text        `field:"standards" ref:"standard" hint:"The standards that it keeps to."`
	Questions    []Question    `field:"questions" part:"first" hint:"What is asked, in order."`
	Process      Process       `field:"process" label:"Method" part:"first" hint:"Who does what, step by step."`
	Variants     []Variant     `field:"variants" hint:"Ways in which some councils run it differently."`
	Needs        []Need        `field:"needs" label:"What people need" hint:"What the people involved need, and how sure we are."`
	UnhappyPaths []UnhappyPath `field:"unhappy-paths" label:"When things go wrong" hint:"What can go wrong, and what happens then."`
	LocalOptions []LocalOption `field:"local-options" label:"What may differ locally" hint:"What may differ from council to council, and the reason."`
	Policy       []PolicyNote  `field:"policy" label:"Rules to keep" hint:"Rules that the service must keep."`
	Evidence     []Evidence    `field:"evidence" hint:"What is known about how well it works, each claim with its source."`
	DidNotWork   []Lesson      `field:"did-not-work" label:"What did not work" hint:"What was tried and did not work, so that others need not try it again."`
	UsedBy       []Use         `field:"used-by" label:"Who runs it" hint:"The organisations that run it."`
}

// Ingredient is a capability and what it is for here. A case study may give the
// id alone.
type Ingredient struct {
	Use      Text `field:"use" ref:"capability" need:"yes" short:"yes" label:"Capability" hint:"The capability."`
	For      Text `field:"for" label:"What it is for" hint:"What it is for here."`
	Optional Text `field:"optional" kind:"bool" label:"A first version can do without it" hint:"Whether a first version can do without it."`
}

// Question is one thing that a service asks.
type Question struct {
	ID       Text        `field:"id" kind:"id" label:"Short name" hint:"A short name, only if a later question depends on the answer."`
	Ask      Text        `field:"ask" need:"yes" label:"Question" hint:"The question, as the person reads it."`
	Type     Text        `field:"type" one:"answer" label:"Kind of answer" hint:"What kind of answer it takes."`
	Why      Text        `field:"why" label:"Why it is asked" hint:"Why it must be asked. If you cannot say, do not ask it."`
	Required Text        `field:"required" kind:"bool" label:"Must it be answered?" hint:"Whether it must be answered."`
	Options  []Text      `field:"options" label:"Answers to choose from" hint:"The answers to choose from."`
	If       []Condition `field:"if" label:"Asked only if" hint:"The earlier question and the answers that make this one appear."`
	Source   []Text      `field:"source" kind:"url" hint:"Where this is written down."`
}

// Condition is one line of a question's `if`: an earlier question and the answers
// that make this one appear.
type Condition struct {
	Question Text
	Answers  []Text
}

// Process is who does what.
type Process struct {
	Actors []Text `field:"actors" words:"name" label:"Who takes part" hint:"Everyone who takes part."`
	Steps  []Step `field:"steps" hint:"The steps, in order."`
}

// Step is one step of a process. Next names the steps that may follow.
type Step struct {
	ID     Text   `field:"id" kind:"id" need:"yes" label:"Short name" hint:"A short name for the step."`
	By     Text   `field:"by" words:"name" label:"Who does it" hint:"One of the actors."`
	Does   Text   `field:"does" need:"yes" label:"What happens" hint:"What happens, in a few words."`
	Next   []Text `field:"next" kind:"id" label:"What may follow" hint:"The steps that may follow."`
	Note   Text   `field:"note" label:"What else to know" hint:"What else to know about it."`
	Source []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// Variant is a way in which some run the service differently.
type Variant struct {
	Name    Text   `field:"name" need:"yes" hint:"A short name for it."`
	Differs Text   `field:"differs" label:"What is different" hint:"What is different."`
	UsedBy  []Text `field:"used-by" ref:"organisation" label:"Who does this" hint:"The organisations that do it this way."`
	Source  []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// Need is what somebody needs, and how sure we are.
type Need struct {
	Who        Text   `field:"who" one:"who" label:"Whose need" hint:"Whose need it is."`
	Need       Text   `field:"need" need:"yes" hint:"What they need."`
	Confidence Text   `field:"confidence" one:"confidence" label:"How sure we are" hint:"High only if a source says so."`
	Because    Text   `field:"because" label:"What makes us sure, or not" hint:"What makes us sure, or not."`
	Source     []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// UnhappyPath is what happens when things go another way.
type UnhappyPath struct {
	When   Text   `field:"when" need:"yes" hint:"What goes wrong, or otherwise."`
	Then   Text   `field:"then" need:"yes" hint:"What happens then."`
	Source []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// LocalOption is something that may differ from council to council.
type LocalOption struct {
	What    Text   `field:"what" need:"yes" label:"What may differ" hint:"What may differ."`
	Choices []Text `field:"choices" label:"What councils choose" hint:"What councils choose."`
	Because Text   `field:"because" label:"Why it differs" hint:"Why it differs."`
	Source  []Text `field:"source" kind:"url" hint:"Where this is written down."`
	Sources []Text `field:"sources" kind:"url" hint:"Where this is written down, if in several places."`
}

// PolicyNote is a rule that the service must keep.
type PolicyNote struct {
	Topic   Text   `field:"topic" one:"topic" label:"Kind of rule" hint:"What kind of rule it is."`
	Note    Text   `field:"note" need:"yes" label:"What it asks" hint:"What the rule asks of the service."`
	Nations []Text `field:"nations" one:"nation" label:"Where it applies" hint:"The nations where it applies."`
	Law     Text   `field:"law" words:"name" label:"Act and section" hint:"The Act, regulations or guidance, with the section."`
	Version Text   `field:"version" words:"name" label:"Version read" hint:"Which version was read, such as “as made in 2022”."`
	Read    Text   `field:"read" kind:"date" label:"Read on" hint:"When it was read."`
	Source  []Text `field:"source" kind:"url" hint:"Where the law or guidance is published."`
}

// Evidence is a claim about the pattern, with its source and grade.
type Evidence struct {
	Claim  Text   `field:"claim" need:"yes" label:"What was found" hint:"What was found, with the figure."`
	Source []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
	Date   Text   `field:"date" kind:"date" hint:"When it was found."`
	Grade  Text   `field:"grade" one:"grade" label:"How good the figure is" hint:"How good the figure is. Leave it out where there is no figure."`
}

// Lesson is something that was tried and did not work.
type Lesson struct {
	Tried  Text   `field:"tried" need:"yes" label:"What was tried" hint:"What was tried."`
	Learnt Text   `field:"learnt" label:"What was learnt" hint:"What was learnt from it."`
	Source []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// Use is an organisation that runs the pattern.
type Use struct {
	Organisation Text   `field:"organisation" ref:"organisation" need:"yes" hint:"The organisation."`
	Since        Text   `field:"since" kind:"date" hint:"Since when."`
	How          Text   `field:"how" label:"How it uses the pattern" hint:"How it uses the pattern."`
	Services     []Text `field:"services" ref:"service" hint:"The services that it runs so."`
	Source       []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// WorkFields are those of case studies and projects.
type WorkFields struct {
	Organisations []Text       `field:"organisations" ref:"organisation" label:"Who did the work" part:"first" hint:"The organisations that did the work."`
	Patterns      []Text       `field:"patterns" ref:"service-pattern" label:"Service patterns" part:"first" hint:"The service patterns that it is about."`
	Services      []Text       `field:"services" ref:"service" part:"first" hint:"The services that it is about."`
	Capabilities  []Ingredient `field:"capabilities" label:"What it was made of" hint:"The technical ingredients that were used, and what each was for."`
	Standards     []Text       `field:"standards" ref:"standard" hint:"The standards that it keeps to."`
	Period        Text         `field:"period" label:"When it happened" part:"first" hint:"In words, such as “spring 2024”."`
	Stage         Text         `field:"stage" one:"stage" filter:"stage" part:"first" hint:"How far the work has come."`
	Outcomes      []Outcome    `field:"outcomes" label:"What changed" part:"first" hint:"Figures from before and after, each with its source."`
	Costs         []Amount     `field:"costs" hint:"What it cost."`
	Savings       []Amount     `field:"savings" hint:"What it saved."`
	Funding       []Funding    `field:"funding" hint:"Money given for the work."`
	Suppliers     []Text       `field:"suppliers" words:"name" hint:"The firms that took part."`
	Repository    Text         `field:"repository" kind:"url" label:"Where the code is" hint:"Where its code is published."`
	Seeking       []Text       `field:"seeking" one:"seeking" label:"Looking for" part:"first" hint:"What the work is looking for."`
	SeekingOn     Text         `field:"seeking-on" kind:"date" label:"When it last asked" part:"first" hint:"When it last said so."`
	Updates       []Update     `field:"updates" label:"News" hint:"News of the work, each with its day."`
	Contact       Text         `field:"contact" words:"name" hint:"How to reach the team: a shared address or a page, never a private person’s."`
}

// Outcome is one figure of what changed.
type Outcome struct {
	Measure Text `field:"measure" need:"yes" label:"What was counted" hint:"What was counted."`
	Before  Text `field:"before" hint:"The figure before."`
	After   Text `field:"after" hint:"The figure after."`
	Change  Text `field:"change" kind:"percent" label:"Change in percent" hint:"The change in percent, if the figures themselves are not known."`
	Unit    Text `field:"unit" hint:"What the figures count, such as “a month” or “minutes”."`
	Grade   Text `field:"grade" one:"grade" label:"How good the figure is" hint:"How good the figure is."`
	Date    Text `field:"date" kind:"date" hint:"When it was counted."`
	// Patterns keeps a figure about one service from becoming evidence for another.
	Patterns []Text `field:"patterns" ref:"service-pattern" label:"About which patterns" hint:"Which of the service patterns above the figure is about, if not all."`
	Source   []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
}

// Amount is a cost or a saving. Amounts of different grade, kind or period are
// listed, never added.
type Amount struct {
	What     Text   `field:"what" label:"What the money was for" hint:"What the money was for."`
	Amount   Text   `field:"amount" kind:"number" need:"yes" hint:"How much, in digits only."`
	Currency Text   `field:"currency" words:"name" hint:"The currency, such as GBP."`
	Period   Text   `field:"period" one:"period" label:"How often" hint:"Whether it is paid once, every year or is a total."`
	Grade    Text   `field:"grade" one:"grade" label:"How good the figure is" hint:"How good the figure is."`
	Date     Text   `field:"date" kind:"date" hint:"When it was paid or counted."`
	Source   []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
}

// Funding is money given for the work.
type Funding struct {
	Amount   Text   `field:"amount" kind:"number" need:"yes" hint:"How much, in digits only."`
	Currency Text   `field:"currency" words:"name" hint:"The currency, such as GBP."`
	From     Text   `field:"from" words:"name" label:"Who gave it" hint:"Who gave it."`
	Date     Text   `field:"date" kind:"date" hint:"When it was given."`
	Source   []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
}

// Update is news of a project.
type Update struct {
	Date Text `field:"date" kind:"date" need:"yes" hint:"The day."`
	Text Text `field:"text" need:"yes" label:"What is new" hint:"What is new, in a sentence or two."`
}

// SharedFields are those of a service that several organisations run together.
type SharedFields struct {
	Organisations []Text      `field:"organisations" ref:"organisation" label:"Who runs it together" part:"first" hint:"The organisations that run it together: two or more."`
	Services      []Text      `field:"services" ref:"service" part:"first" hint:"The services that they run."`
	Left          []Departure `field:"left" label:"Who has left" hint:"Organisations that have left, while others go on."`
	Since         Text        `field:"since" kind:"date" part:"first" hint:"Since when."`
	Until         Text        `field:"until" kind:"date" hint:"Until when, if it has ended."`
	Form          Text        `field:"form" label:"How it is set up" part:"first" hint:"How it is set up, such as a joint committee or a company."`
	Savings       []Amount    `field:"savings" hint:"What it saves."`
	Source        []Text      `field:"source" kind:"url" part:"first" hint:"Where it is published."`
}

// Departure is an organisation that shared a service for a time.
type Departure struct {
	Organisation Text   `field:"organisation" ref:"organisation" need:"yes" hint:"The organisation."`
	Since        Text   `field:"since" kind:"date" hint:"Since when it took part."`
	Until        Text   `field:"until" kind:"date" hint:"Until when it took part."`
	Source       []Text `field:"source" kind:"url" hint:"Where this is written down."`
}

// CapabilityFields are those of a technical ingredient.
type CapabilityFields struct {
	What       Text      `field:"what" label:"What it does" part:"first" hint:"What it does, in a sentence."`
	Products   []Product `field:"products" part:"first" hint:"Products that councils named for it."`
	Standards  []Text    `field:"standards" ref:"standard" hint:"The standards that it keeps to."`
	OpenSource []Product `field:"open-source" label:"Open-source software" hint:"Open-source software for it."`
}

// Product is something that gives a capability, and who named it.
type Product struct {
	Name   Text   `field:"name" words:"name" need:"yes" short:"yes" hint:"What it is called."`
	UsedBy []Text `field:"used-by" ref:"organisation" label:"Who named it" hint:"The organisations that named it."`
	Source []Text `field:"source" kind:"url" hint:"Where it is published."`
}

// StandardFields are those of a standard, law or register.
type StandardFields struct {
	Governs Text `field:"governs" label:"What it is about" part:"first" hint:"What it is about."`
	Owner   Text `field:"owner" words:"name" label:"Who keeps it" part:"first" hint:"Who keeps it."`
	URL     Text `field:"url" kind:"url" label:"Address" part:"first" hint:"Where it is published."`
	Kind    Text `field:"kind" one:"standard-kind" label:"Kind" part:"first" hint:"What kind of standard it is."`
}

// OrganisationFields are those of an organisation written in Markdown.
type OrganisationFields struct {
	Kind Text `field:"kind" one:"organisation-kind" label:"Kind" part:"first" hint:"What kind of organisation it is."`
	URL  Text `field:"url" kind:"url" label:"Website" part:"first" hint:"Its website."`
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
