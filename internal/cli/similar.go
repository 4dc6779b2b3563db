package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/similar"
)

func (a *app) similar() *cobra.Command {
	var asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   `similar FILE|"text"`,
		Short: "Show what the library has that is like an entry or a text",
		Long: "Show the entries that are like one of the library’s files, or like a title that you give in quotes,\n" +
			"nearest first, and what they have in common.",
		Example: "  patterns similar patterns/service-patterns/renew.md\n  patterns similar \"Report a bin that was not emptied\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if limit < 1 || limit > 100 {
				return usageError{fmt.Errorf("--limit %d: give a number from 1 to 100", limit)}
			}
			var list diag.List
			library, err := content.Load(a.library, &list)
			if err != nil {
				return err
			}
			matches, err := like(library, args[0], limit)
			if err != nil {
				return err
			}
			if asJSON {
				return matchesJSON(a.out, matches)
			}
			if len(matches) == 0 {
				fmt.Fprintln(a.out, "Nothing in the library is like it.")
			}
			printMatches(a.out, matches)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	cmd.Flags().IntVar(&limit, "limit", 5, "how many `entries` to print, at most 100")
	return cmd
}

// like compares an entry's file, or else a text, with the library.
func like(library *model.Library, what string, limit int) ([]similar.Match, error) {
	index, err := similar.New(library)
	if err != nil {
		return nil, err
	}
	defer index.Close()
	for _, e := range library.Entries {
		if e.Row == 0 && absolute(e.File) == absolute(what) {
			return index.Like(e, limit)
		}
	}
	if _, err := os.Stat(what); err == nil || strings.HasSuffix(what, ".md") {
		return nil, usageError{fmt.Errorf("%s is not an entry of the library in %s that can be read. “patterns check” says why", what,
			library.Dir)}
	}
	return index.Text(what, limit)
}

// printMatches writes entries that are alike, and why, for a person.
func printMatches(w io.Writer, matches []similar.Match) {
	for _, m := range matches {
		near := "like it"
		if m.Score >= similar.Near {
			near = "nearly the same"
		}
		fmt.Fprintf(w, "%s  [%s]  %s\n  %s\n", diag.Escape(m.Entry.Title.Value),
			strings.ToLower(messages.English().Kind(m.Entry.Type)), near,
			diag.Escape(m.Entry.File))
		if len(m.Why) > 0 {
			fmt.Fprintf(w, "  In common: %s.\n", diag.Escape(rules.List(m.Why)))
		}
	}
}

func matchesJSON(w io.Writer, matches []similar.Match) error {
	type match struct {
		ID    string     `json:"id"`
		Type  model.Type `json:"type"`
		Title string     `json:"title"`
		File  string     `json:"file"`
		Score float64    `json:"score"` // from 0 to 1
		Near  bool       `json:"near"`  // nearly the same
		Why   []string   `json:"why"`
	}
	out := []match{}
	for _, m := range matches {
		out = append(out, match{m.Entry.ID, m.Entry.Type, m.Entry.Title.Value, m.Entry.File, m.Score, m.Score >= similar.Near,
			append([]string{}, m.Why...)})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}
