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

	"servicepatterns/internal/model"
)

// Near is the score from which two entries are nearly the same. The labelled pairs in
// testdata show what it finds and misses.
const Near = 0.62

const (
	compared = 24  // entries at most that one is compared with
	crowd    = 400 // a word that more entries hold leads to none
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
	words    *words
	settings *model.Settings
	docs     []*doc
	holding  map[int32][]int32 // entries that hold a word in their names, by number
	titles   map[string][]int32
	places   map[int32]bool // words of councils' names
}

// doc is an entry with its words.
type doc struct {
	entry     *model.Entry
	verb      string
	names     []name
	about     []int32 // of names and summary
	more      bool    // the rest has been filled in
	questions [][]int32
	steps     [][]int32
}

// name is what an entry is called.
type name struct {
	text  string
	words []int32
	alias bool // one of its aliases, and no part of its title
}

// New prepares a library. Translations and rows of organisations.csv are left out:
// councils' names are alike by their nature.
func New(lib *model.Library) *Index {
	x := &Index{words: newWords(lib.Synonyms), settings: &lib.Settings, holding: map[int32][]int32{}, titles: map[string][]int32{}, places: map[int32]bool{}}
	for _, e := range lib.Entries {
		if e.Row > 0 {
			for _, n := range x.words.of(e.Council.ShortName) {
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
	return x
}

func (d *doc) nameWords() []int32 {
	var out []int32
	for _, n := range d.names {
		out = append(out, n.words...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var abbreviation = regexp.MustCompile(`\(([A-Z][A-Z0-9-]+)\)`)

// doc reads an entry's names and summary.
func (x *Index) doc(e *model.Entry) *doc {
	d := &doc{entry: e}
	title := e.Title.Value
	if e.Type == model.ServicePattern || e.Type == "" {
		d.verb = x.verb(title)
		if e.Pattern != nil && e.Pattern.Verb.Set() && slices.Contains(families[d.verb], e.Pattern.Verb.Value) {
			d.verb = e.Pattern.Verb.Value
		}
	}
	add := func(text string, alias bool) {
		if w := x.words.of(text); len(d.names) < maxNames && (len(w) > 0 || len(d.names) == 0) {
			d.names = append(d.names, name{text, w, alias})
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
	d.about = x.words.of(e.Summary.Value)
	for _, n := range d.names {
		d.about = append(d.about, n.words...)
	}
	slices.Sort(d.about)
	d.about = slices.Compact(d.about)
	return d
}

// place says whether the part of a title before its colon names who did the work
// ("Blaby: …"), and not the work.
func (x *Index) place(e *model.Entry, short string) bool {
	words := x.words.of(short)
	if slices.ContainsFunc(words, func(n int32) bool { return x.places[n] }) {
		return true
	}
	var own []model.Text
	if e.Work != nil {
		own = e.Work.Organisations
	}
	for _, o := range own {
		for _, n := range x.words.of(strings.ReplaceAll(o.Value, "-", " ")) {
			if slices.Contains(words, n) {
				return true
			}
		}
	}
	return false
}

// fill reads the rest of an entry, which is needed only for those that come near.
func (x *Index) fill(d *doc) {
	if d.more || d.entry.Pattern == nil {
		return
	}
	d.more = true
	p := d.entry.Pattern
	for _, q := range p.Questions[:min(len(p.Questions), maxParts)] {
		d.questions = append(d.questions, x.words.of(q.Ask.Value))
	}
	for _, s := range p.Process.Steps[:min(len(p.Process.Steps), maxParts)] {
		d.steps = append(d.steps, x.words.of(s.Does.Value))
	}
}

// Like returns the entries of the same type nearest to e, which need not be in the
// library, best first; equal scores in order of id. Without a type all are compared.
func (x *Index) Like(e *model.Entry, limit int) []Match {
	d := x.doc(e)
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
	scores := map[int32]float64{}
	for _, n := range d.about {
		if list := x.holding[n]; len(list) <= crowd {
			for _, at := range list {
				scores[at] += x.words.weight(n)
			}
		}
	}
	same := x.titles[strings.ToLower(d.entry.Title.Value)]
	for _, at := range same[:min(len(same), compared)] {
		scores[at] += math.MaxFloat32
	}
	out := make([]int32, 0, len(scores))
	for at := range scores {
		out = append(out, at)
	}
	slices.SortFunc(out, func(a, b int32) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
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
	verbs := agree(a.verb, b.verb)
	see := func(n float64, reason string) {
		if n > best {
			best, why = n, reason
		}
	}
	title, other := a.names[0], b.names[0]
	if len(other.words) == 0 || len(title.words) == 0 { // a title that is a verb alone
		if a.verb == b.verb && a.verb != "" {
			see(0.55, "the same verb")
		}
	}
	see(x.words.alike(title.words, other.words)*verbs, "a title much like it")
	kind := generic(a.entry.Type) && generic(b.entry.Type)
	also := func(title name, verb string, n name) float64 {
		s := x.words.alike(title.words, n.words) * max(verbs, x.agreeWith(verb, n))
		if n.alias && !kind && s < 0.95 {
			return 0
		}
		return s * 0.97
	}
	for _, n := range b.names[1:] {
		see(also(title, a.verb, n), fmt.Sprintf("there it is also called “%s”", n.text))
	}
	for _, n := range a.names[1:] {
		see(also(other, b.verb, n), fmt.Sprintf("the other name “%s”", n.text))
		for _, m := range b.names[1:] {
			if kind && len(n.words) > 0 && slices.Equal(n.words, m.words) {
				see(0.9*verbs, fmt.Sprintf("the other name “%s”", n.text))
			}
		}
	}
	if best < 0.3 {
		why = ""
	}
	return best, why
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
