package cli

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/report"
)

// report is the command that prints what needs looking after. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) report() *cobra.Command {
	var asOf, format string
	var years int
	var external bool
	var asking report.Asking
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Say what needs updating",
		Long: "List entries whose review is due, whose figures are old or missing, that no case study and no\n" +
			"other entry leads to, and links that lead nowhere.\n\n" +
			"The network is used only with --external: each outside link is checked, one at a time per host.",
		Example: "  patterns report\n  patterns report --as-of 2027-01-01 --years 3\n  patterns report --external --format json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := reportDay(asOf)
			if err != nil {
				return err
			}
			if years < 1 || years > 100 {
				return usageError{fmt.Errorf("--years %d: give a number from 1 to 100", years)}
			}
			if asking.Links < 1 {
				return usageError{fmt.Errorf("--max-links %d: give a number from 1", asking.Links)}
			}
			var list diag.List
			library, err := content.Load(a.library, &list)
			if err != nil {
				return err
			}
			graph := link.Link(library, true, &list)
			findings := list.Locate(os.ReadFile)
			r := report.Make(graph, findings, day, years)
			if external {
				asking.UserAgent, asking.Progress = userAgent("patterns-link-check", &library.Settings), a.progress()
				r.Outside = report.Ask(cmd.Context(), library, asking)
				if err := cmd.Context().Err(); err != nil {
					return fmt.Errorf("checking outside links was interrupted")
				}
			}
			if format == "json" {
				err = a.json(r)
			} else {
				r.Text(a.out)
			}
			if errors, _ := diag.Count(findings); errors > 0 {
				fmt.Fprintf(a.stderr, "The content has %s; “patterns check” shows where.\n", diag.Plural(errors, "error", "errors"))
				return errContent
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&asOf, "as-of", "", "judge age as of this `day`, such as 2027-01-01 (default: today)")
	f.IntVar(&years, "years", insight.OldAfter, "figures are old after this many `years`")
	textOrJSON.flag(cmd, &format, "format", "text", "how it is printed")
	f.BoolVar(&external, "external", false, "also check every outside link, which uses the network")
	f.IntVar(&asking.Links, "max-links", 2000, "with --external, check at most this many `links`")
	f.BoolVar(&asking.AllowPrivate, "allow-private", false, "with --external, also check addresses of private networks and of this machine")
	return cmd
}

func reportDay(asOf string) (time.Time, error) {
	if asOf == "" {
		asOf = time.Now().Format(time.DateOnly)
	}
	day, err := time.Parse(time.DateOnly, asOf)
	if err != nil {
		return day, usageError{fmt.Errorf("--as-of %s is not a day such as 2027-01-01", asOf)}
	}
	return day, nil
}

// userAgent says to the servers that are asked who asks: the library, and where it is
// to be found or who answers for it.
func userAgent(what string, s *model.Settings) string {
	who := s.Title.Value
	for _, t := range []model.Text{s.URL, s.Repository, s.Contact} {
		if t.Set() {
			who += "; +" + t.Value
			break
		}
	}
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '(' || r == ')' { // a header holds no other
			return -1
		}
		return r
	}, who)
	return what + "/" + Version + " (" + plain[:min(len(plain), 200)] + ")"
}
