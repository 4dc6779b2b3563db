package model

import (
	"slices"
	"strings"
)

// Library is what library.yaml says, with defaults filled in, and all entries.
type Library struct {
	Settings
	Dir      string // the library's folder as given
	Entries  []*Entry
	ByID     map[string]*Entry // the library's own language, by id and by former id
	Unread   map[string]bool   // ids whose files are there and cannot be read, which is said of them
	Synonyms Synonyms
}

// Settings are the fields of library.yaml.
type Settings struct {
	Title        Text   `field:"title"`
	Summary      Text   `field:"summary"`
	URL          Text   `field:"url" kind:"url"`
	Language     Text   `field:"language" kind:"language"`
	Licence      Text   `field:"licence"`
	LicenceURL   Text   `field:"licence-url" kind:"url"`
	Publisher    Text   `field:"publisher"`
	Repository   Text   `field:"repository" kind:"url"`
	Branch       Text   `field:"branch"`
	Contact      Text   `field:"contact"`
	Examples     []Text `field:"examples"` // searches that the home page offers
	Verbs        []Term `field:"verbs"`
	ServiceAreas []Term `field:"service-areas"`
	LifeEvents   []Term `field:"life-events"`
	Check        Check  `field:"check"`
	StaticPages  Text   `field:"static-pages" kind:"bool"` // browsers may run what is in static/

	Follow    []Followed  `field:"follow"`
	Withdrawn []Withdrawn `field:"withdrawn"`
}

// Here is the name that a library's own entries have among those of libraries that it follows.
const Here = "here"

// Followed is another library that this one follows.
type Followed struct {
	Name  Text   `field:"name" kind:"id" need:"yes"`
	URL   Text   `field:"url" kind:"url" need:"yes"`
	Show  Text   `field:"show" one:"show"`
	Block []Text `field:"block" kind:"id"` // entries that are left out
}

// Shown says whether what is followed is shown in a place: "search", or "all" for pages too.
func (f Followed) Shown(where string) bool {
	switch f.Show.Value {
	case "nothing":
		return false
	case "search":
		return where == "search"
	}
	return true
}

// Withdrawn is an entry that is gone on purpose.
type Withdrawn struct {
	ID         Text `field:"id" kind:"id" need:"yes"`
	Type       Text `field:"type" one:"type" need:"yes"`
	On         Text `field:"on" kind:"date" need:"yes"`
	Because    Text `field:"because" need:"yes"`
	ReplacedBy Text `field:"replaced-by" kind:"id"`
}

// Check is what a library changes of the warnings about its content.
type Check struct {
	Off           []Text `field:"off" one:"rule"` // nowhere said
	SentenceWords Text   `field:"sentence-words" kind:"number"`
	Jargon        Jargon `field:"jargon"`
}

// Jargon are words that a library adds to the list of jargon, or takes from it.
type Jargon struct {
	Add   []Plain `field:"add"`
	Allow []Text  `field:"allow"`
}

// Plain is a word to avoid, and what to say instead.
type Plain struct {
	Word Text `field:"word" need:"yes" short:"yes"`
	Say  Text `field:"say"`
}

// Term is a word that a library allows in a field, what people read for it, and
// other words that mean the same.
type Term struct {
	ID      Text   `field:"id" kind:"id" need:"yes" short:"yes"`
	Label   Text   `field:"label"`
	Aliases []Text `field:"aliases"`
}

// Name is what people read for the term.
func (t Term) Name() string {
	if t.Label.Set() {
		return t.Label.Value
	}
	return Readable(t.ID.Value)
}

// Synonyms are the words of synonyms.yaml, as written.
type Synonyms struct {
	Groups [][]Text `field:"groups"`
	OneWay []OneWay `field:"one-way"`
}

// OneWay leads from what people say to what the library calls it.
type OneWay struct {
	From []Text `field:"from" need:"yes"`
	To   []Text `field:"to" need:"yes"`
}

// DefaultVerbs are the verbs that every library has unless its own replace them.
func DefaultVerbs() []Term { return slices.Clone(verbs) }

// WithDefaults adds a library's verbs to the default ones; one with the same id replaces it.
func WithDefaults(own []Term) []Term {
	out := slices.DeleteFunc(DefaultVerbs(), func(v Term) bool {
		return slices.ContainsFunc(own, func(o Term) bool { return o.ID.Value == v.ID.Value })
	})
	return append(out, own...)
}

var verbs = terms(
	"apply", "book", "buy=hire,order", "challenge=appeal,dispute", "check", "claim", "comment=object", "find", "get",
	"join", "make=complain", "pay", "register", "renew", "report", "request", "tell=tell us,change,update", "track", "volunteer",
)

func terms(specs ...string) []Term {
	var out []Term
	for _, s := range specs {
		id, aliases, _ := strings.Cut(s, "=")
		t := Term{ID: Text{Value: id}}
		if aliases != "" {
			for _, a := range strings.Split(aliases, ",") {
				t.Aliases = append(t.Aliases, Text{Value: a})
			}
		}
		out = append(out, t)
	}
	return out
}

// Terms returns the words that the library allows in a list of its own: verb,
// service-area or life-event. An empty list allows any id.
func (s *Settings) Terms(list string) []Term {
	switch list {
	case "verb":
		return s.Verbs
	case "service-area":
		return s.ServiceAreas
	case "life-event":
		return s.LifeEvents
	}
	return nil
}

// TermLabel is what people read for a value of such a list.
func (s *Settings) TermLabel(list, value string) string {
	for _, t := range s.Terms(list) {
		if t.ID.Value == value {
			return t.Name()
		}
	}
	return Readable(value)
}
