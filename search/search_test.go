package search

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sync/errgroup"

	"servicepatterns/search/export"
	"servicepatterns/search/index"
)

// write makes an index of the documents and exports it; it returns both folders.
func write(t testing.TB, docs []index.Document, synonyms index.Synonyms) (bleveDir, siteDir string) {
	t.Helper()
	bleveDir, siteDir = t.TempDir(), t.TempDir()
	w, err := index.Create(index.Config{Dir: bleveDir, Synonyms: synonyms, Places: somePlaces})
	if err != nil {
		t.Fatal(err)
	}
	if err := inParallel(len(docs), func(i int) error { return w.Add(docs[i]) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	exportTo(t, bleveDir, siteDir, export.Usual)
	return bleveDir, siteDir
}

// large makes the export of a few documents take the form of a large library's.
var large = export.Limits{OneRoot: 0, Chunk: 3, Whole: 1 << 30}

// vast makes it take the form of a library of which no question can read whole lists.
var vast = export.Limits{OneRoot: 0, Chunk: 3, Whole: 0, Head: 8, Block: 24}

func exportTo(t testing.TB, bleveDir, siteDir string, bounds export.Limits) export.Stats {
	t.Helper()
	put := func(name string, data []byte) error {
		path := filepath.Join(siteDir, "search", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	}
	if err := PutEngine(put); err != nil {
		t.Fatal(err)
	}
	stats, err := export.WriteWithin(bounds, bleveDir, put)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// inParallel calls work with 0 to n-1, a few at a time.
func inParallel(n int, work func(i int) error) error {
	var group errgroup.Group
	group.SetLimit(4)
	for i := range n {
		group.Go(func() error { return work(i) })
	}
	return group.Wait()
}
