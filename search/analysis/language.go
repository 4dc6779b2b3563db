package analysis

import (
	_ "embed"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/go-porterstemmer"
)

// Language is what search knows of a Own. The readers' script has the same in one module (js/english.js).
type Language struct {
	StopWords map[string]bool          // words that are no terms
	Stem      func(word string) string // reduces a folded word to the term under which it is indexed
	WeakTerms map[string]bool          // stems of words with which people ask, rather than of what they ask about; they count half
	Particles map[string]bool          // stop words that make one word with a verb or a noun, "sign up", "in house"
	Words     []string                 // common words, which are no typing errors whatever they look like
}

// Own is the one in which libraries are indexed and asked.
var Own = English

// English has Bleve's stop words and stemmer. Its weak terms are those of questions such as "I would like to
// know whether I can get help with …".
var English = Language{
	StopWords: bleveWords(en.EnglishStopWords),
	Stem:      func(word string) string { return string(porterstemmer.StemWithoutLowerCasing([]rune(word))) },
	WeakTerms: wordSet(`
abl about actual advis also anoth anyon anyth around awai awar can come consid even ever expect
explain get give given go got happen hello help hi idea just kind know let like look mai mani mayb
might much must need next now ok okai pleas possibl question realli regard sai see show someon
someth somewher sort still sure tell thank thing think told try understand unsur us wai want well
whether whose will wish wonder ye yet
`),
	Particles: wordSet("up in on off out over down"),
	Words:     strings.Fields(englishWords),
}

// english/words.txt holds the common words of English, each on its line: see README.md beside it.
//
//go:embed english/words.txt
var englishWords string

func wordSet(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

func bleveWords(data []byte) map[string]bool {
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(data); err != nil {
		panic(err)
	}
	return words
}

// Stem reduces a word that EachWord gave to the term it is indexed under.
func Stem(word string) string { return Own.Stem(word) }
