package search

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/blevesearch/go-porterstemmer"
)

// naive is a second implementation of the ranking, as plain as can be, from raw counts of tokens.
// Of the product it uses the constants of rank.go alone, as they are the specification.
type naive struct {
	ids    []string
	stems  []counts // by document
	words  []counts
	length [][len(fields)]int
	mean   [len(fields)]float64
	pairs  []map[string]bool
	names  []map[string]bool
}

// counts say how often a term stands in each field.
type counts map[string][len(fields)]int

func (c counts) add(term string, field int) {
	n := c[term]
	n[field]++
	c[term] = n
}

var naiveWord = regexp.MustCompile(`[\pL\pN\pM]+(?:['’][\pL\pN\pM]+)*`)

var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ö", "o", "’", "'", "ﬁ", "fi", "ﬂ", "fl", "\u00ad", "", "\u200b", "")

func naiveWords(text string) []string {
	return naiveWord.FindAllString(accents.Replace(strings.ToLower(text)), -1)
}

// naiveTerms returns the stems of a text, and the words that they are of.
func naiveTerms(text string) (stems, words []string) {
	for _, word := range naiveWords(text) {
		word = strings.TrimSuffix(word, "'s")
		if !stopWords[word] { // Bleve's list
			stems, words = append(stems, porterstemmer.StemString(word)), append(words, word)
		}
	}
	return stems, words
}

func newNaive(docs []Document) *naive {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })
	n := &naive{}
	var having [len(fields)]float64
	for _, d := range docs {
		stemCounts, wordCounts := counts{}, counts{}
		var length [len(fields)]int
		pairs := map[string]bool{}
		for f, texts := range [][]string{{d.Title}, d.Aliases, {d.Summary}, d.Headings, d.Questions, {d.Body}} {
			for _, text := range texts {
				stems, words := naiveTerms(text)
				for i, stem := range stems {
					if i > 0 {
						pairs[stems[i-1]+" "+stem] = true
					}
					stemCounts.add(stem, f)
					wordCounts.add(words[i], f)
					length[f]++
				}
			}
			n.mean[f] += float64(length[f])
			if length[f] > 0 {
				having[f]++
			}
		}
		names := map[string]bool{}
		for _, name := range append([]string{d.Title, d.ID}, d.Aliases...) {
			names[strings.Join(naiveWords(name), " ")] = true
		}
		n.ids = append(n.ids, d.ID)
		n.stems = append(n.stems, stemCounts)
		n.words = append(n.words, wordCounts)
		n.length = append(n.length, length)
		n.pairs = append(n.pairs, pairs)
		n.names = append(n.names, names)
	}
	for f := range n.mean {
		n.mean[f] = max(1, n.mean[f]/max(1, having[f]))
	}
	return n
}

type naiveHit struct {
	id    string
	score int
}

// standIn returns the first ten for a word that no document has, by the phrases that it stands for.
func (n *naive) standIn(phrases ...string) []naiveHit {
	var hits []naiveHit
	for doc, id := range n.ids {
		best := 0
		for _, phrase := range phrases {
			sum := 0
			stems, _ := naiveTerms(phrase)
			for _, stem := range stems {
				if !fillers[stem] {
					sum += n.impacts(n.stems, stem)[doc]
				}
			}
			best = max(best, sum)
		}
		if best > 0 {
			half, step := best/2, 1
			for half/step >= 32 {
				step *= 2
			}
			hits = append(hits, naiveHit{id, 16 * min(3968, max(1, half/step*step))})
		}
	}
	return firstTen(hits)
}

func firstTen(hits []naiveHit) []naiveHit {
	slices.SortStableFunc(hits, func(a, b naiveHit) int { return b.score - a.score })
	return hits[:min(10, len(hits))]
}

// search returns the first ten for a question, and false if the question has a word that no
// document has: repairing it is not this scorer's business.
func (n *naive) search(question string) ([]naiveHit, bool) {
	stems, words := naiveTerms(question)
	scores := make([]int, len(n.ids))
	asked := map[string]bool{}
	for i, stem := range stems {
		if asked[stem] || len(asked) == maxTerms {
			continue
		}
		asked[stem] = true
		weight := 16
		if fillers[stem] {
			weight = 8
		}
		// A quarter is for the word as it was asked for, if some documents have it so and others do not.
		ofStem, ofWord := n.impacts(n.stems, stem), n.impacts(n.words, words[i])
		if len(ofStem) == 0 {
			return nil, false
		}
		for doc := range n.ids {
			if len(ofWord) > 0 && len(ofWord) < len(ofStem) {
				scores[doc] += weight*3/4*ofStem[doc] + weight/4*ofWord[doc]
			} else {
				scores[doc] += weight * ofStem[doc]
			}
		}
	}
	pairs := map[string]bool{}
	for i := 1; i < len(stems); i++ {
		pair := stems[i-1] + " " + stems[i]
		if pairs[pair] || !asked[stems[i-1]] || !asked[stems[i]] {
			continue
		}
		pairs[pair] = true
		var docs []int
		for doc := range n.ids {
			if n.pairs[doc][pair] {
				docs = append(docs, doc)
			}
		}
		for _, doc := range docs {
			scores[doc] += 16 * n.quantised(pairShare*n.idf(float64(len(docs))))
		}
	}
	var hits []naiveHit
	for doc, id := range n.ids {
		if n.names[doc][strings.Join(naiveWords(question), " ")] {
			scores[doc] += exactBonus
		}
		if scores[doc] > 0 {
			hits = append(hits, naiveHit{id, scores[doc]})
		}
	}
	return firstTen(hits), true
}

func (n *naive) idf(df float64) float64 {
	return math.Log(1 + (float64(len(n.ids))-df+0.5)/(df+0.5))
}

// impacts returns what a term gives each document that has it.
func (n *naive) impacts(all []counts, term string) map[int]int {
	df, titles, occurrences := 0.0, 0.0, 0.0
	for _, c := range all {
		if fields, has := c[term]; has {
			df++
			for f, tf := range fields {
				occurrences += float64(tf)
				if f == 0 && tf > 0 {
					titles++
				}
			}
		}
	}
	prior := math.Pow(occurrences/df, burstPower) * math.Pow((titles+0.1)/(df+1), titlePower)
	impacts := map[int]int{}
	for doc, c := range all {
		if fields, has := c[term]; has {
			sum := n.sum(fields, doc)
			impacts[doc] = n.quantised(n.idf(df) * prior * sum / (sum + k1))
		}
	}
	return impacts
}

// sum is a term's frequency over the fields, weighed and set against their lengths.
func (n *naive) sum(frequencies [len(fields)]int, doc int) float64 {
	sum := 0.0
	for f, tf := range frequencies {
		b := fields[f].b
		sum += fields[f].weight * float64(tf) / (1 - b + b*float64(n.length[doc][f])/n.mean[f])
	}
	return sum
}

func (n *naive) quantised(x float64) int {
	x = math.Floor(0.5 + x*3968/1.5/n.idf(1))
	step := 1.0
	for x/step >= 32 {
		step *= 2
	}
	return int(min(3968, max(1, math.Floor(x/step+0.5)*step)))
}
