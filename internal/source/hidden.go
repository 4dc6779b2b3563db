package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/slip"
)

// IsHidden says whether a character is a control, or cannot be seen.
func IsHidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || rules.IsUnseen(r)
}

// The flags of England, Scotland and Wales are a black flag and tags that name the country.
const (
	blackFlag = '\U0001F3F4'
	endOfFlag = '\U000E007F'
)

// flagTags is how many bytes of tags belong to the black flag before them.
func flagTags(b []byte) int {
	const longest = 6 * 4 // gbeng and the end
	end := bytes.Index(b[:min(len(b), longest)], []byte(string(endOfFlag)))
	if end < 0 || strings.ContainsFunc(string(b[:end]), func(r rune) bool { return r < 0xe0020 || r > 0xe007e }) {
		return 0
	}
	return end + utf8.RuneLen(endOfFlag)
}

// Unseen is the first hidden character of a text, or -1. Tags of a flag are seen.
func Unseen(s string) int {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == blackFlag:
			size += flagTags([]byte(s[i+size : min(len(s), i+64)]))
		case IsHidden(r):
			return i
		}
		i += size
	}
	return -1
}

func (s *File) Hidden(pos model.Pos, r rune) {
	s.Say(pos, rules.HiddenInText, rules.Put{"character", fmt.Sprintf("U+%04X", r)})
}

// Escaped reports a character of a value in double quotes that a backslash makes: a hidden one, such as "\u202E", so
// that the file's own text does not hold it, or a code within what its author means as a path, such as "C:\new".
func (s *File) Escaped(pos model.Pos, value string) {
	if at, end := pathCode(s.Bytes[pos.Start:]); end > 0 {
		code := model.Pos{Start: pos.Start + int32(at), End: pos.Start + int32(end)}
		s.Say(code, rules.CodeInQuotes, rules.Put{"code", string(s.Bytes[code.Start:code.End])})
		return
	}
	if i := Unseen(value); i >= 0 {
		r, _ := utf8.DecodeRuneInString(value[i:])
		if !bytes.ContainsFunc(s.Bytes[pos.Start:pos.End], IsHidden) {
			s.Hidden(pos, r)
		}
	}
}

// pathCode is where a code stands in quoted text that is a path, or that nobody types for the character it makes.
func pathCode(text []byte) (at, end int) {
	if len(text) == 0 || text[0] != '"' {
		return 0, 0
	}
	text = text[:slip.Quoted(text)]
	for _, m := range backslash.FindAllIndex(text, -1) {
		path := pathHead.Match(text[max(0, m[0]-longestPath):m[0]])
		c := text[m[1]-1]
		switch {
		case bytes.IndexByte([]byte("0abvfeNLP"), c) >= 0,
			bytes.IndexByte([]byte("tnr_xuU"), c) >= 0 && path:
			return m[0], m[1]
		}
	}
	return 0, 0
}

var (
	backslash = regexp.MustCompile(`(?s)\\.`)
	pathHead  = regexp.MustCompile(`(?:^|[\s"'(])(?:[A-Za-z]:|\\\\)[^\s"]*$`) // of a drive or a server
)

const longestPath = 260

var numericEntity = regexp.MustCompile(`&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));`)

// Entities reports hidden characters that a text writes as numbers, such as "&#8238;".
func (s *File) Entities(body model.Pos) {
	for _, m := range numericEntity.FindAllSubmatchIndex(s.Bytes[body.Start:body.End], -1) {
		digits, base := m[2:4], 16
		if m[2] < 0 {
			digits, base = m[4:6], 10
		}
		at := int(body.Start)
		n, err := strconv.ParseInt(string(s.Bytes[at+digits[0]:at+digits[1]]), base, 32)
		if err == nil && IsHidden(rune(n)) {
			s.Hidden(model.Pos{Start: int32(at + m[0]), End: int32(at + m[1])}, rune(n))
		}
	}
}
