package similar

import (
	"cmp"
	"encoding/binary"
	"iter"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"servicepatterns/search/store"
)

// enough is the share of an entry's telling words, by weight, that another must have for
// their texts to be compared.
const enough = 0.3

// index reads the texts of all entries and gives Bleve their names and the words of
// their texts that tell most. Others would lead to too many, or to none.
func (x *Index) index() (err error) {
	share(len(x.docs), func(mine iter.Seq[int]) error { // which cannot fail
		r := newReader()
		for i := range mine {
			x.docs[i].read(r, x.body(x.docs[i].entry))
		}
		return nil
	})
	for _, d := range x.docs {
		for _, word := range d.text {
			x.held[word]++
		}
	}
	share(len(x.docs), func(mine iter.Seq[int]) error { // nor can this
		for i := range mine {
			x.docs[i].tells = x.telling(x.docs[i].text, 2)
		}
		return nil
	})
	x.terms, err = store.NewTerms(len(x.docs), func(i int) map[string][]string {
		return map[string][]string{"names": x.words.spell(x.docs[i].nameWords()), "text": terms(x.docs[i].tells)}
	})
	return err
}

// terms are numbers of words as Bleve holds them.
func terms(words []uint32) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(binary.BigEndian.AppendUint32(nil, w))
	}
	return out
}

// share gives every core its share of 0 to n-1, so that it can keep what it needs for all of them.
// Shares lie among each other, since neighbours take as long as one another.
func share(n int, work func(mine iter.Seq[int]) error) error {
	var group errgroup.Group
	cores := runtime.GOMAXPROCS(0)
	for first := range cores {
		group.Go(func() error {
			return work(func(yield func(int) bool) {
				for i := first; i < n && yield(i); i += cores {
				}
			})
		})
	}
	return group.Wait()
}

// candidate is an entry to be compared, and which share of the other's telling words it
// has, by weight.
type candidate struct {
	at   int
	told float64
}

// candidates are the entries that share the rarest words of an entry's names, and those
// that share the rarest of its text.
func (x *Index) candidates(d *doc) ([]candidate, error) {
	out, err := x.named(d)
	if err != nil {
		return nil, err
	}
	told, err := x.told(d)
	for _, c := range told {
		if at := slices.IndexFunc(out, func(n candidate) bool { return n.at == c.at }); at >= 0 {
			out[at].told = c.told
			continue
		}
		out = append(out, c)
	}
	return out, err
}

// told are the entries that share the telling words of an entry's text, or of a title
// that has no text.
func (x *Index) told(d *doc) ([]candidate, error) {
	weights, all := make([]float64, len(d.tells)), 0.0
	for i, word := range d.tells {
		weights[i] = x.rarity(word)
		all += weights[i]
	}
	var found []candidate
	var err error
	if x.byEntry[d.entry] == nil {
		found = x.scan(d.tells, weights)
	} else if found, err = x.ask("text", terms(d.tells), weights, telling*crowd); err != nil {
		return nil, err
	}
	for i := range found {
		found[i].told /= all
	}
	found = slices.DeleteFunc(found, func(c candidate) bool {
		return !d.brief && c.told < enough || d.entry.Type != "" && x.docs[c.at].entry.Type != d.entry.Type
	})
	sortBest(found)
	return found[:min(len(found), compared)], nil
}

// scan looks for words in the texts of all entries. What is not of the library may share
// with one of them what no two entries share, and Bleve does not hold.
func (x *Index) scan(words []uint32, weights []float64) (out []candidate) {
	for at, other := range x.docs {
		c := candidate{at: at}
		for i, word := range words {
			if _, holds := slices.BinarySearch(other.text, word); holds {
				c.told += weights[i]
			}
		}
		if c.told > 0 {
			out = append(out, c)
		}
	}
	return out
}

// named are the entries that share the rarest words of an entry's names and summary in
// their names, and those of the same title.
func (x *Index) named(d *doc) ([]candidate, error) {
	words := slices.DeleteFunc(slices.Clone(d.about), func(n int32) bool { return x.words.names(n) == 0 || x.words.names(n) > crowd })
	slices.SortFunc(words, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.words.weight(b), x.words.weight(a)), cmp.Compare(a, b))
	})
	weights := make([]float64, len(words))
	for i, n := range words {
		weights[i] = x.words.weight(n)
	}
	out, err := x.ask("names", x.words.spell(words), weights, crowd)
	sortBest(out)
	out = out[:min(len(out), compared)]
	for i := range out {
		out[i].told = 0 // that was of names
	}
	same := x.titles[strings.ToLower(d.entry.Title.Value)]
	for _, at := range same[:min(len(same), compared)] {
		if !slices.ContainsFunc(out, func(c candidate) bool { return c.at == int(at) }) {
			out = append(out, candidate{at: int(at)})
		}
	}
	return out, err
}

// ask asks Bleve which entries hold some terms, with the weight of those that each holds.
// It stops when they have led to more than so many.
func (x *Index) ask(field string, terms []string, weights []float64, many int) ([]candidate, error) {
	var out []candidate
	for i, term := range terms {
		if len(out) > many {
			break
		}
		if err := x.terms.Each(field, term, func(at int) {
			if x.scores[at] == 0 {
				out = append(out, candidate{at: at})
			}
			x.scores[at] += weights[i]
		}); err != nil {
			return nil, err
		}
	}
	for i, c := range out {
		out[i].told = x.scores[c.at]
		x.scores[c.at] = 0
	}
	return out, nil
}

func sortBest(list []candidate) {
	slices.SortFunc(list, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.told, a.told), cmp.Compare(a.at, b.at)) })
}
