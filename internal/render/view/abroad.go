package view

import (
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Abroad is what a library knows of others: those that it follows, and what became of entries that one
// copied from another.
type Abroad struct {
	Libraries []Neighbour
	Adopters  map[*model.Entry][]Link // of our entries, the libraries that copied one, leading to the copy
	Drift     []Drift                 // of entries that we copied
	Entries   map[model.Type][]Link   // of other libraries, those to be listed beside ours, each with its library
	More      map[model.Type]int      // how many there are in all
}

// Neighbour is a library that this one follows.
type Neighbour struct {
	Link           // to its site
	Name    string // what it is called here
	Adopt   string // the command that copies an entry of it
	Licence string
	Entries int    // 0 when nothing of it is here
	Pulled  string // day, "" when nothing of it is here
	Follows bool   // it follows this library
	Newest  []Link // its entries that changed last
}

// Drift is what became of an entry that was copied, and of its original.
type Drift struct {
	Link            // our copy, with its path on the site
	Original Link   // "" without an address
	State    string // as the command says it
	Because  string
	Run      string // the command that comes next
	Changes  []DriftChange
}

// DriftChange is one difference, with both texts.
type DriftChange struct {
	There         bool // changed in the original, not here
	Where, Kind   string
	Before, After string
}

// Adopted says where an entry was copied from.
type Adopted struct {
	Source
	Date    messages.Date
	Differs []string // sentences
}
