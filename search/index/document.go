package index

// Document is what one entry gives to the index. All text is plain, without markup.
type Document struct {
	ID, Type, URL, Title, Summary string

	Library string   // the name of the library that it comes from, "" for the one that the index is of
	Also    []string // names of libraries that have the same, as a copy or as what it is a copy of

	Aliases, Headings, Questions []string

	Body    string
	Updated string // "2026-11-01", or "" when unknown; "newest" sorts by it

	// Facets maps a facet ("verb", "stage", …) to this document's values. The type is a facet of
	// every document and need not be repeated here.
	Facets map[string][]string
}

// Key is a document's name in the index. An id is unique in its own library alone, and of two with
// the same id that of the index's own library comes first.
func (d Document) Key() string {
	if d.Library == "" {
		return d.ID
	}
	return d.ID + "\x00" + d.Library
}

// Synonyms say which words a library treats alike.
type Synonyms struct {
	Groups [][]string // every member finds what any other member finds
	OneWay []OneWay   // each of From finds what each of To finds, not the other way round
}

// OneWay is for words of which one is the wider: "dustbin" should find bins, "bin" not only dustbins.
type OneWay struct{ From, To []string }

// Config says where an index is written and how it speaks.
type Config struct {
	Dir       string                           // an empty folder, or one to be made, for the Bleve index
	Documents int                              // how many will come, if known: a large library is spared what only a small one keeps
	Labels    func(facet, value string) string // what a person reads for a facet's value; nil shows the value
	Synonyms  Synonyms
	Places    []Place // in the order in which they are found
}
