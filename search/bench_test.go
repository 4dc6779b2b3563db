package search

import (
	"flag"
	"fmt"
	"os/exec"
	"sync/atomic"
	"testing"

	"servicepatterns/search/export"
	"servicepatterns/search/index"
)

var (
	benchPages = flag.Int("pages", 10_000, "pages of 600 words that the benchmarks index")
	benchWords = flag.Int("words", 600, "words of each")
)

// writePages writes the index of the benchmarks' pages, one page in memory at a time.
func writePages(b *testing.B, dir string) {
	b.Helper()
	w, err := index.Create(index.Config{Dir: dir, Documents: *benchPages})
	if err != nil {
		b.Fatal(err)
	}
	g, pages := newGenerator(7), make(chan index.Document, 64)
	go func() {
		defer close(pages)
		for n := range *benchPages {
			pages <- g.page(n, *benchWords)
		}
	}()
	if err := inParallel(*benchPages, func(int) error { return w.Add(<-pages) }); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkIndex writes and exports an index, one each turn:
//
//	go test ./search -run '^$' -bench Index -benchtime 1x -timeout 20m
func BenchmarkIndex(b *testing.B) {
	for range b.N {
		dir := b.TempDir()
		writePages(b, dir)
		indexed := b.Elapsed()
		var size atomic.Int64
		stats, err := export.Write(dir, func(_ string, data []byte) error {
			size.Add(int64(len(data)))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(indexed.Seconds(), "index-s")
		b.ReportMetric((b.Elapsed() - indexed).Seconds(), "export-s")
		b.ReportMetric(float64(size.Load()), "bytes")
		b.ReportMetric(float64(stats.Files), "files")
		b.ReportMetric(float64(stats.Terms), "terms")
	}
}

// BenchmarkAsk asks 200 real questions of a library of any size. It prints what they transfer, and
// how many of the ten best documents they find that Go finds in the whole index. What it
// counts transfers with must be installed: npm ci in tests/relevance.
//
//	go test ./search -run '^$' -bench Ask -benchtime 1x -timeout 2h -pages 418000
func BenchmarkAsk(b *testing.B) {
	dir, site := b.TempDir(), b.TempDir()
	writePages(b, dir)
	stats := exportTo(b, dir, site, export.Usual)
	b.ResetTimer()
	for range b.N {
		transferred, err := exec.Command("node", "../tests/relevance/transfer.mjs", site, "--ours").CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, transferred)
		}
		fmt.Printf("\n%d pages, %d files\n%s", *benchPages, stats.Files, transferred)
		e := openAt(b, dir, site)
		found, wanted, exact := 0, 0, 0
		questions := govukQueries(b, "")
		for i := 0; i < len(questions); i += len(questions) / 200 {
			got := e.ask(b, questions[i], Options{})
			want, err := e.bleve.Search(questions[i], Options{})
			if err != nil {
				b.Fatal(err)
			}
			if got.Exact {
				exact++
			}
			wanted += len(want.Hits)
			for _, h := range got.Hits {
				if h.Score >= want.Hits[len(want.Hits)-1].Score {
					found++
				}
			}
		}
		b.ReportMetric(float64(found)/float64(wanted), "of-best-ten")
		b.ReportMetric(float64(exact), "exact")
	}
}
