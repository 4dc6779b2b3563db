package similar

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/go-porterstemmer"

	"servicepatterns/internal/model"
)

// stop are words that say nothing of what an entry is about.
var stop = set("a an and are as at be been but by can could do does for from had has have he her his how i if in is it its may me my not " +
	"of off on one or our out she should so some someone somebody than that the their them then there they this to up us was we were " +
	"what when where whether which who why will with without would you your person people want wants council councils")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// words turns texts into numbered words, by which they are compared: in lower case,
// reduced to their stem, without what says nothing; and words that the library's
// synonyms.yaml calls the same are the same.
type words struct {
	numbers map[string]int32
	stems   map[string]string
	phrases map[string][]phrase // by first word
	list    []string            // the words by number
	naming  []int               // entries that hold a word in their names, by its number
	count   []int               // of entries that hold a word, by its number
	weights []float64
	unheld  float64 // weight of a word that no entry's names and summary hold
	entries int
}

// phrase is a line of synonyms.yaml and the word that stands for all of its group.
type phrase struct {
	rest []string
	is   string
}

func newWords(synonyms model.Synonyms) *words {
	w := &words{numbers: map[string]int32{}, stems: map[string]string{}, phrases: map[string][]phrase{}}
	for _, group := range synonyms.Groups {
		for _, t := range group {
			parts := w.split(t.Value)
			if len(parts) == 0 {
				continue
			}
			w.phrases[parts[0]] = append(w.phrases[parts[0]], phrase{parts[1:], "=" + group[0].Value})
		}
	}
	for _, list := range w.phrases { // the longest first
		slices.SortStableFunc(list, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
	}
	return w
}

// longest bounds what is compared of one text, in words.
const longest = 400

// tokens are the words of a text in lower case.
func tokens(text string) (out []string) {
	eachToken(text, func(word []byte) { out = append(out, string(word)) })
	return out
}

// eachToken calls yield with each word of a text in lower case; its bytes are good until
// it returns. A hyphen, an apostrophe and a dot within a word join: "look-up" is "lookup",
// "GOV.UK" is "govuk", and "council’s" is "council".
func eachToken(text string, yield func(word []byte)) {
	var word []byte
	var before rune // in the text
	for i, r := range text {
		switch {
		case r == 's' && (before == '\'' || before == '’') && !letter(text, i+1):
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			word = append(word, byte(r))
		case r >= 'A' && r <= 'Z':
			word = append(word, byte(r)+'a'-'A')
		case r == '-' || r == '\'' || r == '’':
		case r == '.' && len(word) > 0 && letter(text, i+1):
		case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		case len(word) > 0:
			yield(word)
			word = word[:0]
		}
		before = r
	}
	if len(word) > 0 {
		yield(word)
	}
}

// letter says whether a letter or a digit stands at a place.
func letter(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// stemOf reduces a word to its stem. A word that says nothing stays as it is.
func stemOf(word string) string {
	if stop[word] {
		return word
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(word)))
}

// split parts a text into stems. A hyphen or an apostrophe joins: "look-up" is "lookup".
func (w *words) split(text string) []string {
	parts := tokens(text)
	parts = parts[:min(len(parts), longest)]
	for i, p := range parts {
		stem, ok := w.stems[p]
		if !ok {
			stem = stemOf(p)
			if !w.weighed() {
				w.stems[p] = stem
			}
		}
		parts[i] = stem
	}
	return parts
}

// of returns the words of a text, each once, in order of number: as they are, and with
// those that synonyms.yaml calls the same put for each other.
func (w *words) of(text string) (plain, same []int32) {
	return w.parts(w.split(text))
}

func (w *words) parts(parts []string) (plain, same []int32) {
	for _, p := range parts {
		if !stop[p] {
			plain = append(plain, w.number(p))
		}
	}
	for i := 0; i < len(parts); {
		word, n := parts[i], 1
		for _, p := range w.phrases[word] {
			if len(parts) > i+len(p.rest) && slices.Equal(parts[i+1:i+1+len(p.rest)], p.rest) {
				word, n = p.is, 1+len(p.rest)
				break
			}
		}
		if i += n; !stop[word] {
			same = append(same, w.number(word))
		}
	}
	return once(plain), once(same)
}

// all are the words of a text, both ways.
func (w *words) all(text string) []int32 {
	plain, same := w.of(text)
	return once(append(plain, same...))
}

// once sorts numbers and drops those that are there already.
func once(list []int32) []int32 {
	slices.Sort(list)
	return slices.Compact(list)
}

// number tells words apart. Once all entries are counted, words are read by several
// goroutines and none is added: a word that no entry's names and summary hold gets a
// number from its letters.
func (w *words) number(word string) int32 {
	n, ok := w.numbers[word]
	if !ok && w.weighed() {
		h := fnv.New32a()
		h.Write([]byte(word))
		return 1<<30 | int32(h.Sum32()>>2)
	}
	if !ok {
		n = int32(len(w.numbers))
		w.numbers[word] = n
		w.list = append(w.list, word)
		w.naming = append(w.naming, 0)
		w.count = append(w.count, 0)
	}
	return n
}

// weight says how much a word tells: more, the fewer entries hold it.
func (w *words) weight(word int32) float64 {
	if int(word) < len(w.weights) {
		return w.weights[word]
	}
	return w.unheld
}

// spell returns the words of numbers.
func (w *words) spell(numbers []int32) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = w.list[n]
	}
	return out
}

// names is how many entries hold a word in their names.
func (w *words) names(n int32) int {
	if int(n) >= len(w.naming) {
		return 0
	}
	return w.naming[n]
}

func (w *words) weighed() bool { return w.weights != nil }

// weigh fixes the weights, once all entries are counted.
func (w *words) weigh() {
	w.unheld = math.Log(2 + float64(w.entries))
	w.weights = make([]float64, len(w.count))
	for i, n := range w.count {
		w.weights[i] = math.Log(1 + float64(w.entries+1)/float64(n+1))
	}
}

// common returns the weight of the words that two texts share, and of those that only
// the first and only the second has.
func (w *words) common(a, b []int32) (both, first, second float64) {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			first += w.weight(a[i])
			i++
		case i == len(a) || b[j] < a[i]:
			second += w.weight(b[j])
			j++
		default:
			both += w.weight(a[i])
			i, j = i+1, j+1
		}
	}
	return both, first, second
}

// alike compares two texts as people compare names, from 0 to 1. A word more on one
// side is less of a difference than a word in the place of another: "North Essex
// Parking" and "South Essex Parking" are two things.
func (w *words) alike(a, b []int32) float64 {
	both, first, second := w.common(a, b)
	if both == 0 {
		return 0
	}
	return both / (both + 0.5*(first+second) + 1.5*min(first, second))
}

// overlap compares two longer texts, from 0 to 1.
func (w *words) overlap(a, b []int32) float64 {
	both, first, second := w.common(a, b)
	if both == 0 {
		return 0
	}
	return both / math.Sqrt((both+first)*(both+second))
}
