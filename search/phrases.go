package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// What people write beside words: a phrase in quotes must be there, and what stands behind a minus
// must not. js/plan.js reads both alike.

// clause is the part of a query that a pair of quotes or a minus marks.
type clause struct {
	span
	without bool
}

const (
	spaces  = "\t\n\v\f\r \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
	quotes  = "\"“”„"
	minuses = "-−"
)

// clausesOf returns the clauses of a query. Quotes and minus count only at the start of a word, as in
// -"two words", not in sign-up or 5"; quotes that nothing closes count as any mark between words.
func clausesOf(query string) []clause {
	var all []clause
	started := true // nothing or a space stands before
	for i := 0; i < len(query); {
		at := i
		r, size := utf8.DecodeRuneInString(query[i:])
		i += size
		if !started {
			started = strings.ContainsRune(spaces, r)
			continue
		}
		c := clause{span: span{start: i}}
		if strings.ContainsRune(minuses, r) {
			c.without = true
			r, size = utf8.DecodeRuneInString(query[i:])
			at, i = i, i+size
		}
		if strings.ContainsRune(quotes, r) && size > 0 {
			if n := strings.IndexAny(query[i:], quotes); n >= 0 {
				c.start, c.end = i, i+n
				_, size = utf8.DecodeRuneInString(query[c.end:])
				all, i, started = append(all, c), c.end+size, false
				continue
			}
		} else if c.without && size > 0 && !strings.ContainsRune(spaces+minuses, r) {
			c.start, c.end = at, len(query)
			if n := strings.IndexAny(query[at:], spaces); n >= 0 {
				c.end = at + n
			}
			all, i, started = append(all, c), c.end, false
			continue
		}
		started = strings.ContainsRune(spaces, r) && size > 0
	}
	return all
}

// wanted is a query without what it leaves out.
func wanted(query string) string {
	var out strings.Builder
	at := 0
	for _, c := range clausesOf(query) {
		if c.without {
			out.WriteString(query[at:c.start] + " ")
			at = c.end
		}
	}
	return out.String() + query[at:]
}

// phrase is words that stand next to each other in one text; a word left out by the analyser is any word.
type phrase struct {
	slots   []slot
	without bool
}

// span is where something stands in a query, in bytes.
type span struct{ start, end int }

// slot is a place of a phrase: so far from its first, and any of these terms.
type slot struct {
	offset int
	stems  []string
}

// phrasesOf returns the phrases of a query, each once, and which tokens are left out. Where more
// words in a row than textGap are no terms, the rest is a phrase of its own.
func phrasesOf(query string, tokens []analysis.Token, joins []analysis.Joined) (all []phrase, without []bool) {
	terms := make([][]string, len(tokens)) // that may stand at the place of each token
	for i, t := range tokens {
		if t.Stem != "" {
			terms[i] = append(terms[i], t.Stem)
		}
	}
	for _, j := range joins {
		if j.Last < len(tokens) {
			terms[j.First] = append(terms[j.First], j.Stem)
		}
	}
	without = make([]bool, len(tokens))
	seen := map[string]bool{}
	i := 0
	for _, c := range clausesOf(query) {
		p, start, last := phrase{without: c.without}, 0, 0
		finish := func() {
			if key := fmt.Sprint(p); len(p.slots) > 0 && !seen[key] {
				seen[key] = true
				all = append(all, p)
			}
			p.slots = nil
		}
		for ; i < len(tokens) && tokens[i].Start < c.end; i++ {
			if tokens[i].Start < c.start {
				continue
			}
			without[i] = c.without
			if len(terms[i]) == 0 {
				continue
			}
			if len(p.slots) > 0 && i-last > store.TextGap {
				finish()
			}
			if len(p.slots) == 0 {
				start = i
			}
			p.slots, last = append(p.slots, slot{i - start, terms[i]}), i
		}
		finish()
	}
	return all, without
}

// phraseDocs returns which documents have the phrase, by Bleve's number.
func (x *Index) phraseDocs(p phrase, places func(stem string) ([]int64, error)) ([]bool, error) {
	var starts []int64
	for n, s := range p.slots {
		var all []int64
		for _, stem := range s.stems {
			found, err := places(stem)
			if err != nil {
				return nil, err
			}
			for _, at := range found {
				all = append(all, at-int64(s.offset))
			}
		}
		slices.Sort(all)
		if n == 0 {
			starts = all
		} else {
			starts = inBoth(starts, all)
		}
	}
	has := make([]bool, x.library.Count)
	for _, at := range starts {
		has[at>>32] = true
	}
	return has, nil
}

// allowed leaves those of the documents found that have what the phrases demand, and nothing that they
// exclude. In a library without places, every word of a phrase must be there.
func (x *Index) allowed(found []int, phrases []phrase) ([]int, error) {
	known := map[string][]int64{}
	places := func(stem string) ([]int64, error) {
		if all, has := known[stem]; has {
			return all, nil
		}
		all, err := x.library.Places(stem)
		known[stem] = all
		return all, err
	}
	for _, p := range phrases {
		if !x.library.Statistics.Places {
			for i := range p.slots {
				p.slots[i].offset = 0
			}
		}
		has, err := x.phraseDocs(p, places)
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(doc int) bool { return has[doc] == p.without })
	}
	return found, nil
}

// inBoth returns what two sorted lists have in common.
func inBoth(a, b []int64) []int64 {
	var both []int64
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			both = append(both, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return both
}
