package adopt

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/merge"
	"servicepatterns/internal/model"
)

// State says what became of a copy and its original.
type State string

// The states.
const (
	Unchanged State = "unchanged"
	Upstream  State = "changed-upstream"
	Here      State = "changed-here"
	Both      State = "changed-both"
	Gone      State = "gone"    // there is no original any more
	NoCopy    State = "no-copy" // nothing of its library is here
)

// Drift is what became of an adopted entry and its original.
type Drift struct {
	ID        string         `json:"id"`
	Language  string         `json:"language,omitempty"`
	Title     string         `json:"title"`
	File      string         `json:"file"`
	Library   string         `json:"library"` // its name here, or its address when it is not followed
	Original  string         `json:"original"`
	State     State          `json:"state"`
	Because   string         `json:"because,omitempty"` // why it is gone
	Upstream  []merge.Change `json:"upstream"`
	Here      []merge.Change `json:"here"`
	Conflicts []string       `json:"conflicts,omitempty"` // where a merge needs a decision
}

// pair is an adopted entry with its original: the text that it was copied from, ours, and theirs now.
type pair struct {
	entry              *model.Entry
	from               original
	line               follow.Entry // in the language of the entry
	base, ours, theirs []byte       // base and theirs as they would stand here
	raw                []byte       // theirs as it is
	away               []string     // ids that are not here
}

// errGone says that a library has the original no more.
type errGone struct{ because string }

func (e *errGone) Error() string { return e.because }

// errNoCopy says that nothing of its library is here.
var errNoCopy = errors.New("its library is not followed, or has not been pulled")

// pair finds the original of an adopted entry.
func (l *Library) pair(e *model.Entry) (*pair, error) {
	p := &pair{entry: e}
	address := follow.Address(e.AdoptedFrom.Library.Value)
	i := slices.IndexFunc(l.copies, func(c follow.Copy) bool { return c.Pack != nil && follow.Address(c.URL.Value) == address })
	if i < 0 {
		return nil, errNoCopy
	}
	var ok bool
	if p.from, ok = l.find(l.copies[i], e.AdoptedFrom.ID.Value); !ok {
		return nil, &errGone{"its library does not list it any more"}
	}
	if w := p.from.line.Withdrawn; w != nil {
		because := fmt.Sprintf("withdrawn on %s: %s", w.On, w.Because)
		if w.ReplacedBy != "" {
			because += " In its place: " + w.ReplacedBy
		}
		return nil, &errGone{because}
	}
	p.line = p.from.line
	if e.Language != "" {
		t := p.from.translations()
		i := slices.IndexFunc(t, func(t follow.Entry) bool { return t.Language == e.Language })
		if i < 0 {
			return nil, &errGone{"its library does not list this translation any more"}
		}
		p.line = t[i]
	}
	var err error
	if p.ours, err = content.Read(l.root, filepath.FromSlash(e.Source), content.MaxMarkdown); err != nil {
		return nil, err
	}
	if p.raw, err = p.from.Text(p.line); err != nil {
		return nil, err
	}
	kept := l.base(e)
	if kept == nil {
		return nil, fmt.Errorf("%s is missing: the text that it was copied from. Restore it from your history", baseName(e.ID, e.Language))
	}
	was := decode(kept)
	here := func(id string) bool { return l.ByID[id] != nil && !slices.Contains(was.Away, id) }
	if p.theirs, p.away, err = p.from.prepare(p.raw, here); err != nil {
		return nil, err
	}
	p.base, _, err = p.from.prepare([]byte(was.Text), func(id string) bool { return !slices.Contains(was.Away, id) })
	return p, err
}

// adopted are our entries that were copied from another library.
func (l *Library) adopted() []*model.Entry {
	return slices.DeleteFunc(slices.Clone(l.Entries), func(e *model.Entry) bool { return e.AdoptedFrom == nil })
}

// Drift tells of every adopted entry, or of those with some ids, what changed.
func (l *Library) Drift(ids ...string) ([]Drift, error) {
	for _, id := range ids {
		if _, err := l.entry(id); err != nil {
			return nil, err
		}
	}
	out := []Drift{}
	for _, e := range l.adopted() {
		if len(ids) > 0 && !slices.Contains(ids, e.ID) {
			continue
		}
		d := Drift{ID: e.ID, Language: e.Language, Title: e.Title.Value, File: e.File, Library: e.AdoptedFrom.Library.Value,
			Original: e.AdoptedFrom.Address.Value, Upstream: []merge.Change{}, Here: []merge.Change{}}
		p, err := l.pair(e)
		var gone *errGone
		switch {
		case errors.As(err, &gone):
			d.State, d.Because = Gone, gone.because
		case errors.Is(err, errNoCopy):
			d.State, d.Because = NoCopy, err.Error()
		case err != nil:
			return nil, fmt.Errorf("%s: %w", e.File, err)
		default:
			d.Library, d.Original = p.from.Name.Value, p.from.Href(p.line)
			d.compare(p)
		}
		out = append(out, d)
	}
	return out, nil
}

func (d *Drift) compare(p *pair) {
	d.Upstream, d.Here = merge.Changes(p.base, p.theirs), merge.Changes(p.base, p.ours)
	switch there, here := len(d.Upstream) > 0, len(d.Here) > 0; {
	case there && here:
		d.State = Both
		for _, c := range p.merge().Conflicts {
			d.Conflicts = append(d.Conflicts, c.Where)
		}
	case there:
		d.State = Upstream
	case here:
		d.State = Here
	default:
		d.State = Unchanged
	}
}

// merge merges what they changed into ours.
func (p *pair) merge() merge.Result {
	return merge.Merge(p.base, p.ours, p.theirs, "ours", p.from.Name.Value)
}

// entry finds an adopted entry by its id, or ID.LANGUAGE.
func (l *Library) entry(id string) (*model.Entry, error) {
	id, language, _ := strings.Cut(id, ".")
	for _, e := range l.Entries {
		if e.ID != id || e.Language != language {
			continue
		}
		if e.AdoptedFrom == nil {
			return nil, fmt.Errorf("%s was not copied from another library: it has no field “adopted-from”", e.File)
		}
		return e, nil
	}
	return nil, fmt.Errorf("the library has no entry %q", id)
}
