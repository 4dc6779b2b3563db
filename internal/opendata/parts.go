package opendata

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/bits"

	"servicepatterns/internal/model"
)

const (
	mostParts   = 64
	perPart     = 16      // lines of a part, about
	perBundle   = 1 << 20 // bytes of sources in a bundle, about
	mostBundles = 4096
)

// Part is which of a number of parts, a power of two, holds what has this id: the first bits of
// the SHA-256 of the id say so. A part therefore changes only with an entry that is in it.
func Part(id string, of int) int {
	sum := sha256.Sum256([]byte(id))
	return int(uint(sum[0])<<8|uint(sum[1])) >> (16 - bits.Len(uint(of-1)))
}

// enough is the least power of two, most at the most, with which each part has at most size of all.
func enough(all, size, most int) int {
	n := 1
	for n < most && n*size < all {
		n *= 2
	}
	return n
}

// partName is the file of a part in a folder of them.
func partName(folder string, part int) string {
	return fmt.Sprintf("%s/%s/%03x.ndjson", Folder, folder, part)
}

// parts writes the lines of entries.ndjson once more, by their ids.
func parts(create Create, lines []Line) ([]File, error) {
	of := make([][]Line, enough(len(lines), perPart, mostParts))
	for _, l := range lines {
		n := Part(l.ID, len(of))
		of[n] = append(of[n], l)
	}
	return each(of, func(n int) (File, error) {
		return writeFile(create, partName("entries", n), func(w io.Writer) error { return write(w, of[n]) })
	})
}

// Source is a line of a bundle: the Markdown of an entry.
type Source struct {
	ID       string `json:"id"`
	Language string `json:"language,omitempty"` // of a translation
	SHA256   string `json:"sha256"`
	Text     string `json:"text"`
}

// sources writes the Markdown of all entries in bundles.
func (s Site) sources(create Create) ([]File, error) {
	var written []*model.Entry
	size := 0
	for _, e := range s.Entries {
		if e.Row == 0 {
			written = append(written, e)
			size += int(e.Body.End)
		}
	}
	of := make([][]*model.Entry, enough(size, perBundle, mostBundles))
	for _, e := range written {
		n := Part(e.ID, len(of))
		of[n] = append(of[n], e)
	}
	return each(of, func(n int) (File, error) {
		return writeFile(create, partName("sources", n), func(w io.Writer) error { return s.bundle(w, of[n]) })
	})
}

func (s Site) bundle(w io.Writer, entries []*model.Entry) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		text, err := s.Source(e)
		if err != nil {
			return err
		}
		if err := enc.Encode(Source{e.ID, e.Language, s.Files(e).Source, string(text)}); err != nil {
			return err
		}
	}
	return nil
}

// each writes all parts, with how many each holds.
func each[T any](of [][]T, do func(part int) (File, error)) ([]File, error) {
	files := make([]File, len(of))
	for n := range of {
		f, err := do(n)
		if err != nil {
			return nil, err
		}
		f.Count = len(of[n])
		files[n] = f
	}
	return files, nil
}
