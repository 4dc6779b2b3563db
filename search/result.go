package search

// Result is the answer to a query. It marshals to the JSON that js/engine.js returns.
type Result struct {
	Hits       []Hit                   `json:"hits"`  // best first
	Total      int                     `json:"total"` // all that match
	Exact      bool                    `json:"exact"` // false if Total and the counts are lower bounds
	Facets     map[string][]FacetValue `json:"facets"`
	Suggestion *string                 `json:"suggestion"` // the query the person probably meant, null if as asked
	Places     []PlaceFound            `json:"places"`     // pages of the site that the query names, such as a list or a map
	Nearest    []Hit                   `json:"nearest"`    // entries with similar words, if nothing was found without filters
}

// PlaceFound is a page of the site that is no entry.
type PlaceFound struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Hit is one document found.
type Hit struct {
	ID      string  `json:"id"`
	URL     string  `json:"url"`
	Type    string  `json:"type"`
	Title   string  `json:"title"`
	Summary string  `json:"summary"`
	Score   int     `json:"score"` // no unit; compare within one result
	Snippet []Piece `json:"snippet"`
	From    string  `json:"from"` // the library that it comes from, "" for the one that was asked

	// Also are libraries that have the same, as a copy or as what it is a copy of. The hit stands for all.
	Also []string `json:"also,omitempty"`
}

// Piece is a stretch of a snippet; Mark says that it is a word of the query.
type Piece struct {
	Text string `json:"text"`
	Mark bool   `json:"mark"`
}

// FacetValue says how many of the documents found have the value.
type FacetValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Options narrow and order a search.
type Options struct {
	Limit  int    // 10 if 0, at most 100
	Offset int    // hits to pass over
	Sort   string // "relevance", or "newest"

	// Filters: a document must have any of the values of each facet. A facet without values is no
	// filter; one that the library does not know matches nothing, as a filter never widens. The letter
	// case of values does not matter.
	Filters map[string][]string
	Prefix  bool // complete the last word, as while typing
}

const (
	defaultLimit = 10
	mostHits     = 100
)
