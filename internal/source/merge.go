package source

import (
	"bytes"
	"regexp"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

var (
	mergeMark = regexp.MustCompile(`^(<{7}|\|{7}|>{7}|={7})([ \t]|$)`)
	codeFence = regexp.MustCompile("^ {0,3}(```+|~~~+)(.*)$")
)

// Merged says that a file has no marks of a merge that git could not finish, or reports each place that has. In a
// text ======= alone is the line below a heading, and a block of code may show what such marks look like.
func (s *File) Merged() bool {
	fine, within, code := true, false, "" // code is the fence of the block at hand
	for at := 0; at < len(s.Bytes); {
		line := diag.LineAt(s.Bytes, at, len(s.Bytes))
		text := bytes.TrimRight(line, " \t\r")
		mark, fence := mergeMark.FindSubmatch(text), codeFence.FindSubmatch(text)
		switch {
		case s.IsFront() && fence != nil:
			if opening := string(fence[1]); code == "" {
				code = opening
			} else if strings.HasPrefix(opening, code) && len(fence[2]) == 0 { // as long, and without words
				code = ""
			}
		case mark == nil || code != "" && !within || mark[1][0] == '=' || mark[1][0] == '|': // these two come between the others
		default:
			opens := mark[1][0] == '<'
			if opens || !within {
				fine = false
				s.Report(model.Pos{Start: int32(at), End: int32(at + len(text))}, diag.MergeConflict,
					"this line is a mark of a merge that was not finished",
					"Keep the lines that are right, and delete the others and the marks (<<<<<<<, ======= and >>>>>>>).")
			}
			within = opens
		}
		at += len(line) + 1
	}
	return fine
}
