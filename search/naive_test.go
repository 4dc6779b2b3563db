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
	counts []map[string][len(fields)]int // by document: term → how often in each field
	length [][len(fields)]int
	mean   [len(fields)]float64
	pairs  []map[string]bool
	names  []map[string]bool
}

var naiveWord = regexp.MustCompile(`[\pL\pN\pM]+(?:['’][\pL\pN\pM]+)*`)

var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ö", "o", "’", "'")

func naiveWords(text string) []string {
	return naiveWord.FindAllString(accents.Replace(strings.ToLower(text)), -1)
}

func naiveTerms(text string) []string {
	var terms []string
	for _, word := range naiveWords(text) {
		word = strings.TrimSuffix(word, "'s")
		if !stopWords[word] { // Bleve's list
			terms = append(terms, porterstemmer.StemString(word))
		}
	}
	return terms
}

func newNaive(docs []Document) *naive {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })
	n := &naive{}
	var having [len(fields)]float64
	for _, d := range docs {
		counts := map[string][len(fields)]int{}
		var length [len(fields)]int
		pairs := map[string]bool{}
		for f, texts := range [][]string{{d.Title}, d.Aliases, {d.Summary}, d.Headings, d.Questions, {d.Body}} {
			for _, text := range texts {
				terms := naiveTerms(text)
				for i, term := range terms {
					if i > 0 {
						pairs[terms[i-1]+" "+term] = true
					}
					c := counts[term]
					c[f]++
					counts[term] = c
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
		n.counts = append(n.counts, counts)
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

// search returns the first ten for a question, and false if the question has a word that no
// document has: repairing it is not this scorer's business.
func (n *naive) search(question string) ([]naiveHit, bool) {
	var terms []string
	for _, term := range naiveTerms(question) {
		if !slices.Contains(terms, term) && len(terms) < maxTerms {
			terms = append(terms, term)
		}
	}
	scores := make([]int, len(n.ids))
	dfs := map[string]float64{}
	for _, term := range terms {
		df, titles, occurrences := 0.0, 0.0, 0.0
		for _, counts := range n.counts {
			if c, has := counts[term]; has {
				df++
				for f, tf := range c {
					occurrences += float64(tf)
					if f == 0 && tf > 0 {
						titles++
					}
				}
			}
		}
		if df == 0 {
			return nil, false
		}
		dfs[term] = df
		prior := math.Pow(occurrences/df, burstPower) * math.Pow((titles+0.1)/(df+1), titlePower)
		weight := 16
		if fillers[term] {
			weight = 8
		}
		for doc := range n.ids {
			if sum := n.sum(term, doc); sum > 0 {
				scores[doc] += weight * n.quantised(n.idf(df)*prior*sum/(sum+k1))
			}
		}
	}
	pairs := map[string]bool{}
	all := naiveTerms(question)
	for i := 1; i < len(all); i++ {
		pair := all[i-1] + " " + all[i]
		if pairs[pair] || dfs[all[i-1]] == 0 || dfs[all[i]] == 0 {
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
	slices.SortStableFunc(hits, func(a, b naiveHit) int { return b.score - a.score })
	return hits[:min(10, len(hits))], true
}

func (n *naive) idf(df float64) float64 {
	return math.Log(1 + (float64(len(n.ids))-df+0.5)/(df+0.5))
}

// sum is the term's frequency over the fields, weighed and set against their lengths.
func (n *naive) sum(term string, doc int) float64 {
	sum := 0.0
	for f, tf := range n.counts[doc][term] {
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
