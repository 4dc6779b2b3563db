package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/conform"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/fetch"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/model"
)

func (a network) conform() *cobra.Command {
	var asJSON, allow, whole bool
	cmd := &cobra.Command{
		Use:   "conform URL|DIR",
		Short: "Check whether other libraries can follow a site",
		Long: "Check what a site publishes for other libraries (library.json, the lists and sources that it names) against\n" +
			"the documented format, also of a site that other software made, and say what is missing.\n" +
			"Of a folder every file is checked; of an address the first 20 entries’ own files, unless --all is given.",
		Example: "  patterns conform public\n  patterns conform https://patterns.example.org/ --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var get conform.Get
			if strings.HasPrefix(args[0], "http://") || strings.HasPrefix(args[0], "https://") {
				get = fromSite(follow.Address(args[0]), client(&model.Settings{}, allow))
			} else {
				root, err := os.OpenRoot(args[0])
				if err != nil {
					return usageError{fmt.Errorf("there is no folder %s, and it is no address that begins with https://", args[0])}
				}
				defer root.Close()
				get, whole = fromFolder(root), true
			}
			r := conform.Check(cmd.Context(), get, whole)
			if asJSON {
				if err := a.json(r); err != nil {
					return err
				}
			} else {
				for _, p := range r.Problems {
					severity := "error"
					if p.Warning {
						severity = "warning"
					}
					fmt.Fprintf(a.out, "%s: %s: %s\n", diag.Escape(p.File), severity, diag.Escape(p.What))
				}
			}
			if !r.Fine() {
				return conform.ErrNotFine
			}
			if !asJSON {
				fmt.Fprintf(a.out, "%s: %s in format %d, %s checked. Other libraries can follow this site.\n", diag.Escape(r.Title),
					diag.Plural(r.Entries, "entry", "entries"), r.Format, diag.Plural(r.Files, "file", "files"))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&whole, "all", false, "of an address, check the files of all entries and the search archive, too")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the report as JSON")
	private(cmd, &allow)
	return cmd
}

func fromSite(base string, c *fetch.Client) conform.Get {
	return func(ctx context.Context, file string, most int64) ([]byte, error) {
		answer, err := c.Get(ctx, fetch.Request{URL: base + file, Most: most})
		return answer.Body, err
	}
}

func fromFolder(root *os.Root) conform.Get {
	return func(_ context.Context, file string, most int64) ([]byte, error) {
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		data, err := content.Read(root, filepath.FromSlash(file), most)
		if errors.Is(err, fs.ErrNotExist) {
			err = errors.New("there is no such file")
		}
		return data, err
	}
}
