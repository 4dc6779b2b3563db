package search

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	bleve "github.com/blevesearch/bleve/v2/analysis"

	"servicepatterns/search/analysis"
	"servicepatterns/search/index"
	"servicepatterns/tests/node"
)

// Every code point must fold and part words alike in Go and in JavaScript, whatever versions of
// Unicode the two know.
func TestEveryCodePoint(t *testing.T) {
	analyse := node.Start(t, "testdata/analyse.mjs")
	for from := rune(0); from < 0x30000; from += 0x400 {
		var text strings.Builder
		for r := from; r < from+0x400; r++ {
			if r < 0xd800 || r > 0xdfff {
				fmt.Fprintf(&text, "a%cb %c ", r, r)
			}
		}
		compareAnalysis(t, analyse, text.String())
	}
}

// The vocabulary of real text, and every ending that the stemmer knows.
func TestVocabulary(t *testing.T) {
	analyse := node.Start(t, "testdata/analyse.mjs")
	for _, d := range govuk(t) {
		compareAnalysis(t, analyse, d.Title+" "+d.Body)
	}
	facts, err := os.ReadFile("testdata/relevance/govuk-train/queries-typo.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	compareAnalysis(t, analyse, string(facts))
	endings := strings.Fields("s sses ies ss eed ed ing ated bled ized ating bling izing y ational tional enci anci izer bli alli entli " +
		"eli ousli " +
		"ization ation ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence er " +
		"ic able " +
		"ible ant ement ment ent ion sion tion ou ism ate iti ous ive ize e ll pping ssing yy yed")
	var words strings.Builder
	for _, stem := range strings.Fields("a b y ab ba by xy tr tre oat ivy crepusc hopp fall fizz sky syzyg troubl conflat str yyy bay") {
		for _, ending := range endings {
			words.WriteString(stem + ending + " ")
		}
	}
	compareAnalysis(t, analyse, words.String())
}

func FuzzAnalysis(f *testing.F) {
	analyse := node.Start(f, "testdata/analyse.mjs")
	for _, seed := range []string{
		"", "O'Neil's fly-tipping", "don’t DON＇T 'quoted'", "e\u0301cole \u0301's a\u0301\u0301", "İSTANBUL ŴYL ΟΔΟΣ ß ẞ", "東京都 ひらがな カ・ナ",
		"👩‍👩‍👧 🚲\ufe0f", "\u202eabc\u200dd", "a''b a'b'c 'a' x's's", strings.Repeat("y", 70) + "'s", strings.Repeat("a", 63) + "'bc", "שלום־עולם سلام، دنیا",
		"50,000 £1,234.56 1,2345 1,23 12,345,6789 1.5 1.5m 1.2.3 01.02.2023 1.000,000 2023,245 ５０,０００ 5\u0301,000", "gov.uk www.gov.uk/co-operative-led P-45 2023-24 a.b.c.d.e.f.g on-line's x-东",
		"50 000 0300 123 4567 5\u00a00 a1 2b 1-2 3", "ﬁnance ｏﬃce Ｏ＇Ｎｅｉｌ＇ｓ ２０２６", "re\u00adcy\u200bcl\u2060ing\u200d \u200bbin '\u00ad's", "\xff\xfe broken \xe2\x82", "\x00\x1f",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if valid := strings.ToValidUTF8(text, "\uFFFD"); valid != text {
			// A browser never sees broken bytes; in Go they part words as the replacement does.
			whole, _ := analysis.TokensOf(valid)
			broken, _ := analysis.TokensOf(text)
			if !slices.EqualFunc(whole, broken, func(a, b analysis.Token) bool { return a.Word == b.Word }) {
				t.Errorf("broken bytes matter: %q", text)
			}
			text = valid
		}
		compareAnalysis(t, analyse, text)
	})
}

// compareAnalysis holds three analyses of a text together: ours for queries, the browser's, and
// the one that Bleve makes of our mapping.
func compareAnalysis(t *testing.T, analyse *node.Script, text string) {
	t.Helper()
	var want [][3]string
	var stems []string
	tokens, joins := analysis.TokensOf(text)
	for i, token := range tokens {
		want = append(want, [3]string{analysis.Fold(text[token.Start:token.End]), token.Word, token.Stem})
		if token.Stem != "" {
			stems = append(stems, fmt.Sprint(token.Stem, i+1))
		}
	}
	for _, j := range joins {
		want = append(want, [3]string{fmt.Sprintf("%d-%d", j.First, j.Last), j.Word, j.Stem})
		stems = append(stems, fmt.Sprint(j.Stem, j.First+1))
	}
	slices.Sort(stems)
	var got [][3]string
	analyse.Ask(t, text, &got)
	if !slices.Equal(got, want) {
		t.Errorf("analysis of %.200q\n in JavaScript %.300q\n in Go         %.300q", text, difference(got, want), difference(want, got))
	}
	var bleves []string
	for _, token := range englishAnalyser().Analyze([]byte(text)) {
		bleves = append(bleves, fmt.Sprint(string(token.Term), token.Position))
	}
	slices.Sort(bleves)
	if !slices.Equal(bleves, stems) {
		t.Errorf("analysis of %.200q\n by Bleve %.300q\n by us    %.300q", text, difference(bleves, stems), difference(stems, bleves))
	}
	var words []string
	analysis.EachWord([]byte(text), func(word []byte, place int, _ bool) {
		words = append(words, fmt.Sprint(analysis.Stem(string(word)), place))
	})
	slices.Sort(words)
	if !slices.Equal(words, stems) {
		t.Errorf("analysis of %.200q for the index differs from that for queries", text)
	}
}

// difference returns a from where it leaves b.
func difference[T comparable](a, b []T) []T {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return a[i:]
		}
	}
	return nil
}

var englishAnalyser = sync.OnceValue(func() bleve.Analyzer {
	m, err := index.NewMapping()
	if err != nil {
		panic(err)
	}
	return m.AnalyzerNamed("sp_english")
})
