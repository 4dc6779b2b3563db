package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/docs"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/table"
)

// choice is a list of words of which a flag or an argument takes one. Help, errors and completion all
// say what it holds.
type choice struct {
	what  string   // what one of them is: "format"
	words []string // a word, and behind a tab what it is for
}

// word is one of a choice without what it is for.
func word(w string) string {
	w, _, _ = strings.Cut(w, "\t")
	return w
}

// all are the words alone.
func (c choice) all() []string {
	out := make([]string, len(c.words))
	for i, w := range c.words {
		out[i] = word(w)
	}
	return out
}

// check refuses what is none of the words.
func (c choice) check(given string) error {
	if slices.Contains(c.all(), given) {
		return nil
	}
	return usageError{fmt.Errorf("unknown %s %q.%s %s", c.what, given, didYouMean(given, c.all()), c.takes())}
}

// takes says which words there are.
func (c choice) takes() string { return "Use " + rules.Either(c.all()) }

// help lists the words with what they are for.
func (c choice) help() string {
	out := make([]string, len(c.words))
	for i, w := range c.words {
		if name, about, ok := strings.Cut(w, "\t"); ok {
			w = fmt.Sprintf("%s (%s)", name, about)
		}
		out[i] = w
	}
	return rules.Either(out)
}

// flag adds a flag that takes one of the words. usage says what for; the words follow it.
func (c choice) flag(cmd *cobra.Command, to *string, name, value, usage string) {
	*to = value
	cmd.Flags().Var(&chosen{c, to}, name, usage+": "+c.help())
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.words, cobra.ShellCompDirectiveNoFileComp)) // it has no other
}

// first completes the first argument with the words, and the others as next says.
func (c choice) first(next cobra.ShellCompDirective) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, next
		}
		return c.words, cobra.ShellCompDirectiveNoFileComp
	}
}

// chosen is the value of a flag with a choice.
type chosen struct {
	choice
	to *string
}

func (c *chosen) String() string {
	if c.to == nil { // cobra asks an empty one
		return ""
	}
	return *c.to
}

// Type is the placeholder in help.
func (c *chosen) Type() string { return c.what }

func (c *chosen) Set(given string) error {
	if err := c.check(given); err != nil {
		return err
	}
	*c.to = given
	return nil
}

// The choices of more than one command, and those that are made from tables of the product.
var (
	tableFormats = choice{"format", []string{"csv\ta table", "json\ta list"}}
	textOrJSON   = choice{"format", []string{"text\tto read", "json\tfor programs"}}
)

// types are those of entries.
func types() choice { return choice{"type", model.Choices("type")} }

// tableTypes are those of tables, which know councils, too.
func tableTypes() choice { return choice{"type", table.Types()} }

// codes are those of findings, with what each says.
func codes() choice {
	out := choice{what: "code"}
	for _, c := range diag.Codes() {
		page, _ := docs.Check(string(c))
		out.words = append(out.words, string(c)+"\t"+page.Says)
	}
	return out
}
