// Package cli is the command patterns: a file for each verb, with its flags, its
// help, one call, and printing. Results go to stdout, findings and progress to
// stderr; for check the findings are the result.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"servicepatterns/internal/content"
	"servicepatterns/internal/suggest"
)

// Exit codes. Outside checks rely on them.
const (
	exitFine   = 0
	exitFailed = 1 // the content has errors, or the work failed
	exitUsage  = 2 // wrong usage
)

// errContent says that the content has errors, which have been printed.
var errContent = errors.New("the content has errors")

// usageError is a wrong call of the command.
type usageError struct{ error }

// app is what all verbs share.
type app struct {
	library     string
	out, stderr io.Writer
	terminal    bool // stderr is a terminal: progress and colour may be shown
	colour      bool
	all         bool // show each of many findings that say the same
}

// Main runs the command and returns its exit code.
func Main(args []string, stdout, stderr io.Writer) int {
	a := &app{out: stdout, stderr: stderr, terminal: isTerminal(stderr)}
	a.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // asked a second time, it ends at once
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var usage usageError
	var folder *content.FolderError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errContent):
		return exitFailed
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintf(stderr, "%s: stopped before it was finished. Nothing was changed.\n", cmd.CommandPath())
		return exitFailed
	case errors.As(err, &usage), errors.As(err, &folder):
		fmt.Fprintf(stderr, "%s: %s\n", cmd.CommandPath(), sentence(err))
		return exitUsage
	}
	fmt.Fprintf(stderr, "%s: %s\n", cmd.CommandPath(), sentence(err))
	return exitFailed
}

// sentence ends a message as a sentence ends.
func sentence(err error) string {
	s := err.Error()
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "."
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a device, too, where nobody reads or answers
	return err != nil || !os.SameFile(info, null)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "patterns",
		Short: "A library of service patterns: Markdown in, a searchable site out",
		Long: "patterns turns a folder of Markdown (service patterns, case studies, capabilities, standards)\n" +
			"into a static site with search, and says in plain words what is wrong with the content.",
		Example: "  patterns serve\n  patterns check\n  patterns build --base-url https://patterns.example.org/\n" +
			"  patterns search \"missed bin\"",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownVerb(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	root.PersistentFlags().StringVar(&a.library, "library", "patterns", "`folder` of the library")
	_ = root.MarkPersistentFlagDirname("library")
	root.SetFlagErrorFunc(unknownFlag)
	root.AddCommand(a.build(), a.serve(), a.check(), a.search(), a.importTables(), a.export(), a.report(), a.schema(), a.similar(),
		a.initialise(), a.new(), a.version())
	n := network{a}
	root.AddCommand(n.follow(), n.unfollow(), n.following(), n.pull(), n.adopt(), n.drift(), n.merge(), n.propose(), n.conform())
	root.CompletionOptions.HiddenDefaultCmd = false
	for _, c := range root.Commands() {
		if c.Args != nil {
			c.Args = usage(c.Args)
		}
	}
	return root
}

// usage makes a wrong number of arguments a usage error.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%w. %q shows how it is used", err, cmd.CommandPath()+" --help")}
		}
		return nil
	}
}

func unknownVerb(cmd *cobra.Command, verb string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return usageError{fmt.Errorf("unknown verb %s.%s %q lists all verbs", verb, didYouMean(verb, names), cmd.CommandPath()+" --help")}
}

func unknownFlag(cmd *cobra.Command, err error) error {
	message := err.Error()
	if name, ok := strings.CutPrefix(message, "unknown flag: --"); ok {
		var names []string
		add := func(f *pflag.Flag) { names = append(names, f.Name) }
		cmd.Flags().VisitAll(add)
		cmd.InheritedFlags().VisitAll(add)
		near := didYouMean(name, names)
		if near != "" {
			near = strings.Replace(near, "mean ", "mean --", 1)
		}
		return usageError{fmt.Errorf("unknown flag --%s.%s %q lists all flags", name, near, cmd.CommandPath()+" --help")}
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		if _, ok := invalid.GetFlag().Value.(*chosen); ok {
			return usageError{fmt.Errorf("--%s: %w", invalid.GetFlag().Name, errors.Unwrap(invalid))}
		}
		want := map[string]string{"bool": "true or false", "duration": "a length of time such as 2s"}[invalid.GetFlag().Value.Type()]
		if want == "" {
			want = "a whole number"
		}
		return usageError{fmt.Errorf("--%s %s: give %s", invalid.GetFlag().Name, invalid.GetValue(), want)}
	}
	return usageError{fmt.Errorf("%s. %q lists all flags", message, cmd.CommandPath()+" --help")}
}

func didYouMean(word string, words []string) string {
	if near, ok := suggest.Nearest(word, words); ok {
		return " Did you mean " + near + "?"
	}
	return ""
}

// progress shows how far a stage is, on a terminal only.
func (a *app) progress() func(stage string, done, of int) {
	if !a.terminal {
		return nil
	}
	return func(stage string, done, of int) {
		fmt.Fprintf(a.stderr, "\r\x1b[K%s %d of %d", stage, done, of)
		if done == of {
			fmt.Fprint(a.stderr, "\r\x1b[K")
		}
	}
}
