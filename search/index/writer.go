// Package index writes the Bleve index of a library from its documents.
package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/util"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// A segment of this many documents is analysed and written at a time; it bounds memory.
const SegmentDocuments = 400

// Writer writes a Bleve index. Make one with Create, Add every document, then Close it.
type Writer struct {
	config   Config
	mapping  mapping.IndexMapping
	builder  *scorch.Builder
	internal map[string][]byte // what Close leaves in the index beside its documents
	sayings  sayings

	documents atomic.Int64 // that will come, as far as we know

	queue chan *document.Document // analysed
	built chan error              // says how it ended

	mu         sync.Mutex
	statistics store.Statistics
	words      map[string]int  // surface words and how many documents have them
	named      map[string]bool // those of titles, aliases and synonyms
	seen       map[string]bool // ids
}

// Edition is that of the rules by which text becomes an index: with another one the same entries may
// give another index, so that one kept from before is made again.
const Edition = 6

// Create begins an index in c.Dir. It uses Bleve's offline builder through its own package, since
// the one that Bleve exports keeps nothing beside documents and analyses them under its lock.
func Create(c Config) (*Writer, error) {
	if c.Labels == nil {
		c.Labels = func(_, value string) string { return value }
	}
	m, err := NewMapping()
	if err != nil {
		return nil, fmt.Errorf("describing the index: %w", err)
	}
	mappingJSON, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("describing the index: %w", err)
	}
	internal := map[string][]byte{string(util.MappingInternalKey): mappingJSON}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the index: %w", err)
	}
	builder, err := scorch.NewBuilder(map[string]any{
		"path": filepath.Join(c.Dir, "store"), "buildPathPrefix": c.Dir,
		"batchSize": SegmentDocuments, "mergeMax": 64, "internal": internal,
	})
	if err != nil {
		return nil, fmt.Errorf("making the index: %w", err)
	}
	w := &Writer{
		config: c, mapping: m, builder: builder, internal: internal, sayings: newSayings(c.Synonyms),
		statistics: store.Statistics{Format: store.IndexFormat, Labels: map[string]map[string]string{}, Places: true},
		words:      map[string]int{},
		named:      c.Synonyms.words(),
		seen:       map[string]bool{},
		queue:      make(chan *document.Document, SegmentDocuments/2),
		built:      make(chan error),
	}
	w.documents.Store(int64(c.Documents))
	go w.build()
	return w, nil
}

// Add gives the index one document. It may be called from several goroutines.
func (w *Writer) Add(d Document) error {
	if d.ID == "" {
		return errors.New("indexing: a document has no id")
	}
	doc, page := w.analyse(d)
	if err := w.note(d, page); err != nil {
		return err
	}
	w.queue <- doc
	return nil
}

// build gives the builder what was analysed. It takes one document at a time and stops often to write a
// segment; meanwhile the others are analysed.
func (w *Writer) build() {
	var err error
	for doc := range w.queue {
		if err == nil {
			err = w.builder.Index(doc)
		}
	}
	w.built <- err
}

// note adds a document to what the index knows of the whole library.
func (w *Writer) note(d Document, p *page) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen[d.Key()] {
		return fmt.Errorf("indexing %q: this id was added before", d.ID)
	}
	w.seen[d.Key()] = true
	w.statistics.Documents++
	w.statistics.Places = w.statistics.Places && p.located && w.statistics.Documents <= store.MostPlaced
	w.documents.Store(max(w.documents.Load(), int64(w.statistics.Documents)))
	for word := range p.words {
		w.words[word]++
	}
	maps.Copy(w.named, p.named)
	for f, n := range p.lengths {
		w.statistics.Lengths[f] += n
		if n > 0 {
			w.statistics.Having[f]++
		}
	}
	for facet, values := range facetsOf(d) {
		for _, value := range values {
			labels := w.statistics.Labels[facet]
			if labels == nil {
				labels = map[string]string{}
				w.statistics.Labels[facet] = labels
			}
			if _, known := labels[value]; !known {
				labels[value] = w.config.Labels(facet, value)
			}
		}
	}
	return nil
}

func facetsOf(d Document) map[string][]string {
	all := map[string][]string{}
	for facet, values := range d.Facets {
		if len(values) > 0 {
			all[facet] = values
		}
	}
	if d.Type != "" {
		all["type"] = []string{d.Type}
	}
	return all
}

// analyse turns a document into Bleve's, with every field's terms counted.
func (w *Writer) analyse(d Document) (*document.Document, *page) {
	doc := document.NewDocument(d.Key())
	known := w.documents.Load()
	page := newPage(known <= store.MostFormed, known <= store.MostPlaced, known <= store.MostPaired)
	for f, texts := range [][]string{{d.Title}, d.Aliases, {d.Summary}, d.Headings, d.Questions, {d.Body}} {
		terms := map[string]int{}
		page.placed = page.placed[:0]
		for _, text := range texts {
			stems := page.read(text, terms, f != store.BodyField)
			if f == store.TitleField || f == store.AliasesField {
				analysis.EachWord([]byte(text), func(word []byte, _ int, _ bool) { page.named[string(word)] = true })
			}
			page.lengths[f] += int64(len(stems))
			page.also(w.sayings, stems, synonymCounts[f])
			if known <= store.MostPartlyPaired {
				page.pair(stems)
			}
		}
		if len(terms) > 0 {
			doc.AddField(store.NewCounted(store.Fields[f].Name, terms, page.placed, int(page.lengths[f])))
		}
	}
	if len(page.synonyms) > 0 {
		for _, n := range page.synonyms {
			page.lengths[store.SynonymsField] += int64(n)
		}
		doc.AddField(store.NewCounted(store.Fields[store.SynonymsField].Name, page.synonyms, nil, int(page.lengths[store.SynonymsField])))
	}
	doc.AddField(store.NewKeywords(store.ExactField, slices.Values(exactKeys(d))))
	if known <= store.MostPartlyPaired {
		doc.AddField(store.NewKeywords(store.PairsField, maps.Keys(page.pairs)))
	}
	for facet, values := range facetsOf(d) {
		doc.AddField(store.NewKeywords(store.FacetPrefix+facet, slices.Values(values)))
	}
	doc.AddField(store.NewStored(store.RecordField, NewRecord(d).Encode()))
	return doc, page
}

// page gathers what the texts of one document have in common.
type page struct {
	formed   bool               // whether words are indexed in their forms, too
	located  bool               // and with their places
	paired   bool               // and whether all pairs are noted, or only those with a short half
	words    map[string]surface // surface words: a page repeats its words, so stem each once
	named    map[string]bool    // words of the title and aliases
	pairs    map[string]bool    // stems next to each other
	synonyms map[string]int
	lengths  [len(store.Fields)]int64
	places   int            // taken so far
	placed   []store.Placed // of the field last read
	stems    []string       // of the text last read
	key      []byte
}

// surface is what a word is indexed under, and what it is in other spellings.
type surface struct {
	stem, form string
	spelled    []surface
}

func newPage(formed, located, paired bool) *page {
	return &page{formed: formed, located: located, paired: paired, words: map[string]surface{}, named: map[string]bool{},
		pairs: map[string]bool{}, synonyms: map[string]int{}}
}

// note keeps a word of the page and what it is indexed under.
func (p *page) note(word string) surface {
	t := p.surface(word)
	for _, other := range analysis.Spellings(word) {
		if s := p.surface(other); s.stem != t.stem {
			t.spelled = append(t.spelled, s)
		}
	}
	p.words[word] = t
	return t
}

func (p *page) surface(word string) surface {
	t := surface{stem: analysis.Stem(word)}
	if p.formed {
		t.form = store.SurfaceForm(t.stem, word)
	}
	return t
}

// read counts the terms of a text, stop words too if asked for, and returns the stems of its words, good until
// the next call. Words that join others are terms, but count for nothing else.
func (p *page) read(text string, terms map[string]int, stops bool) []string {
	p.stems = p.stems[:0]
	before, particle := "", "" // right before: the stem of a word, or a particle
	var amount [2]string       // the two words before, if an amount may have them
	places := analysis.EachFolded([]byte(text), func(word []byte, place int, joined, stop bool) {
		if stop {
			if joined {
				return
			}
			if stops {
				terms[store.StopTerm(string(word))]++
			}
			particle = ""
			if analysis.Own.Particles[string(word)] {
				particle = string(word)
				if before != "" {
					p.notePair(before, particle)
				}
			}
			before = ""
			return
		}
		t, known := p.words[string(word)]
		if !known {
			t = p.note(string(word))
		}
		p.count(t, place, terms)
		for _, other := range t.spelled {
			p.count(other, place, terms)
		}
		if joined {
			return
		}
		if particle != "" {
			p.notePair(particle, t.stem)
		}
		p.stems = append(p.stems, t.stem)
		before, particle = t.stem, ""
		if amount[1] != "" {
			for _, other := range analysis.Together(amount[0], amount[1], string(word)) {
				p.count(p.surface(other), place, terms)
			}
		}
		if amount[0], amount[1] = amount[1], ""; analysis.IsDigit(word[0]) || len(word) == 1 {
			amount[1] = string(word)
		}
	})
	p.places += places + store.TextGap
	return p.stems
}

// count notes one more place of a word.
func (p *page) count(t surface, place int, terms map[string]int) {
	terms[t.stem]++
	if p.formed {
		terms[t.form]++
	}
	if p.located {
		p.placed = append(p.placed, store.Placed{Stem: t.stem, Place: p.places + place})
	}
}

// pair notes which stems follow each other.
func (p *page) pair(stems []string) {
	for i := 1; i < len(stems); i++ {
		p.notePair(stems[i-1], stems[i])
	}
}

// notePair notes that two words, by their stems, follow each other.
func (p *page) notePair(first, second string) {
	if !p.paired && !store.IsShortPair(first, second) {
		return
	}
	p.key = append(append(append(p.key[:0], first...), ' '), second...)
	if !p.pairs[string(p.key)] {
		p.pairs[string(p.key)] = true
	}
}

// also notes the synonyms of the phrases among stems.
func (p *page) also(all sayings, stems []string, count int) {
	all.in(stems, func(found saying) {
		for s := range found.also {
			p.synonyms[s] += count
		}
		for word := range found.words {
			p.note(word)
		}
	})
}

// synonymCounts says how often a synonym counts, by the field where its phrase stands: a page titled
// "Wheelie bins" is about dustbins, one that mentions a wheelie bin once is hardly.
var synonymCounts = [len(store.Fields)]int{4, 4, 2, 2, 1, 1}

// exactKeys are the whole names by which a person may ask for the document.
func exactKeys(d Document) []string {
	var keys []string
	for _, name := range append([]string{d.Title, d.ID}, d.Aliases...) {
		if key := store.ExactKey(name); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// Close completes the index on disk.
func (w *Writer) Close() error {
	close(w.queue)
	if err := <-w.built; err != nil {
		return fmt.Errorf("writing the index: %w", err)
	}
	w.statistics.Fallbacks = w.fallbacks()
	for key, value := range map[string]any{
		store.StatisticsKey: w.statistics, store.WordsKey: w.words, store.NamedKey: slices.Sorted(maps.Keys(w.named)), store.SignsKey: signsOf(w.config.Places),
	} {
		data, err := json.Marshal(value)
		if err != nil {
			return fmt.Errorf("closing the index: %w", err)
		}
		w.internal[key] = data
	}
	if w.statistics.Documents == 0 {
		return w.closeEmpty()
	}
	if err := w.builder.Close(); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	meta := []byte(`{"storage":"scorch","index_type":"scorch"}`)
	if err := os.WriteFile(filepath.Join(w.config.Dir, "index_meta.json"), meta, 0o644); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}

// closeEmpty writes an index without documents, which Bleve's builder cannot.
func (w *Writer) closeEmpty() error {
	// The builder has made a folder of its own for segments that never came.
	entries, _ := filepath.Glob(filepath.Join(w.config.Dir, "scorch-offline-build*"))
	for _, entry := range entries {
		os.RemoveAll(entry)
	}
	if err := os.Remove(w.config.Dir); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	index, err := bleve.New(w.config.Dir, w.mapping)
	if err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	for key, value := range w.internal {
		err = errors.Join(err, index.SetInternal([]byte(key), value))
	}
	return errors.Join(err, index.Close())
}
