package similar

import (
	"cmp"
	"hash/fnv"
	"math"
	"os"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

const (
	telling  = 32 // words of a text, the rarest, that lead to others
	fewGrams = 40 // a text with fewer pairs of words is too short to be a copy
)

// bodies reads the bodies of entries from the library's folder, as they are written:
// what is markup counts little among words.
func bodies(lib *model.Library) (read func(*model.Entry) string, done func() error) {
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		return func(*model.Entry) string { return "" }, func() error { return nil }
	}
	return func(e *model.Entry) string {
		if e.Source == "" {
			return ""
		}
		source, err := content.Read(root, e.Source, content.MaxMarkdown)
		if err != nil || int(e.Body.End) > len(source) {
			return "" // it changed meanwhile
		}
		return string(source[e.Body.Start:e.Body.End])
	}, root.Close
}

// reader turns words of texts into numbers made of their stems, by which they are
// compared. It remembers them, so it is for one goroutine.
type reader struct{ known map[string]uint32 }

func newReader() *reader { return &reader{map[string]uint32{}} }

// number is that of a word, 0 for one that says nothing.
func (r *reader) number(word []byte) uint32 {
	n, ok := r.known[string(word)]
	if !ok {
		if w := string(word); !stop[w] {
			h := fnv.New32a()
			h.Write([]byte(stemOf(w)))
			n = h.Sum32() | 1
		}
		r.known[string(word)] = n
	}
	return n
}

// words are those of some texts, each once, in order of number.
func (r *reader) words(texts ...string) (out []uint32) {
	for _, text := range texts {
		eachToken(text, func(word []byte) {
			if n := r.number(word); n != 0 {
				out = append(out, n)
			}
		})
	}
	slices.Sort(out)
	return slices.Clip(slices.Compact(out))
}

// grams are numbers for each two words of a text that follow each other.
func (r *reader) grams(text string) (out []uint32) {
	last := uint32(0)
	eachToken(text, func(word []byte) {
		n := r.number(word)
		if n != 0 && last != 0 {
			out = append(out, last*16777619^n)
		}
		if n != 0 {
			last = n
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// textOf is what an entry says beside its names.
func textOf(e *model.Entry, body string) []string {
	texts := []string{body}
	for _, q := range e.Questions() {
		texts = append(texts, q.Ask.Value, q.Why.Value)
	}
	if p := e.Pattern(); p != nil {
		for _, s := range p.Process.Steps {
			texts = append(texts, s.Does.Value)
		}
	}
	return texts
}

// read takes the words of an entry's text. Of one that has none the title is all there
// is to go by.
func (d *doc) read(r *reader, body string) {
	texts := textOf(d.entry, body)
	if d.brief = !d.entry.Summary.Set() && strings.TrimSpace(strings.Join(texts, "")) == ""; d.brief {
		texts = []string{d.entry.Title.Value}
	}
	d.text = r.words(texts...)
}

// rarity is how much a word of a text tells.
func (x *Index) rarity(word uint32) float64 {
	return math.Log(1 + float64(len(x.docs)+1)/float64(x.held[word]+1))
}

// telling returns the rarest words of a text that so many entries or more hold.
func (x *Index) telling(text []uint32, holding int) []uint32 {
	var out []uint32
	for _, word := range text {
		if n := x.held[word]; n >= holding && n <= crowd {
			out = append(out, word)
		}
	}
	slices.SortFunc(out, func(a, b uint32) int { return cmp.Or(cmp.Compare(x.held[a], x.held[b]), cmp.Compare(a, b)) })
	return slices.Clone(out[:min(len(out), telling)])
}

// likely is how many of their words two texts must share for one to be a copy.
const likely = 0.45

// common is how much of the texts of two entries is the same, from 0 to 1. Texts on one
// subject share words, copies also which word follows which.
func (x *Index) common(a, b *doc) float64 {
	if overlap(a.text, b.text) < likely {
		return 0
	}
	for _, d := range []*doc{a, b} {
		d.pairs.Do(func() { d.grams = x.reader.grams(x.body(d.entry)) })
	}
	if min(len(a.grams), len(b.grams)) < fewGrams {
		return 0
	}
	return overlap(a.grams, b.grams)
}

// overlap is which share of two sorted lists is in both.
func overlap(a, b []uint32) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case b[j] < a[i]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) / math.Sqrt(float64(max(1, len(a)))*float64(max(1, len(b))))
}

// portion says a share in words.
func portion(share float64) string {
	switch {
	case share > 0.95:
		return "all"
	case share > 0.55:
		return "most"
	case share > 0.4:
		return "half"
	}
	return "part"
}
