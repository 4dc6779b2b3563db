package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/fetch"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// network is the command for the verbs that have to do with other libraries.
type network struct{ *app }

// follows reads library.yaml, for the libraries in it.
func (a network) follows() (*model.Settings, error) {
	var list diag.List
	s, err := content.Settings(a.library, &list)
	if err != nil {
		return nil, err
	}
	if errors, _ := diag.Count(list.Locate(os.ReadFile)); errors > 0 {
		return nil, fmt.Errorf("library.yaml has %s; “patterns check” shows where", diag.Plural(errors, "error", "errors"))
	}
	return s, nil
}

// client asks servers in the name of the library.
func client(s *model.Settings, allowPrivate bool) *fetch.Client {
	return fetch.New(fetch.Options{UserAgent: userAgent("patterns", s), AllowPrivate: allowPrivate})
}

// private adds the flag that every command has that asks servers.
func private(cmd *cobra.Command, to *bool) {
	cmd.Flags().BoolVar(to, "allow-private", false, "also ask addresses of private networks and of this machine")
}

// json prints a result for programs.
func (a *app) json(what any) error {
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(what)
}

func (a network) follow() *cobra.Command {
	var name string
	var dryRun, asJSON, allow bool
	cmd := &cobra.Command{
		Use:   "follow URL",
		Short: "Follow another library: find its entries with your own",
		Long: "Write another library into library.yaml. “patterns pull” then fetches what it publishes, and its\n" +
			"entries are found with yours; each leads to its own site.",
		Example: "  patterns follow https://patterns.example.org/\n  patterns follow https://patterns.example.org/ --name county",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.follows()
			if err != nil {
				return err
			}
			m, err := follow.Meet(cmd.Context(), client(s, allow), args[0])
			if err != nil {
				return err
			}
			if name == "" {
				name = follow.Named(m)
			}
			address := follow.Address(args[0])
			if err := a.mayFollow(s, name, address); err != nil {
				return err
			}
			if !dryRun {
				if err := follow.Add(a.library, name, address); err != nil {
					return err
				}
			}
			if asJSON {
				return a.json(map[string]any{"name": name, "url": address, "title": m.Title, "licence": m.Licence, "counts": m.Counts})
			}
			fmt.Fprintf(a.out, "%s (%s) has %s under %s.\n", diag.Escape(m.Title), address,
				diag.Plural(total(m.Counts), "entry", "entries"), orNone(diag.Escape(m.Licence)))
			if dryRun {
				fmt.Fprintf(a.out, "It would be followed as %q.\n", name)
				return nil
			}
			fmt.Fprintf(a.out, "It is followed as %q. Fetch what it publishes with: patterns pull\n", name)
			return nil
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "what the library is `called` here (default: made from its title)")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "say what would be followed, and change nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	private(cmd, &allow)
	return cmd
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// mayFollow refuses a name that cannot be one, and a library that is followed already or is this one.
func (a network) mayFollow(s *model.Settings, name, address string) error {
	if !follow.Nameable(name) {
		return usageError{fmt.Errorf("%q cannot be the name of a library. Give one of lower-case letters, digits and hyphens with --name, "+
			"and not %q, which is this one", name, model.Here)}
	}
	if s.URL.Set() && follow.Address(s.URL.Value) == address {
		return fmt.Errorf("%s is this library itself", address)
	}
	for _, f := range s.Follow {
		same := follow.Address(f.URL.Value) == address
		switch {
		case same && f.Name.Value == name:
			return fmt.Errorf("%s is followed already, as %q. Fetch what is new with: patterns pull", address, name)
		case same:
			return fmt.Errorf("%s is followed already, as %q. To change its name, edit library.yaml", address, f.Name.Value)
		}
	}
	return nil
}

func (a network) unfollow() *cobra.Command {
	var dryRun, asJSON bool
	cmd := &cobra.Command{
		Use:   "unfollow NAME",
		Short: "Follow a library no longer",
		Long: "Take a library out of library.yaml, and its copy out of .patterns/. Entries that were adopted from it\n" +
			"stay, and keep where they came from.",
		Example:           "  patterns unfollow county",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeFollowed,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := a.follows()
			if err != nil {
				return err
			}
			if err := a.followed(s, args[0]); err != nil {
				return err
			}
			if !dryRun {
				if err := follow.Remove(a.library, args[0]); err != nil {
					return err
				}
				if err := follow.Forget(a.library, args[0]); err != nil {
					return err
				}
			}
			switch {
			case asJSON:
				return a.json(map[string]any{"name": args[0]})
			case dryRun:
				fmt.Fprintf(a.out, "%s would be followed no longer.\n", args[0])
			default:
				fmt.Fprintf(a.out, "%s is followed no longer. Build the site again to take its entries out of search.\n", args[0])
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "say what would be done, and change nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return cmd
}

// followed refuses a name that no followed library has.
func (a network) followed(s *model.Settings, name string) error {
	names := make([]string, len(s.Follow))
	for i, f := range s.Follow {
		names[i] = f.Name.Value
	}
	if slices.Contains(names, name) {
		return nil
	}
	if len(names) == 0 {
		return usageError{errors.New("no library is followed. Begin with: patterns follow URL")}
	}
	return usageError{fmt.Errorf("no library of the name %q is followed.%s They are %s", name, didYouMean(name, names),
		messages.English().And(names))}
}

func (a network) completeFollowed(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	s, err := a.follows()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, f := range s.Follow {
		if !slices.Contains(args, f.Name.Value) {
			out = append(out, f.Name.Value)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func (a network) following() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "following",
		Short:   "List the libraries that are followed",
		Long:    "List the libraries that library.yaml names, with what was fetched of each, and when.",
		Example: "  patterns following\n  patterns following --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := a.follows()
			if err != nil {
				return err
			}
			list, err := follow.Standings(a.library, s.Follow)
			if err != nil {
				return err
			}
			if asJSON {
				return a.json(list)
			}
			if len(list) == 0 {
				fmt.Fprintln(a.out, "No library is followed. Begin with: patterns follow URL")
			}
			for _, l := range list {
				fmt.Fprintf(a.out, "%s  %s\n", l.Name, l.URL)
				switch {
				case l.Pulled == "":
					fmt.Fprintln(a.out, "  not pulled yet: run “patterns pull”")
				case !l.Here:
					fmt.Fprintf(a.out, "  %s; its copy is not here: run “patterns pull”\n", diag.Escape(l.Title))
				default:
					fmt.Fprintf(a.out, "  %s, %s, pulled on %s\n", diag.Escape(l.Title), diag.Plural(l.Entries, "entry", "entries"),
						diag.Escape(l.Pulled[:min(10, len(l.Pulled))]))
				}
				if l.Show != "all" {
					fmt.Fprintf(a.out, "  show: %s\n", l.Show)
				}
				if len(l.Block) > 0 {
					fmt.Fprintf(a.out, "  left out: %s\n", strings.Join(l.Block, ", "))
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON")
	return cmd
}

func (a network) pull() *cobra.Command {
	var o follow.Options
	var asJSON, allow bool
	cmd := &cobra.Command{
		Use:   "pull [NAME...]",
		Short: "Fetch what the followed libraries have published",
		Long: "Fetch what has changed in the libraries that are followed, or in those named. What was there stays until\n" +
			"the new is whole: a library that cannot be reached, or whose files are not what it promises, is told,\n" +
			"and its last good copy is kept. Interrupted, the next pull goes on.",
		Example:           "  patterns pull\n  patterns pull county --dry-run\n  patterns pull county --accept",
		ValidArgsFunction: a.completeFollowed,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.follows()
			if err != nil {
				return err
			}
			libraries := s.Follow
			if len(args) > 0 {
				libraries = nil
				for _, name := range args {
					if err := a.followed(s, name); err != nil {
						return err
					}
				}
				for _, f := range s.Follow {
					if slices.Contains(args, f.Name.Value) {
						libraries = append(libraries, f)
					}
				}
			}
			if o.Accept && len(args) == 0 {
				return usageError{errors.New("--accept: name the libraries that may change their licence, address or format")}
			}
			o.Client, o.Progress = client(s, allow), a.progress()
			return a.pulled(cmd.Context(), libraries, o, asJSON)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.Accept, "accept", false, "of the libraries named, also take what has another licence, address or format than before")
	f.BoolVar(&o.DryRun, "dry-run", false, "say what would be fetched, and change nothing")
	f.DurationVar(&o.Time, "timeout", 0, "give up a library after this `time` (default 10m)")
	f.BoolVar(&asJSON, "json", false, "print the result as JSON")
	private(cmd, &allow)
	return cmd
}

// pulled pulls libraries and says what came of it.
func (a network) pulled(ctx context.Context, libraries []model.Followed, o follow.Options, asJSON bool) error {
	outcomes, err := follow.Pull(ctx, a.library, libraries, o)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return errors.New("interrupted. What was fetched is kept, and the next pull goes on")
	}
	failed := 0
	for _, out := range outcomes {
		if out.Problem != "" {
			failed++
		}
	}
	if asJSON {
		if err := a.json(outcomes); err != nil {
			return err
		}
	} else {
		if len(outcomes) == 0 {
			fmt.Fprintln(a.out, "No library is followed. Begin with: patterns follow URL")
		}
		for _, out := range outcomes {
			a.outcome(out, o.DryRun)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%s of %d could not be pulled. Their last copies are kept", diag.Plural(failed, "library", "libraries"),
			len(outcomes))
	}
	return nil
}

// outcome says in words what came of one library.
func (a network) outcome(out follow.Outcome, dry bool) {
	switch out.State {
	case follow.Unchanged:
		fmt.Fprintf(a.out, "%s: nothing has changed\n", out.Name)
	case follow.Updated:
		verb := "pulled"
		if dry {
			verb = "would be pulled"
		}
		fmt.Fprintf(a.out, "%s: %s %s: %d new, %d changed, %d gone\n", out.Name, diag.Plural(out.Entries, "entry", "entries"), verb,
			len(out.Added), len(out.Changed), len(out.Gone))
		a.few("changed", out.Changed)
		a.few("gone", out.Gone)
	default:
		fmt.Fprintf(a.stderr, "%s: %s.\n", out.Name, diag.Escape(strings.TrimSuffix(out.Problem, ".")))
	}
}

// few names some ids, unless they are too many to read.
func (a network) few(what string, ids []string) {
	if n := len(ids); n > 0 && n <= 20 {
		fmt.Fprintf(a.out, "  %s: %s\n", what, strings.Join(ids, ", "))
	}
}
