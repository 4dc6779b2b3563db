// Package hostile is a corpus of contributions that mean harm: script in every field,
// addresses that run it, YAML that unfolds to gigabytes, files that lead elsewhere. Each
// case says what must become of it: findings of certain codes, or words that its page
// shows as text. The tests beside it hold the command against them; tests/browser opens
// the pages in Chromium.
package hostile

import (
	"embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"servicepatterns/internal/diag"
)

//go:embed cases/*.txtar
var cases embed.FS

// Case is a file of a library.
type Case struct {
	Name   string
	File   string // in the library
	Source []byte
	Want   []diag.Code // what check must find in the file, and nothing else
	Shows  []string    // words that its page shows
}

// Published says whether the case has a page.
func (c Case) Published() bool {
	for _, code := range c.Want {
		if code.Severity() == diag.Error {
			return false
		}
	}
	return true
}

// Page is where the page of a case lies in the site, without its index.html.
func (c Case) Page() string {
	return strings.TrimPrefix(strings.TrimSuffix(c.File, ".md"), "pages/")
}

// Texts are the cases that one library can hold together. Those of links.txtar and
// markdown.txtar are the texts of pages; those of frontmatter.txtar are whole files.
func Texts() ([]Case, error) {
	var out []Case
	for _, archive := range []string{"links", "markdown", "frontmatter"} {
		sections, err := read(archive)
		if err != nil {
			return nil, err
		}
		for _, c := range sections {
			if c.File = c.Name + ".md"; !strings.Contains(c.Name, "/") {
				c.File = "pages/" + archive + "-" + c.Name + ".md"
			}
			if archive != "frontmatter" {
				c.Source = append(fmt.Appendf(nil, "---\ntitle: %s of %s\nsummary: A page that means harm.\n---\n", c.Name, archive),
					c.Source...)
			}
			c.Name = archive + "/" + c.Name
			out = append(out, c)
		}
	}
	return out, nil
}

// Settings are the cases of library.yaml, synonyms.yaml and organisations.csv, of which a
// library has one each.
func Settings() ([]Case, error) {
	sections, err := read("settings")
	for i, c := range sections {
		sections[i].File = path.Base(c.Name)
	}
	return sections, err
}

// read returns the sections of an archive as cases: first lines that begin with "want" and
// "shows", then the source.
func read(archive string) ([]Case, error) {
	data, err := cases.ReadFile("cases/" + archive + ".txtar")
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, section := range txtar.Parse(data).Files {
		c := Case{Name: section.Name}
		text := string(section.Data)
		for {
			line, rest, _ := strings.Cut(text, "\n")
			if codes, ok := strings.CutPrefix(line, "want "); ok {
				for _, code := range strings.Fields(codes) {
					c.Want = append(c.Want, diag.Code(code))
				}
			} else if words, ok := strings.CutPrefix(line, "shows "); ok {
				c.Shows = append(c.Shows, unescape(words))
			} else {
				break
			}
			text = rest
		}
		if c.Want == nil && c.Shows == nil {
			return nil, fmt.Errorf("%s.txtar: %s says neither what is wanted nor what is shown", archive, c.Name)
		}
		c.Source = []byte(unescape(text))
		out = append(out, c)
	}
	return out, nil
}

var escape = regexp.MustCompile(`\\\\|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\[tr]`)

// unescape puts in what an archive of text cannot hold.
func unescape(s string) string {
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		out, err := strconv.Unquote(`"` + e + `"`)
		if err != nil {
			panic(err) // the pattern allows nothing that Unquote does not
		}
		return out
	})
}

// Write puts files into a library.
func Write(library string, cases []Case) error {
	for _, c := range cases {
		file := filepath.Join(library, filepath.FromSlash(c.File))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, c.Source, 0o644); err != nil {
			return err
		}
	}
	return nil
}
