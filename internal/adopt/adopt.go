// Package adopt copies entries of followed libraries into ours, and keeps the two in touch: where a copy
// came from stands in it, the text that it was copied from is kept, so later it can be said what changed
// there and here, merged, and proposed back. Input: copies of libraries (package follow), and our entries.
// Output: files of our library. What comes from another library is changed only so far that it stands
// here, and is written as a proposal of a stranger would be: inside its folder, never over another file.
package adopt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/fetch"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// baseFolder holds, for every adopted entry, the text that it was copied from. It is committed.
const baseFolder = follow.Folder + "/base"

// base is the text that an entry was copied from, and which of the ids in it were not here, so that links
// to the original library stand in their place.
type base struct {
	Away []string
	Text string
}

const awayMark = "not here: "

// encode writes it as a file: the text as it was, behind a line with the ids if there are any.
func (b base) encode() []byte {
	if len(b.Away) == 0 {
		return []byte(b.Text)
	}
	return []byte(awayMark + strings.Join(b.Away, " ") + "\n" + b.Text)
}

func decode(data []byte) base {
	first, rest, ok := strings.Cut(string(data), "\n")
	if ids, away := strings.CutPrefix(first, awayMark); ok && away {
		return base{strings.Fields(ids), rest}
	}
	return base{nil, string(data)}
}

// Library is our library, open for adopting.
type Library struct {
	*model.Library
	root   *os.Root
	copies []follow.Copy
	byID   map[string]map[string]follow.Entry // of the copies that were asked, by their names
}

// Open loads our library and the copies of those that it follows.
func Open(dir string) (*Library, error) {
	var list diag.List
	lib, err := content.Load(dir, &list)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	copies, err := follow.Copies(dir, lib.Follow)
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	return New(lib, root, copies), nil
}

// New is a library whose files and copies are open already.
func New(lib *model.Library, root *os.Root, copies []follow.Copy) *Library {
	return &Library{lib, root, copies, map[string]map[string]follow.Entry{}}
}

// Close lets go of the files.
func (l *Library) Close() {
	for _, c := range l.copies {
		c.Close()
	}
	_ = l.root.Close()
}

// Options say how an entry is adopted.
type Options struct {
	As             string        // its id here, that of the original when empty
	References     bool          // adopt also what it refers to and is not here
	LicenceChecked bool          // somebody has read the licence
	DryRun         bool          // say what would be written, and write nothing
	Client         *fetch.Client // for pictures
	Day            string        // today
}

// Adopted is an entry that was adopted.
type Adopted struct {
	ID       string   `json:"id"`
	From     string   `json:"from"`
	Original string   `json:"original"` // its address
	Licence  string   `json:"licence"`
	Files    []string `json:"files"` // in our library
}

// Adopt copies an entry of a followed library, which NAME/ID names.
func (l *Library) Adopt(ctx context.Context, which string, o Options) ([]Adopted, error) {
	name, id, ok := strings.Cut(which, "/")
	if !ok || name == "" || id == "" {
		return nil, fmt.Errorf("%q names no entry of a library. Write it as county/report-a-pothole, the library’s name first", which)
	}
	c, err := l.copy(name)
	if err != nil {
		return nil, err
	}
	from, ok := l.find(c, id)
	if !ok || from.line.Withdrawn != nil || from.line.Source == "" {
		return nil, l.lacks(from, id)
	}
	all := []original{from}
	if o.References {
		refs, err := l.refersTo(from)
		if err != nil {
			return nil, err
		}
		all = append(all, refs...)
	}
	coming := map[string]bool{}
	for i, one := range all {
		coming[one.line.ID] = i > 0 || o.As == ""
	}
	here := func(id string) bool { return l.ByID[id] != nil || coming[id] }
	var out []Adopted
	for _, one := range all {
		done, err := l.one(ctx, one, o, here)
		if err != nil {
			return out, err
		}
		out = append(out, done)
		o.As = ""
	}
	return out, nil
}

// refersTo are the entries that the fields of one name and that are not here.
func (l *Library) refersTo(from original) ([]original, error) {
	text, err := from.Text(from.line)
	if err != nil {
		return nil, err
	}
	e := content.Foreign(model.Type(from.line.Type), from.line.ID, "", text)
	if e == nil {
		return nil, from.unreadable()
	}
	var out []original
	seen := map[string]bool{from.line.ID: true}
	for _, ref := range e.Refs {
		to, ok := from.byID[ref.To.Value]
		if ok && to.Source != "" && to.Withdrawn == nil && l.ByID[ref.To.Value] == nil && !seen[to.ID] {
			seen[to.ID] = true
			out = append(out, original{from.Copy, to, from.byID})
		}
	}
	return out, nil
}

func (o original) unreadable() error {
	return fmt.Errorf("the entry %s of %s cannot be read, so it is not copied", o.line.ID, o.Name.Value)
}

// copy is that of a followed library.
func (l *Library) copy(name string) (follow.Copy, error) {
	var names []string
	for _, c := range l.copies {
		if c.Name.Value == name {
			if c.Wrong != nil {
				return c, fmt.Errorf("nothing of %s is here: %w. Run: patterns pull", name, c.Wrong)
			}
			return c, nil
		}
		names = append(names, c.Name.Value)
	}
	if len(names) == 0 {
		return follow.Copy{}, errors.New("no library is followed. Begin with: patterns follow URL")
	}
	return follow.Copy{}, fmt.Errorf("no library of the name %q is followed. They are %s", name, messages.English().And(names))
}

// lacks says that a library does not have an entry, with why where that is known.
func (l *Library) lacks(o original, id string) error {
	if w := o.line.Withdrawn; w != nil {
		after := ""
		if w.ReplacedBy != "" {
			after = ". It names in its place: " + w.ReplacedBy
		}
		return fmt.Errorf("%s has withdrawn %s on %s: %s%s", o.Name.Value, id, w.On, strings.TrimSuffix(w.Because, "."), after)
	}
	return fmt.Errorf("%s has no entry %q that can be copied. Find it with: patterns search WORDS --filter from=%s", o.Name.Value, id,
		o.Name.Value)
}

// one copies one entry. here says which ids there are here, when all is copied.
func (l *Library) one(ctx context.Context, from original, o Options, here func(string) bool) (Adopted, error) {
	id := from.line.ID
	if o.As != "" {
		id = o.As
	}
	if err := l.mayAdopt(from, id, o); err != nil {
		return Adopted{}, err
	}
	files := map[string][]byte{}
	pictures, err := l.fetch(ctx, from, o)
	if err != nil {
		return Adopted{}, err
	}
	typ := model.Type(from.line.Type)
	name := func(language string) string { return content.Source(typ, id, language) }
	if len(pictures) > 0 {
		folder := path.Join(typ.Folder(), id)
		name = func(language string) string {
			if language != "" {
				language += "."
			}
			return folder + "/index." + language + "md"
		}
		for picture, data := range pictures {
			files[path.Join(folder, picture)] = data
		}
	}
	for _, line := range append([]follow.Entry{from.line}, from.translations()...) {
		text, err := from.Text(line)
		if err != nil {
			return Adopted{}, err
		}
		if content.Foreign(typ, line.ID, line.Language, text) == nil {
			return Adopted{}, from.unreadable()
		}
		prepared, away, err := original{from.Copy, line, from.byID}.prepare(text, here)
		files[baseName(id, line.Language)] = base{away, string(text)}.encode()
		if err == nil {
			prepared, err = with(prepared, "adopted-from", from.provenance(line, o.Day))
		}
		if err != nil {
			return Adopted{}, fmt.Errorf("copying %s: %w", line.ID, err)
		}
		files[name(line.Language)] = prepared
	}
	out := Adopted{ID: id, From: from.Name.Value, Original: from.Href(from.line), Licence: from.licence(), Files: []string{}}
	for file := range files {
		if !strings.HasPrefix(file, follow.Folder) {
			out.Files = append(out.Files, file)
		}
	}
	slices.Sort(out.Files)
	if o.DryRun {
		return out, nil
	}
	return out, l.write(files)
}

func baseName(id, language string) string {
	if language != "" {
		id += "." + language
	}
	return baseFolder + "/" + id + ".md"
}

// mayAdopt refuses what cannot or must not be copied.
func (l *Library) mayAdopt(from original, id string, o Options) error {
	switch licence := from.licence(); {
	case !content.IsID(id):
		return fmt.Errorf("%q cannot be an id. Give one of lower-case letters, digits and hyphens with --as", id)
	case l.ByID[id] != nil:
		return fmt.Errorf("the id %q is that of %s. Give the copy another with --as", id, l.ByID[id].File)
	case model.Type(from.line.Type) == model.Page && slices.Contains(model.Reserved(), id):
		return fmt.Errorf("the site has a page of its own at /%s/. Give the copy another id with --as", id)
	case Licence(licence) == Forbidden:
		return fmt.Errorf("its licence (%s) does not allow copies that are changed", licence)
	case Licence(licence) == Unknown && !o.LicenceChecked && licence == "":
		return fmt.Errorf("%s names no licence, so nobody may copy it without asking. When you have asked, give --licence-checked",
			from.Name.Value)
	case Licence(licence) == Unknown && !o.LicenceChecked:
		return fmt.Errorf("its licence is %q. When you have read that it allows a copy, give --licence-checked", licence)
	}
	return nil
}

// licence is that of the entry, or of its library.
func (o original) licence() string {
	if o.line.Licence != "" {
		return o.line.Licence
	}
	return o.Manifest.Licence
}

// provenance is the field that says where a copy came from.
type provenance struct {
	Library string `yaml:"library"`
	ID      string `yaml:"id"`
	Address string `yaml:"address"`
	SHA256  string `yaml:"sha256"`
	Date    string `yaml:"date"`
	Licence string `yaml:"licence,omitempty"`
}

func (o original) provenance(line follow.Entry, day string) provenance {
	return provenance{follow.Address(o.URL.Value), line.ID, o.Href(line), line.SHA256, day, o.licence()}
}

// fetch gets the pictures of an entry.
func (l *Library) fetch(ctx context.Context, from original, o Options) (map[string][]byte, error) {
	out := map[string][]byte{}
	for name, p := range from.pictures() {
		if o.DryRun {
			out[name] = nil
			continue
		}
		at, err := from.At(p.URL)
		if err != nil {
			return nil, err
		}
		answer, err := o.Client.Get(ctx, fetch.Request{URL: at, Most: content.MaxImage})
		if err != nil {
			return nil, err
		}
		if opendata.SHA256(answer.Body) != p.SHA256 {
			return nil, fmt.Errorf("%s is not the picture that the library’s list names. Run: patterns pull", at)
		}
		out[name] = answer.Body
	}
	return out, nil
}

// write writes new files into our library: none over another, and all or none.
func (l *Library) write(files map[string][]byte) error {
	names := make([]string, 0, len(files))
	for name := range files {
		if _, err := l.root.Lstat(name); err == nil && !strings.HasPrefix(name, baseFolder) {
			return fmt.Errorf("there is a file %s already. Give the copy another id with --as", name)
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if err := content.Put(l.root, name, files[name]); err != nil {
			for _, done := range names[:i] {
				_ = l.root.Remove(done)
			}
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return nil
}

// base is the file with the text that an entry of ours was copied from, nil when it is not here.
func (l *Library) base(e *model.Entry) []byte {
	data, err := content.Read(l.root, baseName(e.ID, e.Language), 2*content.MaxMarkdown)
	if err != nil {
		return nil
	}
	return data
}
