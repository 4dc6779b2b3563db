package content

import (
	"regexp"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
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

// noFrontMatter says that a file has none, and why if its first line shows it.
func (s *source) noFrontMatter(offset int) {
	text := string(s.bytes[offset:min(offset+2000, len(s.bytes))])
	start := offset + len(text) - len(strings.TrimLeft(text, "\r\n"))
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	first = strings.TrimRight(first, "\r")
	for _, f := range otherFences {
		if f.line.MatchString(first) {
			s.report(model.Pos{Start: int32(start), End: int32(start + len(first))}, diag.FrontMatterMissing, f.message, f.help)
			return
		}
	}
	s.list.Add(diag.InFile(s.file, diag.FrontMatterMissing, "the file has no front matter",
		"Begin the file with a line of only \"---\", then title: and summary:, then another \"---\"."))
}
