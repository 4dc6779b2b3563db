package content

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	_ "image/gif" // so that image.DecodeConfig knows them
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/source"
)

// pictures are the kinds of image a page may show, by the ending of the file's name. SVG is
// not among them: opened by itself it can run script on the site's own address.
var pictures = map[string]string{".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".avif": "avif"}

// maxPoints bounds a picture's width times height. A browser needs four bytes for each to
// show it, however small the file is.
const maxPoints = 50_000_000

// picture looks at a picture of an entry and reports why it cannot be shown. What stands in
// a file after its picture, or in its comments, does no harm: the ending of its name says
// what it is, and hosts send it as that.
func (l *loader) picture(file string) {
	report := func(code diag.Code, message, help string) {
		l.list.Add(diag.InFile(l.name(file), code, message, help))
	}
	if name := path.Base(file); strings.ContainsRune(name, '\\') || !utf8.ValidString(name) ||
		strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || source.IsHidden(r) }) {
		report(diag.HiddenCharacter, "the name of the picture holds a character that cannot be seen, or that is not the same everywhere",
			"Name it with letters, digits, spaces and hyphens.")
		return
	}
	f, err := open(l.root, file)
	if err != nil {
		report(diag.Unreadable, "the picture cannot be read: "+plain(err), "")
		return
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > MaxImage {
		report(diag.FileTooLarge, fmt.Sprintf("the picture is larger than %d MB", MaxImage>>20),
			"Save it smaller: 2,000 pixels across is enough for a page.")
		return
	}
	kind, width, height := measure(f)
	if want := pictures[strings.ToLower(path.Ext(file))]; kind != want {
		report(diag.BrokenImage, fmt.Sprintf("the file is not a picture of the kind %s, which its name says", strings.ToUpper(want)),
			"Save it again from a program for pictures.")
	} else if width > maxPoints || height > maxPoints || width*height > maxPoints {
		report(diag.FileTooLarge, fmt.Sprintf("the picture is %d × %d pixels large", width, height),
			"Save it smaller: 2,000 pixels across is enough for a page.")
	}
}

// measure reads what kind of picture a file holds and how large it is shown; kind is empty
// for what is none.
func measure(r io.Reader) (kind string, width, height int) {
	b := bufio.NewReader(r)
	head, _ := b.Peek(512)
	switch {
	case len(head) >= 30 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		width, height = webp(head[12:])
		return "webp", width, height
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && bytes.Contains(head[8:min(len(head), 64)], []byte("avif")):
		width, height = avif(head)
		return "avif", width, height
	}
	config, kind, err := image.DecodeConfig(b)
	if err != nil {
		return "", 0, 0
	}
	return kind, config.Width, config.Height
}

// webp reads the size from the first chunk of a WebP file (RFC 9649, sections 2.5 to 2.7).
func webp(chunk []byte) (width, height int) {
	data := chunk[8:]
	switch string(chunk[:4]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(data[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(data[8:]) & 0x3fff)
	case "VP8L":
		bits := binary.LittleEndian.Uint32(data[1:])
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1
	case "VP8X":
		return int(data[4]) + int(data[5])<<8 + int(data[6])<<16 + 1, int(data[7]) + int(data[8])<<8 + int(data[9])<<16 + 1
	}
	return 0, 0
}

// avif reads the size from the box "ispe" (ISO/IEC 23008-12, 6.5.3), which stands near the
// beginning of the file; a size that stands further on stays unknown.
func avif(head []byte) (width, height int) {
	i := bytes.Index(head, []byte("ispe"))
	if i < 0 || i+16 > len(head) {
		return 0, 0
	}
	return int(binary.BigEndian.Uint32(head[i+8:])), int(binary.BigEndian.Uint32(head[i+12:]))
}

// pictureNames reports pictures that are one file on many computers.
func (l *loader) pictureNames(folder string, names []string) {
	seen := map[string]string{}
	for _, name := range slices.Sorted(slices.Values(names)) {
		key := strings.ToLower(name)
		if first := seen[key]; first != "" {
			l.list.Add(diag.InFile(l.name(path.Join(folder, name)), diag.IDCase,
				fmt.Sprintf("the picture %q differs from %q only in capitals", name,
					first), "Many computers treat the two as one file. Rename one."))
		}
		seen[key] = name
	}
}

// open opens an ordinary file below root. It looks before it opens: to open a pipe would
// wait for whoever writes to it, and to open a device may do something.
func open(root *os.Root, file string) (*os.File, error) {
	local := filepath.FromSlash(file)
	info, err := root.Lstat(local)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotOrdinary
	}
	return root.Open(local)
}
