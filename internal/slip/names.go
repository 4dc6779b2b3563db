package slip

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// keyEnd returns where the colon after a field's name stands, or -1.
func keyEnd(text []byte) int {
	from := 0
	if text[0] == '"' || text[0] == '\'' {
		from = Quoted(text)
		if from >= len(text) || text[from] != ':' {
			return -1
		}
	} else if bytes.IndexByte([]byte("[{|>*&!%@`"), text[0]) >= 0 {
		return -1
	}
	for i := from; i < len(text); i++ {
		if text[i] == '#' && i > 0 && text[i-1] == ' ' {
			return -1
		}
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ') {
			return i
		}
	}
	return -1
}

func runeLen(text []byte) int {
	_, size := utf8.DecodeRune(text)
	return size
}

// Quoted returns the length of the quoted text at the start of a line, or of the
// line if the quotes close further down.
func Quoted(line []byte) int {
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && line[0] == '"':
			i++
		case line[i] == line[0]:
			if i+1 < len(line) && line[i+1] == line[0] && line[0] == '\'' {
				i++
				continue
			}
			return i + 1
		}
	}
	return len(line)
}

const wholeInQuotes = "Put the whole value in double quotes."

var (
	noBreak     = regexp.MustCompile("^[\u00a0\u2007\u202f\u2009\u3000]")
	typedDash   = regexp.MustCompile("^[–—•·▪‣*][ \u00a0\t]")
	typedNumber = regexp.MustCompile(`^\d{1,3}[.)] `)
	closeDash   = regexp.MustCompile(`^-[^\s0-9.-]`)
	fieldName   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	startsField = regexp.MustCompile(`^(- +)?["'“]?[A-Za-z][A-Za-z0-9_ -]*["'”]?:( |\r|\n|$)`)
	firstWord   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*`)
)

// FirstWord is what begins a text and could be the name of a field.
func FirstWord(text string) string { return firstWord.FindString(text) }
