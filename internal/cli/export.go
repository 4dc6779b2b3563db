package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

func (a *app) export() *cobra.Command {
	var format, typ, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the entries as CSV or JSON",
		Long: "Write every field of the library's entries as tables. JSON is one list; CSV has a table for each type,\n" +
			"and in a folder each has beside it the mapping with which \"patterns import\" reads it again.\n" +
			"Councils, which are the rows of organisations.csv, have the type \"council\" here.",
		Example: "  patterns export --format csv --out tables\n  patterns export --format csv --type project > projects.csv\n" +
			"  patterns export --format json > library.json",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if out == "-" && format == "csv" && typ == "" {
				return usageError{fmt.Errorf("CSV has a table for each type: name one with --type, or a folder for all with --out")}
			}
			var list diag.List
			library, err := content.Load(a.library, &list)
			if err != nil {
				return err
			}
			if err := a.tables(library, format, model.Type(typ), out); err != nil {
				return err
			}
			findings := list.Locate(os.ReadFile)
			if errors, _ := diag.Count(findings); errors > 0 {
				diag.Text(a.stderr, findings, a.colour && a.terminal)
				fmt.Fprintf(a.stderr, "\n%s What has errors may be missing from the export.\n", diag.Summary(findings))
				return errContent
			}
			return nil
		},
	}
	f := cmd.Flags()
	tableFormats.flag(cmd, &format, "format", "json", "what is written")
	tableTypes().flag(cmd, &typ, "type", "", "only entries of this type")
	f.StringVar(&out, "out", "-", "`folder` for the tables; - is standard output")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// tables writes to standard output, or into a folder, and names what it wrote.
func (a *app) tables(library *model.Library, format string, typ model.Type, out string) error {
	if out != "-" {
		var types []model.Type
		for _, t := range table.Types() {
			if typ == "" || string(typ) == t {
				types = append(types, model.Type(t))
			}
		}
		names, err := table.Export(library, format, types, out)
		for _, name := range names {
			fmt.Fprintln(a.out, diag.Escape(name))
		}
		return err
	}
	root, err := os.OpenRoot(library.Dir)
	if err != nil {
		return fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	body := func(e *model.Entry) ([]byte, error) { return content.ReadBody(root, e) }
	entries := table.Select(library.Entries, typ)
	if format == "json" {
		return table.JSON(a.out, entries, body)
	}
	return table.CSV(a.out, typ, entries, body)
}
