package diag

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// GitHub writes findings as the commands by which a step of GitHub Actions annotates
// the lines of a pull request.
func GitHub(w io.Writer, findings []Finding) error {
	out := bufio.NewWriter(w)
	for _, f := range findings {
		fmt.Fprintf(out, "::%s file=%s", f.Severity, property(Escape(filepath.ToSlash(f.File))))
		if f.Line > 0 {
			fmt.Fprintf(out, ",line=%d", f.Line)
			if f.Column > 0 {
				fmt.Fprintf(out, ",col=%d", f.Column)
			}
			if end := f.endColumn(); end > 0 {
				fmt.Fprintf(out, ",endColumn=%d", end)
			}
		}
		fmt.Fprintf(out, ",title=%s::%s\n", property(string(f.Code)), data(f.sentences()))
	}
	return out.Flush()
}

// A command is one line, so line ends must be written otherwise, and a value of the
// first part may hold neither of its separators. These are the escapes that GitHub's
// runner undoes; any other text stays as it is.
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func data(s string) string     { return escapeData.Replace(s) }
func property(s string) string { return escapeProperty.Replace(s) }
