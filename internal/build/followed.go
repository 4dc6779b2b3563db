package build

import (
	"cmp"
	"slices"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/search/index"
)

// followed are the libraries that this one follows.
type followed struct {
	copies []follow.Copy
	shown  [][]follow.Entry          // of each, what search finds
	also   map[*model.Entry][]string // of our entries, the libraries that have the same
	theirs map[work][]string         // of entries of others, the same
	titles map[string]string         // of entries of others, by id
	from   origins
	found  int // how many entries of others search finds
}

// work is an entry of some library, by the name of the library here, which is "" for our own, or its
// address when it is not followed.
type work struct{ library, id string }

// openFollowed opens the copies of the libraries that are followed. One that cannot be used is told and
// left out.
func (b *builder) openFollowed() (err error) {
	if b.followed.copies, err = follow.Copies(b.Library, b.library.Follow); err != nil {
		return err
	}
	for _, c := range b.followed.copies {
		if c.Wrong == nil {
			continue
		}
		f := diag.At(b.shown("library.yaml"), int(c.Name.Pos.Start), int(c.Name.Pos.End), diag.NotPulled,
			"nothing of "+c.Name.Value+" is found: "+c.Wrong.Error(), "Run: patterns pull")
		if b.Strict {
			f.Severity = diag.Error
		}
		b.list.Add(f)
	}
	return nil
}

func (f *followed) close() {
	for _, c := range f.copies {
		c.Close()
	}
}

// join says which entries of others are found, and which of all are the same: copies, and what they are
// copies of, are found as one, by ours, else by the original.
func (f *followed) join(own *model.Library) {
	f.shown = make([][]follow.Entry, len(f.copies))
	f.also, f.theirs, f.titles = map[*model.Entry][]string{}, map[work][]string{}, map[string]string{}
	if len(f.copies) == 0 {
		return
	}
	f.from = f.origins(own)
	same := map[work][]work{} // by their origin
	ours := map[work]*model.Entry{}
	for _, e := range own.Entries {
		if e.Language == "" && e.Row == 0 {
			w := work{"", e.ID}
			root := f.from.root(w)
			if _, taken := ours[root]; !taken {
				ours[root] = e
			}
		}
	}
	for i, c := range f.copies {
		if !c.Shown("search") {
			continue
		}
		f.shown[i] = c.Visible()
		for _, e := range f.shown[i] {
			if e.Language == "" {
				w := work{c.Name.Value, e.ID}
				root := f.from.root(w)
				same[root] = append(same[root], w)
				f.titles[e.ID] = cmp.Or(f.titles[e.ID], e.Title)
			}
		}
	}
	hidden := map[work]bool{}
	for root, all := range same {
		e := ours[root]
		first := root // the original, or else the first copy
		if e == nil && !slices.Contains(all, root) {
			first = all[0]
		}
		var also []string
		for _, w := range all {
			if e != nil || w != first {
				also = append(also, w.library)
				hidden[w] = true
			}
		}
		switch {
		case e != nil:
			f.also[e] = also
		case also != nil:
			f.theirs[first] = also
		}
	}
	for i, c := range f.copies {
		f.shown[i] = slices.DeleteFunc(f.shown[i], func(e follow.Entry) bool { return hidden[work{c.Name.Value, e.ID}] })
		f.found += len(f.shown[i])
	}
}

// origins lead from copies to what they are copies of.
type origins map[work]work

// root is the work that a copy, or a copy of a copy, comes from.
func (o origins) root(w work) work {
	for range 20 { // two that are copies of each other lead round and round
		from, ok := o[w]
		if !ok {
			break
		}
		w = from
	}
	return w
}

func (f *followed) origins(own *model.Library) origins {
	out := origins{}
	names := map[string]string{} // of libraries, by their addresses
	now := map[work]string{}     // ids of today, by former ones
	for _, e := range own.Entries {
		for _, id := range e.FormerIDs {
			now[work{"", id.Value}] = e.ID
		}
	}
	for _, c := range f.copies {
		names[follow.Address(c.URL.Value)] = c.Name.Value
		if c.Pack == nil {
			continue
		}
		if c.Manifest.URL != "" {
			names[follow.Address(c.Manifest.URL)] = c.Name.Value
		}
		for _, e := range c.Entries {
			for _, id := range e.FormerIDs {
				now[work{c.Name.Value, id}] = e.ID
			}
		}
	}
	if own.URL.Set() {
		names[follow.Address(own.URL.Value)] = ""
	}
	add := func(w work, library, id string) {
		address := follow.Address(library)
		name, ok := names[address]
		if !ok {
			name = address
		}
		from := work{name, id}
		from.id = cmp.Or(now[from], id)
		if from != w {
			out[w] = from
		}
	}
	for _, e := range own.Entries {
		if a := e.AdoptedFrom; a != nil && e.Language == "" {
			add(work{"", e.ID}, a.Library.Value, a.ID.Value)
		}
	}
	for _, c := range f.copies {
		if c.Pack == nil {
			continue
		}
		for _, e := range c.Entries {
			if e.Adopted != nil && e.Language == "" {
				add(work{c.Name.Value, e.ID}, e.Adopted.Library, e.Adopted.ID)
			}
		}
	}
	return out
}

// title is what a followed library calls an entry that a facet's value names.
func (f *followed) title(facet, value string) (string, bool) {
	if facet == "from" {
		for _, c := range f.copies {
			if c.Name.Value == value {
				return c.Locked.Title, c.Locked.Title != ""
			}
		}
	}
	title, ok := f.titles[value]
	return title, ok && model.Type(facet).Kind().Filter
}

// theirs gives the documents of a followed library. Its entries are read as a proposal of a stranger is,
// and linked among themselves; councils are ours.
func (b *builder) theirs(i int, add func(index.Document) error) error {
	c, shown := b.followed.copies[i], b.followed.shown[i]
	if len(shown) == 0 {
		return nil
	}
	entries := make([]*model.Entry, len(shown))
	err := b.parallel("read "+c.Name.Value, len(shown), func(n int) error {
		source, err := c.Text(shown[n])
		if err != nil {
			return err
		}
		l := shown[n]
		if e := content.Foreign(model.Type(l.Type), l.ID, l.Language, source); e != nil && e.Title.Set() {
			e.Changed = l.Updated
			entries[n] = e
		}
		return nil
	})
	if err != nil {
		return err
	}
	lib := &model.Library{ByID: map[string]*model.Entry{}}
	lib.Language.Value = b.library.Language.Value
	if len(c.Manifest.Languages) > 0 {
		lib.Language.Value = c.Manifest.Languages[0]
	}
	for _, e := range b.library.Entries {
		if e.Row > 0 {
			lib.ByID[e.ID] = e
		}
	}
	theirs := collection{name: c.Name.Value, from: c.Name.Value, also: map[*model.Entry][]string{}}
	lines := map[*model.Entry]follow.Entry{}
	for n, e := range entries {
		if e == nil {
			continue
		}
		lib.Entries = append(lib.Entries, e)
		lines[e] = shown[n]
		if e.Language == "" {
			lib.ByID[e.ID] = e
			theirs.also[e] = b.followed.theirs[work{c.Name.Value, e.ID}]
		}
	}
	var said diag.List // to its own people
	theirs.Graph = link.Link(lib, false, &said)
	theirs.href = func(e *model.Entry) string { return c.Href(lines[e]) }
	theirs.text = func(e *model.Entry) (text, error) {
		source, err := c.Text(lines[e])
		if err != nil {
			return text{}, err
		}
		return b.rendered(e, source)
	}
	return b.documents(theirs, add)
}
