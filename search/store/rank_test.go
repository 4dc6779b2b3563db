package store

import (
	"testing"
)

func TestImpactCode(t *testing.T) {
	rank := newRanking(Statistics{Documents: 10})
	rank.scale = 1
	last := -1
	for n := range maxImpact + 100 {
		code := ImpactCode(rank.quantise(float64(n)))
		if code < last || code > last+1 && last > 0 {
			t.Fatalf("impact %d has code %d after %d", n, code, last)
		}
		last = code
	}
}
