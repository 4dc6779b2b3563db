package source

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/slip"
)

// otherFences are first lines that people write where the "---" of front matter belongs.
var otherFences = []struct {
	line          *regexp.Regexp
	message, help string
}{
	{regexp.MustCompile("^(```|~~~)"), "the front matter stands in a block of code", "Delete the line of ``` before it and the one after it."},
	{regexp.MustCompile(`^\+\+\+\s*$`), "the front matter is written as TOML, between lines of +++", `Write it as YAML: lines of only "---" before and after, and fields as “name: value”.`},
	{regexp.MustCompile(`^\{`), "the front matter is written as JSON", `Write it as YAML: lines of only "---" before and after, and fields as “name: value”.`},
	{regexp.MustCompile(`^[-–—_*=]{1,}\s*$`), "the line before the front matter is not three hyphens", `Write a line of only "---": three hyphens, without spaces before them.`},
	{regexp.MustCompile(`^\s+---\s*$`), "the line before the front matter begins with a space", `Write a line of only "---".`},
	{regexp.MustCompile(`^---+\s*\S`), "words follow the hyphens before the front matter", `Write a line of only "---", and the words below it.`},
	{regexp.MustCompile(`^[A-Za-z][\w-]*:\s`), "the line of hyphens before the front matter is missing", `Begin the file with a line of only "---".`},
}

// neverClosed says that front matter has no end, and where it was to have one. start is the place of its first line.
func (s *File) neverClosed(start model.Pos) {
	help := `Add a line with only "---" after the last field, before the text of the page.`
	at, last := int(start.Start), 0 // the last line that belongs to the fields
	for number := bytes.Count(s.Bytes[:at], []byte("\n")) + 1; at < len(s.Bytes); number++ {
		line := diag.LineAt(s.Bytes, at, len(s.Bytes))
		text := bytes.TrimRight(line, " \t\r")
		message, fenceHelp := slip.Fence(text)
		switch opens := at == int(start.Start); {
		case opens || len(text) == 0:
		case message != "":
			s.Report(model.Pos{Start: int32(at), End: int32(at + len(text))}, diag.FrontMatterOpen, message, fenceHelp)
			return
		case text[0] == ' ' || text[0] == '-' || text[0] == '#' && last == number-1 || slip.IsField(text):
			last = number
		case last > 0:
			help = fmt.Sprintf("Add a line with only \"---\" after line %d, where the text of the page begins.", last)
			at = len(s.Bytes)
		}
		at += len(line) + 1
	}
	s.Report(start, diag.FrontMatterOpen, "the front matter is never closed", help)
}

// noFrontMatter says that a file has none, and why if its first line shows it.
func (s *File) noFrontMatter(offset int) {
	text := string(s.Bytes[offset:min(offset+2000, len(s.Bytes))])
	start := offset + len(text) - len(strings.TrimLeft(text, "\r\n"))
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	first = strings.TrimRight(first, "\r")
	for _, f := range otherFences {
		if f.line.MatchString(first) {
			s.Report(model.Pos{Start: int32(start), End: int32(start + len(first))}, diag.FrontMatterMissing, f.message, f.help)
			return
		}
	}
	if at := laterFence(text); at > 0 {
		at += offset
		s.Report(model.Pos{Start: int32(at), End: int32(at + 3)}, diag.FrontMatterMissing, "something comes before the front matter",
			"Begin the file with this line. What is above it belongs below the front matter.")
		return
	}
	s.List.Add(diag.InFile(s.Name, diag.FrontMatterMissing, "the file has no front matter",
		"Begin the file with a line of only \"---\", then title: and summary:, then another \"---\"."))
}

// laterFence is where front matter begins that is not at the beginning of a text, or -1.
func laterFence(text string) int {
	for at := 0; ; {
		next := strings.Index(text[at:], "\n---\n")
		if next < 0 {
			return -1
		}
		at += next + 1
		if after := []byte(text[at+len("---\n"):]); len(after) > 0 && slip.IsField(diag.LineAt(after, 0, len(after))) {
			return at
		}
	}
}
