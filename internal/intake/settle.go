package intake

import (
	"fmt"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

// plan checks the drafts as the files they would be, and says what to write.
func (im *importer) plan(o Options) (*Plan, error) {
	im.unique()
	names := im.index()
	im.folders = map[string]bool{}
	for _, d := range im.drafts {
		im.folders[d.id] = im.folders[d.id] || len(d.pictures) > 0
	}
	for _, d := range im.drafts {
		if d.typ == table.Council {
			continue
		}
		names.references(d.tree, model.Shapes(d.typ))
		d.entry = &model.Entry{Type: d.typ, ID: d.id, Language: d.language}
		im.place(d, d.entry)
		for _, f := range im.check(d) {
			im.judge(d, f)
		}
		if err := im.writable(d); err != nil {
			return nil, err
		}
	}
	im.councils()
	im.join()
	im.settle(o.Drafts)
	im.tidy()
	p := &Plan{dir: im.lib.Dir, overwrite: o.Overwrite, LeftOut: len(im.wrong)}
	var councils []*draft
	for _, d := range im.drafts {
		if d.draft {
			p.LeftOut--
		}
		switch {
		case d.out:
		case d.typ == table.Council:
			councils = append(councils, d)
		default:
			if err := p.entry(im, d); err != nil {
				return nil, err
			}
		}
	}
	if len(councils) == 0 {
		return p, nil
	}
	return p, p.councils(im, councils)
}

// check fills the entry of a draft, and returns what is wrong with it.
func (im *importer) check(d *draft) []diag.Finding {
	if n := len(d.body); n > 0 && d.body[n-1] != '\n' {
		d.body = append(d.body, '\n')
	}
	e := d.entry
	found := im.places.Entry(e, &im.lib.Settings, d.tree, d.body, im.inText(d))
	d.links, e.Links = e.Links, nil // the linker judges them when it is known which entries there are
	return found
}

// writable reports what keeps a draft from being a file.
func (im *importer) writable(d *draft) error {
	text, err := content.Format(d.entry, d.body)
	if err != nil {
		return err
	}
	if len(text) > content.MaxMarkdown {
		im.report(d.at, diag.FileTooLarge, fmt.Sprintf("the entry is larger than %d KB", content.MaxMarkdown>>10),
			"Shorten it; nobody will read it to the end.")
	}
	if im.there(d.entry) == nil && im.has(d.entry.Source) {
		im.report(d.at, diag.DuplicateID, fmt.Sprintf("the file %s is there, and cannot be read as an entry", d.entry.Source),
			"Run “patterns check” and fix it first.")
	}
	return nil
}

func (im *importer) row(d *draft) rowKey {
	p := im.book[d.at-1]
	return rowKey{p.File, p.Row}
}

// settle leaves out the drafts of rows with errors, and then those that name them, and so
// on. With drafts it keeps what can do without its errors.
func (im *importer) settle(drafts bool) {
	named := map[string][]*draft{} // who names an id that comes with the tables
	for _, d := range im.drafts {
		if d.entry == nil {
			continue
		}
		for _, ref := range d.entry.Refs {
			if id := ref.To.Value; im.lib.ByID[id] == nil {
				named[id] = append(named[id], d)
			}
		}
	}
	var queue []*draft
	for _, d := range im.drafts {
		if d.entry == nil || im.wrong[im.row(d)] != nil {
			queue = append(queue, d)
		}
	}
	for len(queue) > 0 {
		d := queue[0]
		queue = queue[1:]
		if d.out {
			continue
		}
		if drafts && im.asDraft(d) {
			continue
		}
		d.out, d.draft = true, false
		if d.language != "" {
			continue
		}
		ids := []string{d.id}
		if d.entry != nil {
			for _, former := range d.entry.FormerIDs {
				ids = append(ids, former.Value)
			}
		}
		row := strings.TrimSuffix(im.book[d.at-1].RowOnly().Names(), ": ")
		for _, id := range ids {
			for _, by := range named[id] {
				if by.out {
					continue
				}
				for _, ref := range by.entry.Refs {
					if ref.To.Value == id {
						im.report(int(ref.To.Pos.Start)+1, diag.UnknownReference, fmt.Sprintf("%q is %s, which is left out", id, row),
							"Fix that one first.")
					}
				}
				queue = append(queue, by)
			}
		}
	}
}

// join lets the linker judge what the entries name in their fields.
func (im *importer) join() {
	var list diag.List
	files := map[string]*draft{}
	var entries []*model.Entry
	for i, d := range im.drafts {
		if d.entry == nil {
			continue
		}
		d.entry.File = fmt.Sprint(standIn, i) // each may have as many findings as a file
		files[d.entry.File] = d
		entries = append(entries, d.entry)
	}
	lib := content.Join(im.lib, entries, &list)
	q := questions{}
	all := make([][]model.Ref, len(entries))
	for i, e := range entries {
		all[i] = slices.Clone(e.Refs)
		e.Refs = slices.DeleteFunc(e.Refs, func(r model.Ref) bool {
			if r.To.Value == "" || lib.ByID[r.To.Value] != nil {
				return false
			}
			what := "entry"
			if len(r.Types) > 0 {
				what = strings.ToLower(messages.English().Kind(r.Types[0]))
			}
			return q.asked(fmt.Sprint(what, " ", r.To.Value), files[e.File], int(r.To.Pos.Start)+1,
				fmt.Sprintf("there is no %s %q", what, sheet.Short(r.To.Value)))
		})
	}
	link.Link(lib, true, &list)
	for i, e := range entries {
		e.Refs = all[i]
	}
	q.answer(&list, files, diag.UnknownReference, func(_ *draft, f diag.Finding) { im.add(f) })
}
