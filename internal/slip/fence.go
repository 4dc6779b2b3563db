package slip

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	hyphens      = regexp.MustCompile(`^(?:[-–—−_*=+~.] ?){2,}$|^[–—−]$`)
	hyphensWords = regexp.MustCompile(`^---+\s*[^\s-]`)
)

// Fence says of a line why it does not close the front matter, if it was to.
func Fence(line []byte) (message, help string) {
	switch text := string(line); {
	case text == "---" || strings.HasPrefix(text, "- ") && !strings.HasPrefix(text, "- - -"):
		return "", ""
	case hyphens.MatchString(text):
		return "“" + text + "” does not close the front matter: it is not three hyphens",
			`Write a line of only "---": three hyphens, without spaces before them.`
	case hyphensWords.MatchString(text):
		return "words follow the hyphens that close the front matter", `Write a line of only "---", and the words below it.`
	}
	return "", ""
}

// IsField says whether a line begins with the name of a field.
func IsField(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	colon := keyEnd(text)
	return colon > 0 && fieldName.Match(bytes.Trim(text[:colon], `"' `))
}
