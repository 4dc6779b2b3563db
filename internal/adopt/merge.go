package adopt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"servicepatterns/internal/content"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/merge"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// undoFolder keeps what a merge changed, for taking it back.
const undoFolder = follow.Folder + "/undo"

// undo is what a merge changed.
type undo struct {
	File   string `json:"file"`
	Before []byte `json:"before"`
	After  string `json:"after"` // sha256 of what the merge wrote
	Base   []byte `json:"base"`
}

// Merged is what came of merging the changes of an original into our copy.
type Merged struct {
	File      string         `json:"file"`
	Taken     []merge.Change `json:"taken"`
	Conflicts []merge.Change `json:"conflicts"`
}

// Merge takes into our copy of an entry what its original changed. Where both changed the same, the file
// gets marks, which “check” refuses. The original as it is now becomes the text that the copy is from.
func (l *Library) Merge(id, day string, dryRun bool) (Merged, error) {
	e, err := l.entry(id)
	if err != nil {
		return Merged{}, err
	}
	p, err := l.pair(e)
	if err != nil {
		return Merged{}, fmt.Errorf("%s cannot be merged: %w", e.File, err)
	}
	before := p.ours
	if p.ours, err = set(p.ours, "adopted-from", p.from.provenance(p.line, day)); err != nil {
		return Merged{}, fmt.Errorf("%s: %w", e.File, err)
	}
	r := p.merge()
	out := Merged{File: e.File, Taken: r.Taken, Conflicts: r.Conflicts}
	if p.line.SHA256 == e.AdoptedFrom.SHA256.Value && len(r.Taken)+len(r.Conflicts) == 0 || dryRun {
		return out, nil
	}
	kept, err := json.Marshal(undo{e.Source, before, opendata.SHA256(r.Text), l.base(e)})
	if err != nil {
		return out, err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{undoName(e), kept}, {filepath.FromSlash(e.Source), r.Text}, {baseName(e.ID, e.Language), base{p.away, string(p.raw)}.encode()}} {
		if err := content.Put(l.root, f.name, f.data); err != nil {
			return out, fmt.Errorf("writing %s: %w", f.name, err)
		}
	}
	return out, nil
}

func undoName(e *model.Entry) string {
	name := e.ID
	if e.Language != "" {
		name += "." + e.Language
	}
	return undoFolder + "/" + name + ".json"
}

// Undo takes back the last merge of an entry, as long as its file was not edited since.
func (l *Library) Undo(id string) (file string, err error) {
	e := &model.Entry{ID: id}
	data, err := content.Read(l.root, undoName(e), 8*content.MaxMarkdown)
	if err != nil {
		return "", fmt.Errorf("there is no merge of %s to take back", id)
	}
	var u undo
	if err := json.Unmarshal(data, &u); err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", undoName(e), err)
	}
	now, err := content.Read(l.root, filepath.FromSlash(u.File), content.MaxMarkdown)
	if err != nil {
		return "", err
	}
	if opendata.SHA256(now) != u.After {
		return "", fmt.Errorf("%s was edited since it was merged, so the merge is not taken back. Its text before the merge is in your "+
			"history", u.File)
	}
	err = errors.Join(content.Put(l.root, filepath.FromSlash(u.File), u.Before), content.Put(l.root, baseName(id, ""), u.Base))
	if err != nil {
		return "", err
	}
	return u.File, l.root.Remove(undoName(e))
}

// Proposal is what we changed of an original, for those who keep it.
type Proposal struct {
	ID       string         `json:"id"`
	Library  string         `json:"library"`
	Title    string         `json:"title"`
	File     string         `json:"file"` // in their library
	Changes  []merge.Change `json:"changes"`
	Patch    string         `json:"patch"`
	Message  string         `json:"message"`
	Address  string         `json:"address,omitempty"` // that opens the change at their code host
	Contact  string         `json:"contact,omitempty"`
	Original string         `json:"original"`
}

// Propose makes a proposal of what we changed of an original.
func (l *Library) Propose(id string) (Proposal, error) {
	e, err := l.entry(id)
	if err != nil {
		return Proposal{}, err
	}
	p, err := l.pair(e)
	if err != nil {
		return Proposal{}, fmt.Errorf("nothing can be proposed for %s: %w", e.File, err)
	}
	// What we changed since we copied goes into theirs as it is now; what only makes it stand here does not.
	r := merge.Merge(p.base, p.raw, p.ours, p.from.Name.Value, "ours")
	if len(r.Conflicts) > 0 {
		return Proposal{}, fmt.Errorf("%s changed there and here in the same places. First run: patterns merge %s", e.File, id)
	}
	if bytes.Equal(r.Text, p.raw) {
		return Proposal{}, fmt.Errorf("%s says nothing that its original does not say", e.File)
	}
	file := content.Source(e.Type, p.line.ID, p.line.Language)
	if p.line.File != "" {
		file = p.line.File
	}
	out := Proposal{ID: id, Library: p.from.Name.Value, Title: p.line.Title, File: file, Changes: merge.Changes(p.raw, r.Text),
		Patch: string(diff.Diff("a/"+file, p.raw, "b/"+file, r.Text)), Contact: p.from.Manifest.Contact, Original: p.from.Href(p.line),
	}
	if edit := p.from.Manifest.Edit; strings.HasPrefix(edit, "https://") {
		out.Address = edit + (&url.URL{Path: file}).EscapedPath()
	}
	out.Message = message(out, l.Title.Value, l.URL.Value)
	return out, nil
}

// message explains a proposal to those who get it.
func message(p Proposal, library, url string) string {
	from := library
	if url != "" {
		from += " (" + url + ")"
	}
	text := fmt.Sprintf("Change of “%s”\n\n%s copied this entry from %s and changed it. We propose these changes:\n\n", p.Title, from,
		p.Original)
	for _, c := range p.Changes {
		text += fmt.Sprintf("- %s: %s\n", c.Kind, c.Where)
	}
	return text
}
