// Package build makes a site of a library: load, link, render, index, publish. Run
// is the whole of it; everything else here serves one of its lines.
package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/history"
	"servicepatterns/internal/link"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/publish"
	"servicepatterns/internal/render"
	"servicepatterns/internal/static"
	"servicepatterns/internal/tempdir"
	"servicepatterns/internal/theme"
	"servicepatterns/search"
	"servicepatterns/search/export"
	"servicepatterns/search/index"
)

// Options say what to build and where to.
type Options struct {
	Library    string // folder of the library
	Out        string // folder of the site
	AllowEmpty bool   // a site without entries may replace one that has some
	BaseURL    string // "https://host/sub/"; the library's own url when empty
	Drafts     bool   // entries with status draft have pages too
	Strict     bool   // a followed library whose copy cannot be used is an error
	KeepGoing  bool   // leave out entries with errors and publish the rest
	Live       bool   // a preview: pages reload themselves
	Preview    bool   // the site is opened from a disk: relative links, no scripts, no address
	Progress   func(stage string, done, of int)
}

// Result says what was built. With findings that are errors and no KeepGoing,
// nothing was: Published is false and the site that was there is untouched.
type Result struct {
	Findings   []diag.Finding
	Published  bool
	Entries    int
	Pages      int
	IndexBytes int64 // of the files that browsers search
	Stages     []Stage
}

// Run builds the site. An error means that the work failed, for instance because a
// disk is full; what is wrong with the content is in the result's findings.
func Run(ctx context.Context, o Options) (*Result, error) {
	b := &builder{Options: o, ctx: ctx, Result: &Result{}}
	return run(b)
}

// run goes through the stages.
func run(b *builder) (*Result, error) {
	steps := []struct {
		name string
		do   func() error
	}{{"load", b.load}, {"link", b.link}, {"render", b.render}, {"index", b.index}, {"publish", b.publish}}
	defer b.tidy()
	for _, step := range steps {
		if err := b.measure(step.name, step.do); err != nil {
			return b.Result, err
		}
		if b.stop {
			break
		}
	}
	return b.Result, nil
}

// builder holds what one stage hands to the next.
type builder struct {
	Options
	*Result
	ctx      context.Context
	list     diag.List
	library  *model.Library
	graph    *link.Graph
	root     *os.Root // the library's folder, for bodies and pictures
	followed followed
	site     *render.Site
	folder   *publish.Folder
	static   []string // names of the library's own files that are published as they are
	sums     sums     // of what lies beside pages
	indexDir *tempdir.Dir
	stop     bool                    // the content has errors: publish nothing
	changes  map[string]history.File // what git knows of the library's files
	session  *Session                // nil for a build of its own
}

func (b *builder) tidy() {
	if b.root != nil {
		_ = b.root.Close()
	}
	b.followed.close()
	if b.folder != nil {
		_ = b.folder.Discard()
	}
	if b.indexDir != nil {
		_ = b.indexDir.Remove()
	}
}

func (b *builder) load() (err error) {
	if b.Out != "" {
		if err := apart(b.Library, b.Out); err != nil {
			return err
		}
	}
	load := content.Load
	if b.session != nil {
		load = b.session.cache.Load
	}
	if b.library, err = load(b.Library, &b.list); err != nil {
		return err
	}
	if b.static, err = static.Files(b.Library, b.library.StaticPages.Value == "true", &b.list); err != nil {
		return err
	}
	if err = b.openFollowed(); err != nil {
		return err
	}
	b.history()
	b.root, err = os.OpenRoot(b.Library)
	return err
}

// link resolves references, and decides which entries have pages.
func (b *builder) link() error {
	if b.BaseURL == "" && !b.Live && !b.Preview { // a preview stands at the root of its own host, or on a disk
		b.BaseURL = b.library.URL.Value
	}
	if b.BaseURL == "" && !b.Live && !b.Preview {
		b.list.Add(diag.InFile(b.shown("library.yaml"), diag.NoAddress,
			"the site has no address of its own, so it works only at the root of a host, and has no sitemap, feeds or canonical links",
			"Write it as url: in library.yaml, or give --base-url."))
	}
	b.graph = link.Link(b.library, b.Drafts, &b.list)
	b.Findings = b.list.Locate(b.read)
	bad := map[string]bool{}
	for _, f := range b.Findings {
		if f.Severity == diag.Error {
			bad[f.File] = true
		}
	}
	if len(bad) > 0 && !b.KeepGoing {
		b.stop = true
		return nil
	}
	badPicture := func(e *model.Entry) bool {
		return slices.ContainsFunc(e.Images, func(name string) bool { return bad[path.Join(path.Dir(e.File), name)] })
	}
	before := len(b.library.Entries)
	b.library.Entries = slices.DeleteFunc(b.library.Entries, func(e *model.Entry) bool {
		return e.Row == 0 && (bad[e.File] || badPicture(e)) || e.Status.Value == "draft" && !b.Drafts
	})
	if len(b.library.Entries) < before { // nothing may lead to what was left out
		for id, e := range b.library.ByID {
			if !slices.Contains(b.library.Entries, e) {
				delete(b.library.ByID, id)
			}
		}
		var said diag.List // once already
		b.graph = link.Link(b.library, b.Drafts, &said)
	}
	b.Entries = len(b.library.Entries)
	b.followed.join(b.library)
	return nil
}

// open prepares what all pages share.
func (b *builder) open() error {
	abroad, err := b.abroad()
	if err != nil {
		return err
	}
	load := theme.Load
	if b.session != nil {
		load = b.session.loadTheme
	}
	loaded, err := load(content.Theme(b.root))
	if err != nil {
		return err
	}
	b.site, err = render.New(b.graph, render.Options{BaseURL: b.BaseURL, Theme: loaded, Live: b.Live, Drafts: b.Drafts,
		Disk: b.Preview, Abroad: abroad})
	return err
}

// render writes every page, and beside each entry its source and its pictures.
func (b *builder) render() (err error) {
	if err := b.open(); err != nil {
		return err
	}
	if b.folder, err = publish.Create(publish.Site{Out: b.Out, Entries: b.Entries, AllowEmpty: b.AllowEmpty}); err != nil {
		return err
	}
	defer steadyMemory()()
	pages := b.site.Pages()
	for _, p := range pages {
		if !p.Leads {
			b.Pages++
		}
	}
	err = b.parallel("render", len(pages), func(i int) error {
		page := pages[i]
		var body markdown.Body
		if page.Entry != nil {
			text, err := b.text(page.Entry)
			if err != nil {
				return err
			}
			body = text.body
			if err := b.beside(page.Entry, text.source); err != nil {
				return err
			}
		}
		var html bytes.Buffer
		if err := b.site.Render(&html, page, body); err != nil {
			return err
		}
		made := html.Bytes()
		if b.Preview {
			made = forDisk(page.Path, made)
		}
		if err := b.put(page.Path, made); err != nil {
			return err
		}
		return b.feed(page)
	})
	if err != nil {
		return err
	}
	return errors.Join(b.site.Assets(b.put), b.site.Extras(b.put), b.data())
}

// put writes a file of the site, made small.
func (b *builder) put(name string, data []byte) error {
	small, err := publish.Minify(name, data)
	if err != nil {
		return err
	}
	return b.folder.Put(name, small)
}

// index makes the Bleve index and the browser's files from it.
func (b *builder) index() (err error) {
	if b.indexDir, err = tempdir.New("patterns-index-"); err != nil {
		return err
	}
	dir := filepath.Join(b.indexDir.Path, "bleve")
	if err := b.writeIndex(dir); err != nil {
		return err
	}
	put := func(name string, data []byte) error {
		return b.folder.Put("search/"+name, data)
	}
	if err := search.PutEngine(put); err != nil {
		return err
	}
	stats, err := export.Write(dir, put)
	if err != nil {
		return err
	}
	b.IndexBytes = stats.Bytes
	var archive bytes.Buffer
	sum, err := search.Archive(dir, &archive)
	if err != nil {
		return err
	}
	if err := put("bleve.tar.gz", archive.Bytes()); err != nil {
		return err
	}
	about, err := json.Marshal(struct {
		File   string `json:"file"`
		SHA256 string `json:"sha256"`
		Bytes  int    `json:"bytes"`
	}{"bleve.tar.gz", sum, archive.Len()})
	if err != nil {
		return err
	}
	return put("bleve.json", append(about, '\n'))
}

// writeIndex fills a Bleve index: the entries of the library, and of those that it follows.
func (b *builder) writeIndex(dir string) error {
	w, err := index.Create(index.Config{Dir: dir, Documents: len(b.library.Entries) + b.followed.found, Labels: b.label,
		Synonyms: b.synonyms(), Places: b.places()})
	if err != nil {
		return err
	}
	err = b.documents(b.ours(), w.Add)
	for i := range b.followed.shown {
		if err == nil {
			err = b.theirs(i, w.Add)
		}
	}
	return errors.Join(err, w.Close())
}

func (b *builder) publish() error {
	if err := putStatic(b.root, b.static, b.folder); err != nil {
		return err
	}
	if err := b.folder.Commit(); err != nil {
		return err
	}
	b.Published = true
	return nil
}

// Fingerprint is a hash of a library's content and of the copies of those that it follows: the same
// content has the same, wherever it lies and whatever its history.
func Fingerprint(library string) (string, error) {
	root, err := os.OpenRoot(library)
	if err != nil {
		return "", err
	}
	defer root.Close()
	sum := sha256.New()
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		switch filepath.Ext(path) {
		case ".ndjson": // a copy of a followed library; whether it is whole is seen when it is read
			if info, err := d.Info(); err == nil {
				fmt.Fprintf(sum, "%s\x00%d\x00%d\x00", path, info.Size(), info.ModTime().UnixNano())
			}
		case ".md", ".yaml", ".csv", ".json":
			data, err := content.Read(root, path, content.MaxImage)
			if err != nil {
				return nil // said by check
			}
			fmt.Fprintf(sum, "%s\x00%d\x00", path, len(data))
			sum.Write(data)
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)[:16]), err
}

// Index writes the library's Bleve index alone into a folder, for searching from the
// command line. Entries with errors are left out.
func Index(ctx context.Context, library, dir string) error {
	b := &builder{Options: Options{Library: library, KeepGoing: true, Live: true}, ctx: ctx, Result: &Result{}}
	defer b.tidy()
	if err := errors.Join(b.load()); err != nil {
		return err
	}
	if err := b.link(); err != nil {
		return err
	}
	var err error
	if b.site, err = render.New(b.graph, render.Options{BaseURL: b.BaseURL}); err != nil {
		return err
	}
	return b.writeIndex(dir)
}
