// Package similar finds entries that are nearly the same: by title, other names,
// questions, steps and text. Input: a library, and an entry or a text. Output: the
// nearest entries of the same type, best first, each with what it has in common.
//
// Every entry is compared with a bounded number of others, those that share the rarest
// words of its names or of its text as a Bleve index has them, so that time grows with
// the library and not with its square.
package similar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"servicepatterns/internal/model"
	"servicepatterns/search/store"
)

// Near is the score from which two entries are nearly the same. The labelled pairs in
// testdata show what it finds and misses.
const Near = 0.62

const (
	compared = 16  // entries at most that one is compared with for its names, and for its text
	crowd    = 100 // a word that more entries hold leads to none
	maxNames = 40
	maxParts = 60 // questions, or steps
)

// Match is an entry that is like the one asked for.
type Match struct {
	Entry *model.Entry
	Score float64  // from 0 to 1
	Why   []string // what the two have in common: "the same title", "12 of the same 15 questions"
}

// Index is a library prepared for comparing. It is for one goroutine at a time.
type Index struct {
	words   *words
	verbs   []verbWords
	docs    []*doc
	terms   *store.Terms   // which entries hold a word in their names or in their text
	held    map[uint32]int // entries that hold a word in their text
	titles  map[string][]int32
	places  map[int32]bool // words of councils' names
	scores  []float64      // of each entry, 0 between uses
	byEntry map[*model.Entry]*doc
	reader  *reader // of this goroutine
	body    func(*model.Entry) string
	done    func() error
}

// doc is an entry with its words.
type doc struct {
	entry     *model.Entry
	names     []name
	about     []int32   // of names and summary
	text      []uint32  // words of its text
	tells     []uint32  // those that tell most
	brief     bool      // it has a title and no more
	pairs     sync.Once // fills in grams
	grams     []uint32  // each two words of its body that follow each other
	more      sync.Once // fills in the rest
	questions []part
	steps     []part
}

// New prepares a library. Translations and rows of organisations.csv are left out:
// councils' names are alike by their nature. Close it.
func New(lib *model.Library) (*Index, error) {
	return prepare(lib, bodies)
}

func prepare(lib *model.Library, bodies func(*model.Library) (read func(*model.Entry) string, done func() error)) (*Index, error) {
	body, done := bodies(lib)
	w := newWords(lib.Synonyms)
	x := &Index{words: w, verbs: w.verbs(lib.Terms("verb")), held: map[uint32]int{}, titles: map[string][]int32{}, places: map[int32]bool{},
		byEntry: map[*model.Entry]*doc{}, reader: newReader(), body: body, done: done}
	for _, e := range lib.Entries {
		if e.Row > 0 {
			for _, n := range x.words.all(e.Council.ShortName) {
				x.places[n] = true
			}
		}
	}
	for _, e := range lib.Entries {
		if e.Row > 0 || e.Language != "" {
			continue
		}
		d, at := x.doc(e), int32(len(x.docs))
		x.docs = append(x.docs, d)
		x.byEntry[e] = d
		for _, n := range d.about {
			x.words.count[n]++
		}
		for _, n := range d.nameWords() {
			x.words.naming[n]++
		}
		title := strings.ToLower(e.Title.Value)
		x.titles[title] = append(x.titles[title], at)
	}
	x.words.entries = len(x.docs)
	x.words.weigh()
	x.scores = make([]float64, len(x.docs))
	return x, x.index()
}

// Close releases the index.
func (x *Index) Close() error { return errors.Join(x.terms.Close(), x.done()) }

// fill reads the rest of an entry, which is needed only for those that come near.
func (x *Index) fill(d *doc) {
	d.more.Do(func() {
		asks := d.entry.Questions()
		for _, q := range asks[:min(len(asks), maxParts)] {
			d.questions = append(d.questions, x.part(q.Ask.Value))
		}
		p := d.entry.Pattern()
		if p == nil {
			return
		}
		for _, s := range p.Process.Steps[:min(len(p.Process.Steps), maxParts)] {
			d.steps = append(d.steps, x.part(s.Does.Value))
		}
	})
}

// another returns the index for another goroutine.
func (x *Index) another() *Index {
	out := *x
	out.scores, out.reader = make([]float64, len(x.docs)), newReader()
	return &out
}

// Like returns the entries of the same type nearest to e, which need not be in the
// library, best first; equal scores in order of id. Without a type all are compared.
func (x *Index) Like(e *model.Entry, limit int) ([]Match, error) {
	d := x.byEntry[e]
	if d == nil {
		d = x.doc(e)
		d.read(x.reader, x.body(e))
		if d.tells = d.text; !d.brief {
			d.tells = x.telling(d.text, 1)
		}
	}
	found, err := x.candidates(d)
	if err != nil {
		return nil, err
	}
	var out []Match
	for _, c := range found {
		other := x.docs[c.at]
		if other.entry == e || other.entry.ID == e.ID && e.ID != "" || e.Type != "" && other.entry.Type != e.Type {
			continue
		}
		m := x.compare(d, other, c.told >= enough)
		if d.brief { // it has a title alone: what others tell of it counts
			m = m.told(c.told)
		}
		if m.Score > 0.2 || d.brief && m.Score > 0.1 {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entry.ID, b.Entry.ID))
	})
	return out[:min(len(out), limit)], nil
}

// Text returns the entries nearest to what a person wrote.
func (x *Index) Text(text string, limit int) ([]Match, error) {
	return x.Like(&model.Entry{Common: model.Common{Title: model.Text{Value: text}}}, limit)
}

// compare weighs what two entries have in common. Each thing makes up for a part of
// what the others leave open. The names tell most of what is short; where most of the
// questions, steps or text are the same, whatever it is called it is a copy. Texts are
// compared where one may be copied from the other.
func (x *Index) compare(a, b *doc, copied bool) Match {
	m := Match{Entry: b.entry}
	if strings.EqualFold(a.entry.Title.Value, b.entry.Title.Value) {
		return Match{b.entry, 1, []string{"the same title"}}
	}
	names, why := x.names(a, b)
	summary := x.words.overlap(a.about, b.about)
	open := (1 - 0.8*names) * (1 - 0.45*summary)
	if why != "" {
		m.Why = append(m.Why, why)
	}
	if a.entry.Pattern() != nil && b.entry.Pattern() != nil {
		x.fill(a)
		x.fill(b)
		for _, one := range []struct {
			a, b []part
			what string
		}{{a.questions, b.questions, "questions"}, {a.steps, b.steps, "steps"}} {
			share, n := x.shared(one.a, one.b)
			open *= 1 - 0.55*share
			if n > 1 {
				m.Why = append(m.Why, inCommon(n, max(len(one.a), len(one.b)), one.what))
			}
		}
	}
	text := 0.0
	if copied {
		text = x.common(a, b)
	}
	if text > 0.2 {
		open *= 1 - 0.7*text
		m.Why = append(m.Why, portion(text)+" of the text")
	}
	if summary > 0.4 {
		m.Why = append(m.Why, "much of the summary")
	}
	m.Score = 1 - open
	// Things with a name of their own are told apart by it, however alike their texts,
	// unless one text is the other.
	if !generic(a.entry.Type) && names < 0.6 && text < 0.6 {
		m.Score = min(m.Score, Near-0.01)
	}
	return m
}

// inCommon says "12 of the same 15 questions".
func inCommon(n, of int, what string) string {
	if n == of {
		return fmt.Sprintf("all %d %s", n, what)
	}
	return fmt.Sprintf("%d of the same %d %s", n, of, what)
}

// told adds what another's text tells of a title.
func (m Match) told(share float64) Match {
	if m.Score == 1 {
		return m
	}
	m.Score = 1 - (1-m.Score)*(1-0.5*share)
	if share > 0.3 {
		m.Why = append(m.Why, "words of it in the text")
	}
	return m
}

// generic says whether a type is of kinds of things. Entries of the others are single
// things with a name of their own: their aliases say what kind each is ("shared IT"),
// and two of a kind are not the same.
func generic(t model.Type) bool {
	return t == model.ServicePattern || t == model.Capability || t == model.Page || t == ""
}
