package export

// bitWriter appends bits to bytes, highest first.
type bitWriter struct {
	b    []byte
	free int // bits left in the last byte
}

func (w *bitWriter) write(value, bits int) {
	for bits > 0 {
		if w.free == 0 {
			w.b = append(w.b, 0)
			w.free = 8
		}
		n := min(bits, w.free)
		part := value >> (bits - n) & (1<<n - 1)
		w.b[len(w.b)-1] |= byte(part << (w.free - n))
		w.free -= n
		bits -= n
	}
}

// writeDocs writes ascending numbers below documents by the gaps between them, in Rice's code: as
// many zeros as the gap has whole multiples of 2^k, a one, and the remainder in k bits. With k from
// the mean gap, this comes close to the best that any code can do for documents at random. R. F. Rice,
// "Some Practical Universal Noiseless Coding Techniques" (1979).
func (w *bitWriter) writeDocs(docs []int, documents int) {
	k := riceBits(len(docs), documents)
	last := -1
	for _, doc := range docs {
		gap := doc - last - 1
		last = doc
		for range gap >> k {
			w.write(0, 1)
		}
		w.write(1, 1)
		w.write(gap, k)
	}
}

// appendDocs appends how many documents there are, and which.
func appendDocs(b []byte, docs []int, documents int) []byte {
	bits := bitWriter{b: appendInt(b, len(docs))}
	bits.writeDocs(docs, documents)
	return bits.b
}

// riceBits is the greatest k for which 2^k is at most two thirds of the mean gap.
func riceBits(count, documents int) int {
	k := 0
	for count > 0 && 3*count<<(k+1) <= 2*documents {
		k++
	}
	return k
}
