package export

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"hash/fnv"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"servicepatterns/search/store"
)

// Files of the export are small integers in groups of seven bits, and sorted words of which each
// says how much it shares with the one before. js/bytes.js and js/index.js read them.

func appendInt(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// appendWord appends a word after the previous one of a sorted list. Browsers count characters in
// units of UTF-16, so what is shared is counted in these.
func appendWord(b []byte, previous, word string) []byte {
	units, size := sharedPrefix(previous, word)
	b = appendInt(b, units)
	b = appendInt(b, len(word)-size)
	return append(b, word[size:]...)
}

// sharedPrefix returns the length of what both words begin with, in UTF-16 units and in bytes.
func sharedPrefix(a, b string) (units, size int) {
	for size < len(a) && size < len(b) {
		r, n := utf8.DecodeRuneInString(a[size:])
		if q, _ := utf8.DecodeRuneInString(b[size:]); q != r {
			break
		}
		size += n
		units += utf16.RuneLen(r)
	}
	return units, size
}

// appendTerm appends a term: its word, and how many bytes follow, so that a reader can pass over
// them; then the whole names that stand under it, then its postings; if not all of them, where
// the rest is.
func appendTerm(b []byte, previous string, t exportTerm) []byte {
	b = appendWord(b, previous, t.stem)
	b = appendInt(b, len(t.body))
	return append(b, t.body...)
}

// appendNames appends whole names as hashes.
func appendNames(b []byte, names []exactTitle) []byte {
	b = appendInt(b, len(names))
	for _, n := range names {
		b = appendInt(appendInt(b, int(n.hash)), n.doc)
	}
	return b
}

// encodePostings appends postings, greatest impact first, in groups of equal impact: for each the
// code of the impact as its distance from the group before, and the count; then the documents of
// all groups.
func encodePostings(b []byte, postings []store.Posting, documents int) []byte {
	var groups, docs []int // pairs of code and count; documents
	for i, p := range postings {
		if i == 0 || p.Impact != postings[i-1].Impact {
			groups = append(groups, store.ImpactCode(p.Impact), 0)
		}
		groups[len(groups)-1]++
		docs = append(docs, p.Doc)
	}
	b = appendInt(b, len(groups)/2)
	code := 0
	for i := 0; i < len(groups); i += 2 {
		step := code - groups[i]
		if i == 0 {
			step = groups[i]
		}
		code = groups[i]
		b = appendInt(appendInt(b, step), groups[i+1])
	}
	bits := bitWriter{b: b}
	for i := 0; i < len(groups); i += 2 {
		bits.writeDocs(docs[:groups[i+1]], documents)
		docs = docs[groups[i+1]:]
	}
	return bits.b
}

// nameHash stands for a whole name in the export (FNV-1a, 32 bits): ten thousand titles are longer
// than all else that a term's file says of them.
func nameHash(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()
}

// pack makes a file of the export from its body: a check over name and body, so that neither half
// a file nor another one passes for it, then gzip. The same body gives the same bytes.
func pack(name string, body []byte) []byte {
	h := fnv.New32a()
	h.Write([]byte(name))
	h.Write(body)
	var buf bytes.Buffer
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(&buf)
	w.Write(binary.LittleEndian.AppendUint32(nil, h.Sum32())) // writes to memory do not fail
	w.Write(body)
	w.Close()
	return buf.Bytes()
}

// packers are kept, since making one costs more than packing a small file with it.
var packers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is one that exists
	}
	return w
}}
