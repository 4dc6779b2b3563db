package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	blevesearch "github.com/blevesearch/bleve/v2/search"

	"servicepatterns/internal/tempdir"
	"servicepatterns/search/store"
)

// Index answers questions from a Bleve index. It is safe for several goroutines.
type Index struct {
	library *store.Library
	temp    *tempdir.Dir // to remove at Close, nil if none

	columns func() ([]store.FacetColumn, error)
	words   func() ([]store.DictEntry, error)
	signs   func() ([]store.Sign, error)

	twoWords func() (map[string]bool, error)
}

// Open opens a Bleve folder that Writer wrote, or an archive of one (.tar.gz, from Archive).
// Archives are not trusted: their size is bounded and nothing leaves the temporary folder.
func Open(path string) (_ *Index, err error) {
	var temp *tempdir.Dir
	defer func() {
		if err != nil && temp != nil {
			_ = temp.Remove()
		}
	}()
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		l, err := openGuarded(path)
		return newIndex(l, nil), err
	}
	if temp, err = unpackTemp(path); err != nil {
		return nil, err
	}
	l, err := openGuarded(temp.Path)
	if err != nil && !errors.Is(err, store.ErrNewerFormat) {
		err = fmt.Errorf("reading %s: %w", path, errNoIndex) // what Bleve says of its own files helps nobody
	}
	return newIndex(l, temp), err
}

// openGuarded opens a folder that may hold anything. Bleve would say what it stumbles over in the log.
func openGuarded(dir string) (_ *store.Library, err error) {
	defer guarded(&err)()
	defer log.SetOutput(log.Writer())
	log.SetOutput(io.Discard)
	if err := wholeSegments(dir); err != nil {
		return nil, err
	}
	return store.Open(dir)
}

func newIndex(l *store.Library, temp *tempdir.Dir) *Index {
	if l == nil {
		return nil
	}
	return &Index{
		library: l, temp: temp,
		columns: sync.OnceValues(l.FacetColumns),
		words:   sync.OnceValues(l.Vocabulary),
		signs:   sync.OnceValues(l.Signs),

		twoWords: sync.OnceValues(l.TwoWords),
	}
}

// guarded makes an error of a panic until what it returns is called: Bleve reads its files without
// checking them, and this one may have come from anywhere. It maps them into memory, so a read
// beyond a file's end is made a panic, too, which would end the process otherwise.
func guarded(err *error) (end func()) {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if recover() != nil {
			*err = errBroken
		}
	}
}

// Close releases the index.
func (x *Index) Close() error {
	err := x.library.Close()
	if x.temp != nil {
		_ = x.temp.Remove()
	}
	return err
}

// Search answers a query; any word matches. Without words it lists what the filters leave,
// and nothing if there are none.
func (x *Index) Search(query string, o Options) (_ Result, err error) {
	defer guarded(&err)()
	return x.search(query, o)
}

func (x *Index) search(query string, o Options) (Result, error) {
	o.Limit = min(cmp.Or(max(0, o.Limit), defaultLimit), mostHits)
	o.Offset = max(0, o.Offset)
	columns, err := x.columns()
	if err != nil {
		return Result{}, err
	}
	signs, err := x.signs()
	if err != nil {
		return Result{}, err
	}
	o.Filters = foldFilters(o.Filters)
	p, err := x.plan(query, o.Prefix)
	if err != nil {
		return Result{}, err
	}
	found, scores, err := x.find(p, o.Filters)
	if err != nil {
		return Result{}, err
	}
	kept, facets := narrow(found, x.library.Count, columns, o.Filters)
	exact := x.library.Statistics.Places || len(p.phrases) == 0
	result := Result{Hits: []Hit{}, Total: len(kept), Exact: exact, Facets: facets, Places: lead(signs, p.telling), Nearest: []Hit{}}
	if p.suggestion != "" {
		result.Suggestion = &p.suggestion
	}
	if len(found) == 0 && len(o.Filters) == 0 && !o.Prefix {
		result.Nearest, err = x.nearest(p.said)
		return result, err
	}
	page, err := x.page(kept, scores, o)
	if err != nil {
		return Result{}, err
	}
	marked := p.marked()
	for _, h := range page {
		result.Hits = append(result.Hits, Hit{
			ID: h.ID, URL: h.URL, Type: h.Type, Title: h.Title, Summary: h.Summary,
			Score: scores[h.doc], Snippet: snippet(h.Summary, h.Words, marked), From: h.Library, Also: h.Also,
		})
	}
	return result, nil
}

func (x *Index) plan(query string, prefix bool) (plan, error) {
	words, err := x.words()
	if err != nil {
		return plan{}, err
	}
	var failure error
	has := func(stem string) bool {
		known, err := x.library.Has(stem)
		failure = cmp.Or(failure, err)
		return known
	}
	pair := func(first, second string) bool {
		known := false
		if !x.library.KnowsPair(first, second) {
			return false
		}
		err := x.library.EachPosting(store.PairsField, first+" "+second, false, func(int, int, int) { known = true })
		failure = cmp.Or(failure, err)
		return known
	}
	twoWords, err := x.twoWords()
	if err != nil {
		return plan{}, err
	}
	p := newPlan(readable(query), prefix, vocabulary{has, pair, twoWords, words})
	return p, failure // else what cannot be read would seem misspelt
}

// longestQuestion is what is read of a query, in units of UTF-16 as browsers count: a book that
// somebody pastes would take seconds.
const longestQuestion = 10_000

// readable is a query as all readers see it: a character that is cut reads as it would in JSON.
func readable(query string) string {
	units := utf16.Encode([]rune(query[:min(len(query), 4*longestQuestion)]))
	return string(utf16.Decode(units[:min(len(units), longestQuestion)]))
}

// find returns the documents that match, by Bleve's number, and every document's score.
func (x *Index) find(p plan, filters map[string][]string) (found, scores []int, err error) {
	switch {
	case p.words > 0:
		found, scores, err = x.score(p)
	case len(filters) > 0 || len(p.phrases) > 0: // "-garden" is all without gardens
		scores = make([]int, x.library.Count)
		found, err = x.library.All()
	}
	if err == nil {
		found, err = x.allowed(found, p.phrases)
	}
	return found, scores, err
}

// score runs the plan as a query of Bleve's and returns the documents it matches, and every document's score.
func (x *Index) score(p plan) ([]int, []int, error) {
	query := &impactQuery{x.library, p}
	searcher, err := query.Searcher(context.Background(), x.library.Reader, nil, blevesearch.SearcherOptions{})
	if err != nil {
		return nil, nil, err
	}
	defer searcher.Close()
	ctx := &blevesearch.SearchContext{
		DocumentMatchPool: blevesearch.NewDocumentMatchPool(searcher.DocumentMatchPoolSize(), 0),
		IndexReader:       x.library.Reader,
	}
	var found []int
	scores := make([]int, x.library.Count)
	for {
		match, err := searcher.Next(ctx)
		if err != nil || match == nil {
			return found, scores, err
		}
		doc := int(match.IndexInternalID.Value())
		found = append(found, doc)
		scores[doc] = int(match.Score)
		ctx.DocumentMatchPool.Put(match)
	}
}

// ranked is a document on its way to becoming a hit.
type ranked struct {
	store.Record
	doc int
}

// page returns the documents that the person asked to see, in order: greatest score (or newest)
// first, equals by id. Records cost a read each, so only those that can be on the page are read.
func (x *Index) page(found, scores []int, o Options) ([]ranked, error) {
	want := o.Offset + o.Limit
	candidates := found
	if o.Sort != "newest" && len(found) > want {
		sorted := make([]int, len(found))
		for i, doc := range found {
			sorted[i] = -scores[doc]
		}
		slices.Sort(sorted)
		least := -sorted[want-1]
		candidates = slices.DeleteFunc(slices.Clone(found), func(doc int) bool { return scores[doc] < least })
	}
	all := make([]ranked, 0, len(candidates))
	for _, doc := range candidates {
		r, err := x.library.Record(doc)
		if err != nil {
			return nil, err
		}
		all = append(all, ranked{r, doc})
	}
	slices.SortFunc(all, func(a, b ranked) int {
		newer := 0
		if o.Sort == "newest" {
			newer = strings.Compare(b.Updated, a.Updated)
		}
		return cmp.Or(newer, scores[b.doc]-scores[a.doc], strings.Compare(a.ID, b.ID), strings.Compare(a.Library, b.Library))
	})
	return all[min(o.Offset, len(all)):min(want, len(all))], nil
}
