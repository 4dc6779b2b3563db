// Package analysis makes words of text, as search indexes and asks for them: in lower case, without accents and stop
// words, stemmed, and in other spellings. It knows no index. The scripts of search/js/ do the same.
package analysis

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Names under which our two components stand in Bleve's registry. Whoever opens the index with
// Bleve needs them registered, so importing this package is enough.
const (
	TokenizerName = "sp_tokens"
	FoldName      = "sp_fold"
)

func init() {
	registry.RegisterTokenizer(TokenizerName, func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
		return tokenizer{}, nil
	})
	registry.RegisterTokenFilter(FoldName, func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
		return foldFilter{}, nil
	})
}

type tokenizer struct{}

func (tokenizer) Tokenize(text []byte) analysis.TokenStream {
	var stream analysis.TokenStream
	EachPlaced(text, func(raw []byte, place int, first, last Span) {
		stream = append(stream, &analysis.Token{
			Term: bytes.Clone(raw), Start: first.Start, End: last.End, Position: place, Type: analysis.AlphaNumeric,
		})
	})
	return stream
}

type foldFilter struct{}

func (foldFilter) Filter(stream analysis.TokenStream) analysis.TokenStream {
	for _, token := range stream {
		token.Term = AppendFolded(make([]byte, 0, len(token.Term)), token.Term)
	}
	return stream
}

// EachWord calls yield with every word of text that the index keeps, folded, without possessive
// 's and without stop words; with its place, which counts all words; and whether it joins several.
// It returns how many places the text has. The word's bytes are good until yield returns.
//
// With stem it does what Bleve's analyser "sp_english" does (a test holds them together), without
// an object for each token: pages repeat their words, and we want their counts only.
func EachWord(text []byte, yield func(word []byte, place int, joined bool)) int {
	return EachFolded(text, func(word []byte, place int, joined, stop bool) {
		if !stop {
			yield(word, place, joined)
		}
	})
}

// EachFolded is EachWord with stop words.
func EachFolded(text []byte, yield func(word []byte, place int, joined, stop bool)) int {
	var buf []byte
	return EachPlaced(text, func(raw []byte, place int, first, last Span) {
		buf = AppendFolded(buf[:0], raw)
		word := bytes.TrimSuffix(buf, []byte("'s"))
		yield(word, place, first != last, Own.StopWords[string(word)])
	})
}
