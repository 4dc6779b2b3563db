package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"servicepatterns/search/analysis"
)

// A plan is what a query comes to: terms, each with how sure we are that the person meant it.
// js/plan.js makes the same plan from the exported index; change both together.
type plan struct {
	terms      []weighted
	sequence   []string // stems in the order of the query, edits corrected
	exact      []string // names that the query may be, whole
	phrases    []phrase // that documents must have, or must not
	suggestion string   // the query with its words corrected, "" if none was
	words      int      // words of the query, stop words included, but for those left out
	telling    []string // what these say, of which places are asked
	said       []string // those that are no stop words, once each
}

// Weights of terms: the word itself, and what stands for it. They can be parted in quarters.
const (
	asked     = 16
	weak      = 8
	corrected = 12
	runnerUp  = 4 // the second best correction
	beside    = 8 // two words that the index also has as one: each counts by itself already
	completed = 8 // the commonest completion; one that is less than a quarter as common is none
)

type weighted struct {
	stem, word string
	weight     int
}

// token is a word of the query and its place in it.
type token struct {
	word       string // folded, without possessive
	stem       string // "" for a stop word
	start, end int    // bytes
}

// tokenOf makes a token of a word that stands nowhere yet.
func tokenOf(word string) token {
	if analysis.Own.StopWords[word] {
		return token{word: word}
	}
	return token{word: word, stem: analysis.Stem(word)}
}

// joined is a word that joins several tokens, from first to last.
type joined struct {
	token
	first, last int
	apart       bool // the query has spaces between them
}

// tokensOf returns the words of a text, and the words that join some of them.
func tokensOf(text string) (tokens []token, joins []joined) {
	var buf []byte
	analysis.EachPlaced([]byte(text), func(raw []byte, place int, first, last analysis.Span) {
		buf = analysis.AppendFolded(buf[:0], raw)
		t := tokenOf(strings.TrimSuffix(string(buf), "'s"))
		t.start, t.end = first.Start, last.End
		if first == last {
			tokens = append(tokens, t)
		} else if t.stem != "" {
			joins = append(joins, joined{t, place - 1, len(tokens) - 1, false})
		}
	})
	return tokens, joins
}

// pairs returns once each two terms that follow each other in the query, "council tax".
func (p *plan) pairs() []string {
	var all []string
	for i := 1; i < len(p.sequence); i++ {
		first, second := p.sequence[i-1], p.sequence[i]
		if pair := first + " " + second; p.has(first) && p.has(second) && !slices.Contains(all, pair) {
			all = append(all, pair)
		}
	}
	return all
}

// has reports whether the term is part of the plan; the last ones of a very long query are not.
func (p *plan) has(stem string) bool {
	return slices.ContainsFunc(p.terms, func(t weighted) bool { return t.stem == stem })
}

// ask adds a word that the index has, with most as its weight or less.
func (p *plan) ask(t token, most int) {
	weight := most
	if analysis.Own.WeakTerms[t.stem] {
		weight = min(weak, most)
	}
	p.add(t.stem, t.word, weight)
	p.sequence = append(p.sequence, t.stem)
}

// marked returns the stems to mark in snippets: not those of analysis.Own.WeakTerms, unless there are no others.
func (p *plan) marked() map[string]bool {
	all, some := map[string]bool{}, map[string]bool{}
	for _, t := range p.terms {
		all[t.stem] = true
		if !analysis.Own.WeakTerms[t.stem] {
			some[t.stem] = true
		}
	}
	if len(some) == 0 {
		return all
	}
	return some
}

// add puts a term into the plan, unless it is there or the plan is full.
func (p *plan) add(stem, word string, weight int) {
	if stem == "" {
		return
	}
	for i, t := range p.terms {
		if t.stem == stem {
			p.terms[i].weight = max(t.weight, weight)
			return
		}
	}
	if len(p.terms) < maxTerms {
		p.terms = append(p.terms, weighted{stem, word, weight})
	}
}

// newPlan reads a query. Words that the index lacks are corrected; with prefix, the last word
// is completed as well, if the query ends in it.
func newPlan(query string, prefix bool, v vocabulary) plan {
	all, joins := tokensOf(query)
	tokens := firstTerms(all)
	phrases, without := phrasesOf(query, tokens, joins)
	p := plan{phrases: phrases, exact: []string{exactKey(wanted(query))}}
	whole := make([]bool, len(tokens)) // words of which the index has what joins them
	joins = append(joins, neighbours(tokens, v.two)...)
	joins = slices.DeleteFunc(joins, func(j joined) bool { return j.last >= len(tokens) || without[j.first] || !v.has(j.stem) })
	for _, j := range joins {
		for i := j.first; i <= j.last; i++ {
			whole[i] = true
		}
	}
	fixes := make([]string, len(tokens))
	var said []token
	for i, t := range tokens {
		if without[i] {
			continue
		}
		p.words++
		said = append(said, t)
		if prefix && i == len(all)-1 && t.end == len(query) {
			if p.complete(t, v) {
				break
			}
		}
		if t.stem == "" {
			continue
		}
		if v.has(t.stem) {
			p.ask(t, asked)
			continue
		}
		if whole[i] {
			continue
		}
		fixes[i] = p.correct(tokens, i, v)
		for word := range strings.FieldsSeq(fixes[i]) {
			p.sequence = append(p.sequence, analysis.Stem(word))
		}
	}
	for _, j := range joins {
		weight := asked
		if j.apart {
			weight = beside
		}
		p.add(j.stem, j.word, weight)
	}
	for _, t := range stopTerms(tokens, without) {
		if v.has(t.stem) {
			p.add(t.stem, t.word, asked)
		}
	}
	p.suggest(query, tokens, fixes)
	p.note(said)
	return p
}

// note keeps what the words of a query tell, and which they are.
func (p *plan) note(said []token) {
	p.telling = telling(said)
	for _, t := range said {
		if t.stem != "" && !slices.Contains(p.said, t.word) {
			p.said = append(p.said, t.word)
		}
	}
}

// neighbours returns as one each two words of a query that the index also has as one.
func neighbours(tokens []token, two map[string]bool) []joined {
	var all []joined
	for i := 1; i < len(tokens); i++ {
		left, right := tokens[i-1], tokens[i]
		if (left.stem != "" || right.stem != "") && two[twoWords(left, right)] {
			word := left.word + right.word
			all = append(all, joined{token{word: word, stem: analysis.Stem(word), start: left.start, end: right.end}, i - 1, i, true})
		}
	}
	return all
}

// firstTerms cuts a query before the term that is one too many.
func firstTerms(tokens []token) []token {
	seen := map[string]bool{"": true}
	for i, t := range tokens {
		if !seen[t.stem] && len(seen) > maxTerms {
			return tokens[:i]
		}
		seen[t.stem] = true
	}
	return tokens
}

// complete adds what the last word may become. It reports whether that settles the word.
func (p *plan) complete(t token, v vocabulary) bool {
	var more []weighted
	all := completions(t.word, v)
	for _, e := range all {
		// A rare word would outweigh the common one that is meant: "counc" is council, not councillor.
		halves := (4*e.count + all[0].count) / (2 * all[0].count)
		if s := analysis.Stem(e.term); s != t.stem && halves > 0 {
			more = append(more, weighted{s, e.term, completed / 2 * halves})
		}
	}
	known := t.stem != "" && v.has(t.stem)
	if known {
		most := asked
		if len(more) > 0 && runes(t.word) == shortestCompleted {
			most = runnerUp // "missed bi" is not yet about bi-boroughs
		}
		p.ask(t, most)
	}
	for _, m := range more {
		p.add(m.stem, m.word, m.weight)
	}
	return known || len(more) > 0
}

// correct adds the words that the i-th word of the query may be meant for, and returns the
// best of them, "" if there is none.
func (p *plan) correct(tokens []token, i int, v vocabulary) string {
	before, after := "", ""
	if i > 0 {
		before = tokens[i-1].word
	}
	if i+1 < len(tokens) {
		after = tokens[i+1].word
	}
	fixes := corrections(tokens[i].word, before, after, v)
	for n, fix := range fixes {
		weight := corrected
		if n > 0 {
			weight = runnerUp
		}
		for word := range strings.FieldsSeq(fix) {
			p.add(analysis.Stem(word), word, weight)
		}
	}
	if len(fixes) == 0 {
		return ""
	}
	return fixes[0]
}

// suggest writes the query again with its corrected words, all else as the person wrote it.
func (p *plan) suggest(query string, tokens []token, fixes []string) {
	var out strings.Builder
	done := 0
	for i, fix := range fixes {
		if fix == "" {
			continue
		}
		// A correction that joins two words takes the place of both.
		start, end := tokens[i].start, tokens[i].end
		if i > 0 && fix == tokens[i-1].word+tokens[i].word {
			start = tokens[i-1].start
		} else if i+1 < len(tokens) && fix == tokens[i].word+tokens[i+1].word {
			end = tokens[i+1].end
		}
		if start >= done {
			out.WriteString(query[done:start] + fix)
			done = end
		}
	}
	if done > 0 {
		out.WriteString(query[done:])
		p.suggestion = out.String()
		p.exact = append(p.exact, exactKey(wanted(p.suggestion)))
	}
}

// runes counts characters; lengths of words are never counted in bytes.
func runes(s string) int { return utf8.RuneCountInString(s) }
