package search

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/go-porterstemmer"

	"servicepatterns/search/analysis"
	"servicepatterns/search/index"
)

// naive is a second implementation of the ranking, as plain as can be, from raw counts of tokens. It
// shares no code with the product and none of its constants: these are typed in from docs/search.md.
type naive struct {
	ids    []string
	stems  []counts // by document
	words  []counts
	length [][6]int
	mean   [6]float64
	pairs  []map[string]bool
	names  []map[string]bool
	all    map[string]bool     // words of all documents
	two    map[string]bool     // two words that are one in some document
	apart  map[string][]string // by stem the two words that its word may be written as
}

var (
	naiveWeight = [6]float64{3, 2, 1, 1, 1, 1} // title, aliases, summary, headings, questions, body
	naiveB      = [6]float64{0.5, 0.5, 0.5, 0.5, 0.5, 0.6}
)

const (
	naiveK1       = 1.5
	naiveBurst    = 0.15
	naiveTitle    = 0.1
	naivePair     = 0.12
	naiveMu       = 18
	naiveExact    = 4194304
	naiveMaxTerms = 32
	naiveMost     = 3968 // the greatest impact
)

func naiveSet(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// Words of questions in general, by their stems.
var naiveFillers = naiveSet(`abl about actual advis also anoth anyon anyth around awai awar can come consid even ever expect
explain get give given go got happen hello help hi idea just kind know let like look mai mani mayb might much must need
next now ok okai pleas possibl question realli regard sai see show someon someth somewher sort still sure tell thank
thing think told try understand unsur us wai want well whether whose will wish wonder ye yet`)

// Bleve's English stop words.
var naiveStops = naiveSet(`a about above after again against all am an and any are aren't as at be because been before being
below between both but by can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from
further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how
how's i i'd i'll i'm i've if in into is isn't it it's its itself let's me more most mustn't my myself no nor not of off on
once only or other ought our ours ourselves out over own same shan't she she'd she'll she's should shouldn't so some such
than that that's the their theirs them themselves then there there's these they they'd they'll they're they've this those
through to too under until up very was wasn't we we'd we'll we're we've were weren't what what's when when's where where's
which while who who's whom why why's with won't would wouldn't you you'd you'll you're you've your yours yourself yourselves`)

var naiveParticles = naiveSet("up in on off out over down")

// naiveHalf is how a half of a word is known: by its stem, or as the stop word that it is.
func naiveHalf(word string) string {
	if naiveStops[word] {
		return word
	}
	return porterstemmer.StemString(word)
}

// findApart finds the words of the documents that can be written as two.
func (n *naive) findApart() {
	english, err := os.ReadFile("analysis/english/words.txt")
	if err != nil {
		panic(err)
	}
	known := naiveSet(string(english))
	for stop := range naiveStops {
		if short := strings.ReplaceAll(stop, "'", ""); short != stop && len(short) > 3 {
			known[short] = true
		}
	}
	for word := range n.all {
		known[word] = true
	}
	digit := regexp.MustCompile(`^\d`)
	lastDigit := regexp.MustCompile(`\d$`)
	for word := range n.all {
		for i := range word {
			left, right := word[:i], word[i:]
			l, r := len([]rune(left)), len([]rune(right))
			ok := false
			switch {
			case i == 0 || lastDigit.MatchString(left) && digit.MatchString(right):
			case lastDigit.MatchString(left) || digit.MatchString(right):
				ok = !strings.Contains(word, ".")
			case naiveParticles[right]:
				ok = l > 2 && !naiveStops[left] && !strings.HasSuffix(word, "ion")
			case naiveParticles[left]:
				ok = known[right] && r > 2
			case naiveStops[left] || naiveStops[right]:
			case l == 1 && r == 3:
				ok = true
			case l > 2 && known[left]:
				ok = r > 2 && known[right]
			default:
				ok = l < 4 && r > 3 && known[right]
			}
			if ok {
				two, s := naiveHalf(left)+" "+naiveHalf(right), porterstemmer.StemString(word)
				n.two[two] = true
				n.apart[s] = append(n.apart[s], two)
			}
		}
	}
}

// addApart adds what a term gives documents that write its word as two.
func (n *naive) addApart(scores []int, stem string, weight int) {
	var docs []int
	for doc := range n.ids {
		_, together := n.stems[doc][stem]
		if !together && slices.ContainsFunc(n.apart[stem], func(two string) bool { return n.pairs[doc][two] }) {
			docs = append(docs, doc)
		}
	}
	for _, doc := range docs {
		scores[doc] += weight * n.quantised(n.idf(float64(len(docs)))/(1+naiveK1))
	}
}

// counts say how often a term stands in each field.
type counts map[string][6]int

func (c counts) add(term string, field int) {
	n := c[term]
	n[field]++
	c[term] = n
}

var (
	naiveWord    = regexp.MustCompile(`[\pL\pN\pM]+(?:['’][\pL\pN\pM]+)*`)
	naiveDigits  = regexp.MustCompile(`^\d+$`)
	naiveGroup   = regexp.MustCompile(`^\d{3}(\D|$)`)
	naiveDecimal = regexp.MustCompile(`^\d+(\D|$)`)
	naiveChained = regexp.MustCompile(`^\d+\.\d`)
)

var accents = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ö", "o", "’", "'", "ﬁ", "fi", "ﬂ", "fl", "\u00ad", "", "\u200b", "")

// naivePlaces returns where the words of a text are; "1,000" and "1.5" are one.
func naivePlaces(text string) [][]int {
	var places [][]int
	groups, done := false, false // of the last one
	for _, at := range naiveWord.FindAllStringIndex(text, -1) {
		if n := len(places); n > 0 && !done {
			last := places[n-1]
			number := strings.ReplaceAll(text[last[0]:last[1]], ",", "")
			chained := last[0] > 1 && text[last[0]-1] == '.' && text[last[0]-2] >= '0' && text[last[0]-2] <= '9'
			if naiveDigits.MatchString(number) {
				switch gap := text[last[1]:at[0]]; {
				case gap == "," && (groups || len(number) < 4) && naiveGroup.MatchString(text[at[0]:at[1]]):
					last[1], groups = at[1], true
					continue
				case gap == "." && !chained && naiveDecimal.MatchString(text[at[0]:at[1]]) && !naiveChained.MatchString(text[at[0]:]):
					last[1], done = at[1], true
					continue
				}
			}
		}
		places, groups, done = append(places, at), false, false
	}
	return places
}

func naiveWords(text string) []string {
	text = accents.Replace(strings.ToLower(text))
	var words []string
	for _, at := range naivePlaces(text) {
		words = append(words, strings.ReplaceAll(text[at[0]:at[1]], ",", ""))
	}
	return words
}

// naiveTerms returns the stems of a text, and the words that they are of.
func naiveTerms(text string) (stems, words []string) {
	for _, word := range naiveWords(text) {
		word = strings.TrimSuffix(word, "'s")
		if !naiveStops[word] {
			stems, words = append(stems, porterstemmer.StemString(word)), append(words, word)
		}
	}
	return stems, words
}

// naiveJoins returns the words that others make with one hyphen or dot between them.
func naiveJoins(text string) []string {
	text = accents.Replace(strings.ToLower(text))
	var joins []string
	var chain []string
	finish := func() {
		if n := len(chain); n > 2 && n < 7 {
			joins = append(joins, strings.Join(chain, ""))
		}
		chain = nil
	}
	places := naivePlaces(text)
	for i, at := range places {
		word := strings.ReplaceAll(text[at[0]:at[1]], ",", "")
		if i > 0 {
			end := places[i-1][1]
			gap := text[end:at[0]]
			numbers := unicode.IsDigit(rune(text[end-1])) && unicode.IsDigit(rune(word[0]))
			if (gap == "-" || gap == "." || gap == "‐" || gap == "‑") && !numbers || (gap == " " || gap == "\u00a0") && numbers {
				joins = append(joins, chain[len(chain)-1]+word)
			} else {
				finish()
			}
		}
		chain = append(chain, word)
	}
	finish()
	for i := range joins {
		joins[i] = strings.TrimSuffix(joins[i], "'s")
	}
	return slices.DeleteFunc(joins, func(word string) bool { return naiveStops[word] || len([]rune(word)) > 64 })
}

// newNaive reads the documents. It is long because it is the rules of docs/search.md one after the other.
func newNaive(docs []index.Document) *naive {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b index.Document) int { return strings.Compare(a.ID, b.ID) })
	n := &naive{all: map[string]bool{}, two: map[string]bool{}, apart: map[string][]string{}}
	var having [6]float64
	for _, d := range docs {
		stemCounts, wordCounts := counts{}, counts{}
		var length [6]int
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
					others := analysis.Spellings(words[i]) // which TestSpellings tries, and TestAmounts
					if i > 0 {
						others = append(slices.Clone(others), analysis.Together(words[max(0, i-2)], words[i-1], words[i])...)
					}
					for _, other := range others {
						if s := porterstemmer.StemString(other); s != stem {
							stemCounts.add(s, f)
							wordCounts.add(other, f)
						}
					}
				}
				before := ""
				for _, word := range naiveWords(text) {
					if word = strings.TrimSuffix(word, "'s"); f < 5 && naiveStops[word] {
						stemCounts.add("stop "+word, f)
					}
					if before != "" && naiveStops[word] != naiveStops[before] && (naiveParticles[word] || naiveParticles[before]) {
						pairs[naiveHalf(before)+" "+naiveHalf(word)] = true
					}
					if before = word; !naiveStops[word] {
						n.all[word] = true
					}
				}
				for _, word := range naiveJoins(text) {
					n.all[word] = true
					for _, w := range append(analysis.Spellings(word), word) {
						if s := porterstemmer.StemString(w); w == word || s != porterstemmer.StemString(word) {
							stemCounts.add(s, f)
							wordCounts.add(w, f)
						}
					}
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
	n.findApart()
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
				if !naiveFillers[stem] {
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
			hits = append(hits, naiveHit{id, 16 * min(naiveMost, max(1, half/step*step))})
		}
	}
	return firstTen(hits)
}

func firstTen(hits []naiveHit) []naiveHit {
	slices.SortStableFunc(hits, func(a, b naiveHit) int { return b.score - a.score })
	return hits[:min(10, len(hits))]
}

// search returns the first ten for a question, and false if the question has a word that no
// document has, or a phrase in quotes: repairs and phrases are not this scorer's business.
// It is long because it is the rules of docs/search.md one after the other.
func (n *naive) search(question string) ([]naiveHit, bool) {
	if strings.Contains(question, `"`) {
		return nil, false
	}
	stems, words := naiveTerms(question)
	scores := make([]int, len(n.ids))
	asked := map[string]bool{}
	for i, stem := range stems {
		if asked[stem] || len(asked) == naiveMaxTerms {
			continue
		}
		asked[stem] = true
		weight := 16
		if naiveFillers[stem] {
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
		n.addApart(scores, stem, weight)
	}
	joins := naiveJoins(question)
	weights := slices.Repeat([]int{16}, len(joins))
	all := naiveWords(question)
	for i := range all {
		all[i] = strings.TrimSuffix(all[i], "'s")
		if i > 0 && n.two[naiveHalf(all[i-1])+" "+naiveHalf(all[i])] {
			joins, weights = append(joins, all[i-1]+all[i]), append(weights, 8)
		}
	}
	if len(joins) > 0 && slices.ContainsFunc(all, func(word string) bool {
		return !naiveStops[word] && (len(word) == 1 || unicode.IsDigit(rune(word[0])))
	}) {
		return nil, false // a letter or number that is part of a word counts less: TestPartsOfWords tries it
	}
	for i, word := range joins {
		stem := porterstemmer.StemString(word)
		ofStem, ofWord := n.impacts(n.stems, stem), n.impacts(n.words, word)
		if len(ofStem) == 0 || asked[stem] || len(asked) == naiveMaxTerms {
			continue
		}
		asked[stem] = true
		for doc := range n.ids {
			if len(ofWord) > 0 && len(ofWord) < len(ofStem) {
				scores[doc] += weights[i]*3/4*ofStem[doc] + weights[i]/4*ofWord[doc]
			} else {
				scores[doc] += weights[i] * ofStem[doc]
			}
		}
		n.addApart(scores, stem, weights[i])
	}
	if len(stems) == 0 { // of stop words alone, these
		for _, word := range naiveWords(question) {
			term := "stop " + strings.TrimSuffix(word, "'s")
			if !asked[term] {
				asked[term] = true
				for doc, impact := range n.impacts(n.stems, term) {
					scores[doc] += 16 * impact
				}
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
			scores[doc] += 16 * n.quantised(naivePair*n.idf(float64(len(docs))))
		}
	}
	var hits []naiveHit
	for doc, id := range n.ids {
		if n.names[doc][strings.Join(naiveWords(question), " ")] {
			scores[doc] += naiveExact
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
	prior := math.Pow(occurrences/df, naiveBurst) * math.Pow((titles+0.1)/(df+1), naiveTitle)
	impacts := map[int]int{}
	for doc, c := range all {
		if fields, has := c[term]; has {
			all, names := n.sum(fields, doc), n.sum([6]int{fields[0], fields[1]}, doc)
			impacts[doc] = n.quantised(n.idf(df) * prior * (n.mean[0]*names/(names+naiveK1) + naiveMu*all/(all+naiveK1)) / (n.mean[0] +
				naiveMu))
		}
	}
	return impacts
}

// sum is a term's frequency over the fields, weighed and set against their lengths.
func (n *naive) sum(frequencies [6]int, doc int) float64 {
	sum := 0.0
	for f, tf := range frequencies {
		b := naiveB[f]
		sum += naiveWeight[f] * float64(tf) / (1 - b + b*float64(n.length[doc][f])/n.mean[f])
	}
	return sum
}

func (n *naive) quantised(x float64) int {
	x = math.Floor(0.5 + x*naiveMost/1.5/n.idf(1))
	step := 1.0
	for x/step >= 32 {
		step *= 2
	}
	return int(min(naiveMost, max(1, math.Floor(x/step+0.5)*step)))
}
