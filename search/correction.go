package search

import (
	"cmp"
	"math/bits"
	"regexp"
	"slices"
	"strings"

	"servicepatterns/internal/suggest"
	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// vocabulary is the index's own words: what typing errors are corrected from and words completed with.
type vocabulary struct {
	has   func(stem string) bool
	pair  func(first, second string) bool // whether an entry has the one stem right before the other
	two   map[string]bool                 // two words that the index has as one, by twoWords
	words []store.DictEntry               // sorted, each with its count of documents; 0 for an English word that no document has
}

// find returns the place of a word, or where it would be.
func (v vocabulary) find(word string) (int, bool) {
	return slices.BinarySearchFunc(v.words, word, func(e store.DictEntry, w string) int { return strings.Compare(e.Term, w) })
}

// count is how many documents have a word.
func (v vocabulary) count(word string) int {
	if at, found := v.find(word); found {
		return v.words[at].Count
	}
	return 0
}

// Rules of correction. Only words that neither the index nor English has are corrected: fuzzy matching of every
// word brings in more noise than it finds, and whoever asks about abortion does not mean adoption.
const (
	shortestCorrected = 4 // letters; below, too many words are one letter apart
	onlySwapped       = 3 // letters of words in which only two neighbours may have changed places
	twoEdits          = 8 // letters from which two edits are forgiven
	longerEnds        = 7 // letters from which a correction must share three letters at an end, not two
	shortestStem      = 5 // letters of a stem whose other endings are looked at: "revneue" may mean "revenues"
)

// shared is how many letters at the start or at the end a correction has in common with the word. One
// edit leaves one of the two ends whole, so nothing is lost, and the browser finds all
// candidates in two small files: words by their beginnings, and by their ends.
func shared(length int) int {
	if length >= longerEnds {
		return 3
	}
	return 2
}

// candidate is a word that may be meant.
type candidate struct {
	word   string
	edits  int // letters missing, added, wrong or swapped
	chance int // how likely, among candidates of as many edits
	df     int
}

// corrections returns the words or word pairs that word may be meant for, best first, at most two.
// before and after are its neighbours in the query.
func corrections(word, before, after string, v vocabulary) []string {
	n := runes(word)
	if n < onlySwapped {
		return nil
	}
	if strings.ContainsAny(word, "0123456789") {
		return splitAtDigits(word, v)
	}
	if n >= shortestCorrected {
		if pair := splitApart(word, v); pair != "" {
			return []string{pair}
		}
	}
	if _, real := v.find(word); real && n > onlySwapped {
		return nil
	}
	found := candidates(word, v)
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(a.edits-b.edits, b.chance-a.chance, b.df-a.df, strings.Compare(a.word, b.word))
	})
	if n >= shortestCorrected && (len(found) == 0 || found[0].edits > 1) {
		if pair := splitOrJoin(word, before, after, v); pair != "" {
			return []string{pair}
		}
	}
	var best []string
	for _, c := range found[:min(2, len(found))] {
		if c.edits == found[0].edits {
			best = append(best, c.word)
		}
	}
	return best
}

// candidates lists the words of the vocabulary that are near enough.
func candidates(word string, v vocabulary) []candidate {
	limit := 1
	if runes(word) >= twoEdits {
		limit = 2
	}
	letters, ownStem := []rune(word), []rune(analysis.Stem(word))
	k := shared(len(letters))
	start, end := string(letters[:k]), string(letters[len(letters)-k:])
	var found []candidate
	for _, entry := range v.words {
		if entry.Count == 0 {
			continue
		}
		if len(letters) == onlySwapped {
			if !swapped(word, entry.Term) {
				continue
			}
		} else if !strings.HasPrefix(entry.Term, start) && !strings.HasSuffix(entry.Term, end) {
			continue
		}
		other := []rune(entry.Term)
		n := suggest.Distance(letters, other, limit)
		switch {
		case n <= limit:
		case len(ownStem) >= shortestStem && suggest.Distance(ownStem, []rune(analysis.Stem(entry.Term)), 1) == 1:
			n = 2 // an edit, and another ending
		default:
			continue
		}
		if initials.MatchString(word) && unlike(letters, other) {
			continue
		}
		found = append(found, candidate{entry.Term, n, chance(letters, other, n, entry), entry.Count})
	}
	return found
}

// initials are words of four letters without vowels after the first, as many abbreviations are: "adhd" is not "add".
var initials = regexp.MustCompile(`^[a-z][b-df-hj-np-tv-xz]{3}$`)

// unlike reports whether b has other letters than a, and not only more of them or two that are swapped.
func unlike(a, b []rune) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return !slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// swapped reports whether b is a, of three letters, with two neighbours in each other's place.
func swapped(a, b string) bool {
	l := []rune(a)
	return b == string([]rune{l[1], l[0], l[2]}) || b == string([]rune{l[0], l[2], l[1]})
}

// chance is how likely a was meant as b, in powers of two: common words are meant more often,
// and those that the library calls things by; letters are swapped, doubled or left out more often than
// mistaken, first letters seldom wrong.
func chance(a, b []rune, edits int, entry store.DictEntry) int {
	points := bits.Len(uint(entry.Count))
	if entry.Named {
		points += 2
	}
	if a[0] != b[0] {
		points -= 2
	}
	if len(a) != len(b) {
		return points + 1
	}
	differ := 0
	for i := range a {
		if a[i] != b[i] {
			differ++
		}
	}
	if differ > edits { // a swap is one edit, but two letters differ
		points += 2
	}
	return points
}

// splitOrJoin finds "missed bin" for "missedbin", and "flytipping" for "fly" next to "tipping".
func splitOrJoin(word, before, after string, v vocabulary) string {
	letters := []rune(word)
	best, bestCount := "", 0
	for i := store.ShortestHalf; i <= len(letters)-store.ShortestHalf; i++ {
		left, right := string(letters[:i]), string(letters[i:])
		if n := min(v.count(left), v.count(right)); n > bestCount {
			best, bestCount = left+" "+right, n
		}
	}
	if best != "" {
		return best
	}
	for _, joined := range []string{before + word, word + after} {
		if joined != word && v.count(joined) > 0 {
			return joined
		}
	}
	return ""
}

// splitApart finds "sign up" for "signup", "e bike" for "ebike" and "web site" for "website", if some entry has
// the two words so: what looks like a letter too many may be a word of its own. One half at least is a word of
// the index; the other may be short, or a particle.
func splitApart(word string, v vocabulary) string {
	letters := []rune(word)
	for i := 1; i < len(letters); i++ {
		left, right := string(letters[:i]), string(letters[i:])
		l, r := v.count(left) > 0, v.count(right) > 0
		first := l || i <= store.ShortHalf || analysis.Own.Particles[left]
		second := r || len(letters)-i <= store.ShortHalf || analysis.Own.Particles[right]
		if (l || r) && first && second && v.pair(analysis.Stem(left), analysis.Stem(right)) {
			return left + " " + right
		}
	}
	return ""
}

// splitAtDigits finds "p 45" for "p45", if some entry has it so.
func splitAtDigits(word string, v vocabulary) []string {
	for i := 1; i < len(word); i++ {
		if analysis.IsDigit(word[i-1]) != analysis.IsDigit(word[i]) && v.pair(analysis.Stem(word[:i]), analysis.Stem(word[i:])) {
			return []string{word[:i] + " " + word[i:]}
		}
	}
	return nil
}

const (
	shortestCompleted = 2 // letters
	mostCompletions   = 4
)

// completions returns the commonest words that begin with the letters typed so far.
func completions(typed string, v vocabulary) []store.DictEntry {
	if runes(typed) < shortestCompleted {
		return nil
	}
	var found []store.DictEntry
	for from, _ := v.find(typed); from < len(v.words) && strings.HasPrefix(v.words[from].Term, typed); from++ {
		if v.words[from].Count > 0 {
			found = append(found, v.words[from])
		}
	}
	slices.SortFunc(found, func(a, b store.DictEntry) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Term, b.Term)
	})
	return found[:min(mostCompletions, len(found))]
}
