package search

import (
	"sync/atomic"
	"testing"
)

// BenchmarkIndex writes and exports the index of 10,000 pages of 600 words, one each turn:
//
//	go test ./search -run '^$' -bench Index -benchtime 1x -timeout 20m
func BenchmarkIndex(b *testing.B) {
	docs := generate(10000, 600)
	b.ResetTimer()
	for range b.N {
		dir := b.TempDir()
		w, err := Create(Config{Dir: dir, Documents: len(docs)})
		if err != nil {
			b.Fatal(err)
		}
		if err := parallel(len(docs), func(i int) error { return w.Add(docs[i]) }); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		indexed := b.Elapsed()
		var size atomic.Int64
		stats, err := Export(dir, func(_ string, data []byte) error {
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
