// Package content loads a library: a folder of Markdown files, tables and settings
// becomes entries, each value with its place in its file, and findings for all that
// is wrong. Input is untrusted: files are opened below the library's folder only,
// symbolic links are not followed, and every read has a limit. Bodies are checked
// and let go; whoever needs one reads it again.
package content

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
	"servicepatterns/internal/suggest"
)

// Load reads the library in dir. It returns an error only when there is no library
// to read; everything wrong inside it is a finding in list.
func Load(dir string, list *diag.List) (*model.Library, error) {
	return known(read(dir, false, nil, list))
}

// Begin is Load for whoever writes into the library: its folder may hold nothing yet.
func Begin(dir string, list *diag.List) (*model.Library, error) {
	lib, _, err := read(dir, false, nil, list)
	return lib, err
}

// Settings reads library.yaml alone.
func Settings(dir string, list *diag.List) (*model.Settings, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, NoLibrary(dir)
	}
	defer root.Close()
	var s model.Settings
	(&loader{root: root, dir: dir, shown: Shown(dir), list: list}).settings(&s)
	return &s, nil
}

// known refuses a folder that nothing shows to be a library.
func known(lib *model.Library, any bool, err error) (*model.Library, error) {
	if err == nil && !any {
		return nil, NoLibrary(lib.Dir)
	}
	return lib, err
}

// read also says whether there is anything of a library: settings, a file for an entry, the table.
func read(dir string, proofread bool, cache *Cache, list *diag.List) (_ *model.Library, any bool, _ error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		if info, statErr := os.Stat(dir); errors.Is(statErr, fs.ErrNotExist) || statErr == nil && !info.IsDir() {
			return nil, false, NoLibrary(dir)
		}
		return nil, false, fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	l := loader{root: root, dir: dir, shown: Shown(dir), list: list, cache: cache}
	lib := &model.Library{Dir: dir, ByID: map[string]*model.Entry{}, Unread: map[string]bool{}}
	l.settings(&lib.Settings)
	l.synonyms(&lib.Synonyms)
	if proofread {
		l.prose, l.foreign = prose.New(&lib.Settings, lib.Language.Value), prose.New(&lib.Settings, "")
		for _, h := range l.prose.Private([]byte(lib.Contact.Value)) {
			l.list.Add(diag.At(l.name("library.yaml"), int(lib.Contact.Pos.Start), int(lib.Contact.Pos.End), h.Code, h.Message, h.Help))
		}
	}
	if cache != nil {
		l.settled = hashOf(&lib.Settings)
	}
	files := l.find()
	lib.Entries = l.files(files, lib)
	if proofread {
		l.titles(lib)
	}
	lib.Entries = append(lib.Entries, l.table()...)
	slices.SortFunc(lib.Entries, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.ID), strings.ToLower(b.ID)), -cmp.Compare(a.ID, b.ID),
			cmp.Compare(a.Language, b.Language), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Row, b.Row))
	})
	l.unique(lib)
	return lib, len(files) > 0 || l.has("library.yaml") || l.has(CouncilsTable), nil
}

type loader struct {
	root       *os.Root
	dir, shown string
	list       *diag.List
	prose      *prose.Checker // nil when texts are not proofread
	foreign    *prose.Checker // for translations
	cache      *Cache         // nil when every file is parsed
	settled    string         // a hash of the settings, for the cache
}

// Shown is how findings name the library: relative to the working folder
// where it lies below it.
func Shown(dir string) string {
	if filepath.IsAbs(dir) {
		if wd, err := os.Getwd(); err == nil {
			if rel, err := filepath.Rel(wd, dir); err == nil && !strings.HasPrefix(rel, "..") {
				return rel
			}
		}
	}
	return filepath.Clean(dir)
}

// name is a file of the library as findings show it.
func (l *loader) name(file string) string {
	return filepath.ToSlash(filepath.Join(l.shown, filepath.FromSlash(file)))
}

// read returns a file of the library, or reports why it cannot.
func (l *loader) read(file string, limit int64) (*source.File, bool) {
	b, err := Read(l.root, file, limit)
	return l.checked(file, b, err, limit)
}

// checked is what was read of a file, or reports why it cannot be used.
func (l *loader) checked(file string, b []byte, err error, limit int64) (*source.File, bool) {
	s := &source.File{Name: l.name(file), Bytes: b, List: l.list}
	var tooLarge *TooLargeError
	switch {
	case errors.As(err, &tooLarge):
		l.list.Add(diag.InFile(s.Name, diag.FileTooLarge, fmt.Sprintf("the file is larger than %d KB", limit>>10),
			"Split it, or shorten it; nobody will read it to the end."))
		return s, false
	case err != nil:
		l.list.Add(diag.InFile(s.Name, diag.Unreadable, "the file cannot be read: "+plain(err), ""))
		return s, false
	}
	return s, s.Text() && s.Merged()
}

// plain is what the system says of a file, without its path, which the finding names.
func plain(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// MaxMarkdown and MaxYAML bound what is read of one file, so that a pull request
// cannot fill the memory of whoever checks it.
const (
	MaxMarkdown = 1 << 20
	MaxYAML     = 1 << 20
	MaxTable    = 16 << 20
	MaxImage    = 16 << 20
)

// TooLargeError says that a file has more bytes than it may.
type TooLargeError struct{ Limit int64 }

func (e *TooLargeError) Error() string { return fmt.Sprintf("larger than %d bytes", e.Limit) }

// errNotOrdinary says that a name is that of a folder, a link, a pipe or a device.
var errNotOrdinary = errors.New("not an ordinary file")

// Read returns an ordinary file below root, of limit bytes at most.
func Read(root *os.Root, file string, limit int64) ([]byte, error) {
	f, err := open(root, file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, &TooLargeError{limit}
	}
	b := make([]byte, 0, info.Size()+1)
	for len(b) <= int(limit) {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, &TooLargeError{limit}
}

// found is a file that holds an entry.
type found struct {
	typ    model.Type
	name   string // id as the file's name gives it, still unchecked
	source string
	folder bool
	images []string
}

// find lists the entries' files, folder by folder, in order of name.
func (l *loader) find() []found {
	var out []found
	byFolder := map[string]model.Type{}
	var folders []string
	for _, t := range model.Types() {
		byFolder[t.Folder()] = t
		folders = append(folders, t.Folder())
	}
	for _, item := range l.readDir(".") {
		t, known := byFolder[item.Name()]
		switch {
		case known && item.IsDir():
			out = append(out, l.entries(t, item.Name())...)
		case item.Name() == themeFolder && item.IsDir():
			l.theme(themeFolder)
		case item.IsDir():
			if Skipped(item.Name()) || item.Name() == StaticFolder {
				continue
			}
			if near, ok := suggest.Nearest(item.Name(), folders); ok {
				l.list.Add(diag.InFile(l.name(item.Name()), diag.UnknownFolder, fmt.Sprintf("the folder %q is not read", item.Name()),
					"").Suggest(near))
				// By its name it was meant for entries, and their pages are missing.
				l.texts(item.Name(), func(file string) bool {
					l.unread(file, fmt.Sprintf("Rename the folder to %s.", near))
					return true
				})
			} else if l.holdsMarkdown(item.Name()) {
				l.list.Add(diag.InFile(l.name(item.Name()), diag.UnknownFolder, fmt.Sprintf("the folder %q is not read", item.Name()),
					"Entries are read from "+rules.List(folders)+"."))
			}
		case isMarkdown(item.Name()) && !isAboutTheFolder(item.Name()):
			l.unread(item.Name(), "Put it into the folder of its type, such as pages/.")
		}
	}
	return out
}

// aboutTheFolder are texts that a folder may hold for those who keep it.
var aboutTheFolder = []string{"readme", "licence", "license", "credits", "changelog", "contributing", "code_of_conduct", "security", "support", "authors", "maintainers", "governance", "notice", "codeowners"}

func isAboutTheFolder(name string) bool {
	name, ending, _ := strings.Cut(strings.ToLower(name), ".")
	return slices.Contains(aboutTheFolder, name) && (ending == "" || ending == "txt" || isMarkdown("."+ending))
}

// markdownEndings are those that other tools give to Markdown.
var markdownEndings = []string{".md", ".markdown", ".mdx", ".mdown", ".mkd", ".mkdn", ".md.txt", ".markdown.txt"}

func isMarkdown(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(markdownEndings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// unread reports a file that stands where none is read: its author thinks that it is
// published. Of a text that is an error, for a page is missing.
func (l *loader) unread(file, help string) {
	code := diag.UnreadFile
	if isMarkdown(file) {
		code = diag.UnreadText
	}
	l.list.Add(diag.InFile(l.name(file), code, "this file is not read", help))
}

// texts calls each for every Markdown file anywhere in a folder that is not about the
// folder, until it returns false.
func (l *loader) texts(folder string, each func(file string) bool) {
	_ = fs.WalkDir(l.root.FS(), folder, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.Type().IsRegular() || !isMarkdown(file) || isAboutTheFolder(d.Name()):
			return nil
		case !each(file):
			return fs.SkipAll
		}
		return nil
	})
}

func (l *loader) holdsMarkdown(folder string) bool {
	found := false
	l.texts(folder, func(string) bool {
		found = true
		return false
	})
	return found
}

// readDir lists the files and folders of a folder. What must not be followed, or cannot be
// read, it reports; what is hidden it leaves out.
func (l *loader) readDir(folder string) []fs.DirEntry {
	items, err := fs.ReadDir(l.root.FS(), folder)
	if err != nil {
		l.list.Add(diag.InFile(l.name(folder), diag.Unreadable, "the folder cannot be read: "+plain(err), ""))
		return nil
	}
	return slices.DeleteFunc(items, func(item fs.DirEntry) bool {
		switch file := l.name(path.Join(folder, item.Name())); {
		case item.Type()&fs.ModeSymlink != 0:
			l.list.Add(diag.InFile(file, diag.SymbolicLink, "symbolic links are not followed", "Put the file itself here."))
			return true
		case strings.HasPrefix(item.Name(), "."): // Skipped, and hidden files
			return true
		case !item.IsDir() && !item.Type().IsRegular():
			l.list.Add(diag.InFile(file, diag.Unreadable, "the file cannot be read: "+errNotOrdinary.Error(),
				"Put a file here, or remove this."))
			return true
		}
		return false
	})
}

func (l *loader) entries(t model.Type, folder string) []found {
	var out []found
	for _, item := range l.readDir(folder) {
		file := path.Join(folder, item.Name())
		switch {
		case item.IsDir():
			out = append(out, l.folderEntry(t, file)...)
		case isAboutTheFolder(item.Name()) && item.Name() != strings.ToLower(item.Name()): // README.md; credits.md is a page
		case strings.EqualFold(path.Ext(file), ".md"):
			out = append(out, found{typ: t, name: item.Name()[:len(item.Name())-3], source: file})
		case isMarkdown(file):
			l.unread(file, "Let its name end in .md.")
		case strings.EqualFold(path.Ext(file), ".zip"):
			l.unread(file, "Unpack it here, and delete the zip file.")
		case IsPicture(file):
			l.unread(file, "Put it into a folder with its entry: the text as index.md, the pictures beside it.")
		default:
			l.unread(file, "An entry is a text file whose name ends in .md. Take away what is none.")
		}
	}
	return out
}

func (l *loader) folderEntry(t model.Type, folder string) []found {
	entry := found{typ: t, name: path.Base(folder), folder: true}
	var translations []found
	beside := false // something that an entry's folder may hold
	for _, item := range l.readDir(folder) {
		name := item.Name()
		ext := strings.ToLower(path.Ext(name))
		switch {
		case item.IsDir():
			l.texts(path.Join(folder, name), func(file string) bool {
				l.unread(file, fmt.Sprintf("An entry is a file, or a folder with index.md; folders do not nest. Move this file up into "+
					"%s/.", l.name(path.Dir(folder))))
				return true
			})
		case name == "index.md":
			entry.source = path.Join(folder, name)
		case strings.HasPrefix(name, "index.") && ext == ".md":
			language := strings.TrimSuffix(strings.TrimPrefix(name, "index"), ".md")
			translations = append(translations, found{typ: t, name: entry.name + language, source: path.Join(folder, name), folder: true})
		case isAboutTheFolder(name):
		case isMarkdown(name):
			l.unread(path.Join(folder, name), fmt.Sprintf("The text of an entry’s folder is index.md. Move this file up into %s/, or "+
				"call it index.md.", l.name(path.Dir(folder))))
		case pictures[ext] != "":
			l.picture(path.Join(folder, name))
			entry.images = append(entry.images, name)
			beside = true
		case ext == ".svg" || ext == ".svgz":
			l.list.Add(diag.InFile(l.name(path.Join(folder, name)), diag.ImageType, "SVG pictures can carry script and are not published",
				"Save the picture as PNG or WebP."))
		default:
			beside = true
		}
	}
	l.pictureNames(folder, entry.images)
	if entry.source == "" {
		if beside && !l.holdsMarkdown(folder) { // of which more is said
			l.list.Add(diag.InFile(l.name(folder), diag.UnreadFile, "nothing in this folder is read",
				"Put the text of the entry beside it, as index.md."))
		}
		return nil
	}
	if strings.Contains(entry.name, ".") { // it would read as the language of a translation
		l.list.Add(diag.InFile(l.name(entry.source), diag.BadID, fmt.Sprintf("the folder's name %q cannot be an address", entry.name),
			"Name the folder with lower-case letters, digits and hyphens. A translation is index.cy.md in it."))
		return nil
	}
	for i := range translations {
		translations[i].images = entry.images
	}
	return append([]found{entry}, translations...)
}

// files reads entries in parallel and keeps their order.
func (l *loader) files(files []found, lib *model.Library) []*model.Entry {
	entries := make([]*model.Entry, len(files))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		group.Go(func() error {
			entries[i] = l.file(f, &lib.Settings)
			return nil
		})
	}
	_ = group.Wait() // none fails: what is wrong is a finding
	if l.cache != nil {
		l.cache.forget(files)
	}
	for i, e := range entries {
		if e == nil {
			lib.Unread[strings.ToLower(files[i].name)] = true
		}
	}
	return slices.DeleteFunc(entries, func(e *model.Entry) bool { return e == nil })
}

// unique fills the library's index of ids and reports ids that two entries share.
// The entry whose file comes first keeps the id.
func (l *loader) unique(lib *model.Library) {
	folded := map[string]*model.Entry{}
	kept := lib.Entries[:0]
	for _, e := range lib.Entries {
		key := strings.ToLower(e.ID) + "." + e.Language
		first := folded[key]
		switch {
		case first == nil:
			folded[key] = e
			if e.ID != strings.ToLower(e.ID) {
				l.list.Add(diag.InFile(e.File, diag.BadID, fmt.Sprintf("the file's name %q has capitals; it becomes the address of the "+
					"page", e.ID), "").Suggest(strings.ToLower(e.ID)))
			}
			if e.Language == "" {
				lib.ByID[e.ID] = e
			}
		case first.ID != e.ID:
			l.list.Add(diag.InFile(e.File, diag.IDCase, fmt.Sprintf("the id %q differs from %q only in capitals", e.ID, first.ID),
				fmt.Sprintf("Many computers treat the two as one file. Rename this one; the other is %s.", first.File)))
			continue
		default:
			l.list.Add(l.duplicate(e, first))
			continue
		}
		kept = append(kept, e)
	}
	clear(lib.Entries[len(kept):])
	lib.Entries = kept
	for _, e := range kept {
		for _, former := range e.FormerIDs {
			if lib.ByID[former.Value] == e {
				continue // its own: only its type has changed, or it says so twice
			}
			if _, taken := lib.ByID[former.Value]; taken {
				l.list.Add(diag.At(e.File, int(former.Pos.Start), int(former.Pos.End), diag.DuplicateID,
					fmt.Sprintf("the former id %q belongs to another entry", former.Value),
					fmt.Sprintf("It is the id of %s. Leave it out here.", lib.ByID[former.Value].File)))
				continue
			}
			lib.ByID[former.Value] = e
		}
	}
}

func (l *loader) duplicate(e, first *model.Entry) diag.Finding {
	where := first.File
	if first.Row > 0 {
		where = fmt.Sprintf("%s:%d", first.File, first.Row)
	}
	message, help := rules.TakenID.Say(rules.Put{"id", e.ID, "file", where})
	if e.Row > 0 {
		return diag.OnLine(e.File, e.Row, 1, rules.TakenID.Code, message, strings.Replace(help, "rename this file", "change this row", 1))
	}
	return diag.InFile(e.File, rules.TakenID.Code, message, help)
}
