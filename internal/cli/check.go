package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/docs"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/similar"
	"servicepatterns/internal/static"
)

// check is the command that prints findings. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) check() *cobra.Command {
	var format, code, from string
	var strict, all bool
	cmd := &cobra.Command{
		Use:   "check [file...]",
		Short: "Say what is wrong with the content",
		Long: "Check the whole library and print what is wrong, where, and how to fix it.\n" +
			"With files named, only what is wrong in them is printed. Nothing is written.",
		Example: "  patterns check\n  patterns check patterns/service-patterns/renew.md\n  patterns check --format json --strict\n" +
			"  patterns check --format sarif > findings.sarif\n  patterns check --explain broken-link",
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, files []string) error {
			if code != "" {
				return a.explain(code)
			}
			if from != "" {
				listed, err := os.ReadFile(from)
				if err != nil {
					return usageError{fmt.Errorf("cannot read the names of files: %w", err)}
				}
				files = append(files, strings.FieldsFunc(string(listed), func(r rune) bool { return r == 0 })...)
			}
			for _, f := range files {
				if _, err := os.Stat(f); err != nil {
					return usageError{fmt.Errorf("there is no file %s", f)}
				}
			}
			defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
			var list diag.List
			library, err := content.Proofread(a.library, &list)
			if err != nil {
				return err
			}
			if _, err := static.Files(a.library, library.StaticPages.Value == "true", &list); err != nil {
				return err
			}
			graph := link.Link(library, true, &list)
			prose.New(&library.Settings, library.Language.Value).Entries(graph, &list)
			named := nameOf(files)
			if err := similar.Check(library, func(e *model.Entry) bool { return named(e.File) }, &list); err != nil {
				return err
			}
			idle(library, &list)
			findings := list.Locate(os.ReadFile)
			if from != "" || len(files) > 0 { // a list may name none
				findings = only(findings, named)
			}
			if from == "" { // a list names whatever a proposal changes
				a.notOfLibrary(files)
			}
			err = a.print(findings, format, all)
			if errors, warnings := diag.Count(findings); errors > 0 || strict && warnings > 0 {
				return errContent
			}
			return err
		},
	}
	formats.flag(cmd, &format, "format", "text", "how findings are printed")
	cmd.Flags().BoolVar(&all, "all", false, "with the format text, show each of many findings that say the same")
	cmd.Flags().StringVar(&code, "explain", "", "print what the finding with this `code` means, and do nothing else")
	_ = cmd.RegisterFlagCompletionFunc("explain", cobra.FixedCompletions(codes().words, cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().StringVar(&from, "files-from", "", "read names of files from this `file`, each ended by a zero byte, as \"git diff -z "+
		"--name-only\" writes them; if it is empty, nothing is printed")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 1 for warnings too")
	return cmd
}

// notOfLibrary says which of the named files were not checked, since they lie elsewhere:
// silence would read as praise.
func (a *app) notOfLibrary(files []string) {
	within := nameOf([]string{a.library})
	for _, f := range files {
		if !within(f) {
			fmt.Fprintf(a.stderr, "%s is not part of the library %s, so it was not checked.\n", f, a.library)
		}
	}
}

// explain prints the page of a code.
func (a *app) explain(code string) error {
	page, ok := docs.Check(code)
	if !ok {
		all := codes().all()
		return usageError{fmt.Errorf("no finding has the code %q.%s The code is in square brackets after a finding. The codes are %s", code,
			didYouMean(code, all), strings.Join(all, ", "))}
	}
	fmt.Fprint(a.out, page.Text)
	return nil
}

// idle warns of switches of entries that switch nothing off: once mended, a text needs
// none. What is never said by check cannot be known.
func idle(library *model.Library, list *diag.List) {
	idle := list.Idle()
	for _, e := range library.Entries {
		for _, off := range e.CheckOff {
			code := diag.Code(off.Rule.Value)
			if !code.BuildOnly() && idle(e.File, code) {
				list.Add(diag.At(e.File, int(off.Rule.Pos.Start), int(off.Rule.Pos.End), diag.IdleSwitch,
					fmt.Sprintf("nothing here is of the kind %q", code), "Take this switch out."))
			}
		}
	}
}

// gcPercent lets more garbage lie than Go does by itself: a check is over before most of it need be
// collected. It is as fast as a larger heap from the start, and takes less memory.
const gcPercent = 250

// formats are those in which check prints findings.
var formats = choice{"format", []string{
	"text\tto read", "json\tfor programs", "sarif\tfor code hosts and editors", "github\tannotates a pull request",
	"gitlab\tthe same for a merge request",
}}

// print writes findings as a result.
func (a *app) print(findings []diag.Finding, format string, all bool) error {
	switch format {
	case "json":
		return diag.JSON(a.out, findings)
	case "sarif":
		return diag.SARIF(a.out, findings, Version, func(c diag.Code) (says, page string) {
			p, _ := docs.Check(string(c))
			return p.Says, p.Text
		})
	case "github":
		return diag.GitHub(a.out, findings)
	case "gitlab":
		return diag.GitLab(a.out, findings)
	}
	shown := findings
	if !all {
		shown = diag.Group(findings)
	}
	diag.Text(a.out, shown, a.colour && isTerminal(a.out))
	if s := diag.Summary(findings); s != "" {
		fmt.Fprintf(a.out, "\n%s\n", s)
		if isTerminal(a.out) {
			fmt.Fprintf(a.out, "More about one: patterns check --explain %s\n", findings[0].Code)
		}
	}
	return nil
}

// only keeps the findings in the named files.
func only(findings []diag.Finding, named func(file string) bool) []diag.Finding {
	var out []diag.Finding
	for _, f := range findings {
		if named(f.File) {
			out = append(out, f)
		}
	}
	return out
}

// nameOf says of a file whether it is one of those named, or lies in a named folder.
func nameOf(files []string) func(file string) bool {
	named := map[string]bool{}
	for _, f := range files {
		named[absolute(f)] = true
	}
	return func(file string) bool {
		if len(named) == 0 {
			return false
		}
		for at := absolute(file); ; at = filepath.Dir(at) {
			if named[at] {
				return true
			}
			if at == filepath.Dir(at) {
				return false
			}
		}
	}
}

func absolute(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return filepath.Clean(file)
}
