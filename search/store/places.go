package store

import (
	"context"
	"fmt"
	"slices"
)

// Where words stand. The index has it for each stem: places are numbered through a document, with a gap
// between two of its texts. Only phrases are asked of them, so they have files of their own: nextwords.go.

// MostPlaced is the number of documents up to which places are indexed.
const MostPlaced = 10_000

// Places returns where a stem stands in the documents' own texts, document and place in one number, in
// order. Of a library without places it returns documents alone.
func (l *Library) Places(stem string) ([]int64, error) {
	if !l.Statistics.Places {
		return l.placeless(stem)
	}
	var all []int64
	for _, field := range Fields[:SynonymsField] {
		reader, err := l.Reader.TermFieldReader(context.Background(), []byte(stem), field.Name, false, false, true)
		if err != nil {
			return nil, fmt.Errorf("reading places of %q: %w", stem, err)
		}
		for {
			next, err := reader.Next(nil)
			if err != nil {
				reader.Close()
				return nil, fmt.Errorf("reading places of %q: %w", stem, err)
			}
			if next == nil {
				break
			}
			for _, at := range next.Vectors {
				all = append(all, int64(next.ID.Value())<<32|int64(at.Pos))
			}
		}
		reader.Close()
	}
	slices.Sort(all)
	return all, nil
}

func (l *Library) placeless(stem string) ([]int64, error) {
	postings, err := l.Impacts(stem, l.NewScratch())
	all := make([]int64, len(postings))
	for i, p := range postings {
		all[i] = int64(p.Doc) << 32
	}
	return all, err
}

// TextGap parts the texts of a document: a phrase does not reach from one to the next.
const TextGap = 32
