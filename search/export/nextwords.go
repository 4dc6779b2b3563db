package export

import (
	"cmp"
	"slices"
	"strconv"

	"servicepatterns/search/store"
)

// Where words stand is most of what an index of phrases holds, and a common word's places are longer than all
// else that a question reads. So the export has it twice, as in H. E. Williams, J. Zobel and D. Bahle, "Fast Phrase
// Querying with Combined Indexes" (2004):
//
//   - files o0, o1, … hold every term's places, beside the terms of t0, t1, …
//   - files q0, q1, … hold where two words stand near each other, of which at least one is common. They are kept
//     with the more common word, its anchor, and parted by the other's number.
//
// js/phrases.js reads both.

// mostApart is how far apart words are that have a list.
const mostApart = 4

// nextShard is about how many bytes of such lists share a file.
const nextShard = 4000

// standing is where a term stands: document, place and the term's number in one.
type standing uint64

const placeBits, termBits = 26, 24

func newStanding(doc, place, term int) standing {
	return standing(doc)<<(placeBits+termBits) | standing(place)<<termBits | standing(term)
}

func (s standing) doc() int { return int(s >> (placeBits + termBits)) }

func (s standing) place() int { return int(s >> termBits & (1<<placeBits - 1)) }

func (s standing) term() int { return int(s & (1<<termBits - 1)) }

// placedTerms are the terms of an export by their numbers, and where they stand.
type placedTerms struct {
	lists     [][]standing // of each term
	dfs       []int        // documents of each
	all       []standing
	documents int
	room      int // places of a document, in the mean
	rare      int // see limits
}

// ownPlaces returns where a stem stands, with our numbers of documents.
func (e *export) ownPlaces(stem string) ([]standing, error) {
	if !e.placed() || store.IsSurfaceForm(stem) {
		return nil, nil
	}
	places, err := e.library.Places(stem)
	list := make([]standing, len(places))
	for i, at := range places {
		list[i] = newStanding(e.numbers[at>>32], int(at&(1<<32-1)), 0)
	}
	slices.Sort(list)
	return slices.Compact(list), err
}

// placed reports whether the files say where words stand.
func (e *export) placed() bool { return e.library.Statistics.Places && e.forwardIndex == nil }

// docsOf returns the documents of places, each once.
func docsOf(list []standing) []int {
	docs := make([]int, len(list))
	for i, s := range list {
		docs[i] = s.doc()
	}
	return slices.Compact(docs)
}

// otherDocs tells which documents have a term only by its synonyms: nothing if none has, a zero if all have.
func otherDocs(list []store.Posting, own []standing, documents int) []byte {
	has := map[int]bool{}
	for _, s := range own {
		has[s.doc()] = true
	}
	var others []int
	for _, p := range list {
		if !has[p.Doc] {
			others = append(others, p.Doc)
		}
	}
	switch len(others) {
	case 0:
		return nil
	case len(list):
		return appendInt(nil, 0)
	}
	slices.Sort(others)
	return appendDocs(nil, others, documents)
}

// placeTerms numbers the terms.
func placeTerms(terms []exportTerm, documents, rare int) *placedTerms {
	p := &placedTerms{lists: make([][]standing, len(terms)), dfs: make([]int, len(terms)), documents: documents, rare: rare}
	rooms := make([]int, documents)
	for term := range terms {
		list := terms[term].places
		for i, s := range list {
			rooms[s.doc()] = max(rooms[s.doc()], s.place()+1)
			list[i] += standing(term)
		}
		p.lists[term], p.dfs[term] = list, len(docsOf(list))
		p.all = append(p.all, list...)
	}
	slices.Sort(p.all)
	for _, room := range rooms {
		p.room += room
	}
	p.room = max(1, p.room/max(1, documents))
	return p
}

// near is where an anchor and another term stand near each other: the other term's number, how far they are apart less
// one and whether the other is first, in one; and the place of the first.
type near struct {
	key int
	at  standing
}

func newNear(other, apart int, before bool, at standing) near {
	key := (other*mostApart + apart - 1) * 2
	if before {
		key++
	}
	return near{key, at}
}

func (n near) other() int { return n.key / (2 * mostApart) }

// nextTo returns what is near an anchor, and not read whole. Of two terms that are as common the first is the anchor.
func (p *placedTerms) nextTo(anchor int) []near {
	if 2*p.dfs[anchor] <= p.rare {
		return nil
	}
	var all []near
	for _, here := range p.lists[anchor] {
		from, _ := slices.BinarySearch(p.all, newStanding(here.doc(), max(0, here.place()-mostApart), 0))
		for _, s := range p.all[from:] {
			apart := s.place() - here.place()
			if s.doc() != here.doc() || apart > mostApart {
				break
			}
			if df := p.dfs[s.term()]; apart != 0 && p.dfs[anchor]+df > p.rare*max(apart, -apart) &&
				(df < p.dfs[anchor] || df == p.dfs[anchor] && apart > 0) {
				all = append(all, newNear(s.term(), max(apart, -apart), apart < 0, min(s, here)))
			}
		}
	}
	slices.SortFunc(all, func(a, b near) int { return cmp.Or(a.key-b.key, cmp.Compare(a.at, b.at)) })
	return all
}

// nextFiles makes the files of an anchor, if it has any.
func (p *placedTerms) nextFiles(anchor int) [][]byte {
	all := p.nextTo(anchor)
	if all == nil {
		return nil
	}
	places := make([]standing, len(all))
	for i, n := range all {
		places[i] = n.at
	}
	files := len(all)*7/2/nextShard + 1 // a place takes about three and a half bytes
	keys, lists := make([][]int, files), make([][][]standing, files)
	for from, i := 0, 1; i <= len(all); i++ {
		if i < len(all) && all[i].key == all[from].key {
			continue
		}
		n, other := all[from], all[from].other()
		f, key := other%files, n.key-2*mostApart*(other-other/files)
		keys[f], lists[f] = append(keys[f], key), append(lists[f], places[from:i])
		from = i
	}
	bodies := make([][]byte, files)
	for f := range bodies {
		bodies[f] = p.append(appendInt(nil, len(keys[f])), keys[f], lists[f])
	}
	return bodies
}

// append appends lists of places: for each the distance of its key from the one before, if lists have keys, the number
// of its documents, and of its places beyond one in each; then the documents of all; then for each that has several places
// in a document where those of each document end; then the places.
func (p *placedTerms) append(b []byte, keys []int, lists [][]standing) []byte {
	last := 0
	docs := make([][]int, len(lists))
	for i, list := range lists {
		if keys != nil {
			b = appendInt(b, keys[i]-last)
			last = keys[i]
		}
		docs[i] = docsOf(list)
		b = appendInt(appendInt(b, len(docs[i])), len(list)-len(docs[i]))
	}
	bits := bitWriter{b: b}
	for _, list := range docs {
		bits.writeDocs(list, p.documents)
	}
	for i, list := range lists {
		if len(docs[i]) < len(list) {
			bits = bitWriter{b: bits.b}
			bits.writeDocs(endsOf(list), len(list))
		}
	}
	bits = bitWriter{b: bits.b}
	var places []int
	for _, list := range lists {
		for i, s := range list {
			if places = append(places, s.place()); i+1 == len(list) || list[i+1].doc() != s.doc() {
				bits.writeDocs(places, p.room)
				places = places[:0]
			}
		}
	}
	return bits.b
}

// endsOf returns where in a list the places of each document end.
func endsOf(list []standing) []int {
	var ends []int
	for i, s := range list {
		if i+1 == len(list) || list[i+1].doc() != s.doc() {
			ends = append(ends, i)
		}
	}
	return ends
}

// addNext writes files q0, q1, …, and appends to each anchor which of them it has: the documents that have it only by
// its synonyms, the first file and how many there are.
func (p *placedTerms) addNext(e *export, terms []exportTerm) {
	files := 0
	for from := 0; from < len(terms); from += termsAtOnce {
		all := make([][][]byte, min(termsAtOnce, len(terms)-from))
		parallel(len(all), func(i int) error { // which cannot fail
			all[i] = p.nextFiles(from + i)
			return nil
		})
		for i, bodies := range all {
			t := &terms[from+i]
			if bodies == nil {
				t.body = append(t.body, t.others...)
				continue
			}
			if t.others == nil {
				t.others = appendInt(nil, 0)
			}
			t.body = appendInt(appendInt(append(t.body, t.others...), files), len(bodies))
			for _, body := range bodies {
				e.add("q"+strconv.Itoa(files), body)
				files++
			}
		}
	}
}

// addPlaces writes files o0, o1, …: the number of the first term, then the terms' places, each with how many bytes
// it takes. Starts are the first terms of t0, t1, …
func (p *placedTerms) addPlaces(e *export, starts []int) {
	for n, first := range starts {
		end := len(p.lists)
		if n+1 < len(starts) {
			end = starts[n+1]
		}
		body := appendInt(nil, first)
		for _, list := range p.lists[first:end] {
			var own []byte
			if len(list) > 0 {
				own = p.append(nil, nil, [][]standing{list})
			}
			body = append(appendInt(body, len(own)), own...)
		}
		e.add("o"+strconv.Itoa(n), body)
	}
}
