// Package view is what all pages have in common: the frame that the layout fills, links,
// sources and dates, and an entry as a line of a list. Input: a library added up, a theme
// and the site's address. Output: plain structs for templates.
package view

import (
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Link is a place to go, in words.
type Link struct {
	Text string
	Href string
	Icon string // symbol of the sprite, "" for none
	Note string // said after it, in small
	N    int    // how many things wait there, where that is said
	Here bool   // it leads to the page that shows it
}

// Source is where a statement comes from.
type Source struct {
	Href string
	Host string // "planx.uk", what the link says
	Name string // what sets it apart from other links to that host: "2", or ""
}

// Grade is how good a figure is: never a colour alone, always its word.
type Grade struct {
	Value string // "measured", "supplier-claim", "estimate", "disputed" or "no-figure"
	Word  string
	Icon  string
}

// Section is a part of a page with a heading that can be linked to.
type Section struct {
	ID    string
	Title string
}

// Fact is a line of the margin.
type Fact struct {
	Name   string
	Strong string        // the answer in a word or two
	Date   messages.Date // or the answer is a date
	Due    messages.Date // by when to review again
	Scale  Scale         // a bar of steps
	Text   string        // more, in plain text
	Year   messages.Date // of the newest figure, marked in the browser when it is old
	Links  []Link        // or the answer is a list of places
	Grades []Grade       // or the grades of its figures
}

// Scale is a bar of steps, each reached or not.
type Scale struct {
	Steps    []bool
	Measured bool // some of what it stands for is measured
}

// Notice stands under the title of what is not simply live.
type Notice struct {
	Status string // value, for its look
	Text   string
	Links  []Link // what to use in its place
}

// Head is the top of every entry and what stands beside it.
type Head struct {
	Icon     string
	Kind     string // "Service pattern"
	Trail    []Link
	Long     bool // the title is long, so it is set smaller
	Lede     string
	Also     string // other names, joined
	Notice   *Notice
	Facts    []Fact
	Actions  []Link
	UseFirst bool // the first action is the main one
	Contents []Section
	Adopted  *Adopted // where it was copied from
	Adopters []Link   // libraries that copied it
	Close    Close
}

// Close is the end of every entry: how to take it, mend it, and say that it is used.
type Close struct {
	Section
	Pattern  bool   // it can be used, so "we use this" makes sense
	Markdown string // address of the source, "" when it is a row of a table
	Change   string // where to mend it, without an account
	Edit     string // the code host's editor on its file, "" when the library names none
	WeUse    string
	Licence  Link
	Changed  messages.Date // of the last change, when known
	By       string        // names of whoever wrote it, as git has them
}

// Frame is what the layout needs for any page.
type Frame struct {
	*Shared
	MainLang    string // language of the entry, when it is not that of the interface
	Title       string // the h1
	HeadTitle   string // of the window
	Description string
	Canonical   string // full address, "" when unknown
	Article     bool   // an entry, for Open Graph
	Data        any    // JSON-LD, nil for none
	Here        string // address of the part of the site that the page belongs to
	OwnSearch   bool   // the page has the large search box: no second one above
	MovedTo     string // address that the page leads on to, "" for all pages but those of former ids
	Contents    bool   // it has a list of contents to follow
	Part        *Part  // a component that few pages have, nil for none
	Feed        *Link  // by which it can be watched, nil when it has none
}

// SetFeed says by which feed the page can be watched.
func (f *Frame) SetFeed(l *Link) { f.Feed = l }

// NavLink is a link of the masthead.
type NavLink struct {
	Link
	Path string // compared with Frame.Here
}

// FindForm is the search box; a page may have two.
type FindForm struct {
	ID     string
	Action string
	Engine string
	Browse string
	Label  string
	Hint   []Link   // searches to try
	Icons  []string // symbols that suggestions may show
	Disk   bool     // the page is opened from a disk: search cannot work
	AToZ   string   // what to use then
}

// Shared is what all pages of one language have in common.
type Shared struct {
	Lang     string
	Site     string // the library's title
	Summary  string
	OldAfter int  // years from which the browser calls a figure old
	AtRoot   bool // no address was given, so pages work only at the root of a host
	HomeHref string
	Style    string // address of the style sheet
	Fonts    []string
	Scripts  []string // modules of every page
	Preload  []string // modules that they import
	Live     []string // modules of the preview
	Favicon  string   // its address
	Nav      []NavLink
	Foot     []Link
	Find     FindForm
	Words    map[string]any // of the search scripts, where they are not their own English
	AddPage  string
	Publisher,
	Contact, ContactHref string
	Licence    Link
	Repository string
}

// Page is one page of the site, with nothing rendered yet.
type Page struct {
	Path  string       // file below the site's root: "service-patterns/renew/index.html"
	Entry *model.Entry // nil for lists
	Body  bool         // Render needs the body of Entry
	Leads bool         // it only leads on to another page
	Again bool         // it says again what another page says, so the sitemap leaves it out
	// Make returns the kind of its layout and what that shows, of the text of Entry.
	Make func(markdown.Body) (kind string, view any)
}

// Places is a list of councils.
type Places struct {
	Section
	Note  string
	Items []Link
}
