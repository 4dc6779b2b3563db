package store

// Statistics are what the index knows of the whole library. The ranking needs them before it has seen
// any posting, so they are kept in the index under StatisticsKey.
type Statistics struct {
	Format    int                          `json:"format"`
	Documents int                          `json:"documents"`
	Lengths   [len(Fields)]int64           `json:"lengths"`  // of each field, summed over all documents
	Having    [len(Fields)]int64           `json:"having"`   // documents that have the field
	Labels    map[string]map[string]string `json:"labels"`   // facet → value → what a person reads
	Fallbacks map[string][][]string        `json:"standIns"` // stem that no document has → stems of phrases
	Places    bool                         `json:"places"`   // whether the index says where words stand
}

// What an index keeps beside its documents, and the version of that.
const (
	IndexFormat   = 1
	StatisticsKey = "servicepatterns"
	WordsKey      = "servicepatterns.words" // the vocabulary before stemming, word → documents: for correction, completion and suggestion
	NamedKey      = "servicepatterns.named" // those of them that titles, aliases and synonyms have
)
