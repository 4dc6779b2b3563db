package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"servicepatterns/search/analysis"
	"servicepatterns/search/store"
)

// Sizes of files before compression, in bytes. A query costs a file for each of its words, so
// these should be small; every file costs the manifest a few bytes, so not too small.
const (
	termShard = 3000
	wordShard = 6000
)

// documentGroup is how many documents share a file. Hits rarely neighbour each other, so most of a
// larger group would be fetched for nothing.
const documentGroup = 2

// exportTerm is a term ready for its shard.
type exportTerm struct {
	stem   string
	body   []byte     // names and postings, and in a library with places what else there is of it
	places []standing // where it stands
	others []byte     // documents that do not say it themselves
}

// termsAtOnce is how many terms' postings are held at a time.
const termsAtOnce = 256

// exactTitle is a whole name of a document, kept under one of its terms.
type exactTitle struct {
	hash uint32
	doc  int
}

// namedTerms returns all terms in order, and the names that stand under some of them.
func (e *export) namedTerms() (stems []string, names map[string][]exactTitle, err error) {
	dfs, err := e.stems()
	if err != nil {
		return nil, nil, err
	}
	if names, err = e.names(dfs); err != nil {
		return nil, nil, err
	}
	for stem := range dfs {
		stems = append(stems, stem)
	}
	for stem := range names {
		if _, known := dfs[stem]; !known {
			stems = append(stems, stem)
		}
	}
	apart, err := e.apartTerms()
	for term, words := range apart {
		stems, names[term] = append(stems, term), words
	}
	slices.SortFunc(stems, store.InUTF16Order)
	return stems, names, err
}

// addTerms writes the shards of terms and returns what parts them.
func (e *export) addTerms() ([]string, error) {
	stems, names, err := e.namedTerms()
	if err != nil {
		return nil, err
	}
	terms := make([]exportTerm, len(stems))
	var kept []exportTerm
	ofStem := 0 // documents with the stem of the form at hand
	scratches := sync.Pool{New: func() any { return e.library.NewScratch() }}
	for from := 0; from < len(stems); from += termsAtOnce {
		lists := make([][]store.Posting, min(termsAtOnce, len(stems)-from))
		err := parallel(len(lists), func(i int) (err error) {
			s := scratches.Get().(*store.Scratch)
			defer scratches.Put(s)
			stem := stems[from+i]
			if lists[i], err = e.postings(stem, s); err != nil {
				return err
			}
			t := exportTerm{stem: stem, body: encodePostings(appendNames(nil, names[stem]), e.head(lists[i]), len(e.docs))}
			if t.places, err = e.ownPlaces(stem); e.placed() && !store.IsSurfaceForm(stem) {
				t.others = otherDocs(lists[i], t.places, len(e.docs))
			}
			terms[from+i] = t
			return err
		})
		if err != nil {
			return nil, err
		}
		for i, list := range lists {
			t := terms[from+i]
			switch {
			case !store.IsSurfaceForm(t.stem):
				ofStem = len(list)
			case len(list) == ofStem && !store.IsApartTerm(t.stem):
				continue // readers take the stem alone: see surfaceImpacts
			}
			t.body = e.addRest(t.body, list)
			kept = append(kept, t)
		}
	}
	e.stats.Terms = len(kept)
	return e.shardTerms(kept), nil
}

// shardTerms writes the shards of terms, each with the number of its first, and what is beside them.
func (e *export) shardTerms(terms []exportTerm) []string {
	var p *placedTerms
	if e.placed() {
		p = placeTerms(terms, len(e.docs), e.limits.Rare)
		p.addNext(e, terms)
		e.room = p.room
	}
	var starts []int
	firsts := e.shard("t", termShard, len(terms), func(i int) (string, int) { return terms[i].stem, len(terms[i].body) },
		func(b []byte, previous string, i int) []byte {
			if len(b) == 0 {
				starts = append(starts, i)
				b = appendInt(b, i)
			}
			return appendTerm(b, previous, terms[i])
		})
	if e.placed() {
		p.addPlaces(e, starts)
	}
	return firsts
}

// postings returns a term's, greatest impact first, with our numbers for documents.
func (e *export) postings(stem string, s *store.Scratch) ([]store.Posting, error) {
	postings, err := e.library.Impacts(stem, s)
	for p := range postings {
		postings[p].Doc = e.numbers[postings[p].Doc]
	}
	slices.SortFunc(postings, func(a, b store.Posting) int { return cmp.Or(b.Impact-a.Impact, a.Doc-b.Doc) })
	return postings, err
}

// stems returns every stem and form of the analysed fields with the most documents that any field has
// it in, and the stems that stand for others.
func (e *export) stems() (map[string]int, error) {
	all := map[string]int{}
	for _, f := range store.Fields {
		entries, err := e.library.Terms(f.Name)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if e.library.Formed() || !store.IsSurfaceForm(entry.Term) {
				all[entry.Term] = max(all[entry.Term], entry.Count)
			}
		}
	}
	for stem := range e.library.Statistics.Fallbacks {
		all[stem] = max(all[stem], 1)
	}
	return all, nil
}

// names puts every whole name under the rarest of its first terms, so that the reader, who has fetched
// these of a query, has its name, too. A name without any term stands under its first word.
func (e *export) names(dfs map[string]int) (map[string][]exactTitle, error) {
	keys, err := e.library.Terms(store.ExactField)
	if err != nil {
		return nil, err
	}
	under := map[string][]exactTitle{}
	for _, key := range keys {
		anchor, rarest := "", 0
		words, _ := analysis.TokensOf(key.Term)
		for _, t := range store.FirstTerms(words) {
			if df := dfs[t.Stem]; t.Stem != "" && df > 0 && (rarest == 0 || df < rarest) {
				anchor, rarest = t.Stem, df
			}
		}
		if anchor == "" {
			anchor, _, _ = strings.Cut(key.Term, " ")
		}
		err := e.library.EachPosting(store.ExactField, key.Term, false, func(doc, _, _ int) {
			under[anchor] = append(under[anchor], exactTitle{nameHash(key.Term), e.numbers[doc]})
		})
		if err != nil {
			return nil, err
		}
	}
	for _, list := range under {
		// An entry may have several names under one term: the same library must give the same bytes.
		slices.SortFunc(list, func(a, b exactTitle) int { return cmp.Or(a.doc-b.doc, cmp.Compare(a.hash, b.hash)) })
	}
	return under, nil
}

// addWords writes the vocabulary twice, by the words' beginnings and by their ends.
func (e *export) addWords() (forward, reversed []string, err error) {
	words, err := e.library.Vocabulary()
	if err != nil {
		return nil, nil, err
	}
	write := func(prefix string) []string {
		slices.SortFunc(words, func(a, b store.DictEntry) int { return store.InUTF16Order(a.Term, b.Term) })
		return e.shard(prefix, wordShard, len(words), func(i int) (string, int) { return words[i].Term, len(words[i].Term)/2 + 2 },
			func(b []byte, previous string, i int) []byte {
				n := 2 * words[i].Count
				if words[i].Named {
					n++
				}
				return appendInt(appendWord(b, previous, words[i].Term), n)
			})
	}
	forward = write("w")
	words = slices.DeleteFunc(words, func(w store.DictEntry) bool { return w.Count == 0 }) // nothing is corrected to these
	e.stats.Words = len(words)
	for i := range words {
		letters := []rune(words[i].Term)
		slices.Reverse(letters)
		words[i].Term = string(letters)
	}
	return forward, write("r"), nil
}

// shard writes n sorted entries to files of about size bytes, prefix0, prefix1, …, and returns for
// each file the shortest word that parts it from the file before. An entry that would overfill a
// file begins the next one, and a large entry has a file of its own, with the forms of its stem.
func (e *export) shard(prefix string, size, n int, entry func(i int) (word string, size int),
	write func(b []byte, previous string, i int) []byte) []string {
	var firsts []string
	var body []byte
	previous := "" // in this file
	last := ""     // of all
	for i := range n {
		word, weight := entry(i)
		if len(firsts) == 0 || len(body) > 0 && len(body)+weight > size && !store.IsSurfaceForm(word) {
			if len(firsts) > 0 {
				e.add(prefix+strconv.Itoa(len(firsts)-1), body)
			}
			firsts = append(firsts, separator(last, word))
			body, previous = nil, ""
		}
		body = write(body, previous, i)
		previous, last = word, word
	}
	if len(firsts) > 0 {
		e.add(prefix+strconv.Itoa(len(firsts)-1), body)
	}
	return firsts
}

// separator returns the shortest beginning of next that sorts after last.
func separator(last, next string) string {
	for i := range next {
		if i > 0 && store.InUTF16Order(next[:i], last) > 0 {
			return next[:i]
		}
	}
	return next
}
