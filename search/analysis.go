package search

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Names under which our two components stand in Bleve's registry. Whoever opens the index with
// Bleve needs them registered, so importing this package is enough.
const (
	tokenizerName = "sp_tokens"
	foldName      = "sp_fold"
)

func init() {
	registry.RegisterTokenizer(tokenizerName, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
		return tokenizer{}, nil
	})
	registry.RegisterTokenFilter(foldName, func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
		return foldFilter{}, nil
	})
}

type tokenizer struct{}

func (tokenizer) Tokenize(text []byte) analysis.TokenStream {
	var stream analysis.TokenStream
	eachPlaced(text, func(raw []byte, place int, first, last span) {
		stream = append(stream, &analysis.Token{
			Term: bytes.Clone(raw), Start: first.start, End: last.end, Position: place, Type: analysis.AlphaNumeric,
		})
	})
	return stream
}

type foldFilter struct{}

func (foldFilter) Filter(stream analysis.TokenStream) analysis.TokenStream {
	for _, token := range stream {
		token.Term = appendFolded(make([]byte, 0, len(token.Term)), token.Term)
	}
	return stream
}

// eachWord calls yield with every word of text that the index keeps, folded, without possessive
// 's and without stop words; with its place, which counts all words; and whether it joins several.
// It returns how many places the text has. The word's bytes are good until yield returns.
//
// With stem it does what Bleve's analyser "sp_english" does (a test holds them together), without
// an object for each token: pages repeat their words, and we want their counts only.
func eachWord(text []byte, yield func(word []byte, place int, joined bool)) int {
	return eachFolded(text, func(word []byte, place int, joined, stop bool) {
		if !stop {
			yield(word, place, joined)
		}
	})
}

// eachFolded is eachWord with stop words.
func eachFolded(text []byte, yield func(word []byte, place int, joined, stop bool)) int {
	var buf []byte
	return eachPlaced(text, func(raw []byte, place int, first, last span) {
		buf = appendFolded(buf[:0], raw)
		word := bytes.TrimSuffix(buf, []byte("'s"))
		yield(word, place, first != last, language.StopWords[string(word)])
	})
}
