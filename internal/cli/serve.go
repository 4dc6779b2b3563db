package cli

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"servicepatterns/internal/build"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/serve"
)

// shortestPoll leaves a computer time for other things than looking at files.
const shortestPoll = 100 * time.Millisecond

// serve is the command that previews a library. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) serve() *cobra.Command {
	var o serve.Options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site while you write",
		Long: "Build the site into a folder of its own, serve it, and build again whenever a file changes.\n" +
			"Open pages show a save at once, and what is wrong. Stop it with Ctrl+C.\n" +
			"The preview answers to localhost, to the name and addresses of this computer, and to names given with --allow-host.\n" +
			"Where the system does not report changes, as on network drives and in some containers, --poll looks at the files.",
		Example: "  patterns serve\n  patterns serve --addr 127.0.0.1:0 --drafts\n" +
			"  patterns serve --addr 0.0.0.0:8080 --allow-host preview.council.example --poll=2s",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && cmd.Flags().Changed("poll") {
				if _, err := time.ParseDuration(args[0]); err == nil {
					return fmt.Errorf("write --poll=%s, with =", args[0])
				}
			}
			return cobra.NoArgs(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("poll") && o.Poll < shortestPoll {
				return usageError{fmt.Errorf("--poll=%s is too often: give %s or more", o.Poll, shortestPoll)}
			}
			for _, name := range o.Hosts {
				if strings.ContainsAny(name, "/:*@ ") && net.ParseIP(name) == nil {
					return usageError{fmt.Errorf("--allow-host %s is not a name: write it alone, such as preview.council.example", name)}
				}
			}
			if err := checkAddr(o.Addr); err != nil {
				return usageError{err}
			}
			listener, err := net.Listen("tcp", o.Addr)
			if errors.Is(err, syscall.EADDRINUSE) {
				return fmt.Errorf("the address %s is in use, perhaps by another preview. Use another, such as --addr 127.0.0.1:0, which "+
					"takes any free one", o.Addr)
			}
			if err != nil {
				return usageError{fmt.Errorf("cannot listen on --addr %s: %w", o.Addr, err)}
			}
			o.Library = a.library
			o.Ready = func(address string) { fmt.Fprintf(a.out, "The site is at %s. Stop with Ctrl+C.\n", address) }
			o.Built = func(r *build.Result, err error) {
				if r != nil {
					a.findings(r.Findings, r.Published)
				}
				if err != nil {
					fmt.Fprintf(a.stderr, "%s: %s\n", cmd.CommandPath(), sentence(err))
				} else if r.Published {
					fmt.Fprintf(a.stderr, "Built %s.\n", diag.Plural(r.Pages, "page", "pages"))
				}
			}
			o.Say = func(s string) { fmt.Fprintln(a.stderr, s) }
			if err := serve.Run(cmd.Context(), listener, o); err != nil {
				return err
			}
			fmt.Fprintln(a.stderr, "Stopped.")
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Addr, "addr", "127.0.0.1:8080", "`address` to listen on; port 0 uses any free port")
	f.StringArrayVar(&o.Hosts, "allow-host", nil, "also answer to this `name`; may be given several times")
	f.DurationVar(&o.Poll, "poll", 0, "look for changes every so often, such as --poll=2s; --poll alone is every `second`")
	f.Lookup("poll").NoOptDefVal = "1s"
	f.BoolVar(&o.Drafts, "drafts", false, "also show entries with status draft, marked")
	return cmd
}

// checkAddr wants a host and a port. Whoever gives one of the two is told how the other is written.
func checkAddr(addr string) error {
	if _, _, err := net.SplitHostPort(addr); err == nil {
		return nil
	}
	example := "localhost:8080"
	if _, err := strconv.ParseUint(addr, 10, 16); err == nil {
		example = "localhost:" + addr
	} else if !strings.ContainsAny(addr, ":/ ") && addr != "" {
		example = addr + ":8080"
	}
	return fmt.Errorf("--addr %q needs a host and a port, with a colon between them: --addr %s", addr, example)
}
