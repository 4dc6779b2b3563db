// Package similar finds entries that are nearly the same: by title, other names,
// questions, steps and summary. Input: a library, and an entry or a text. Output: the
// nearest entries of the same type, best first, each with what it has in common.
//
// Every entry is compared with a bounded number of others, those that share its rarest
// words, so that time grows with the library and not with its square.
package similar

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"servicepatterns/internal/model"
)

// Near is the score from which two entries are nearly the same. The labelled pairs in
// testdata show what it finds and misses.
const Near = 0.62

const (
	compared = 16  // entries at most that one is compared with
	crowd    = 100 // a word that more entries hold leads to none
	maxNames = 40
	maxParts = 60 // questions, or steps
)

// Match is an entry that is like the one asked for.
type Match struct {
	Entry *model.Entry
	Score float64  // from 0 to 1
	Why   []string // what the two have in common: "the same title", "3 of 5 questions"
}

// Index is a library prepared for comparing. It is for one goroutine at a time.
type Index struct {
	words   *words
	verbs   []verbWords
	docs    []*doc
	holding map[int32][]int32 // entries that hold a word in their names, by number
	titles  map[string][]int32
	places  map[int32]bool // words of councils' names
	scores  []float64      // of each entry, 0 between uses
	byEntry map[*model.Entry]*doc
}

// doc is an entry with its words.
type doc struct {
	entry     *model.Entry
	names     []name
	about     []int32   // of names and summary
	more      sync.Once // fills in the rest
	questions [][]int32
	steps     [][]int32
}

// name is what an entry is called.
type name struct {
	text        string
	verb        string  // that it begins with, "" when it begins with none
	plain, same []int32 // its words without the verb, see words.of
	alias       bool    // one of its aliases, and no part of its title
}

// New prepares a library. Translations and rows of organisations.csv are left out:
// councils' names are alike by their nature.
func New(lib *model.Library) *Index {
	w := newWords(lib.Synonyms)
	x := &Index{words: w, verbs: w.verbs(lib.Terms("verb")), holding: map[int32][]int32{}, titles: map[string][]int32{}, places: map[int32]bool{}, byEntry: map[*model.Entry]*doc{}}
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
			x.holding[n] = append(x.holding[n], at)
		}
		title := strings.ToLower(e.Title.Value)
		x.titles[title] = append(x.titles[title], at)
	}
	x.words.entries = len(x.docs)
	x.words.weigh()
	x.scores = make([]float64, len(x.docs))
	return x
}

func (d *doc) nameWords() []int32 {
	var out []int32
	for _, n := range d.names {
		out = append(append(out, n.plain...), n.same...)
	}
	return once(out)
}

var abbreviation = regexp.MustCompile(`\(([A-Z][A-Z0-9-]+)\)`)

// doc reads an entry's names and summary.
func (x *Index) doc(e *model.Entry) *doc {
	d := &doc{entry: e}
	title := e.Title.Value
	acts := e.Type == model.ServicePattern || e.Type == ""
	add := func(text string, alias bool) {
		n := name{text: text, alias: alias}
		parts := x.words.split(text)
		if acts {
			n.verb, parts = x.verb(parts, !alias && e.Type != "") // a text need not begin with a verb
		}
		n.plain, n.same = x.words.parts(parts)
		if len(d.names) < maxNames && (len(n.plain) > 0 || len(d.names) == 0) {
			d.names = append(d.names, n)
		}
	}
	add(title, false)
	if short, _, ok := strings.Cut(title, ": "); ok && !x.place(e, short) {
		add(short, false)
	}
	if m := abbreviation.FindStringSubmatch(title); m != nil {
		add(m[1], false)
	}
	for _, a := range e.Aliases {
		add(a.Value, true)
	}
	d.about = once(append(x.words.all(e.Summary.Value), d.nameWords()...))
	return d
}

// place says whether the part of a title before its colon names who did the work
// ("Blaby: …"), and not the work.
func (x *Index) place(e *model.Entry, short string) bool {
	words := x.words.all(short)
	if slices.ContainsFunc(words, func(n int32) bool { return x.places[n] }) {
		return true
	}
	var own []model.Text
	if e.Work != nil {
		own = e.Work.Organisations
	}
	for _, o := range own {
		for _, n := range x.words.all(strings.ReplaceAll(o.Value, "-", " ")) {
			if slices.Contains(words, n) {
				return true
			}
		}
	}
	return false
}

// fill reads the rest of an entry, which is needed only for those that come near.
func (x *Index) fill(d *doc) {
	d.more.Do(func() {
		p := d.entry.Pattern
		if p == nil {
			return
		}
		for _, q := range p.Questions[:min(len(p.Questions), maxParts)] {
			d.questions = append(d.questions, x.words.all(q.Ask.Value))
		}
		for _, s := range p.Process.Steps[:min(len(p.Process.Steps), maxParts)] {
			d.steps = append(d.steps, x.words.all(s.Does.Value))
		}
	})
}

// another returns the index for another goroutine.
func (x *Index) another() *Index {
	out := *x
	out.scores = make([]float64, len(x.docs))
	return &out
}

// Like returns the entries of the same type nearest to e, which need not be in the
// library, best first; equal scores in order of id. Without a type all are compared.
func (x *Index) Like(e *model.Entry, limit int) []Match {
	d := x.byEntry[e]
	if d == nil {
		d = x.doc(e)
	}
	var out []Match
	for _, at := range x.candidates(d) {
		other := x.docs[at]
		if other.entry == e || other.entry.ID == e.ID && e.ID != "" || e.Type != "" && other.entry.Type != e.Type {
			continue
		}
		if m := x.compare(d, other); m.Score > 0.2 {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entry.ID, b.Entry.ID))
	})
	return out[:min(len(out), limit)]
}

// Text returns the entries nearest to what a person wrote.
func (x *Index) Text(text string, limit int) []Match {
	return x.Like(&model.Entry{Common: model.Common{Title: model.Text{Value: text}}}, limit)
}

// candidates are the entries that share an entry's rarest words.
func (x *Index) candidates(d *doc) []int32 {
	words := slices.DeleteFunc(slices.Clone(d.about), func(n int32) bool { return len(x.holding[n]) > crowd })
	slices.SortFunc(words, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.words.weight(b), x.words.weight(a)), cmp.Compare(a, b))
	})
	var out []int32
	see := func(at int32, weight float64) {
		if x.scores[at] == 0 {
			out = append(out, at)
		}
		x.scores[at] += weight
	}
	for _, n := range words {
		if leads := x.holding[n]; len(leads) > 0 {
			for _, at := range leads {
				see(at, x.words.weight(n))
			}
			if len(out) > crowd { // rarer words have led to enough
				break
			}
		}
	}
	same := x.titles[strings.ToLower(d.entry.Title.Value)]
	for _, at := range same[:min(len(same), compared)] {
		see(at, math.MaxFloat32)
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(x.scores[b], x.scores[a]), cmp.Compare(a, b))
	})
	for _, at := range out {
		x.scores[at] = 0
	}
	return out[:min(len(out), compared)]
}

// compare weighs what two entries have in common. Each thing makes up for a part of
// what the others leave open; the names tell most.
func (x *Index) compare(a, b *doc) Match {
	m := Match{Entry: b.entry}
	names, why := x.names(a, b)
	if strings.EqualFold(a.entry.Title.Value, b.entry.Title.Value) {
		return Match{b.entry, 1, []string{"the same title"}}
	}
	text := x.words.overlap(a.about, b.about)
	open := (1 - 0.8*names) * (1 - 0.45*text)
	if why != "" {
		m.Why = append(m.Why, why)
	}
	if a.entry.Pattern != nil && b.entry.Pattern != nil && open < 0.8 {
		x.fill(a)
		x.fill(b)
		for _, part := range []struct {
			a, b [][]int32
			what string
		}{{a.questions, b.questions, "questions"}, {a.steps, b.steps, "steps"}} {
			share, n := x.parts(part.a, part.b)
			open *= 1 - 0.4*share
			if n > 1 {
				m.Why = append(m.Why, fmt.Sprintf("%d of %d %s", n, len(part.a), part.what))
			}
		}
	}
	if text > 0.4 {
		m.Why = append(m.Why, "much of the summary")
	}
	m.Score = 1 - open
	// Things with a name of their own are told apart by it, however alike their texts.
	if !generic(a.entry.Type) && names < 0.6 {
		m.Score = min(m.Score, Near-0.01)
	}
	return m
}

// generic says whether a type is of kinds of things. Entries of the others are single
// things with a name of their own: their aliases say what kind each is ("shared IT"),
// and two of a kind are not the same.
func generic(t model.Type) bool {
	return t == model.ServicePattern || t == model.Capability || t == model.Page || t == ""
}

// names compares the title of each with all names of the other, and says which was
// nearest. Two other names count only where they are equal.
func (x *Index) names(a, b *doc) (best float64, why string) {
	var format, called string
	see := func(n float64, reason, text string) {
		if n > best {
			best, format, called = n, reason, text
		}
	}
	title, other := a.names[0], b.names[0]
	verbs := agree(title.verb, other.verb)
	if verbs == 1 && title.verb != "" && (len(title.plain) == 0 || len(other.plain) == 0) {
		if see(0.6, "the same verb", ""); len(title.plain)+len(other.plain) == 0 {
			see(0.9, "the same verb and no more", "") // the titles are a verb alone
		}
	}
	see(x.alike(title, other)*verbs, "a title much like it", "")
	kind := generic(a.entry.Type) && generic(b.entry.Type)
	also := func(title, n name) float64 {
		s := x.alike(title, n)
		if n.alias && !kind && s < 0.95 {
			return 0
		}
		if n.verb != "" {
			return 0.97 * s * agree(title.verb, n.verb)
		}
		// Another name without a verb has that of its entry's title, more or less.
		return 0.97 * s * max(verbs, 0.8)
	}
	for _, n := range b.names[1:] {
		see(also(title, n), "there it is also called “%s”", n.text)
	}
	for _, n := range a.names[1:] {
		see(also(other, n), "the other name “%s”", n.text)
		for _, m := range b.names[1:] {
			if kind && len(n.plain) > 0 && (slices.Equal(n.plain, m.plain) || slices.Equal(n.same, m.same)) {
				see(0.9*min(verbs, agree(n.verb, m.verb)), "the other name “%s”", n.text)
			}
		}
	}
	if best < 0.3 {
		return best, ""
	}
	return best, strings.Replace(format, "%s", called, 1)
}

func (x *Index) alike(a, b name) float64 {
	return max(x.words.alike(a.plain, b.plain), x.words.alike(a.same, b.same))
}

// parts says how much of two lists of questions or steps is the same, by weight, and
// how many of them are.
func (x *Index) parts(a, b [][]int32) (share float64, n int) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	weight := func(words []int32) (sum float64) {
		for _, w := range words {
			sum += x.words.weight(w)
		}
		return sum
	}
	used := make([]bool, len(b))
	var same, all float64
	for _, one := range a {
		all += weight(one)
		best, at := 0.55, -1
		for i, other := range b {
			if s := x.words.overlap(one, other); !used[i] && s >= best {
				best, at = s, i
			}
		}
		if at >= 0 {
			used[at] = true
			same += weight(one)
			n++
		}
	}
	if all == 0 {
		return 0, 0
	}
	// One of one in common says little.
	return same / all * min(1, float64(len(a))/3), n
}
