package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Unicode grows, and Go and the browsers follow at their own pace. So the rule for what belongs
// to a word names ranges of code points and asks no table of letters: everything outside ASCII
// does, except punctuation, symbols and private use, listed here. js/tokens.js has the same
// list; a test compares the two over every code point.
var NotInWords = [][2]rune{
	{0x00, 0x2f}, {0x3a, 0x40}, {0x5b, 0x60}, {0x7b, 0xac}, {0xae, 0xbf}, {0xd7, 0xd7}, {0xf7, 0xf7},
	{0x37e, 0x37e}, {0x387, 0x387}, {0x55a, 0x55f}, {0x589, 0x58a},
	{0x5be, 0x5be}, {0x5c0, 0x5c0}, {0x5c3, 0x5c3}, {0x5f3, 0x5f4}, // Hebrew
	{0x600, 0x60f}, {0x61b, 0x61f}, {0x66a, 0x66d}, {0x6d4, 0x6d4}, {0x700, 0x70f}, // Arabic, Syriac
	{0x964, 0x965}, {0x970, 0x970}, {0xe3f, 0xe3f}, {0xe4f, 0xe4f}, {0xe5a, 0xe5b},
	{0x2000, 0x200a}, {0x200e, 0x205f}, {0x2061, 0x2bff}, {0x2e00, 0x2e7f}, // general punctuation to arrows and symbols
	{0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x3036, 0x3040}, {0x30a0, 0x30a0}, {0x30fb, 0x30fb},
	{0xd800, 0xf8ff}, {0xfd3e, 0xfd3f}, {0xfdfc, 0xfe6f}, {0xff00, 0xff0f},
	{0xff1a, 0xff20}, {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0xffe0, 0xffff},
}

// What is written without spaces has no words that a simple rule could find, so each of these
// stands alone: Chinese characters, kana, and everything beyond the basic plane, emoji included.
var Alone = [][2]rune{
	{0x3005, 0x3007}, {0x3041, 0x30ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
	{0xf900, 0xfaff}, {0xff66, 0xff9f}, {0x10000, 0x10ffff},
}

// Marks stand inside words: accents, soft hyphens and joiners, spaces of no width.
var Marks = [][2]rune{{0x300, 0x36f}, {0xad, 0xad}, {0x200b, 0x200d}, {0x2060, 0x2060}, {0xfeff, 0xfeff}}

// A longer word is cut: nobody types one, and a file full of base64 should not fill the index.
const LongestWord = 64

type class uint8

const (
	gap    class = iota // between words
	letter              // starts and continues a word
	mark                // continues a word, and is dropped from it: an accent in decomposed text, or what shows nothing
	single              // a word of its own
)

func inRanges(ranges [][2]rune, r rune) bool {
	for _, pair := range ranges {
		if r >= pair[0] && r <= pair[1] {
			return true
		}
	}
	return false
}

func classify(r rune) class {
	switch {
	case inRanges(Marks, r):
		return mark
	case inRanges(NotInWords, r):
		return gap
	case inRanges(Alone, r):
		return single
	}
	return letter
}

// classes and folded answer for the basic plane by table: the rules are asked for every
// character of every page.
var classes, folded = func() (*[0x10000]class, *[0x2000]rune) {
	var c [0x10000]class
	for r := range c {
		c[r] = classify(rune(r))
	}
	var f [0x2000]rune
	for r := range f {
		f[r] = foldSlowly(rune(r))
	}
	return &c, &f
}()

func classOf(r rune) class {
	if r > 0xffff {
		return single
	}
	return classes[r]
}

// foldSlowly makes a letter lower case and takes its accent away, in the scripts where case is
// old and settled (Latin, Greek, Cyrillic, Armenian): "Tŷ" is found by "ty", "café" by "cafe".
func foldSlowly(r rune) rune {
	if r < 0x80 || (r >= 0xc0 && r < 0x590) || (r >= 0x1e00 && r < 0x2000) {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		return base
	}
	return r
}

// isCompatible says of a ligature (ﬁ) or a full-width letter (Ａ) that it is another way to write letters.
func isCompatible(r rune) bool { return r >= 0xfb00 && r <= 0xfb06 || r >= 0xff10 && r <= 0xff5a }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '＇' }

// EachToken calls yield with the place of every word in text, in order. An apostrophe between
// letters belongs to the word; a hyphen parts words. A number is one word: "50,000", "1.5".
func EachToken(text []byte, yield func(start, end int)) {
	start, length := -1, 0 // of the word we are in, length in characters
	end := 0               // where the word ends if nothing more joins it
	joint := false         // the last character was an apostrophe inside a word
	number := false        // nothing but digits so far, and commas
	grouped := false       // with commas
	flush := func() {
		if start >= 0 {
			yield(start, end)
		}
		start, length, joint = -1, 0, false
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			if r, size = utf8.DecodeRune(text[i:]); size == 1 {
				r = 0 // a broken byte parts words
			}
		}
		switch c := classOf(r); {
		case c == letter || (c == mark && start >= 0 && !joint):
			if start < 0 {
				start, number, grouped = i, true, false
			}
			joint, number = false, number && r >= '0' && r <= '9'
			if length++; length <= LongestWord {
				end = i + size
			}
		case number && start >= 0 && (r == ',' && (grouped || i-start <= 3) && isGroup(text[i+1:]) ||
			r == '.' && isDecimal(text[i+1:]) && !(start > 1 && text[start-1] == '.' && IsDigit(text[start-2]))):
			number, grouped = r == ',', true
			if length++; length <= LongestWord {
				end = i + size
			}
		case start >= 0 && !joint && isApostrophe(r):
			joint = true
			length++ // counted even if nothing follows: then the word ends before it anyway
		case c == single:
			flush()
			yield(i, i+size)
		default:
			flush()
		}
		i += size
	}
	flush()
}

// isGroup reports whether text begins with three digits, as after the comma of 50,000.
func isGroup(text []byte) bool { return digits(text) == 3 }

// isDecimal reports whether text begins as after the point of 1.5, which 1.2.3 does not have.
func isDecimal(text []byte) bool {
	n := digits(text)
	return n > 0 && (len(text) < n+2 || text[n] != '.' || !IsDigit(text[n+1]))
}

// digits counts those with which text begins.
func digits(text []byte) int {
	n := 0
	for n < len(text) && IsDigit(text[n]) {
		n++
	}
	return n
}

func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

func Fold(word string) string { return string(AppendFolded(nil, []byte(word))) }

// AppendFolded appends the word as the index writes it: lower case, accents gone, one kind of
// apostrophe, no commas in numbers.
func AppendFolded(buf, word []byte) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			i++
			if c == ',' && i > 1 && i < len(word) && IsDigit(word[i-2]) && IsDigit(word[i]) {
				continue
			}
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			continue
		}
		r, size := utf8.DecodeRune(word[i:])
		i += size
		switch {
		case classOf(r) == mark:
		case isApostrophe(r):
			buf = append(buf, '\'')
		case isCompatible(r):
			buf = append(buf, strings.ToLower(norm.NFKC.String(string(r)))...) // all of it ASCII
		case r < 0x2000:
			buf = utf8.AppendRune(buf, folded[r])
		default:
			buf = utf8.AppendRune(buf, r)
		}
	}
	return buf
}
