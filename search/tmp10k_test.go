package search

import (
	"os"
	"testing"
)

func TestTmp10k(t *testing.T) {
	os.RemoveAll("/tmp/site10k")
	os.RemoveAll("/tmp/bleve10k")
	docs := generate(10000, 600)
	w, _ := Create(Config{Dir: "/tmp/bleve10k"})
	parallel(len(docs), func(i int) error { return w.Add(docs[i]) })
	w.Close()
	t.Logf("%+v", exportTo(t, "/tmp/bleve10k", "/tmp/site10k"))
}
