package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"servicepatterns/internal/adopt"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/merge"
)

// adopting is a command that works on the library and the copies of those that it follows, which are open
// while it does.
func (a network) adopting(do func(cmd *cobra.Command, lib *adopt.Library, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		lib, err := adopt.Open(a.library)
		if err != nil {
			return err
		}
		defer lib.Close()
		return do(cmd, lib, args)
	}
}

func today() string { return time.Now().Format(time.DateOnly) }

func (a network) adopt() *cobra.Command {
	var o adopt.Options
	var asJSON, allow bool
	cmd := &cobra.Command{
		Use:   "adopt LIBRARY/ID",
		Short: "Copy an entry of a followed library into your own",
		Long: "Copy an entry with its pictures into this library. The copy says where it came from, and the text that it\n" +
			"was copied from is kept, so “patterns drift” can say later what changed there and here. References\n" +
			"to what is not here become links to the original.",
		Example: "  patterns adopt county/report-a-pothole\n  patterns adopt county/report-a-pothole --as report-a-hole --references",
		Args:    cobra.ExactArgs(1),
		RunE: a.adopting(func(cmd *cobra.Command, lib *adopt.Library, args []string) error {
			o.Client, o.Day = client(&lib.Settings, allow), today()
			list, err := lib.Adopt(cmd.Context(), args[0], o)
			if err != nil {
				return err
			}
			if asJSON {
				return a.json(list)
			}
			for _, one := range list {
				for _, file := range one.Files {
					fmt.Fprintln(a.out, filepath.Join(a.library, filepath.FromSlash(file)))
				}
				verb := "is copied"
				if o.DryRun {
					verb = "would be copied"
				}
				fmt.Fprintf(a.stderr, "%s %s from %s, under %s.\n", one.ID, verb, one.Original, orNone(diag.Escape(one.Licence)))
			}
			if !o.DryRun {
				fmt.Fprintf(a.stderr, "Commit the new files and %s. See what is still to do with: patterns check\n",
					filepath.Join(a.library, ".patterns", "base"))
			}
			return nil
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.As, "as", "", "the copy’s `id` here (default: that of the original)")
	f.BoolVar(&o.References, "references", false, "also copy the entries that its fields name and that are not here")
	f.BoolVar(&o.LicenceChecked, "licence-checked", false, "you have read that the licence allows a copy")
	f.BoolVar(&o.DryRun, "dry-run", false, "say what would be copied, and change nothing")
	f.BoolVar(&asJSON, "json", false, "print the result as JSON")
	private(cmd, &allow)
	return cmd
}

func orNone(licence string) string {
	if licence == "" {
		return "no licence that it names"
	}
	return licence
}

func (a network) drift() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "drift [ID...]",
		Short: "Say what changed in adopted entries and their originals",
		Long: "Say of every entry that was copied from a followed library what changed there since, and what changed\n" +
			"here: by field, item and paragraph. It works from what “patterns pull” has fetched.",
		Example: "  patterns drift\n  patterns drift report-a-pothole --json",
		RunE: a.adopting(func(_ *cobra.Command, lib *adopt.Library, args []string) error {
			list, err := lib.Drift(args...)
			if err != nil {
				return err
			}
			if asJSON {
				return a.json(list)
			}
			if len(list) == 0 {
				fmt.Fprintln(a.out, "No entry was copied from another library. Begin with: patterns adopt LIBRARY/ID")
			}
			for _, d := range list {
				a.drifted(d)
			}
			return nil
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

// drifted says in words what became of one entry.
func (a network) drifted(d adopt.Drift) {
	id := d.ID
	if d.Language != "" {
		id += "." + d.Language
	}
	says := map[adopt.State]string{
		adopt.Unchanged: "as it was copied",
		adopt.Upstream:  "changed there. Take the changes with: patterns merge " + id,
		adopt.Here:      "changed here. Offer the changes with: patterns propose " + id,
		adopt.Both:      "changed there and here. Bring both together with: patterns merge " + id,
		adopt.Gone:      "the original is gone: " + diag.Escape(d.Because),
		adopt.NoCopy:    "nothing is known of the original: " + d.Because,
	}
	fmt.Fprintf(a.out, "%s (%s): %s\n", id, d.Library, says[d.State])
	for _, side := range []struct {
		name    string
		changes []merge.Change
	}{{"there", d.Upstream}, {"here", d.Here}} {
		for _, c := range side.changes {
			fmt.Fprintf(a.out, "  %s: %s %s\n", side.name, c.Kind, diag.Escape(c.Where))
		}
	}
	if len(d.Conflicts) > 0 {
		fmt.Fprintf(a.out, "  a decision is needed on: %s\n", diag.Escape(strings.Join(d.Conflicts, "; ")))
	}
}

func (a network) merge() *cobra.Command {
	var asJSON, undo, dryRun bool
	cmd := &cobra.Command{
		Use:   "merge ID",
		Short: "Take what an original changed into your copy",
		Long: "Bring together an adopted entry and its original as it is now, by field, item and paragraph. Comments and\n" +
			"the order of your file stay. Where both changed the same, both stand in the file between marks, which\n" +
			"“patterns check” refuses until you have chosen; the exit code is 1 then.",
		Example: "  patterns merge report-a-pothole\n  patterns merge --undo report-a-pothole",
		Args:    cobra.ExactArgs(1),
		RunE: a.adopting(func(_ *cobra.Command, lib *adopt.Library, args []string) error {
			if undo {
				file, err := lib.Undo(args[0])
				if err == nil {
					fmt.Fprintf(a.out, "%s is as it was before the merge.\n", filepath.Join(a.library, filepath.FromSlash(file)))
				}
				return err
			}
			m, err := lib.Merge(args[0], today(), dryRun)
			if err != nil {
				return err
			}
			if asJSON {
				err = a.json(m)
			} else {
				a.merged(m, args[0])
			}
			if len(m.Conflicts) > 0 {
				return errors.Join(err, fmt.Errorf("%s in %s. Between the marks <<<<<<< and >>>>>>> stand both sides: keep what is right, "+
					"and delete the marks", diag.Plural(len(m.Conflicts), "decision is needed", "decisions are needed"), m.File))
			}
			return err
		}),
	}
	cmd.Flags().BoolVar(&undo, "undo", false, "take the last merge of the entry back")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "say what would be merged, and change nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return cmd
}

func (a network) merged(m adopt.Merged, id string) {
	if len(m.Taken)+len(m.Conflicts) == 0 {
		fmt.Fprintf(a.out, "%s: its original changed nothing that is not here.\n", m.File)
		return
	}
	for _, c := range m.Taken {
		fmt.Fprintf(a.out, "%s %s\n", c.Kind, diag.Escape(c.Where))
	}
	for _, c := range m.Conflicts {
		fmt.Fprintf(a.out, "both changed %s\n", diag.Escape(c.Where))
	}
	fmt.Fprintf(a.stderr, "%s is merged. To undo it, run: patterns merge --undo %s\n", m.File, id)
}

func (a network) propose() *cobra.Command {
	var asJSON bool
	var out string
	cmd := &cobra.Command{
		Use:   "propose ID",
		Short: "Offer what you changed to the library of the original",
		Long: "Write what you changed of an adopted entry as a patch against the original’s own file, with a message that\n" +
			"explains it, and say how to send it: the address that opens the file in the code host’s editor, or\n" +
			"whom to write to.",
		Example: "  patterns propose report-a-pothole\n  patterns propose report-a-pothole --out change.patch",
		Args:    cobra.ExactArgs(1),
		RunE: a.adopting(func(_ *cobra.Command, lib *adopt.Library, args []string) error {
			p, err := lib.Propose(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return a.json(p)
			}
			text := p.Message + "\n" + p.Patch
			if out == "" {
				fmt.Fprint(a.out, text)
			} else if err := os.WriteFile(out, []byte(text), 0o644); err != nil {
				return err
			}
			switch {
			case p.Address != "":
				fmt.Fprintf(a.stderr, "Open the file and make the change there: %s\n", diag.Escape(p.Address))
			case p.Contact != "":
				fmt.Fprintf(a.stderr, "Send it to %s.\n", diag.Escape(p.Contact))
			default:
				fmt.Fprintf(a.stderr, "%s names no contact and no repository. Its site is %s\n", p.Library, p.Original)
			}
			return nil
		}),
	}
	cmd.Flags().StringVar(&out, "out", "", "write the patch into this `file`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the proposal as JSON")
	return cmd
}
