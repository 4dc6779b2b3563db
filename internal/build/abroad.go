package build

import (
	"cmp"
	"slices"

	"servicepatterns/internal/adopt"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/merge"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/view"
)

// mostNewest is how many entries of another library are named as its newest.
const mostNewest = 3

// abroad is what the pages show of other libraries.
func (b *builder) abroad() (view.Abroad, error) {
	out := view.Abroad{Adopters: b.followed.adopters(b.library)}
	out.Entries, out.More = b.followed.listed()
	own := follow.Address(b.library.URL.Value)
	for _, c := range b.followed.copies {
		if !c.Shown("all") {
			continue
		}
		n := view.Neighbour{Link: view.Link{Text: cmp.Or(c.Locked.Title, c.Name.Value), Href: follow.Address(c.URL.Value)},
			Name: c.Name.Value, Adopt: "patterns adopt " + c.Name.Value + "/ID", Licence: c.Locked.Licence}
		if c.Pack != nil {
			n.Entries, n.Pulled, n.Newest = c.Locked.Entries, c.Locked.Pulled[:min(10, len(c.Locked.Pulled))], newest(c)
			for _, f := range c.Manifest.Follows {
				n.Follows = n.Follows || b.library.URL.Set() && follow.Address(f.URL) == own
			}
		}
		out.Libraries = append(out.Libraries, n)
	}
	drift, err := adopt.New(b.library, b.root, b.followed.copies).Drift()
	for _, d := range drift {
		if e := b.library.ByID[d.ID]; e != nil && d.Language == "" {
			out.Drift = append(out.Drift, drifted(e, d))
		}
	}
	return out, err
}

// newest are the entries of a library that changed last.
func newest(c follow.Copy) []view.Link {
	entries := slices.DeleteFunc(c.Visible(), func(e follow.Entry) bool { return e.Updated == "" || e.Language != "" })
	slices.SortStableFunc(entries, func(a, b follow.Entry) int {
		return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(a.ID, b.ID))
	})
	var out []view.Link
	for _, e := range entries[:min(len(entries), mostNewest)] {
		out = append(out, view.Link{Text: e.Title, Href: c.Href(e), Note: e.Updated})
	}
	return out
}

// mostListed is how many entries of other libraries stand in a list beside ours; search has them all.
const mostListed = 50

// listed are the entries of other libraries that are listed beside ours, of each type those that changed
// last, in order of title; and how many there are.
func (f *followed) listed() (map[model.Type][]view.Link, map[model.Type]int) {
	type line struct {
		follow.Entry
		view.Link
	}
	all := map[model.Type][]line{}
	for i, c := range f.copies {
		if !c.Shown("all") {
			continue
		}
		for _, e := range f.shown[i] {
			if e.Language == "" {
				t := model.Type(e.Type)
				all[t] = append(all[t], line{e, view.Link{Text: e.Title, Href: c.Href(e), Note: c.Locked.Title}})
			}
		}
	}
	listed, more := map[model.Type][]view.Link{}, map[model.Type]int{}
	for t, lines := range all {
		more[t] = len(lines)
		slices.SortStableFunc(lines, func(a, b line) int { return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(a.ID, b.ID)) })
		lines = lines[:min(len(lines), mostListed)]
		slices.SortStableFunc(lines, func(a, b line) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Href, b.Href)) })
		for _, l := range lines {
			listed[t] = append(listed[t], l.Link)
		}
	}
	return listed, more
}

// adopters are the libraries that copied an entry of ours.
func (f *followed) adopters(own *model.Library) map[*model.Entry][]view.Link {
	out := map[*model.Entry][]view.Link{}
	for _, c := range f.copies {
		if !c.Shown("all") {
			continue
		}
		for _, e := range c.Visible() {
			from := f.from[work{c.Name.Value, e.ID}]
			if o := own.ByID[from.id]; o != nil && from.library == "" && e.Adopted != nil && e.Language == "" {
				out[o] = append(out[o], view.Link{Text: c.Locked.Title, Href: c.Href(e)})
			}
		}
	}
	return out
}

func drifted(e *model.Entry, d adopt.Drift) view.Drift {
	out := view.Drift{
		Link:     view.Link{Text: d.Title, Href: e.Path()},
		Original: view.Link{Text: d.Library, Href: d.Original}, State: string(d.State), Because: d.Because,
	}
	switch d.State {
	case adopt.Upstream, adopt.Both:
		out.Run = "patterns merge " + d.ID
	case adopt.Here:
		out.Run = "patterns propose " + d.ID
	}
	add := func(there bool, changes []merge.Change) {
		for _, c := range changes {
			out.Changes = append(out.Changes, view.DriftChange{There: there, Where: c.Where, Kind: string(c.Kind), Before: c.Before,
				After: c.After})
		}
	}
	add(true, d.Upstream)
	add(false, d.Here)
	return out
}
