package follow

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	"servicepatterns/internal/opendata"
)

// A pack is the file that holds the copy of a library: a line with its library.json, and then for every
// entry its line of the list, as published, and a line with its Markdown as a JSON string, which is
// empty when the entry has none. One file is replaced at once: there is always a whole copy.

// head is the first line of a pack.
type head struct {
	URL      string `json:"url"` // where library.json was
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	Manifest []byte `json:"manifest"` // its bytes
}

// Pack is a pack that is being read.
type Pack struct {
	Manifest opendata.Manifest
	Entries  []Entry // in order of their parts
	head     head
	file     *os.File
}

// Entry is a line of another library's list, with its place in the pack.
type Entry struct {
	opendata.Line
	raw []byte
	text
}

// text is the place of a text in a file.
type text struct{ at, size int64 }

func packName(name string) string { return pulled + "/" + name + ".ndjson" }

// open opens the pack of a library and checks it against its own library.json, which must have this
// checksum.
func open(library *os.Root, name, sha string) (*Pack, error) {
	f, err := library.Open(packName(name))
	if err != nil {
		return nil, err
	}
	p := &Pack{file: f}
	if err := p.read(sha); err != nil {
		_ = f.Close()
		return nil, err
	}
	return p, nil
}

// errOther says that a copy is not what it should be.
var errOther = errors.New("the copy is not what the lock file says")

func (p *Pack) read(sha string) error {
	in := lines{in: bufio.NewReaderSize(p.file, 256<<10)}
	first, err := in.next(2 * opendata.MaxManifest)
	if err != nil || json.Unmarshal(first, &p.head) != nil || opendata.SHA256(p.head.Manifest) != sha {
		return errOther
	}
	if p.Manifest, err = opendata.ReadManifest(p.head.Manifest); err != nil {
		return err
	}
	parts := newPartSums(len(p.Manifest.Parts))
	for {
		line, err := in.next(opendata.MaxLine)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errOther
		}
		e := Entry{raw: line}
		if e.Line, err = opendata.ReadLine(line); err != nil {
			return err
		}
		parts.add(e)
		e.at = in.at
		if _, err = in.next(maxText); err != nil {
			return errOther
		}
		e.size = in.at - e.at
		p.Entries = append(p.Entries, e)
	}
	return parts.check(p.Manifest.Parts, errOther)
}

// maxText bounds a Markdown file as a JSON string, in which a character becomes six at most.
const maxText = 6*opendata.MaxSource + 3

// lines reads a file line by line.
type lines struct {
	in *bufio.Reader
	at int64 // bytes read
}

// next is a line without its end, of so many bytes at most. The error of a last line without end is
// another than that of the end.
func (l *lines) next(most int) ([]byte, error) {
	var line []byte
	for {
		piece, err := l.in.ReadSlice('\n')
		l.at += int64(len(piece))
		if line = append(line, piece...); len(line) > most {
			return nil, errOther
		}
		switch {
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, errOther
		default:
			return nil, err
		}
	}
}

// Text returns the Markdown of an entry, nil when it has none.
func (p *Pack) Text(e Entry) ([]byte, error) {
	text, err := e.read(p.file)
	if err == nil && e.Source != "" && opendata.SHA256(text) != e.SHA256 {
		return nil, errOther
	}
	return text, err
}

func (t text) read(f *os.File) ([]byte, error) {
	line := make([]byte, t.size)
	if _, err := f.ReadAt(line, t.at); err != nil {
		return nil, errOther
	}
	if len(line) <= 1 {
		return nil, nil
	}
	var s string
	if err := json.Unmarshal(line, &s); err != nil {
		return nil, errOther
	}
	return []byte(s), nil
}

// Close lets go of the file.
func (p *Pack) Close() error { return p.file.Close() }

// partSums are the checksums of the parts of a list, as they come from its lines.
type partSums []hash.Hash

func newPartSums(n int) partSums {
	sums := make(partSums, n)
	for i := range sums {
		sums[i] = sha256.New()
	}
	return sums
}

func (s partSums) add(e Entry) {
	to := s[opendata.Part(e.ID, len(s))]
	to.Write(e.raw)
	to.Write([]byte("\n"))
}

// check compares them with those that were promised.
func (s partSums) check(promised []opendata.File, otherwise error) error {
	for i, h := range s {
		if hex.EncodeToString(h.Sum(nil)) != promised[i].SHA256 {
			return otherwise
		}
	}
	return nil
}

// packWriter writes a pack beside the old one, whose place it takes at the end.
type packWriter struct {
	library *os.Root
	name    string
	file    *os.File
	out     *bufio.Writer
}

func freshName(name string) string { return pulled + "/." + name + ".new" }

func newPack(library *os.Root, name string, h head) (*packWriter, error) {
	f, err := library.Create(freshName(name))
	if err != nil {
		return nil, err
	}
	w := &packWriter{library, name, f, bufio.NewWriterSize(f, 256<<10)}
	first, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	w.line(first)
	return w, nil
}

// line writes a line. The writer keeps an error until the end.
func (w *packWriter) line(b []byte) {
	_, _ = w.out.Write(b)
	_ = w.out.WriteByte('\n')
}

// add adds an entry and its Markdown.
func (w *packWriter) add(e Entry, text []byte) {
	w.line(e.raw)
	if e.Source == "" {
		w.line(nil)
		return
	}
	w.line(quoted(text))
}

// quoted is a text as a JSON string.
func quoted(text []byte) []byte {
	b, err := json.Marshal(string(text))
	if err != nil {
		panic(err) // no string fails
	}
	return b
}

// finish puts the pack in place.
func (w *packWriter) finish() error {
	err := errors.Join(w.out.Flush(), w.file.Sync(), w.file.Close())
	if err == nil {
		err = w.library.Rename(freshName(w.name), packName(w.name))
	}
	if err != nil {
		return fmt.Errorf("writing the copy of %s: %w", w.name, err)
	}
	return nil
}

// discard takes away what was begun.
func (w *packWriter) discard() {
	_ = w.file.Close()
	_ = w.library.Remove(freshName(w.name))
}
