package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Version is the version of the command. FormatVersion is that of what it writes:
// it rises when an older reader could not understand it any more.
const (
	Version       = "0.1.0"
	FormatVersion = 1
)

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  patterns version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "patterns %s%s, format %d, %s\n", Version, revision(), FormatVersion, runtime.Version())
			return err
		},
	}
}

// revision is the commit that the command was built from, where Go noted it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}
