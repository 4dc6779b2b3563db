package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
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
func (p *plan) ask(t analysis.Token, most int) {
	weight := most
	if analysis.Own.WeakTerms[t.Stem] {
		weight = min(weak, most)
	}
	p.add(t.Stem, t.Word, weight)
	p.sequence = append(p.sequence, t.Stem)
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
	if len(p.terms) < store.MaxTerms {
		p.terms = append(p.terms, weighted{stem, word, weight})
	}
}

// newPlan reads a query. Words that the index lacks are corrected; with prefix, the last word
// is completed as well, if the query ends in it.
func newPlan(query string, prefix bool, v vocabulary) plan {
	all, joins := analysis.TokensOf(query)
	tokens := store.FirstTerms(all)
	phrases, without := phrasesOf(query, tokens, joins)
	p := plan{phrases: phrases, exact: []string{store.ExactKey(wanted(query))}}
	whole := make([]bool, len(tokens)) // words of which the index has what joins them
	joins = append(joins, neighbours(tokens, v.two)...)
	joins = slices.DeleteFunc(joins, func(j analysis.Joined) bool { return j.Last >= len(tokens) || without[j.First] || !v.has(j.Stem) })
	for _, j := range joins {
		for i := j.First; i <= j.Last; i++ {
			whole[i] = true
		}
	}
	fixes := make([]string, len(tokens))
	var said []analysis.Token
	for i, t := range tokens {
		if without[i] {
			continue
		}
		p.words++
		said = append(said, t)
		most := asked
		if whole[i] && (isLetter(t.Word) || t.Word < ":") {
			most = runnerUp // "e mail" and "50 000": a letter or what begins with a digit says little by itself
		}
		if prefix && i == len(all)-1 && t.End == len(query) && p.complete(t, most, v) {
			break
		}
		if t.Stem == "" {
			continue
		}
		if v.has(t.Stem) {
			p.ask(t, most)
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
		if j.Apart && !isLetter(tokens[j.First].Word) {
			weight = beside
		}
		p.add(j.Stem, j.Word, weight)
	}
	for _, t := range stopTerms(tokens, without) {
		if v.has(t.Stem) {
			p.add(t.Stem, t.Word, asked)
		}
	}
	p.suggest(query, tokens, fixes)
	p.note(said)
	return p
}

// note keeps what the words of a query tell, and which they are.
func (p *plan) note(said []analysis.Token) {
	p.telling = store.Telling(said)
	for _, t := range said {
		if t.Stem != "" && !slices.Contains(p.said, t.Word) {
			p.said = append(p.said, t.Word)
		}
	}
}

// neighbours returns as one each two words of a query that the index also has as one.
func neighbours(tokens []analysis.Token, two map[string]bool) []analysis.Joined {
	var all []analysis.Joined
	for i := 1; i < len(tokens); i++ {
		left, right := tokens[i-1], tokens[i]
		if (left.Stem != "" || right.Stem != "") && two[store.TwoWords(left, right)] {
			word := left.Word + right.Word
			whole := analysis.Token{Word: word, Stem: analysis.Stem(word), Start: left.Start, End: right.End}
			all = append(all, analysis.Joined{Token: whole, First: i - 1, Last: i, Apart: true})
		}
	}
	return all
}

// complete adds the last word, with most as its weight or less, and what it may become. It reports whether that settles the word.
func (p *plan) complete(t analysis.Token, most int, v vocabulary) bool {
	var more []weighted
	all := completions(t.Word, v)
	for _, e := range all {
		// A rare word would outweigh the common one that is meant: "counc" is council, not councillor.
		halves := (4*e.Count + all[0].Count) / (2 * all[0].Count)
		if s := analysis.Stem(e.Term); s != t.Stem && halves > 0 {
			more = append(more, weighted{s, e.Term, completed / 2 * halves})
		}
	}
	known := t.Stem != "" && v.has(t.Stem)
	if known {
		if len(more) > 0 && runes(t.Word) == shortestCompleted {
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
func (p *plan) correct(tokens []analysis.Token, i int, v vocabulary) string {
	before, after := "", ""
	if i > 0 {
		before = tokens[i-1].Word
	}
	if i+1 < len(tokens) {
		after = tokens[i+1].Word
	}
	fixes := corrections(tokens[i].Word, before, after, v)
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
func (p *plan) suggest(query string, tokens []analysis.Token, fixes []string) {
	var out strings.Builder
	done := 0
	for i, fix := range fixes {
		if fix == "" {
			continue
		}
		// A correction that joins two words takes the place of both.
		start, end := tokens[i].Start, tokens[i].End
		if i > 0 && fix == tokens[i-1].Word+tokens[i].Word {
			start = tokens[i-1].Start
		} else if i+1 < len(tokens) && fix == tokens[i].Word+tokens[i+1].Word {
			end = tokens[i+1].End
		}
		if start >= done {
			out.WriteString(query[done:start] + fix)
			done = end
		}
	}
	if done > 0 {
		out.WriteString(query[done:])
		p.suggestion = out.String()
		p.exact = append(p.exact, store.ExactKey(wanted(p.suggestion)))
	}
}

// isLetter reports whether a word is one letter or digit.
func isLetter(word string) bool { return len(word) < utf8.UTFMax && runes(word) == 1 }

// runes counts characters; lengths of words are never counted in bytes.
func runes(s string) int { return utf8.RuneCountInString(s) }

// stopTerms returns those of a query that has no other words, but for what it leaves out.
func stopTerms(tokens []analysis.Token, without []bool) []analysis.Token {
	var all []analysis.Token
	for i, t := range tokens {
		if without[i] {
			continue
		}
		if t.Stem != "" {
			return nil
		}
		known := slices.ContainsFunc(all, func(other analysis.Token) bool { return other.Word == t.Word })
		if !known && len(all) < store.MaxTerms {
			all = append(all, analysis.Token{Word: t.Word, Stem: store.StopTerm(t.Word)})
		}
	}
	return all
}
