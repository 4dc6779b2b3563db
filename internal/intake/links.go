package intake

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
)

// A link of a text that leads nowhere keeps nobody's row out. Its words stay, and a
// warning says where it led.

// inText gives a place to each place in the text of a draft.
func (im *importer) inText(d *draft) func(model.Pos) int {
	known := map[int32]int{}
	whole := im.book[d.bodyAt-1]
	lines := bytes.Count(d.body, []byte("\n"))
	return func(at model.Pos) int {
		if line := known[at.Start]; line > 0 {
			return line
		}
		p := whole
		if lines > 1 {
			p.Line = 1 + int32(bytes.Count(d.body[:at.Start], []byte("\n")))
		}
		if d.raw != nil {
			p.Start, p.End = d.raw(whole, int(at.Start), int(at.End))
		}
		known[at.Start] = im.book.Add(p)
		return known[at.Start]
	}
}

// inLink says whether a finding is about a link or a picture of a draft's text.
func (im *importer) inLink(d *draft, f diag.Finding) bool {
	return slices.ContainsFunc(d.links, func(l model.Link) bool { return int(l.To.Pos.Start)+1 == f.Line })
}

// judge keeps a finding on a draft; one on a link takes that out.
func (im *importer) judge(d *draft, f diag.Finding) {
	if f.Severity != diag.Error || !im.inLink(d, f) {
		im.add(f)
		return
	}
	d.drop(f.Line)
	switch {
	case f.Code != diag.BrokenImage:
		f.Message += "; its words stay, without the link"
	case strings.Contains(f.Message, "not in the library"):
		f.Message += "; a link to it is used instead"
	default:
		f.Message += "; its description is used instead"
		f.Help = fmt.Sprintf("Put it into %s/%s/ beside the table, name it under “pictures” in the mapping, and import again with "+
			"--overwrite.", d.typ.Folder(), d.id)
	}
	f.Severity = diag.Warning
	im.add(f)
}

// drop notes that the link at a place leads nowhere.
func (d *draft) drop(place int) {
	if d.dropped == nil {
		d.dropped = map[int]bool{}
	}
	d.dropped[place] = true
}

// tidy takes the links that lead nowhere out of the texts that are written.
func (im *importer) tidy() {
	var list diag.List
	var entries []*model.Entry
	files := map[string]*draft{}
	sources := map[string]bool{}
	for i, d := range im.drafts {
		if d.out {
			continue
		}
		d.entry.File = fmt.Sprint(standIn, i)
		files[d.entry.File] = d
		entries = append(entries, d.entry)
	}
	lib := content.Join(im.lib, entries, &list)
	for _, e := range lib.Entries {
		sources[strings.TrimSuffix(e.Source, "/index.md")] = true
	}
	q := questions{}
	for _, e := range entries {
		d := files[e.File]
		e.Links = slices.DeleteFunc(slices.Clone(d.links), func(l model.Link) bool {
			return !l.Image && unknownLink(lib, sources, e, l) &&
				q.asked(fmt.Sprint(path.Dir(e.Source), l.ID, l.To.Value), d, int(l.To.Pos.Start)+1,
					fmt.Sprintf("link to %q leads nowhere", sheet.Short(l.To.Value)))
		})
	}
	refs := make([][]model.Ref, len(entries))
	for i, e := range entries {
		refs[i], e.Refs = e.Refs, nil // judged before
	}
	link.Link(lib, true, &list)
	for i, e := range entries {
		e.Refs, e.Links = refs[i], nil
	}
	q.answer(&list, files, diag.BrokenLink, im.judge)
	for _, d := range im.drafts {
		if !d.out && d.dropped != nil {
			d.body = d.unlink()
		}
	}
}

// unknownLink says whether a link certainly leads to nothing that the library has.
func unknownLink(lib *model.Library, sources map[string]bool, e *model.Entry, l model.Link) bool {
	if l.ID {
		return lib.ByID[l.To.Value] == nil
	}
	u, err := url.Parse(l.To.Value)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return false
	}
	if strings.HasPrefix(u.Path, "/") {
		return lib.ByID[path.Base(u.Path)] == nil && !slices.Contains(model.OwnPages(), l.To.Value)
	}
	return !sources[path.Join(path.Dir(e.Source), strings.TrimSuffix(u.Path, "/index.md"))]
}

// unlink is the text without the links that are dropped.
func (d *draft) unlink() []byte {
	doc := markdown.Parse(d.body)
	drop := func(i int) bool { return i >= len(d.links) || d.dropped[int(d.links[i].To.Pos.Start)+1] }
	if out, ok := doc.Unlink(drop); ok {
		return out
	}
	// Links within links and the like: then all are shown as they are typed.
	return []byte(escapeLinks.Replace(string(d.body)))
}

var escapeLinks = strings.NewReplacer("[", `\[`, "<", `\<`)

// questions are what the linker is asked: what is near to a name that nothing has. That
// takes time, so each is asked once, and no more of them than findings are shown.
type questions map[string]*question

type question struct {
	message string
	at      int // the place that it is asked of; 0 when it is not asked
	also    []also
}

type also struct {
	*draft
	line int
}

// asked says whether a question need not be asked of a place, since another answers it.
func (q questions) asked(what string, d *draft, line int, message string) bool {
	one := q[what]
	if one == nil {
		one = &question{message: message}
		q[what] = one
		if len(q) <= sheet.MaxShown {
			one.at = line
			return false
		}
	}
	one.also = append(one.also, also{d, line})
	return true
}

// answer gives each place of drafts what the linker found.
func (q questions) answer(list *diag.List, files map[string]*draft, code diag.Code, keep func(*draft, diag.Finding)) {
	at := map[int]*question{}
	for _, one := range q {
		at[one.at] = one
	}
	tell := func(to []also, f diag.Finding) {
		for _, other := range to {
			f.Line = other.line
			keep(other.draft, f)
		}
	}
	for _, f := range list.Locate(func(string) ([]byte, error) { return nil, os.ErrNotExist }) {
		d := files[f.File]
		if d == nil {
			continue // what is wrong in the library's own files is said by check
		}
		start, _ := f.Bytes()
		if f.Line = start + 1; start < 0 {
			f.Line = d.at
		}
		keep(d, f)
		if one := at[f.Line]; one != nil {
			tell(one.also, f)
			one.also = nil
		}
	}
	for _, what := range slices.Sorted(maps.Keys(q)) {
		if one := q[what]; one.also != nil {
			tell(one.also, diag.InFile("", code, one.message, ""))
		}
	}
}
