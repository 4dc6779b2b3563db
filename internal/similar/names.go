package similar

import (
	"regexp"
	"slices"
	"strings"

	"servicepatterns/internal/model"
)

// name is what an entry is called.
type name struct {
	text        string
	verb        string  // that it begins with, "" when it begins with none
	plain, same []int32 // its words without the verb, see words.of
	spelt       spelling
	alias       bool // one of its aliases, and no part of its title
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
		n.spelt = spell(text)
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
	if e.Work() != nil {
		own = e.Work().Organisations
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
	if verbs == 1 && does(title) && (len(title.plain) == 0 || len(other.plain) == 0) {
		if see(0.6, "the same verb", ""); len(title.plain)+len(other.plain) == 0 {
			see(0.9, "the same verb and no more", "") // the titles are a verb alone
		}
	}
	see(x.alike(title, other, verbs == 1 && does(title))*verbs, "a title much like it", "")
	kind := generic(a.entry.Type) && generic(b.entry.Type)
	also := func(title, n name) float64 {
		agreed := does(title) && (n.verb == title.verb || n.verb == "" && verbs == 1)
		s := x.alike(title, n, agreed)
		if n.alias && !kind && s < 0.95 {
			return 0
		}
		if n.verb != "" {
			return 0.97 * s * agree(title.verb, n.verb)
		}
		// Another name without a verb has that of its entry's title, more or less.
		return 0.97 * s * max(verbs, 0.75)
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

// does says whether a name says what is done.
func does(n name) bool { return n.verb != "" && n.verb != thing }

// alike compares two names without their verbs, from 0 to 1; acts says whether they do
// the same. A word alone, where nothing is done, is a kind of thing, and with another
// word one of that kind: "Addresses" and "Email addresses" are two things.
func (x *Index) alike(a, b name, acts bool) float64 {
	if a.spelt.letters == b.spelt.letters && a.spelt.letters != "" {
		return 1 // "GOV UK" and "GOV.UK"
	}
	if s, ok := spellOut(a.spelt.words, b.spelt.words); ok {
		b.plain, b.same = x.words.parts(x.words.split(s))
	} else if s, ok := spellOut(b.spelt.words, a.spelt.words); ok {
		a.plain, a.same = x.words.parts(x.words.split(s))
	}
	plain, same := x.words.alike(a.plain, b.plain), x.words.alike(a.same, b.same)
	if !acts && min(len(a.plain), len(b.plain)) == 1 && plain < 1 {
		plain *= 0.6
	}
	if !acts && min(len(a.same), len(b.same)) == 1 && same < 1 {
		same *= 0.6
	}
	return max(plain, same)
}

// spelling is a name as it is written.
type spelling struct {
	words   []string // in lower case
	letters string   // and digits, without what is between them
}

func spell(text string) spelling {
	words := tokens(text)
	return spelling{words, strings.Join(words, "")}
}

// little are words that an abbreviation may pass over.
var little = set("and of for the in to on")

// spellOut writes a name with the initials that another has in place of the words that
// they stand for: of "OS Places" and "Ordnance Survey Places" it gives "os places".
func spellOut(short, long []string) (string, bool) {
	if len(short) < 2 { // many things have the same initials
		return "", false
	}
	for _, initials := range short {
		if n := len(initials); n < 2 || n > 6 || slices.Contains(long, initials) || little[initials] {
			continue
		}
		for at := range long {
			if end := stands(initials, long[at:]); end > 0 {
				return strings.Join(slices.Concat(long[:at], []string{initials}, long[at+end:]), " "), true
			}
		}
	}
	return "", false
}

// stands says of how many words, from the first on, some letters are the initials; 0
// when they are not.
func stands(initials string, words []string) int {
	i := 0
	for n, w := range words {
		switch {
		case w[0] == initials[i]:
			if i++; i == len(initials) {
				return n + 1
			}
		case i == 0 || !little[w]:
			return 0
		}
	}
	return 0
}
