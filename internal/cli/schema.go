package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/schema"
)

func (a *app) schema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema [TYPE]",
		Short: "Print the JSON Schema of a type of entry, for editors",
		Long: "Print the format of the front matter as JSON Schema (draft 2020-12), with the words that the\n" +
			"library allows. Without a type, one schema of all types: each is in $defs under its name.",
		Example: "  patterns schema service-pattern\n  patterns schema > entries.schema.json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			settings, err := a.settings()
			if err != nil {
				return err
			}
			s := schema.All(settings)
			if len(args) == 1 {
				t, err := typeOf(args[0])
				if err != nil {
					return err
				}
				s = schema.For(t, settings)
			}
			enc := json.NewEncoder(a.out)
			enc.SetIndent("", "  ")
			enc.SetEscapeHTML(false)
			return enc.Encode(s)
		},
	}
}

// settings are those of the library, or the defaults where there is none.
func (a *app) settings() (*model.Settings, error) {
	if _, err := os.Stat(a.library); errors.Is(err, fs.ErrNotExist) {
		return &model.Settings{Verbs: model.DefaultVerbs}, nil
	}
	var list diag.List
	library, err := content.Load(a.library, &list)
	if err != nil {
		return nil, err
	}
	return &library.Settings, nil
}

// typeOf reads the name of a type of entry.
func typeOf(name string) (model.Type, error) {
	var names []string
	for _, t := range model.Types {
		if string(t) == name {
			return t, nil
		}
		names = append(names, string(t))
	}
	return "", usageError{fmt.Errorf("unknown type %q.%s The types are %s", name, didYouMean(name, names), strings.Join(names, ", "))}
}
