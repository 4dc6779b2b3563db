package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"servicepatterns/internal/build"
	"servicepatterns/internal/diag"
)

// build is the command that publishes a library. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) build() *cobra.Command {
	var o build.Options
	var asJSON, stages bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: "Build the site of the library into a folder, with its search index.\n\n" +
			"Errors in the content stop publishing: the last good site stays as it is, and the exit code is 1.\n" +
			"The new site takes the old one's place in one step. Files in the folder that this command did not write,\n" +
			"such as CNAME or .git, are never removed or replaced.",
		Example: "  patterns build\n  patterns build --out /srv/www --base-url https://www.council.example/patterns/\n" +
			"  patterns build --keep-going --json",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkAddress(o.BaseURL); err != nil {
				return err
			}
			if o.Preview && o.BaseURL != "" {
				return usageError{errors.New("a preview has no address: leave out --base-url, or --preview")}
			}
			o.Library, o.Progress = a.library, a.progress()
			start := time.Now()
			r, err := build.Run(cmd.Context(), o)
			if r != nil {
				a.findings(r.Findings, r.Published)
			}
			if err != nil {
				return err
			}
			errors, warnings := diag.Count(r.Findings)
			seconds := time.Since(start).Seconds()
			if asJSON {
				if err := json.NewEncoder(a.out).Encode(summary{o.Out, r.Entries, r.Pages, errors, warnings, seconds,
					r.IndexBytes}); err != nil {
					return err
				}
			} else if r.Published {
				fmt.Fprintf(a.out, "%s: %s, %s, %s of search index, in %.2f seconds.\n", o.Out,
					diag.Plural(r.Entries, "entry", "entries"), diag.Plural(r.Pages, "page", "pages"), size(r.IndexBytes), seconds)
			}
			if stages {
				for _, s := range r.Stages {
					fmt.Fprintf(a.stderr, "%-8s %7.2f s  %7.2f s cpu  %5d MB peak\n", s.Name, s.Seconds, s.CPU, s.Peak>>20)
				}
			}
			if errors > 0 {
				return errContent
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Out, "out", "public", "`folder` for the site; files in it that this command did not write stay")
	f.BoolVar(&o.AllowEmpty, "allow-empty", false, "replace a site that has entries by one that has none")
	f.StringVar(&o.BaseURL, "base-url", "", "`address` of the site, such as https://host/sub/ (default: url in library.yaml)")
	f.BoolVar(&o.Drafts, "drafts", false, "also publish entries with status draft, marked")
	f.BoolVar(&o.Strict, "strict", false, "a followed library whose copy cannot be used is an error")
	f.BoolVar(&o.KeepGoing, "keep-going", false, "leave out entries with errors and publish the rest")
	f.BoolVar(&o.Preview, "preview", false, "make a site to look at without a server: a double click opens its pages; they do not search")
	f.BoolVar(&a.all, "all", false, "show each of many findings that say the same")
	f.BoolVar(&asJSON, "json", false, "print the summary as one JSON object")
	f.BoolVar(&stages, "stages", false, "also print how long each stage took, on stderr")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// summary is what build --json prints. Outside checks rely on its names.
type summary struct {
	Out        string  `json:"out"`
	Entries    int     `json:"entries"`
	Pages      int     `json:"pages"`
	Errors     int     `json:"errors"`
	Warnings   int     `json:"warnings"`
	Seconds    float64 `json:"seconds"`
	IndexBytes int64   `json:"index_bytes"`
}

func checkAddress(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return usageError{fmt.Errorf("--base-url %s is not an address such as https://host/sub/", address)}
	}
	return nil
}

// findings prints findings for a person on stderr, and what became of the site.
func (a *app) findings(findings []diag.Finding, published bool) {
	if len(findings) == 0 {
		return
	}
	shown := findings
	if !a.all {
		shown = diag.Group(findings)
	}
	diag.Text(a.stderr, shown, a.colour && a.terminal)
	line := diag.Summary(findings)
	if errors, _ := diag.Count(findings); errors > 0 {
		if published {
			line += " Entries with errors were left out."
		} else {
			line += " Nothing was published; the last good site is untouched."
		}
	}
	fmt.Fprintf(a.stderr, "\n%s\n", line)
}

func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}
