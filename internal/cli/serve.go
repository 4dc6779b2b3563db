package cli

import (
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/spf13/cobra"

	"servicepatterns/internal/build"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/serve"
)

func (a *app) serve() *cobra.Command {
	var o serve.Options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site while you write",
		Long: "Build the site into a folder of its own, serve it, and build again whenever a file changes.\n" +
			"Open pages reload themselves and show what is wrong. Stop it with Ctrl+C.",
		Example: "  patterns serve\n  patterns serve --addr 127.0.0.1:0 --drafts",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			listener, err := net.Listen("tcp", o.Addr)
			if errors.Is(err, syscall.EADDRINUSE) {
				return fmt.Errorf("the address %s is in use, perhaps by another preview. Use another, such as --addr 127.0.0.1:0, which takes any free one", o.Addr)
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
			return serve.Run(cmd.Context(), listener, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Addr, "addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes any free one")
	f.BoolVar(&o.Drafts, "drafts", false, "also show entries with status draft, marked")
	return cmd
}
