package search

import (
	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// A snippet shows this many words of the summary and the beginning of the page.
const snippetLength = 30

// snippet cuts the stretch of text that has most different words of the query, and marks them;
// wanted are their stems. js/snippet.js cuts the same.
func snippet(summary, words string, wanted map[string]bool) []Piece {
	text := summary
	if words != "" {
		if text != "" {
			text += " "
		}
		text += words
	}
	tokens, joins := analysis.TokensOf(text)
	for i, t := range tokens {
		if t.Stem == "" {
			tokens[i].Stem = store.StopTerm(t.Word)
		}
	}
	for _, j := range joins {
		for i := j.First; i <= j.Last && wanted[j.Stem]; i++ {
			tokens[i].Stem = j.Stem // "gov.uk" is what was asked for with "govuk"
		}
	}
	from := bestWindow(tokens, wanted)
	to := min(from+snippetLength, len(tokens))
	start, end := 0, len(text)
	if from > 0 {
		start = tokens[from].Start
	}
	if to < len(tokens) {
		end = tokens[to-1].End
	}
	pieces := []Piece{}
	plain := func(s string) {
		if s != "" {
			pieces = append(pieces, Piece{s, false})
		}
	}
	at, before := start, ""
	if start > 0 {
		before = "…"
	}
	for _, t := range tokens[from:to] {
		if wanted[t.Stem] {
			plain(before + text[at:t.Start])
			pieces = append(pieces, Piece{text[t.Start:t.End], true})
			at, before = t.End, ""
		}
	}
	after := text[at:end]
	if end < len(text) {
		after += "…"
	}
	plain(before + after)
	return pieces
}

// bestWindow returns the first token of the best stretch; among equals the earliest.
func bestWindow(tokens []analysis.Token, wanted map[string]bool) int {
	count := map[string]int{}
	best, bestFrom := 0, 0
	for i, t := range tokens {
		if wanted[t.Stem] {
			count[t.Stem]++
		}
		if i >= snippetLength {
			if left := tokens[i-snippetLength].Stem; wanted[left] {
				if count[left]--; count[left] == 0 {
					delete(count, left)
				}
			}
		}
		if len(count) > best {
			best, bestFrom = len(count), max(0, i-snippetLength+1)
		}
	}
	return bestFrom
}
