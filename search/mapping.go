package search

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Fields of the index beside the analysed ones in rank.go.
const (
	wordsField  = "words"  // every word once, before stemming: for repair, completion and suggestion
	exactField  = "exact"  // title, aliases and id, each as one term
	pairsField  = "pairs"  // stems that follow each other, "council tax"
	recordField = "record" // stored, not indexed: what a hit shows
	facetPrefix = "facet." // facet.type, facet.verb, …: values as they are
)

// newMapping tells Bleve how the index is analysed, so that whoever opens it with Bleve alone can
// ask it with Bleve's own queries, too.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	english := []string{foldName, en.PossessiveName, en.StopName}
	for name, filters := range map[string][]string{
		"sp_words":   english,
		"sp_english": append(english[:3:3], porter.Name),
	} {
		err := m.AddCustomAnalyzer(name, map[string]any{"type": custom.Name, "tokenizer": tokenizerName, "token_filters": filters})
		if err != nil {
			return nil, err
		}
	}
	text := func(analyser string) *mapping.FieldMapping {
		return &mapping.FieldMapping{Type: "text", Analyzer: analyser, Index: true}
	}
	for _, f := range fields {
		m.DefaultMapping.AddFieldMappingsAt(f.name, text("sp_english"))
	}
	m.DefaultMapping.AddFieldMappingsAt(wordsField, text("sp_words"))
	m.DefaultMapping.AddFieldMappingsAt(exactField, text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt(pairsField, text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt(recordField, &mapping.FieldMapping{Type: "text", Store: true})
	m.DefaultAnalyzer = keyword.Name
	m.DefaultField = "body"
	m.StoreDynamic, m.DocValuesDynamic = false, false
	return m, nil
}
