package search

import (
	"os"
	"path/filepath"
	"testing"
)

// write makes an index of the documents and exports it; it returns both folders.
func write(t testing.TB, docs []Document, synonyms Synonyms) (bleveDir, siteDir string) {
	t.Helper()
	bleveDir, siteDir = t.TempDir(), t.TempDir()
	w, err := Create(Config{Dir: bleveDir, Synonyms: synonyms, Places: somePlaces})
	if err != nil {
		t.Fatal(err)
	}
	if err := parallel(len(docs), func(i int) error { return w.Add(docs[i]) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	exportTo(t, bleveDir, siteDir, usual)
	return bleveDir, siteDir
}

// large makes the export of a few documents take the form of a large library's.
var large = limits{oneRoot: 0, chunk: 3, whole: 1 << 30}

// vast makes it take the form of a library of which no question can read whole lists.
var vast = limits{oneRoot: 0, chunk: 3, whole: 0, head: 8, block: 24}

func exportTo(t testing.TB, bleveDir, siteDir string, bounds limits) Stats {
	t.Helper()
	stats, err := exportWithin(bounds, bleveDir, func(name string, data []byte) error {
		path := filepath.Join(siteDir, "search", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return stats
}
