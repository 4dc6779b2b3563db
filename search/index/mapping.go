package index

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/mapping"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// NewMapping tells Bleve how the index is analysed, so that whoever opens it with Bleve alone can
// ask it with Bleve's own queries, too.
func NewMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer("sp_english", map[string]any{
		"type": custom.Name, "tokenizer": analysis.TokenizerName,
		"token_filters": []string{analysis.FoldName, en.PossessiveName, en.StopName, porter.Name},
	}); err != nil {
		return nil, err
	}
	text := func(analyser string) *mapping.FieldMapping {
		return &mapping.FieldMapping{Type: "text", Analyzer: analyser, Index: true}
	}
	for _, f := range store.Fields {
		placed := text("sp_english")
		placed.IncludeTermVectors = true
		m.DefaultMapping.AddFieldMappingsAt(f.Name, placed)
	}
	m.DefaultMapping.AddFieldMappingsAt(store.ExactField, text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt(store.PairsField, text(keyword.Name))
	m.DefaultMapping.AddFieldMappingsAt(store.RecordField, &mapping.FieldMapping{Type: "text", Store: true})
	m.DefaultAnalyzer = keyword.Name
	m.DefaultField = "body"
	m.StoreDynamic, m.DocValuesDynamic = false, false
	return m, nil
}
