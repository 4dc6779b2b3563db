package hostile

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/tests/picture"
)

// text is the source of an entry that is fine.
const text = "---\ntitle: An entry\nsummary: Nothing is wrong with its text.\n---\nWords.\n"

// withPicture is one that shows a picture.
const withPicture = "---\ntitle: An entry\nsummary: It shows a picture.\n---\n![A picture](p.png)\n"

// file is a case that words alone cannot say: names, links of the file system, pipes,
// folders, bytes. make makes it in the library; want is what check finds, by file.
type file struct {
	name string
	make func(l library)
	want map[string][]diag.Code
	site []string // files of the site that must be there
	not  []string // and that must not
}

// library makes files in a library.
type library struct {
	t   *testing.T
	dir string
}

func (l library) text(name, source string) { put(l.t, filepath.Join(l.dir, name), source) }

func (l library) folder(name string) {
	if err := os.MkdirAll(filepath.Join(l.dir, name), 0o755); err != nil {
		l.t.Fatal(err)
	}
}

func (l library) link(to, name string) {
	l.folder(filepath.Dir(name))
	if err := os.Symlink(to, filepath.Join(l.dir, name)); err != nil {
		l.t.Fatal(err)
	}
}

func (l library) pipe(name string) {
	l.folder(filepath.Dir(name))
	if err := syscall.Mkfifo(filepath.Join(l.dir, name), 0o644); err != nil {
		l.t.Fatal(err)
	}
}

func (l library) socket(name string) {
	l.folder(filepath.Dir(name))
	short, err := os.MkdirTemp("", "") // the path of a socket may have 100 letters
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = os.RemoveAll(short) })
	s, err := net.ListenUnix("unix", &net.UnixAddr{Name: filepath.Join(short, "s"), Net: "unix"})
	if err == nil {
		err = os.Rename(filepath.Join(short, "s"), filepath.Join(l.dir, name))
	}
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = s.Close() })
}

// device makes a device that never ends, where the system lets us.
func (l library) device(name string) {
	l.folder(filepath.Dir(name))
	if err := syscall.Mknod(filepath.Join(l.dir, name), syscall.S_IFCHR|0o644, 1<<8|5); errors.Is(err, syscall.EPERM) {
		l.t.Skip("only root may make devices")
	} else if err != nil {
		l.t.Fatal(err)
	}
}

// in returns what makes one text at a name.
func in(name, source string) func(library) { return func(l library) { l.text(name, source) } }

// beside returns what makes an entry with a file beside it.
func beside(name, data string) func(library) {
	return func(l library) {
		l.text("case-studies/entry/index.md", text)
		l.text("case-studies/entry/"+name, data)
	}
}

// shown returns what makes an entry that shows the bytes of a picture p.png.
func shown(data []byte) func(library) {
	return func(l library) {
		l.text("case-studies/entry/index.md", withPicture)
		l.text("case-studies/entry/p.png", string(data))
	}
}

func found(file string, codes ...diag.Code) map[string][]diag.Code {
	return map[string][]diag.Code{file: codes}
}

const (
	entry = "case-studies/entry/index.html"
	svg   = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=1"><script>window.pwned=1</script></svg>`
	page  = `<!doctype html><script>window.pwned=1</script>`
)

var files = []file{
	// Links of the file system are never followed.
	{"link to a file outside", func(l library) { l.link("../../outside/secret.md", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, []string{"leak/index.html"}},
	{"link to a file of the system", func(l library) { l.link("/etc/passwd", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, []string{"leak/index.html"}},
	{"link to a device", func(l library) { l.link("/dev/zero", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, nil},
	{"link to a sibling", func(l library) { l.link("good.md", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, []string{"leak/index.html"}},
	{"link to itself", func(l library) { l.link("leak.md", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, nil},
	{"link to nothing", func(l library) { l.link("nothing.md", "pages/leak.md") }, found("pages/leak.md", diag.SymbolicLink), nil, nil},
	{"link to a folder outside", func(l library) { l.link("../outside", "standards") }, found("standards", diag.SymbolicLink), nil, []string{"standards/secret/index.html"}},
	{"link to an entry outside", func(l library) { l.link("../../outside/folder", "standards/leak") }, found("standards/leak", diag.SymbolicLink), nil, []string{"standards/leak/index.html"}},
	{"link to the folder above", func(l library) { l.link("..", "pages/loop") }, found("pages/loop", diag.SymbolicLink), nil, nil},
	{"link to the root", func(l library) { l.link("/", "pages/all") }, found("pages/all", diag.SymbolicLink), nil, nil},
	{"link as a picture", func(l library) {
		l.text("case-studies/entry/index.md", text)
		l.link("../../../outside/secret.png", "case-studies/entry/p.png")
	}, found("case-studies/entry/p.png", diag.SymbolicLink), []string{entry}, []string{"case-studies/entry/p.png"}},
	{"link as the text of a folder", func(l library) { l.link("../../../outside/secret.md", "standards/leak/index.md") }, found("standards/leak/index.md", diag.SymbolicLink), nil, []string{"standards/leak/index.html"}},
	{"link as library.yaml", func(l library) { l.link("../outside/secret.yaml", "library.yaml") }, found("library.yaml", diag.SymbolicLink, diag.Unreadable), nil, nil},
	{"link as synonyms.yaml", func(l library) { l.link("library.yaml", "synonyms.yaml"); l.text("library.yaml", "title: A") }, found("synonyms.yaml", diag.SymbolicLink, diag.Unreadable), nil, nil},
	{"link as organisations.csv", func(l library) { l.link("/etc/passwd", "organisations.csv") }, found("organisations.csv", diag.SymbolicLink, diag.Unreadable), nil, nil},
	{"link as the theme", func(l library) { l.link("../outside", "theme") }, found("theme", diag.SymbolicLink), nil, nil},
	{"link as a style of the theme", func(l library) { l.link("../../../outside/council.css", "theme/css/council.css") }, found("theme/css/council.css", diag.SymbolicLink), nil, nil},
	{"link as the words of the theme", func(l library) { l.link("../../../outside/en.json", "theme/strings/en.json") }, found("theme/strings/en.json", diag.SymbolicLink), nil, nil},
	{"link as a layout of the theme", func(l library) { l.link("../../../outside/secret.md", "theme/layouts/home.html") }, found("theme/layouts/home.html", diag.SymbolicLink), nil, nil},

	// What is no file is not opened: to read a pipe would wait for ever, a device would never end.
	{"pipe as a page", func(l library) { l.pipe("pages/pipe.md") }, found("pages/pipe.md", diag.Unreadable), nil, nil},
	{"pipe as a picture", func(l library) {
		l.text("case-studies/entry/index.md", text)
		l.pipe("case-studies/entry/p.png")
	}, found("case-studies/entry/p.png", diag.Unreadable), []string{entry}, []string{"case-studies/entry/p.png"}},
	{"pipe as the text of a folder", func(l library) { l.pipe("standards/entry/index.md") }, found("standards/entry/index.md", diag.Unreadable), nil, nil},
	{"pipe as library.yaml", func(l library) { l.pipe("library.yaml") }, found("library.yaml", diag.Unreadable), nil, nil},
	{"pipe as synonyms.yaml", func(l library) { l.pipe("synonyms.yaml") }, found("synonyms.yaml", diag.Unreadable), nil, nil},
	{"pipe as organisations.csv", func(l library) { l.pipe("organisations.csv") }, found("organisations.csv", diag.Unreadable), nil, nil},
	{"pipe as a folder", func(l library) { l.pipe("standards") }, found("standards", diag.Unreadable), nil, nil},
	{"pipe in an unknown folder", func(l library) { l.pipe("elsewhere/pipe.md") }, nil, nil, nil},
	{"pipe as a style of the theme", func(l library) { l.pipe("theme/css/council.css") }, found("theme/css/council.css", diag.Unreadable), nil, nil},
	{"pipe as the words of the theme", func(l library) { l.pipe("theme/strings/en.json") }, found("theme/strings/en.json", diag.Unreadable), nil, nil},
	{"socket as a page", func(l library) { l.socket("pages/s.md") }, found("pages/s.md", diag.Unreadable), nil, nil},
	{"device as a page", func(l library) { l.device("pages/zero.md") }, found("pages/zero.md", diag.Unreadable), nil, nil},
	{"device as library.yaml", func(l library) { l.device("library.yaml") }, found("library.yaml", diag.Unreadable), nil, nil},
	{"file that may not be read", func(l library) {
		l.text("pages/closed.md", text)
		if err := os.Chmod(filepath.Join(l.dir, "pages/closed.md"), 0); err != nil {
			l.t.Fatal(err)
		}
		if _, err := os.ReadFile(filepath.Join(l.dir, "pages/closed.md")); err == nil {
			l.t.Skip("root may read everything")
		}
	}, found("pages/closed.md", diag.Unreadable), nil, nil},

	// Folders where files are meant, and the other way round.
	{"folder as a page", func(l library) { l.text("pages/folder.md/index.md", text) }, found("pages/folder.md/index.md", diag.BadID), nil, nil},
	{"folder as the text of a folder", func(l library) { l.folder("standards/entry/index.md") }, nil, nil, nil},
	{"folder as a picture", func(l library) {
		l.text("case-studies/entry/index.md", withPicture)
		l.folder("case-studies/entry/p.png")
	}, found("case-studies/entry/index.md", diag.BrokenImage), nil, nil},
	{"folder as library.yaml", func(l library) { l.folder("library.yaml") }, found("library.yaml", diag.Unreadable), nil, nil},
	{"folder as organisations.csv", func(l library) { l.folder("organisations.csv") }, found("organisations.csv", diag.UnknownFolder, diag.Unreadable), nil, nil},
	{"file as a folder", in("standards", text), nil, nil, nil},
	{"file as the theme", in("theme", text), nil, nil, nil},
	{"hundred folders inside each other", in("standards/"+strings.Repeat("a/", 100)+"x.md", text), found("standards/"+strings.Repeat("a/", 100)+"x.md", diag.UnreadText), nil, nil},
	{"unknown folder", in("case-study/x.md", text), map[string][]diag.Code{"case-study": {diag.UnknownFolder}, "case-study/x.md": {diag.UnreadText}}, nil, []string{"case-study/x/index.html"}},
	{"hidden files", func(l library) {
		l.text("pages/.md", text)
		l.text(".git/config", text)
		l.text("pages/.htaccess", text)
	}, nil, nil, []string{".git/config", ".htaccess", "pages/.htaccess"}},
	{"a page for the server", in("pages/_redirects", "/* https://evil.example/ 301"), found("pages/_redirects", diag.UnreadFile), nil, []string{"pages/_redirects"}},

	// Names that are no addresses, or those of others.
	{"name of two dots", in("pages/...md", text), nil, nil, nil},
	{"name of dots and a slash", in("pages/x..%2f..%2fx.md", text), found("pages/x..%2f..%2fx.md", diag.BadID), nil, nil},
	{"name with a backslash", in(`pages/x\..\..\x.md`, text), found(`pages/x\..\..\x.md`, diag.BadID), nil, nil},
	{"name of script", in("pages/<script>window.pwned=1<∕script>.md", text), found("pages/<script>window.pwned=1<∕script>.md", diag.BadID), nil, nil},
	{"name with a quote", in(`pages/"onclick="window.pwned=1.md`, text), found(`pages/"onclick="window.pwned=1.md`, diag.BadID), nil, nil},
	{"name with a space", in("pages/a b.md", text), found("pages/a b.md", diag.BadID), nil, nil},
	{"name with a line end", in("pages/a\n::error::b.md", text), found("pages/a\n::error::b.md", diag.BadID), nil, nil},
	{"name with an escape sequence", in("pages/a\x1b[2J.md", text), found("pages/a\x1b[2J.md", diag.BadID), nil, nil},
	{"name from right to left", in("pages/a\u202edm.md", text), found("pages/a\u202edm.md", diag.BadID), nil, nil},
	{"name of no width", in("pages/a\u200bb.md", text), found("pages/a\u200bb.md", diag.BadID), nil, nil},
	{"name in other letters", in("pages/раy.md", text), found("pages/раy.md", diag.BadID), nil, nil},
	{"name with an accent", in("pages/café.md", text), found("pages/café.md", diag.BadID), nil, nil},
	{"name of 250 letters", in("pages/"+strings.Repeat("a", 250)+".md", text), found("pages/"+strings.Repeat("a", 250)+".md", diag.BadID), nil, nil},
	{"name that begins as a flag", in("pages/--out.md", text), found("pages/--out.md", diag.BadID), nil, nil},
	{"name in capitals", in("pages/Pay.md", text), found("pages/Pay.md", diag.BadID), nil, nil},
	{"names that differ in capitals", func(l library) { l.text("pages/pay.md", text); l.text("pages/PAY.md", text) }, found("pages/PAY.md", diag.IDCase), []string{"pay/index.html"}, nil},
	{"one name in two types", func(l library) { l.text("pages/pay.md", text); l.text("standards/pay.md", text) }, found("standards/pay.md", diag.DuplicateID), nil, nil},
	{"one name as file and folder", func(l library) { l.text("pages/pay.md", text); l.text("pages/pay/index.md", text) }, found("pages/pay/index.md", diag.DuplicateID), nil, nil},
	{"index", in("pages/index.md", text), found("pages/index.md", diag.ReservedID), nil, nil},
	{"search", in("pages/search.md", text), found("pages/search.md", diag.ReservedID), nil, nil},
	{"assets", in("pages/assets.md", text), found("pages/assets.md", diag.ReservedID), nil, nil},
	{"folder of a type", in("pages/case-studies.md", text), found("pages/case-studies.md", diag.ReservedID), nil, nil},
	{"index of a type", in("standards/index.md", text), nil, []string{"standards/index/index.html", "standards/index.html"}, nil},
	{"device of Windows", in("pages/con.md", text), found("pages/con.md", diag.BadID), nil, nil},
	{"device of Windows in capitals", in("standards/LPT1.md", text), found("standards/LPT1.md", diag.BadID), nil, nil},
	{"device of Windows as a language", func(l library) { l.text("pages/pay.md", text); l.text("pages/pay.nul.md", text) }, found("pages/pay.nul.md", diag.BadID), nil, nil},
	{"word of JavaScript", in("pages/constructor.md", text), nil, []string{"constructor/index.html"}, nil},
	{"translation of nothing", in("pages/nothing.cy.md", text), nil, nil, nil},
	{"translation into a folder of the site", func(l library) { l.text("pages/pay.md", text); l.text("pages/pay.map.md", text) }, nil, []string{"map/pay/index.html"}, nil},

	// Names of what lies beside an entry.
	{"picture with a name of script", beside(`"onerror="window.pwned=1.png`, string(picture.OnePoint("p.png"))), nil, []string{entry}, nil},
	{"picture with a name from right to left", beside("a\u202egnp.png", string(picture.OnePoint("p.png"))), found("case-studies/entry/a\u202egnp.png", diag.HiddenCharacter), nil, []string{entry}},
	{"picture with a name of two lines", beside("a\nb.png", string(picture.OnePoint("p.png"))), found("case-studies/entry/a\nb.png", diag.HiddenCharacter), nil, []string{entry}},
	{"picture with a backslash", beside(`a\..\a.png`, string(picture.OnePoint("p.png"))), found(`case-studies/entry/a\..\a.png`, diag.HiddenCharacter), nil, []string{entry}},
	{"picture with a name that is not UTF-8", beside("a\xff.png", string(picture.OnePoint("p.png"))), found("case-studies/entry/a\ufffd.png", diag.HiddenCharacter), nil, []string{entry}},
	{"picture that is called a scheme", beside("javascript:window.pwned=1.png", string(picture.OnePoint("p.png"))), nil, []string{entry}, nil},
	{"picture called index.html", beside("index.html.png", string(picture.OnePoint("p.png"))), nil, []string{entry, "case-studies/entry/index.html.png"}, nil},
	{"pictures that differ in capitals", func(l library) {
		beside("p.png", string(picture.OnePoint("p.png")))(l)
		l.text("case-studies/entry/P.png", string(picture.OnePoint("p.png")))
	}, found("case-studies/entry/p.png", diag.IDCase), nil, []string{entry}},
	{"page beside an entry", beside("x.html", page), nil, []string{entry}, []string{"case-studies/entry/x.html"}},
	{"script beside an entry", beside("x.js", "window.pwned=1"), nil, []string{entry}, []string{"case-studies/entry/x.js"}},
	{"page over the entry’s own", beside("index.html", page), nil, []string{entry}, nil},
	{"rules for the server beside an entry", beside(".htaccess", "Options +Indexes"), nil, []string{entry}, []string{"case-studies/entry/.htaccess"}},
	{"SVG beside an entry", beside("x.svg", svg), found("case-studies/entry/x.svg", diag.ImageType), []string{entry}, []string{"case-studies/entry/x.svg"}},
	{"packed SVG beside an entry", beside("x.svgz", svg), found("case-studies/entry/x.svgz", diag.ImageType), []string{entry}, []string{"case-studies/entry/x.svgz"}},
	{"SVG in capitals", beside("x.SVG", svg), found("case-studies/entry/x.SVG", diag.ImageType), []string{entry}, []string{"case-studies/entry/x.SVG"}},

	// Pictures that are something else, or more.
	{"page as PNG", shown([]byte(page)), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"SVG as PNG", shown([]byte(svg)), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"JPEG as PNG", shown(picture.OnePoint("p.jpg")), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"nothing as PNG", shown(nil), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"the beginning of a PNG", shown(picture.OnePoint("p.png")[:20]), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"PNG without its end", shown(picture.OnePoint("p.png")[:45]), nil, []string{entry, "case-studies/entry/p.png"}, nil},
	{"PNG with a page after it", shown(append(picture.OnePoint("p.png"), page...)), nil, []string{entry}, nil},
	{"PNG of 60,000 by 60,000 points", shown(bomb(60_000, 60_000)), found("case-studies/entry/p.png", diag.FileTooLarge), nil, []string{entry}},
	{"PNG of four thousand million by one", shown(bomb(1<<31-1, 1)), found("case-studies/entry/p.png", diag.FileTooLarge), nil, []string{entry}},
	{"PNG of no points", shown(bomb(0, 0)), found("case-studies/entry/p.png", diag.BrokenImage), nil, []string{entry}},
	{"PNG of 17 MB", shown(append(picture.OnePoint("p.png"), make([]byte, 17<<20)...)), found("case-studies/entry/p.png", diag.FileTooLarge), nil, []string{entry}},
	{"script as JPEG", beside("x.jpg", "window.pwned=1"), found("case-studies/entry/x.jpg", diag.BrokenImage), nil, []string{entry}},
	{"JPEG with script in its comment", beside("x.jpg", string(commented(picture.OnePoint("p.jpg")))), nil, []string{entry, "case-studies/entry/x.jpg"}, nil},
	{"GIF that is script", beside("x.gif", "GIF89a=1;window.pwned=1;//"), found("case-studies/entry/x.gif", diag.FileTooLarge), nil, []string{entry}},
	{"words as WebP", beside("x.webp", "RIFF----WEBPVP8 words and words and words"), found("case-studies/entry/x.webp", diag.FileTooLarge), nil, []string{entry}},
	{"WebP of 16,384 by 16,384 points", beside("x.webp", "RIFF----WEBPVP8L----\x2f\xff\xff\xff\xff-----------------------"), found("case-studies/entry/x.webp", diag.FileTooLarge), nil, []string{entry}},
	{"page as WebP", beside("x.webp", page), found("case-studies/entry/x.webp", diag.BrokenImage), nil, []string{entry}},
	{"page as AVIF", beside("x.avif", page), found("case-studies/entry/x.avif", diag.BrokenImage), nil, []string{entry}},
	{"AVIF of a million by a million points", beside("x.avif", "\x00\x00\x00\x20ftypavif----avifmif1----------------ispe\x00\x00\x00\x00\x00\x0f\xff\xff\x00\x0f\xff\xff"), found("case-studies/entry/x.avif", diag.FileTooLarge), nil, []string{entry}},
}

// bomb is a PNG of a few bytes that says it is as large as this.
func bomb(width, height uint32) []byte {
	b := picture.OnePoint("p.png")
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// commented is a JPEG with script in a comment.
func commented(b []byte) []byte {
	comment := append([]byte{0xff, 0xfe, 0, byte(len(page) + 2)}, page...)
	return slices.Concat(b[:2], comment, b[2:])
}

// TestFiles holds the command against each of the files, in a library of its own.
func TestFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such files")
	}
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			f.make(library{t, p.library})
			found := p.check(t)
			for name := range f.want {
				slices.Sort(f.want[name])
			}
			for name, codes := range found {
				if !slices.Equal(codes, f.want[name]) {
					t.Errorf("check finds %v in %s, want %v", codes, name, f.want[name])
				}
			}
			for name := range f.want {
				if found[name] == nil {
					t.Errorf("check finds nothing in %s", name)
				}
			}
			p.build(t)
			for _, name := range f.site {
				if _, err := os.Lstat(filepath.Join(p.site, name)); err != nil {
					t.Errorf("%s of the site is not there", name)
				}
			}
			for _, name := range f.not {
				if _, err := os.Lstat(filepath.Join(p.site, name)); err == nil {
					t.Errorf("%s is in the site", name)
				}
			}
		})
	}
}
