package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/tempdir"
	"servicepatterns/search"
	"servicepatterns/search/index"
	"servicepatterns/search/store"
)

// search is the command that asks an index. It is long because its help, its flags and what it
// does with them are read together.
func (a *app) search() *cobra.Command {
	var asJSON bool
	var archive string
	var filters []string
	var o search.Options
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the library, or the index of a published one",
		Long: "Ask the Bleve index of the library, which is kept in the cache folder and made again when the\n" +
			"content has changed, or an index archive (search/bleve.tar.gz of any built site).",
		Example: "  patterns search missed bin\n  patterns search \"how do I report a pothole\" --filter type=case-study\n" +
			"  patterns search uprn --index public/search/bleve.tar.gz --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("say what to search for, such as: patterns search missed bin")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if o.Filters, err = parseFilters(filters); err != nil {
				return err
			}
			if o.Limit < 1 || o.Limit > 100 {
				return usageError{fmt.Errorf("--limit %d: give a number from 1 to 100", o.Limit)}
			}
			if o.Offset < 0 {
				return usageError{fmt.Errorf("--offset %d: give 0 or a greater number", o.Offset)}
			}
			index, err := a.open(cmd.Context(), archive)
			if err != nil {
				return err
			}
			defer index.Close()
			if err := checkValues(index, o.Filters); err != nil {
				return err
			}
			result, err := index.Search(strings.Join(args, " "), o)
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				return enc.Encode(result)
			}
			a.results(result, len(filters) > 0)
			return nil
		},
	}
	f := cmd.Flags()
	f.BoolVar(&asJSON, "json", false, "print the result as JSON")
	f.IntVar(&o.Limit, "limit", 10, "how many `entries` to print, at most 100")
	f.IntVar(&o.Offset, "offset", 0, "how many `entries` to leave out first")
	choice{"order", []string{"relevance", "newest"}}.flag(cmd, &o.Sort, "sort", "relevance", "order of the entries")
	f.StringArrayVar(&filters, "filter", nil, "only entries with this `key=value`, such as type=case-study; may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("filter", completeFilter)
	f.StringVar(&archive, "index", "", "search this `archive` instead of the library")
	_ = cmd.MarkFlagFilename("index", "tar.gz", "gz")
	return cmd
}

// filterKeys are those that an index can be asked for.
var filterKeys = []string{"type", "verb", "service-area", "life-event", "service", "service-pattern", "capability", "standard", "organisation", "nation", "region", "tier", "stage", "status", "evidence", "from", "language"}

// completeFilter completes a filter's key, and the values that are the same in every library.
func completeFilter(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	key, _, ok := strings.Cut(begun, "=")
	var out []string
	if !ok {
		for _, k := range filterKeys {
			out = append(out, k+"=")
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	for _, v := range modelValues(key) {
		out = append(out, key+"="+v)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func parseFilters(filters []string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, f := range filters {
		key, value, ok := strings.Cut(f, "=")
		if !ok || value == "" {
			return nil, usageError{fmt.Errorf("--filter %s: write it as key=value, such as type=case-study", f)}
		}
		if !slices.Contains(filterKeys, key) {
			return nil, usageError{fmt.Errorf("--filter %s: unknown key %q.%s The keys are %s", f, key, didYouMean(key, filterKeys),
				strings.Join(filterKeys, ", "))}
		}
		out[key] = append(out[key], value)
	}
	return out, nil
}

// checkValues refuses a value that neither the index has nor every library may have.
func checkValues(index *search.Index, filters map[string][]string) error {
	for _, key := range filterKeys {
		known, err := index.Values(key)
		if err != nil {
			return err
		}
		fixed := modelValues(key)
		known = append(known, fixed...)
		for _, value := range filters[key] {
			if slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, value) }) {
				continue
			}
			near := didYouMean(value, known)
			if near == "" && fixed != nil {
				near = " The values are " + strings.Join(fixed, ", ")
			}
			near = cmp.Or(near, values(value, known))
			return usageError{fmt.Errorf("--filter %s=%s: no entry has the value %q.%s", key, value, value, near)}
		}
	}
	return nil
}

// mostValues is how many values an error lists.
const mostValues = 20

// values says which values there are: those in which the one asked for stands, else the first.
func values(asked string, known []string) string {
	if len(known) == 0 {
		return " No entry has any here"
	}
	within := slices.DeleteFunc(slices.Clone(known), func(k string) bool { return !strings.Contains(k, strings.ToLower(asked)) })
	if len(within) > 0 {
		known = within
	}
	if more := len(known) - mostValues; more > 0 {
		return fmt.Sprintf(" The values are %s and %d more", strings.Join(known[:mostValues], ", "), more)
	}
	return " The values are " + strings.Join(known, ", ")
}

// modelValues are those that a filter has in every library, whether any entry has them or not.
func modelValues(key string) []string {
	var values []string
	switch key {
	case "type":
		for _, t := range model.Types() {
			values = append(values, string(t))
		}
	case "stage", "status", "evidence":
		list := key
		if key == "evidence" {
			list, values = "grade", []string{"none"}
		}
		values = append(values, model.Choices(list)...)
	}
	return values
}

// open opens an archive, or the library's own index, which it makes if there is none
// of just this content.
func (a *app) open(ctx context.Context, archive string) (*search.Index, error) {
	if archive != "" {
		index, err := search.Open(archive)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("there is no archive %s: give the path of a file such as public/search/bleve.tar.gz", archive)
		case err != nil && !errors.Is(err, store.ErrNewerFormat):
			return nil, fmt.Errorf("%w. Give a file such as public/search/bleve.tar.gz; if it is one, fetch it again", err)
		}
		return index, err
	}
	fingerprint, err := build.Fingerprint(a.library)
	if err != nil {
		return nil, content.NoLibrary(a.library)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("finding the cache folder: %w", err)
	}
	cache = filepath.Join(cache, "patterns")
	dir := filepath.Join(cache, fmt.Sprintf("index-%d-%s", index.Edition, fingerprint))
	if index, err := search.Open(dir); err == nil {
		return index, nil
	}
	_ = os.RemoveAll(dir) // it may be damaged, as by a full disk
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, fmt.Errorf("making the cache folder: %w", err)
	}
	tempdir.Clear(cache, "new-", os.RemoveAll)
	fresh, err := tempdir.In(cache, "new-")
	if err != nil {
		return nil, fmt.Errorf("making the cache folder: %w", err)
	}
	defer fresh.Remove()
	if err := build.Index(ctx, a.library, filepath.Join(fresh.Path, "bleve")); err != nil {
		return nil, err
	}
	dropOld(cache)
	// Another process may have put the same index there meanwhile; then theirs serves.
	if err := os.Rename(filepath.Join(fresh.Path, "bleve"), dir); err != nil {
		if _, statErr := os.Stat(dir); statErr != nil {
			return nil, fmt.Errorf("keeping the index: %w", err)
		}
	}
	return search.Open(dir)
}

// dropOld removes indexes of content that is no more, but for the newest few.
func dropOld(cache string) {
	const keep = 4
	old, _ := filepath.Glob(filepath.Join(cache, "index-*"))
	if len(old) < keep {
		return
	}
	oldest := old[0]
	for _, dir := range old[1:] {
		a, errA := os.Stat(dir)
		b, errB := os.Stat(oldest)
		if errA == nil && errB == nil && a.ModTime().Before(b.ModTime()) {
			oldest = dir
		}
	}
	_ = os.RemoveAll(oldest)
}

func (a *app) results(r search.Result, filtered bool) {
	if r.Suggestion != nil {
		fmt.Fprintf(a.out, "Did you mean “%s”?\n\n", diag.Escape(*r.Suggestion))
	}
	if len(r.Places) > 0 {
		fmt.Fprintln(a.out, "Pages of the site:")
		for _, p := range r.Places {
			fmt.Fprintf(a.out, "  %s  %s\n", diag.Escape(p.Title), diag.Escape(p.URL))
		}
		fmt.Fprintln(a.out)
	}
	if r.Total == 0 {
		without := ""
		if filtered {
			without = "without --filter, or "
		}
		fmt.Fprintf(a.out, "Nothing found. Try %sfewer or other words.\n", without)
		if len(r.Nearest) > 0 {
			fmt.Fprint(a.out, "\nEntries with similar words:\n\n")
			a.hits(r.Nearest)
		}
		return
	}
	a.hits(r.Hits)
	about := ""
	if !r.Exact {
		about = "at least "
	}
	fmt.Fprintf(a.out, "\n%s%s found.\n", about, diag.Plural(r.Total, "entry", "entries"))
}

func (a *app) hits(hits []search.Hit) {
	for _, h := range hits {
		kind := strings.ToLower(messages.English().Kind(model.Type(h.Type)))
		if h.From != "" {
			kind += " from " + h.From
		}
		if len(h.Also) > 0 {
			kind += ", also in " + messages.English().And(h.Also)
		}
		fmt.Fprintf(a.out, "%s  [%s]\n  %s\n  %s\n", diag.Escape(h.Title), diag.Escape(kind), diag.Escape(h.Summary), diag.Escape(h.URL))
	}
}
