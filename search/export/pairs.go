package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"servicepatterns/search/store"
)

// pairShard is about how many bytes of pairs share a file, before compression.
const pairShard = 3000

// exportPair is two terms that follow each other, known by the hash of "first second".
type exportPair struct {
	hash uint32
	body []byte // code of the impact, count of documents, documents
}

// addPairs writes the pairs of words to files by their hash, so that the reader knows the file
// without a list of boundaries, and returns the number of files.
func (e *export) addPairs() (int, error) {
	keys, err := e.library.Terms(store.PairsField)
	if err != nil {
		return 0, err
	}
	keys = slices.DeleteFunc(keys, func(k store.DictEntry) bool {
		first, second, _ := strings.Cut(k.Term, " ")
		return !e.library.KnowsPair(first, second)
	})
	if len(keys) == 0 && !e.library.Paired() {
		return 0, nil
	}
	pairs := make([]exportPair, len(keys))
	const chunk = 1024
	err = parallel((len(keys)+chunk-1)/chunk, func(c int) error {
		for i := c * chunk; i < min(len(keys), (c+1)*chunk); i++ {
			key := keys[i].Term
			var docs []int
			err := e.library.EachPosting(store.PairsField, key, false, func(doc, _, _ int) { docs = append(docs, e.numbers[doc]) })
			if err != nil {
				return err
			}
			slices.Sort(docs)
			body := appendInt(nil, store.ImpactCode(e.library.Ranking.PairImpact(len(docs))))
			pairs[i] = exportPair{nameHash(key), appendDocs(body, docs, len(e.docs))}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	size := 0
	for _, p := range pairs {
		size += len(p.body) + 4
	}
	buckets := make([][]exportPair, size/pairShard+1)
	for _, p := range pairs {
		b := p.hash % uint32(len(buckets))
		buckets[b] = append(buckets[b], p)
	}
	for b, list := range buckets {
		slices.SortFunc(list, func(a, b exportPair) int { return cmp.Compare(a.hash, b.hash) })
		var body []byte
		last := uint32(0)
		for _, p := range list {
			body = append(appendInt(body, int(p.hash-last)), p.body...)
			last = p.hash
		}
		e.add("p"+strconv.Itoa(b), body)
	}
	return len(buckets), nil
}
