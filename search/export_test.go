package search

import (
	"bytes"
	"compress/gzip"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"servicepatterns/tests/node"
)

// exported returns the files of an export.
func exported(t testing.TB, bleveDir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	var mu sync.Mutex
	if _, err := Export(bleveDir, func(name string, data []byte) error {
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
func indexed(t testing.TB, docs []Document, atOnce bool) string {
	t.Helper()
	dir := t.TempDir()
	w, err := Create(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	add := func(i int) error { return w.Add(docs[i]) }
	if atOnce {
		err = parallel(len(docs), add)
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
	docs := generate(segmentDocuments*2+50, 40)
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
	r := newRecord(Document{ID: "zebra", Type: "page", URL: "/zebra/", Title: "Zebra"})
	if err := opened.Index("zebra", map[string]any{
		"title": "Zebra crossings", "body": "A zebra crossing needs a bin.", "exact": "zebra", "record": string(r.encode()), "facet.type": "page",
	}); err != nil {
		t.Fatal(err)
	}
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	site := t.TempDir()
	exportTo(t, dir, site, usual)
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

func TestBits(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		documents := 1 + r.IntN(2000)
		var w bitWriter
		var want []int
		for doc := range documents {
			if r.IntN(1+r.IntN(40)) == 0 {
				want = append(want, doc)
			}
		}
		w.writeDocs(want, documents)
		if got := readDocs(w.b, len(want), documents); !slices.Equal(got, want) {
			t.Fatalf("%d of %d documents: wrote %v, read %v", len(want), documents, want, got)
		}
	}
}

// readDocs reads what writeDocs wrote, bit by bit.
func readDocs(b []byte, count, documents int) []int {
	at := 0
	bit := func() int {
		v := int(b[at/8]>>(7-at%8)) & 1
		at++
		return v
	}
	var docs []int
	last := -1
	for range count {
		gap := 0
		for bit() == 0 {
			gap++
		}
		for range riceBits(count, documents) {
			gap = gap<<1 | bit()
		}
		last += gap + 1
		docs = append(docs, last)
	}
	return docs
}

func TestImpactCode(t *testing.T) {
	rank := newRanking(statistics{Documents: 10})
	rank.scale = 1
	last := -1
	for n := range maxImpact + 100 {
		code := impactCode(rank.quantise(float64(n)))
		if code < last || code > last+1 && last > 0 {
			t.Fatalf("impact %d has code %d after %d", n, code, last)
		}
		last = code
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
