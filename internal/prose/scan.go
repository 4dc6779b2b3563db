package prose

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/diag"
)

// Text checks a running text, whose paragraphs are parted by line ends: sentences,
// jargon and private addresses.
func (c *Checker) Text(text []byte) []Hit {
	s := scanner{Checker: c, text: text}
	for start := 0; start < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		s.paragraph(start, end)
		start = end + 1
	}
	return append(s.hits, c.Private(text)...)
}

// scanner reads a text once, word by word.
type scanner struct {
	*Checker
	text          []byte
	hits          []Hit
	long, jargons int // hits of each kind
}

// word is what stands between spaces, and the part of it that is no punctuation.
type word struct {
	start, end int // with punctuation
	core, stop int // without
}

func (s *scanner) paragraph(start, end int) {
	var first, last word // of the sentence
	count, quoted := 0, false
	finish := func() {
		if count > s.SentenceWords && s.SentenceWords > 0 && s.long < Most {
			s.long++
			s.hits = append(s.hits, s.hit(diag.LongSentence, first.core, last.end, "words", strconv.Itoa(count), "most",
				strconv.Itoa(s.SentenceWords)))
		}
		count = 0
	}
	ended := false // the last word may have ended a sentence
	jargonUntil := start
	for at := start; at < end; {
		if s.text[at] <= ' ' {
			at++
			continue
		}
		w := s.word(at, end)
		at = w.end
		if w.core == w.stop { // a dash, or punctuation alone
			quoted = quotes(s.text[w.start:w.end], quoted)
			continue
		}
		if ended && !lower(s.text[w.core:w.stop]) {
			finish()
		}
		if w.start < w.core {
			quoted = quotes(s.text[w.start:w.core], quoted)
		}
		if count == 0 {
			first = w
		}
		count++
		if !quoted && w.core >= jargonUntil && s.begins[pair(s.text[w.core:w.stop])]>>min(w.stop-w.core, 63)&1 != 0 {
			jargonUntil = s.findJargon(w, end, count == 1)
		}
		if last, ended = w, false; w.stop < w.end {
			quoted = quotes(s.text[w.stop:w.end], quoted)
			ended = s.ends(w)
		}
	}
	finish()
}

// word reads the word that begins at a byte.
func (s *scanner) word(at, end int) word {
	w := word{start: at}
	for at < end && s.text[at] > ' ' {
		at++
	}
	w.end, w.core, w.stop = at, w.start, at
	if plain[s.text[w.start]] && plain[s.text[at-1]] { // as most words
		return w
	}
	for w.core < w.stop {
		r, size := utf8.DecodeRune(s.text[w.core:w.stop])
		if alphanumeric(r) {
			break
		}
		w.core += size
	}
	for w.core < w.stop {
		r, size := utf8.DecodeLastRune(s.text[w.core:w.stop])
		if alphanumeric(r) {
			break
		}
		w.stop -= size
	}
	return w
}

// hidden is Unicode's character for an object among words. It stands in a text for what
// has no words of its own, such as code: it is a word of a sentence, and no more.
const hidden = '\uFFFC'

// plain are the bytes that are a letter or a digit.
var plain = func() (out [256]bool) {
	for b := range utf8.RuneSelf {
		out[b] = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
	}
	return out
}()

func alphanumeric(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 0 && plain[r]
	}
	return r == hidden || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func lower(word []byte) bool {
	r, _ := utf8.DecodeRune(word)
	return unicode.IsLower(r)
}

// ends says whether a word may be the last of a sentence.
func (s *scanner) ends(w word) bool {
	after := s.text[w.stop:w.end]
	mark := bytes.IndexAny(after, ".!?…")
	if mark < 0 {
		return false
	}
	if after[mark] != '.' {
		return true
	}
	core := s.text[w.core:w.stop]
	if len(core) == 1 && (core[0] < '0' || core[0] > '9') {
		return false // an initial
	}
	return len(core) > 6 || !s.short[string(bytes.ToLower(core))]
}

// quotes says whether the text after some marks is quoted: others' words are theirs.
func quotes(marks []byte, open bool) bool {
	for len(marks) > 0 {
		r, size := utf8.DecodeRune(marks)
		switch r {
		case '“':
			open = true
		case '”':
			open = false
		case '"':
			open = !open
		}
		marks = marks[size:]
	}
	return open
}

// phrase is an entry of the list of jargon.
type phrase struct{ words, say string }

// phrases sorts jargon by first word, the longest first, so that "end users" is found
// before "end user" would be.
func phrases(list map[string]string) map[string][]phrase {
	out := map[string][]phrase{}
	for words, say := range list {
		first, _, _ := strings.Cut(words, " ")
		if first != "" {
			out[first] = append(out[first], phrase{words, say})
		}
	}
	for _, p := range out {
		slices.SortFunc(p, func(a, b phrase) int {
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(a.words, b.words))
		})
	}
	return out
}

// pair numbers the first two bytes of a word in lower case. Nearly all words of a text
// are told from jargon by these and their length.
func pair(word []byte) uint16 {
	var out uint16
	for i := range min(2, len(word)) {
		out = out<<8 | uint16(small(word[i]))
	}
	return out
}

func small(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// longestWord bounds what is looked up: no word of the list is longer.
const longestWord = 64

// beginning returns the phrases that begin with a word.
func (s *scanner) beginning(word []byte) []phrase {
	var buffer [longestWord]byte
	if len(word) > len(buffer) {
		return nil
	}
	for i, b := range word {
		if b >= utf8.RuneSelf {
			return s.jargon[string(bytes.ToLower(word))]
		}
		buffer[i] = small(b)
	}
	return s.jargon[string(buffer[:len(word)])]
}

// findJargon reports the jargon that begins with a word, and returns where it ends.
func (s *scanner) findJargon(w word, end int, begins bool) int {
	core := s.text[w.core:w.stop]
	if s.jargons == Most {
		return w.core
	}
	for _, p := range s.beginning(core) {
		n := matches(s.text[w.core:end], p.words)
		if n == 0 {
			continue
		}
		if !lower(core) && (!begins || s.nameGoesOn(w.core+n, end)) {
			return w.core // somebody's name: the Leverage Trust, Synergy Homes
		}
		s.jargons++
		found := strings.Join(strings.Fields(string(s.text[w.core:w.core+n])), " ")
		h := s.hit(diag.Jargon, w.core, w.core+n, "word", found, "say", strings.ReplaceAll(p.say, " or ", "” or “"))
		if p.say == "" {
			h.Help = s.Reword
		} else if !strings.Contains(p.say, " or ") {
			h.Suggestion = p.say
		}
		s.hits = append(s.hits, h)
		return w.core + n
	}
	return w.core
}

// nameGoesOn says whether the next word has a capital, too.
func (s *scanner) nameGoesOn(at, end int) bool {
	for at < end && s.text[at] <= ' ' {
		at++
	}
	r, _ := utf8.DecodeRune(s.text[at:end])
	return unicode.IsUpper(r)
}

// matches returns how many bytes a text begins with that are the words of a phrase, 0
// when it does not. Any space parts words.
func matches(text []byte, phrase string) int {
	at := 0
	for i := 0; i < len(phrase); {
		if phrase[i] == ' ' {
			space := at
			for at < len(text) && text[at] <= ' ' {
				at++
			}
			if at == space {
				return 0
			}
			i++
			continue
		}
		want, size := utf8.DecodeRuneInString(phrase[i:])
		got, width := utf8.DecodeRune(text[at:])
		if width == 0 || unicode.ToLower(got) != want {
			return 0
		}
		i, at = i+size, at+width
	}
	if next, _ := utf8.DecodeRune(text[at:]); at < len(text) && (alphanumeric(next) || next == '-') {
		return 0
	}
	return at
}
