package cli

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// lists is how help spells out a list of values by hand.
var lists = regexp.MustCompile("`[a-z-]+` or [a-z-]+\\b|: [a-z-]+(, [a-z-]+)* or [a-z-]+$")

// TestChoices: each flag with a list of values has them in its help, completes them and names them
// when another is given; no flag lists values of its own.
func TestChoices(t *testing.T) {
	n := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			one, ok := f.Value.(*chosen)
			if !ok {
				if lists.MatchString(f.Usage) {
					t.Errorf("%s --%s lists its values by hand: make it a choice", c.CommandPath(), f.Name)
				}
				return
			}
			n++
			err := f.Value.Set("nothing of the kind")
			if err == nil {
				t.Errorf("%s --%s takes anything", c.CommandPath(), f.Name)
				return
			}
			complete, ok := c.GetFlagCompletionFunc(f.Name)
			if !ok {
				t.Errorf("%s --%s does not complete", c.CommandPath(), f.Name)
				return
			}
			offered, _ := complete(c, nil, "")
			for _, word := range one.all() {
				if !strings.Contains(f.Usage, word) || !strings.Contains(err.Error(), word) ||
					!slices.ContainsFunc(offered, func(o string) bool { return o == word || strings.HasPrefix(o, word+"\t") }) {
					t.Errorf("%s --%s: %q is not in its help, its completion and its error", c.CommandPath(), f.Name, word)
				}
			}
		})
		for _, below := range c.Commands() {
			walk(below)
		}
	}
	walk((&app{out: &bytes.Buffer{}, stderr: &bytes.Buffer{}}).root())
	if n < 6 {
		t.Errorf("%d flags have a list of values", n)
	}
}
