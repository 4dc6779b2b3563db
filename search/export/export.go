// Package export writes a Bleve index as the files that browsers ask.
package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"

	"servicepatterns/search/store"
)

// Stats says what an export came to.
type Stats struct {
	Documents, Terms, Words, Files int
	Bytes                          int64 // of all files
	Generation                     string
}

// export collects the files of one generation.
type export struct {
	library      *store.Library
	limits       Limits
	numbers      []int // our number for each of Bleve's: documents in the order of their ids
	docs         []int // Bleve's number for each of ours
	files        []file
	packed       int           // files from the first on that are compressed
	waiting      int           // bytes of those that are not
	forwardIndex *forwardIndex // nil if the library is not answered approximately
	room         int           // places of a document in the mean, 0 if files do not say where words stand
	stats        Stats
}

// Limits are where a large library begins. Tests set them lower.
type Limits struct {
	// A manifest holds all boundaries of shards for this many documents. Above, it would become
	// larger than the rest of an answer; so boundaries have files of their own, unless they are
	// few, and a query costs one round more.
	OneRoot int
	Chunk   int // boundaries in such a file

	// Readers fetch whole lists, and so rank and count exactly, up to this many documents. A library
	// with more is answered approximately: see approximate.go.
	Whole int
	Head  int // postings of a long list that its shard holds, those of greatest impact
	Block int // postings in each file of the rest; a list of no more is not long

	// Two words that stand next to each other are found by all their places if they have no more documents together,
	// two that are n places apart if they have n times as many: see nextwords.go.
	Rare int
}

// Usual limits are those of every site.
var Usual = Limits{OneRoot: 10_000, Chunk: 256, Whole: 40_000, Head: 1024, Block: 4096, Rare: 4000}

type file struct {
	name string
	body []byte
}

// Write reads the finished Bleve index in dir and gives put the files of the site's search/ folder that
// hold it: the manifest, and below g/ a folder named after the content of all its files. They never change,
// and no reader mixes two generations.
// put may be called from several goroutines; the manifest comes last.
func Write(dir string, put func(name string, data []byte) error) (Stats, error) {
	return WriteWithin(Usual, dir, put)
}

// WriteWithin does the same with other limits.
func WriteWithin(bounds Limits, dir string, put func(name string, data []byte) error) (Stats, error) {
	l, err := store.Open(dir)
	if err != nil {
		return Stats{}, err
	}
	defer l.Close()
	e := &export{library: l, limits: bounds}
	if err := e.write(put); err != nil {
		return Stats{}, fmt.Errorf("exporting the index: %w", err)
	}
	return e.stats, nil
}

func (e *export) write(put func(string, []byte) error) error {
	if err := e.number(); err != nil {
		return err
	}
	columns, err := e.columns()
	if err != nil {
		return err
	}
	if len(e.docs) > e.limits.Whole {
		e.forwardIndex = newForwardIndex(len(e.docs))
	}
	e.addFacets(columns)
	dates, err := e.addDocuments()
	if err != nil {
		return err
	}
	e.addDates(dates)
	if err := e.addSigns(); err != nil {
		return err
	}
	terms, err := e.addTerms()
	if err != nil {
		return err
	}
	buckets, err := e.addPairs()
	if err != nil {
		return err
	}
	words, reversed, err := e.addWords()
	if err != nil {
		return err
	}
	numbers := []int{len(e.docs), documentGroup, buckets, e.room, e.limits.Rare}
	if len(e.docs) > e.limits.OneRoot {
		for _, root := range []struct {
			prefix string
			firsts *[]string
		}{{"t", &terms}, {"w", &words}, {"r", &reversed}} {
			numbers = append(numbers, e.addRoot(root.prefix, root.firsts))
		}
	}
	format := wholeFormat
	if e.forwardIndex != nil {
		format = approximateFormat
		e.addForwardIndex(columns)
		numbers = append(numbers, e.forwardIndex.lists)
	}
	e.pack()
	e.name()
	if err := parallel(len(e.files), func(i int) error {
		return put(e.stats.Generation+"/"+e.files[i].name+".bin", e.files[i].body)
	}); err != nil {
		return err
	}
	e.count()
	return put("manifest.json", newManifest(format, e.stats.Generation, numbers, terms, words, reversed))
}

// number gives every document its place in the order of ids.
func (e *export) number() error {
	ids, err := e.library.Terms("_id")
	if err != nil {
		return err
	}
	e.numbers = make([]int, e.library.Count)
	for _, id := range ids {
		if err := e.library.EachPosting("_id", id.Term, false, func(doc, _, _ int) {
			e.numbers[doc] = len(e.docs)
			e.docs = append(e.docs, doc)
		}); err != nil {
			return err
		}
	}
	e.stats.Documents = len(e.docs)
	return nil
}

// mostWaiting is how much is held as it is: enough to keep all cores busy, and little memory.
const mostWaiting = 16 << 20 // bytes

func (e *export) add(name string, body []byte) {
	e.files = append(e.files, file{name, body})
	if e.waiting += len(body); e.waiting > mostWaiting {
		e.pack()
	}
}

// pack compresses the files that wait for it.
func (e *export) pack() {
	waiting := e.files[e.packed:]
	parallel(len(waiting), func(i int) error { // which cannot fail
		waiting[i].body = pack(waiting[i].name, waiting[i].body)
		return nil
	})
	e.packed, e.waiting = len(e.files), 0
}

// name names the generation after its files.
func (e *export) name() {
	slices.SortFunc(e.files, func(a, b file) int { return store.InUTF16Order(a.name, b.name) })
	sum := sha256.New()
	for _, f := range e.files {
		io.WriteString(sum, f.name+" "+strconv.Itoa(len(f.body))+"\n")
		sum.Write(f.body)
	}
	// Below one folder, so that a host's rule can keep these for ever and nothing beside them:
	// a pattern such as /search/*/* takes in /search/manifest.json on some hosts.
	e.stats.Generation = "g/" + hex.EncodeToString(sum.Sum(nil)[:8])
}

func (e *export) count() {
	e.stats.Files = len(e.files)
	for _, f := range e.files {
		e.stats.Bytes += int64(len(f.body))
	}
}
