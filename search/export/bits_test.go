package export

import (
	"math/rand/v2"
	"slices"
	"testing"
)

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
