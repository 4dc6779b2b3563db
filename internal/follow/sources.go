package follow

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"servicepatterns/internal/opendata"
)

// sources are the texts that a pull has already: those of the last copy, and those that an interrupted
// pull fetched, which stand in a file of their own, each as a line, until the new copy is whole.
type sources struct {
	mu      sync.Mutex
	library *os.Root
	name    string
	old     *Pack            // may be nil
	kept    map[string]Entry // of old, by sha256
	file    *os.File
	fetched map[string]text // of file, by sha256
	end     int64
}

func partialName(name string) string { return pulled + "/." + name + ".part" }

func openSources(library *os.Root, name string, old *Pack) (*sources, error) {
	f, err := library.OpenFile(partialName(name), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	s := &sources{library: library, name: name, old: old, kept: map[string]Entry{}, file: f, fetched: map[string]text{}}
	if old != nil {
		for _, e := range old.Entries {
			if e.Source != "" {
				s.kept[e.SHA256] = e
			}
		}
	}
	in := lines{in: bufio.NewReaderSize(f, 256<<10)}
	for {
		at := in.at
		if _, err := in.next(maxText); err != nil {
			break // the end, or a line that was never finished
		}
		here := text{at, in.at - at}
		if b, err := here.read(f); err == nil {
			s.fetched[opendata.SHA256(b)] = here
		}
		s.end = in.at
	}
	return s, nil
}

// has says whether the text with a checksum is here.
func (s *sources) has(sha string) bool {
	_, kept := s.kept[sha]
	_, fetched := s.fetched[sha]
	return kept || fetched
}

// add keeps a text that was fetched.
func (s *sources) add(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	line := append(quoted(b), '\n')
	if s.end+int64(len(line)) > maxSources {
		return fmt.Errorf("its sources are larger than %d MB together", maxSources>>20)
	}
	if _, err := s.file.WriteAt(line, s.end); err != nil {
		return err
	}
	s.fetched[opendata.SHA256(b)] = text{s.end, int64(len(line))}
	s.end += int64(len(line))
	return nil
}

// text returns the Markdown of an entry.
func (s *sources) text(e Entry) ([]byte, error) {
	if e.Source == "" {
		return nil, nil
	}
	if at, ok := s.fetched[e.SHA256]; ok {
		return at.read(s.file)
	}
	if was, ok := s.kept[e.SHA256]; ok {
		return s.old.Text(was)
	}
	return nil, errOther
}

// close keeps what was fetched for the next pull, or takes it away when the copy is whole.
func (s *sources) close(whole bool) error {
	err := s.file.Close()
	if whole {
		if gone := s.library.Remove(partialName(s.name)); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// list is the list of entries of a library, as its parts.
type list struct {
	manifest opendata.Manifest
	parts    [][]Entry
	seen     map[string]bool // by id and language
	count    int
}

// maxSources bounds the texts that are taken of one library.
const maxSources = 1 << 30

// maxEntries bounds how many entries are taken of one library.
const maxEntries = 500_000

func newList(m opendata.Manifest) *list {
	return &list{manifest: m, parts: make([][]Entry, len(m.Parts)), seen: map[string]bool{}}
}

// errList says that what a library lists is not what it promises.
var errList = errors.New("its list of entries does not have the checksum that its library.json gives")

// add adds lines, which are those of one part or, with -1, of all.
func (l *list) add(part int, data []byte) error {
	return opendata.Lines(data, func(raw []byte) error {
		line, err := opendata.ReadLine(raw)
		if err != nil {
			return err
		}
		in := opendata.Part(line.ID, len(l.parts))
		if part >= 0 && in != part {
			return errors.New("its list has the entry " + line.ID + " in a part where nobody looks for it")
		}
		key := line.ID + "." + line.Language
		if l.seen[key] {
			return errors.New("its list has the entry " + line.ID + " twice")
		}
		l.seen[key] = true
		if l.count++; l.count > maxEntries {
			return errors.New("its list has too many entries")
		}
		l.parts[in] = append(l.parts[in], Entry{Line: line, raw: raw})
		return nil
	})
}

// check compares a part with its checksum.
func (l *list) check(part int) error {
	sums := newPartSums(len(l.parts))
	for _, e := range l.parts[part] {
		sums.add(e)
	}
	return sums[part:part+1].check(l.manifest.Parts[part:part+1], errList)
}
