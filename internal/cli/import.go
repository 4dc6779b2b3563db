package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/intake"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

// importTables is the command that makes entries of tables. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) importTables() *cobra.Command {
	var mapping, rest string
	var dry bool
	var o intake.Options
	cmd := &cobra.Command{
		Use:   "import csv|json FILE...",
		Short: "Make entries of the rows of a table",
		Long: "Make Markdown entries of the rows of a table, as a mapping file says: which column gives which field.\n" +
			"Rows that are right are written. A row with an error is left out (--rest skip), or written as a draft without\n" +
			"the values that are wrong, where that can be (--rest drafts); the command then exits with 1.\n" +
			"What is in the library with other content is kept, unless --overwrite is given.\n" +
			"If the library's folder is not there, it is made.\n" +
			"Without --map, the mapping is FILE.mapping.yaml beside FILE.csv; JSON as \"patterns export\" writes it needs none.\n" +
			"docs/import.md shows mappings for three tables.",
		Example: "  patterns import csv projects.csv --map projects.yaml --dry-run\n  patterns import json export/*.json --library copy",
		Args:    cobra.MinimumNArgs(2),

		ValidArgsFunction: tableFormats.first(cobra.ShellCompDirectiveDefault),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := tableFormats.check(args[0]); err != nil {
				return err
			}
			o.Drafts = rest == "drafts"
			inputs, err := readTables(args[0], args[1:], mapping)
			if err != nil {
				return err
			}
			// A library begins as a folder. Where nothing comes into it, it goes again.
			if os.Mkdir(a.library, 0o755) == nil {
				defer os.Remove(a.library)
			}
			var known diag.List // what is wrong in the library already is for check to say
			library, err := content.Begin(a.library, &known)
			if err != nil {
				return err
			}
			plan, findings, err := intake.Import(library, inputs, o)
			if err != nil {
				return err
			}
			if len(findings) > 0 {
				diag.Text(a.stderr, findings, a.colour && a.terminal)
				line := diag.Summary(findings)
				if plan == nil || plan.Count(intake.New)+plan.Count(intake.Changed) == 0 {
					line += " Nothing was written."
				}
				fmt.Fprintf(a.stderr, "\n%s\n", line)
			}
			if plan == nil {
				return errContent
			}
			if !dry {
				if err := plan.Write(); err != nil {
					return err
				}
			}
			a.items(plan, dry)
			if errors, _ := diag.Count(findings); errors > 0 || plan.LeftOut > 0 {
				return errContent
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&mapping, "map", "", "`file` that says which column gives which field")
	f.BoolVar(&dry, "dry-run", false, "print what would be written, and write nothing")
	choice{"way", []string{"skip\tleave them out", "drafts\twrite them as drafts, without what is wrong"}}.
		flag(cmd, &rest, "rest", "skip", "what to do with rows with errors")
	f.BoolVar(&o.Overwrite, "overwrite", false, "replace entries that are there with other content")
	_ = cmd.MarkFlagFilename("map", "yaml", "yml")
	return cmd
}

// readTables reads the tables and their mappings, no more than may be imported.
func readTables(format string, files []string, mapping string) ([]intake.Input, error) {
	var out []intake.Input
	for _, file := range files {
		in := intake.Input{File: sheet.File{Format: format, Name: filepath.ToSlash(file)}, MapFile: filepath.ToSlash(mapping)}
		var err error
		if in.Data, err = readBounded(file, sheet.MaxBytes); err != nil {
			return nil, err
		}
		if mapping == "" {
			in.MapFile = filepath.ToSlash(table.MappingBeside(file))
		}
		in.Map, err = readBounded(in.MapFile, intake.MaxMapping)
		if mapping == "" && errors.As(err, new(usageError)) {
			in.MapFile, err = "", nil
			if format == "csv" {
				return nil, usageError{fmt.Errorf("%s has no mapping: name one with --map, or put it into %s. docs/import.md shows what "+
					"is in it", file, table.MappingBeside(file))}
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	return out, nil
}

// readBounded reads a file, and one byte more than the limit of one that is too large,
// which is then said with the rest.
func readBounded(file string, limit int64) ([]byte, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usageError{fmt.Errorf("there is no file %s", file)}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return b, nil
}

// items prints what became of each entry, or, for a dry run, the files as they would be.
func (a *app) items(plan *intake.Plan, dry bool) {
	for _, item := range plan.Items {
		name := diag.Escape(filepath.ToSlash(filepath.Join(a.library, filepath.FromSlash(item.Path))))
		if item.ID != "" {
			name += " " + item.ID
		}
		if item.Draft {
			name += " (draft)"
		}
		if dry && item.Text != nil && (item.State == intake.New || item.State == intake.Changed) {
			fmt.Fprintf(a.out, "-- %s (%s) --\n%s", name, item.State, item.Text)
			continue
		}
		fmt.Fprintf(a.out, "%-9s  %s\n", item.State, name)
	}
	kept, left, drafts, pictures := plan.Count(intake.Kept), plan.LeftOut, plan.Drafts(), plan.Pictures()
	line := fmt.Sprintf("%d new, %d changed, %d unchanged, %d kept, %d left out.", plan.Count(intake.New), plan.Count(intake.Changed),
		plan.Count(intake.Unchanged), kept, left)
	if pictures > 0 {
		line += fmt.Sprintf(" %s came with them.", diag.Plural(pictures, "picture", "pictures"))
	}
	if drafts > 0 {
		line += fmt.Sprintf(" %s written as %s; the text ends with what is wrong.", diag.Plural(drafts, "row with errors is", "rows with errors are"), map[bool]string{true: "a draft", false: "drafts"}[drafts == 1])
	}
	if left > 0 {
		line += " Fix what is left out and import the table again."
	}
	if kept > 0 {
		line += " What is kept differs from the table; --overwrite replaces it."
	}
	if dry {
		line += " This was a dry run: nothing was written."
	}
	fmt.Fprintln(a.out, line)
}
