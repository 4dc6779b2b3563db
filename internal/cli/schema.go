package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/schema"
)

func (a *app) schema() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "schema [TYPE]",
		Short: "Print the JSON Schema of a type of entry, for editors",
		Long: "Print the format of the front matter as JSON Schema (draft 2020-12), with the words that the\n" +
			"library allows. Without a type, one schema of all types: each is in $defs under its name.\n" +
			"With --out, a file for each type is written into a folder.",
		Example: "  patterns schema service-pattern\n  patterns schema > entries.schema.json\n  patterns schema --out schemas",
		Args:    cobra.MaximumNArgs(1),

		ValidArgsFunction: types().first(cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			settings, err := a.settings()
			if err != nil {
				return err
			}
			all := model.Types()
			if len(args) == 1 {
				if err := types().check(args[0]); err != nil {
					return err
				}
				all = []model.Type{model.Type(args[0])}
			}
			switch {
			case out != "":
				return writeSchemas(out, all, settings)
			case len(args) == 1:
				return printSchema(a.out, schema.For(all[0], settings))
			}
			return printSchema(a.out, schema.All(settings))
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` for a file of each type")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

func printSchema(w io.Writer, s schema.Schema) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(s)
}

// schemaFile is the name of a type's schema in a folder of them.
func schemaFile(t model.Type) string { return string(t) + ".schema.json" }

// writeSchemas writes a file for each of the types into a folder.
func writeSchemas(dir string, types []model.Type, settings *model.Settings) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder for the schemas: %w", err)
	}
	for _, t := range types {
		var b bytes.Buffer
		if err := printSchema(&b, schema.For(t, settings)); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, schemaFile(t)), b.Bytes(), 0o644); err != nil {
			return fmt.Errorf("writing a schema: %w", err)
		}
	}
	return nil
}

// settings are those of the library, or the defaults where there is none.
func (a *app) settings() (*model.Settings, error) {
	if _, err := os.Stat(a.library); errors.Is(err, fs.ErrNotExist) {
		return &model.Settings{Verbs: model.DefaultVerbs()}, nil
	}
	var list diag.List
	return content.Settings(a.library, &list)
}
