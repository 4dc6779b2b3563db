// Package docs gives the command the pages of this folder that it can show: one for each
// code of a finding. They are the one place where a code is explained; tests run their
// examples.
package docs

import (
	"embed"
	"strings"
)

//go:embed checks/*.md
var files embed.FS

// Page is what there is to say of a code.
type Page struct {
	Warning bool   // otherwise an error
	Says    string // in one sentence, with a capital and a full stop
	Text    string // the whole page, as Markdown
}

// Check returns the page of a code, and whether there is one.
func Check(code string) (Page, bool) {
	data, err := files.ReadFile("checks/" + code + ".md")
	if err != nil || code == "README" {
		return Page{}, false
	}
	p := Page{Text: string(data)}
	_, rest, _ := strings.Cut(p.Text, "\n\n")
	line, _, _ := strings.Cut(rest, "\n")
	severity, says, _ := strings.Cut(line, ": ")
	p.Warning = severity == "Warning"
	p.Says = strings.ToUpper(says[:min(1, len(says))]) + says[min(1, len(says)):]
	return p, true
}
