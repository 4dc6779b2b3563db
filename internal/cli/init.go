package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/content"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/starter"
)

// The licences that init offers, with what each is called and where it is.
var licences = map[string][2]string{
	"ogl":   {"Open Government Licence v3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"},
	"cc-by": {"CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"},
}

// The choices of init.
var (
	licenceChoice = choice{"licence", []string{"ogl\tOpen Government Licence v3.0", "cc-by\tCC BY 4.0"}}
	hostChoice    = choice{"host", starter.Hosts}
)

var (
	// What goes into the files of hosts holds none of the marks that these give a meaning to.
	initAddress   = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?$`)
	initGenerator = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._~/-]*@[A-Za-z0-9][A-Za-z0-9.+-]*$`)
)

// initialise is the command init that begins a library. It is long because its flags and its questions are read
// together.
func (a *app) initialise() *cobra.Command {
	var with starter.Answers
	var licence string
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Begin a library of your own",
		Long: "Write a library into a folder: settings with comments, a pattern and a case study that are marked as examples,\n" +
			"and the files of the host that is to publish it. The folder is for a repository of its own: it holds content and\n" +
			"the version of the generator, not the generator.\n\n" +
			"On a terminal it asks for what no flag says. Files that are in the folder already stay as they are.",
		Example: "  patterns init our-patterns\n" +
			"  patterns init our-patterns --organisation \"Example Council\" --url https://patterns.council.example/ --deploy nginx",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if isTerminal(os.Stdin) && isTerminal(a.stderr) {
				if err := a.askInit(cmd, &with); err != nil {
					return err
				}
			}
			with.LicenceName, with.LicenceURL = licences[licence][0], licences[licence][1]
			if err := completeInit(&with); err != nil {
				return err
			}
			wrote, left, err := starter.Write(args[0], with)
			if err != nil {
				return err
			}
			a.begun(args[0], with, wrote, left)
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
	}
	f := cmd.Flags()
	f.StringVar(&with.Organisation, "organisation", "", "`name` of the council or other body that publishes the library")
	f.StringVar(&with.Title, "title", "", "what the library is `called` (default: made from the organisation)")
	f.StringVar(&with.URL, "url", "", "`address` of the site, such as https://host/sub/")
	f.StringVar(&with.Repository, "repository", "", "`address` of the repository that keeps the library")
	f.StringVar(&with.Contact, "contact", "", "`address` that people can write to")
	f.StringVar(&with.Language, "language", "en-GB", "`language` of the pages, such as en-GB or cy")
	f.StringVar(&with.Generator, "generator", thisGenerator(), "`what` workflows run, such as forge.example/patterns/cmd/patterns@v1.0.0")
	licenceChoice.flag(cmd, &licence, "licence", "ogl", "what others may do with the content")
	hostChoice.flag(cmd, &with.Deploy, "deploy", "github-pages", "who publishes the site")
	return cmd
}

// thisGenerator is this command as Go installs it.
func thisGenerator() string {
	module, version := "servicepatterns", "v"+Version
	if info, ok := debug.ReadBuildInfo(); ok {
		module = cmp.Or(info.Main.Path, module)
	}
	return module + "/cmd/patterns@" + version
}

// askInit asks for what no flag says. An empty answer leaves what stands in brackets.
func (a *app) askInit(cmd *cobra.Command, with *starter.Answers) error {
	lines := bufio.NewScanner(os.Stdin)
	for _, q := range []struct {
		flag, ask string
		value     *string
	}{
		{"organisation", "Which council or other body publishes the library?", &with.Organisation},
		{"title", "What is the library called?", &with.Title},
		{"url", "At which address will the site be? Leave it empty if you do not know yet.", &with.URL},
		{"repository", "At which address is its repository? Leave it empty if there is none yet.", &with.Repository},
		{"contact", "Which email address can people write to? Leave it empty for none.", &with.Contact},
		{"deploy", "Who publishes the site: " + hostChoice.help() + "?", nil},
	} {
		if cmd.Flags().Changed(q.flag) {
			continue
		}
		if q.flag == "title" {
			*q.value = titleFor(with.Organisation)
		}
		for {
			preset := cmd.Flag(q.flag).Value.String()
			fmt.Fprint(a.stderr, q.ask)
			if preset != "" {
				fmt.Fprintf(a.stderr, " [%s]", preset)
			}
			fmt.Fprint(a.stderr, "\n> ")
			if !lines.Scan() {
				return errors.New("the questions were not answered. Nothing was written")
			}
			answer := strings.TrimSpace(lines.Text())
			if answer == "" {
				break
			}
			err := cmd.Flags().Set(q.flag, answer)
			if err == nil {
				break
			}
			fmt.Fprintln(a.stderr, sentence(err))
		}
	}
	return nil
}

// titleFor is what a library is called that nobody names.
func titleFor(organisation string) string {
	if organisation == "" {
		return ""
	}
	return organisation + " service patterns"
}

// completeInit fills in what follows from other answers, and refuses what cannot be.
func completeInit(with *starter.Answers) error {
	organisation, err := titleOf(with.Organisation)
	if err != nil {
		return usageError{errors.New("give the name of the council or other body that publishes the library with --organisation")}
	}
	with.Organisation = organisation
	if with.Title, err = titleOf(cmp.Or(with.Title, titleFor(organisation))); err != nil {
		return err
	}
	with.ID = rules.Slug(organisation)
	if !content.IsID(with.ID) {
		return usageError{fmt.Errorf("%q has no letters for an address. Give a name with letters of the Latin alphabet", organisation)}
	}
	for flag, address := range map[string]string{"url": with.URL, "repository": with.Repository} {
		if address != "" && !initAddress.MatchString(address) {
			return usageError{fmt.Errorf("--%s %s is not an address such as https://host/sub/", flag, address)}
		}
	}
	if with.URL != "" {
		with.URL = strings.TrimSuffix(with.URL, "/") + "/"
	}
	if with.Contact != "" {
		if with.Contact, err = titleOf(with.Contact); err != nil {
			return err
		}
	}
	if !initGenerator.MatchString(with.Generator) {
		return usageError{fmt.Errorf("--generator %s is not of the form forge.example/patterns/cmd/patterns@v1.0.0", with.Generator)}
	}
	if !rules.KindOf("language").Takes(with.Language) {
		return usageError{fmt.Errorf("--language %s is not a language such as en-GB or cy", with.Language)}
	}
	return nil
}

// begun says what was written, and what comes next.
func (a *app) begun(dir string, with starter.Answers, wrote, left []string) {
	slices.Sort(wrote)
	for _, name := range wrote {
		fmt.Fprintln(a.out, filepath.Join(dir, filepath.FromSlash(name)))
	}
	for _, name := range left {
		fmt.Fprintf(a.stderr, "%s was there already and stays as it is.\n", filepath.Join(dir, filepath.FromSlash(name)))
	}
	module, _, _ := strings.Cut(with.Generator, "/")
	if !strings.Contains(module, ".") {
		fmt.Fprintf(a.stderr, "Workflows cannot download the generator yet: write the address that its publisher gives into %s.\n",
			filepath.Join(dir, "generator.txt"))
	}
	fmt.Fprintf(a.stderr, "The library is written. Look at it with:\n  cd %s\n  patterns serve\n", dir)
}
