package search

import (
	"bytes"
	"compress/gzip"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"servicepatterns/search/export"
	"servicepatterns/search/index"
	"servicepatterns/tests/node"
)

// exported returns the files of an export.
func exported(t testing.TB, bleveDir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	var mu sync.Mutex
	if _, err := export.Write(bleveDir, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[name] = string(data)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// indexed writes documents in the order given, on one core or all.
func indexed(t testing.TB, docs []index.Document, atOnce bool) string {
	t.Helper()
	dir := t.TempDir()
	w, err := index.Create(index.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	add := func(i int) error { return w.Add(docs[i]) }
	if atOnce {
		err = inParallel(len(docs), add)
	} else {
		for i := range docs {
			if err = add(i); err != nil {
				break
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The same documents give the same bytes, in any order and on any number of cores; more than
// one segment of Bleve's has to be merged on the way, and a document has several names that stand
// under one term.
func TestSameBytes(t *testing.T) {
	docs := generate(index.SegmentDocuments*2+50, 40)
	for i := range docs {
		docs[i].Aliases = append(docs[i].Aliases, "Bin day", "Bin days", "Day of bins")
	}
	want := exported(t, indexed(t, docs, false))
	rand.New(rand.NewPCG(3, 3)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	got := exported(t, indexed(t, docs, true))
	if !maps.Equal(got, want) {
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s differs", name)
			}
		}
		t.Errorf("%d files, then %d", len(want), len(got))
	}
}

// Everything that the export says of documents comes from the Bleve index: change that, with
// Bleve alone, and the export follows.
func TestExportFollowsBleve(t *testing.T) {
	dir := indexed(t, councils, false)
	opened, err := bleve.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"report-missed-bin", "barnsley-bins"} {
		if err := opened.Delete(id); err != nil {
			t.Fatal(err)
		}
	}
	r := index.NewRecord(index.Document{ID: "zebra", Type: "page", URL: "/zebra/", Title: "Zebra"})
	if err := opened.Index("zebra", map[string]any{
		"title": "Zebra crossings", "body": "A zebra crossing needs a bin.", "exact": "zebra", "record": string(r.Encode()), "facet.type": "page",
	}); err != nil {
		t.Fatal(err)
	}
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	site := t.TempDir()
	exportTo(t, dir, site, export.Usual)
	browser := node.Start(t, "testdata/ask.mjs", site)
	for question, want := range map[string]string{"bins": "zebra", "zebra": "zebra", "crossings": "zebra", "missed": "", "tax": "pay-council-tax"} {
		var got Result
		browser.Ask(t, map[string]any{"question": question}, &got)
		if ids(got) != want {
			t.Errorf("%q found %q, want %q", question, ids(got), want)
		}
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if r, err := x.Search("bins", Options{}); err != nil || ids(r) != "zebra" {
		t.Errorf("Bleve itself found %q, %v", ids(r), err)
	}
}

// What every question needs is small, and so is all that any may need.
func TestEngineSize(t *testing.T) {
	scripts, err := Engine()
	if err != nil {
		t.Fatal(err)
	}
	if size := len(gzipped(scripts[entryModule])); size > 8<<10 {
		t.Errorf("the engine is %d bytes gzipped, more than 8 KB", size)
	}
	all := 0
	for name, script := range scripts {
		all += len(gzipped(script))
		t.Logf("%s is %d bytes gzipped", name, len(gzipped(script)))
	}
	if all > 14<<10 || len(scripts) < 4 {
		t.Errorf("the engine and its %d modules are %d bytes gzipped, more than 14 KB", len(scripts)-1, all)
	}
}

func gzipped(data []byte) []byte {
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write(data)
	w.Close()
	return buf.Bytes()
}
