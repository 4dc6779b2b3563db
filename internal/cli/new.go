package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/schema"
	"servicepatterns/internal/similar"
)

func (a *app) new() *cobra.Command {
	var id string
	var edit bool
	cmd := &cobra.Command{
		Use:   `new TYPE "Title"`,
		Short: "Begin a new entry",
		Long: "Write a file for a new entry, with a hint for each field, and show what the library has already that is\n" +
			"like it. The entry is a draft, which no page shows, until you delete the line “status: draft”.",
		Example: "  patterns new service-pattern \"Hire a sports pitch\"\n  patterns new case-study \"Blaby: missed bins\" --edit",
		Args:    cobra.ExactArgs(2),

		ValidArgsFunction: types().first(cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := types().check(args[0]); err != nil {
				return err
			}
			title, err := titleOf(args[1])
			if err != nil {
				return err
			}
			if id == "" {
				id = rules.Slug(title)
			}
			if !content.IsID(id) {
				return usageError{fmt.Errorf("%q cannot be an id. Give one of lower-case letters, digits and hyphens with --id", id)}
			}
			if edit && !(isTerminal(os.Stdin) && isTerminal(a.out)) {
				return usageError{errors.New("--edit opens an editor, which needs a terminal")}
			}
			file, err := a.begin(model.Type(args[0]), id, title)
			if err != nil || !edit {
				return err
			}
			return editFile(file)
		},
	}
	cmd.Flags().StringVar(&id, "id", "", "`name` of the file and last part of the address (default: made from the title)")
	cmd.Flags().BoolVar(&edit, "edit", false, "open the file in $VISUAL or $EDITOR")
	return cmd
}

// begin writes the file of a new entry, and never over another.
func (a *app) begin(typ model.Type, id, title string) (string, error) {
	var list diag.List
	library, err := content.Begin(a.library, &list)
	if err != nil {
		return "", err
	}
	if e := library.ByID[id]; e != nil {
		return "", fmt.Errorf("the id %q is that of %s (%s). Add to that one, or choose another with --id", id, e.File, e.Title.Value)
	}
	e := &model.Entry{Type: typ, Common: model.Common{Title: model.Text{Value: title}}}
	index, err := similar.New(library)
	if err != nil {
		return "", err
	}
	defer index.Close()
	matches, err := index.Like(e, 3)
	if err != nil {
		return "", err
	}
	if len(matches) > 0 {
		fmt.Fprintln(a.stderr, "The library has already:")
		printMatches(a.stderr, matches)
		fmt.Fprintln(a.stderr)
	}
	name := path.Join(typ.Folder(), id+".md")
	if err := write(a.library, name, a.withSchema(typ, schema.New(typ, title, &library.Settings, messages.English()))); err != nil {
		return "", err
	}
	file := filepath.Join(a.library, filepath.FromSlash(name))
	fmt.Fprintln(a.out, file)
	fmt.Fprintf(a.stderr, "It is a draft. Fill in what you know, then run: patterns check %s\n", file)
	return file, nil
}

// withSchema names the schema of a type in the front matter, for editors that complete it,
// where the folder schemas/ lies beside the library.
func (a *app) withSchema(t model.Type, source []byte) []byte {
	if _, err := os.Stat(filepath.Join(a.library, "..", "schemas", schemaFile(t))); err != nil {
		return source
	}
	comment := "---\n# yaml-language-server: $schema=../../schemas/" + schemaFile(t) + "\n"
	return bytes.Replace(source, []byte("---\n"), []byte(comment), 1)
}

// write makes a file of the library. It stays inside the library's folder, symbolic
// links or not, and leaves a file that is there already as it is.
func write(library, name string, data []byte) error {
	root, err := os.OpenRoot(library)
	if err != nil {
		return fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return fmt.Errorf("making the folder %s: %w", path.Dir(name), err)
	}
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("there is a file %s already. Choose another name with --id", filepath.Join(library, name))
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// titleOf checks a title: one line that can be read.
func titleOf(s string) (string, error) {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar {
			return "", usageError{errors.New("the title holds a character that cannot be seen. Type it again")}
		}
	}
	if n := len([]rune(s)); n == 0 || n > 200 {
		return "", usageError{errors.New("give a title of 1 to 200 characters, in quotes")}
	}
	return s, nil
}

// editFile opens a file in the person's editor and waits for it.
func editFile(file string) error {
	editor := strings.Fields(os.Getenv("VISUAL"))
	if len(editor) == 0 {
		editor = strings.Fields(os.Getenv("EDITOR"))
	}
	if len(editor) == 0 {
		return usageError{errors.New("--edit needs the name of your editor in $EDITOR; the file is written all the same")}
	}
	cmd := exec.Command(editor[0], append(editor[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("running the editor %s: %w", editor[0], err)
	}
	return nil
}
