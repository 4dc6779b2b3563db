package search

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// Where words stand. The index has it for each stem: places are numbered through a document, with a gap
// between two of its texts. Only phrases and what a query leaves out are asked of them, so they have
// files of their own, of which only such questions fetch any.

// mostPlaced is the number of documents up to which places are indexed.
const mostPlaced = 10_000

// roomStep is what rooms are counted in: the room of a document is how many places it takes.
const roomStep = 256

// placeShard is about how many bytes of places share a file.
const placeShard = 4000

// places returns where a stem stands in the documents' own texts, document and place in one number, in
// order. Of a library without places it returns documents alone.
func (l *library) places(stem string) ([]int64, error) {
	if !l.statistics.Places {
		return l.placeless(stem)
	}
	var all []int64
	for _, field := range fields[:synonymsField] {
		reader, err := l.reader.TermFieldReader(context.Background(), []byte(stem), field.name, false, false, true)
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

func (l *library) placeless(stem string) ([]int64, error) {
	postings, err := l.impacts(stem, l.newScratch())
	all := make([]int64, len(postings))
	for i, p := range postings {
		all[i] = int64(p.doc) << 32
	}
	return all, err
}

// addPlaces writes files o0, o1, … with the places of each stem, and the file "places", which tells
// the room of each document and what parts those files. There a place is a number in the whole library:
// documents follow each other, each as wide as its room. js/phrases.js reads them.
func (e *export) addPlaces() error {
	if !e.library.statistics.Places {
		e.add("places", nil) // by which readers know it
		return nil
	}
	rooms, err := e.rooms()
	if err != nil {
		return err
	}
	base, all := make([]int, len(rooms)), 0
	var root []byte
	for doc, steps := range rooms {
		base[doc] = all
		all += steps * roomStep
		root = appendInt(root, steps)
	}
	dfs, err := e.stems()
	if err != nil {
		return err
	}
	var stems []string
	for stem := range dfs {
		if !isSurfaceForm(stem) {
			stems = append(stems, stem)
		}
	}
	slices.SortFunc(stems, inUTF16Order)
	bodies := make([][]byte, len(stems))
	if err := parallel(len(stems), func(i int) error {
		places, err := e.library.places(stems[i])
		if err != nil || len(places) == 0 {
			return err // a synonym's, which no text has
		}
		list := make([]int, len(places))
		for n, at := range places {
			list[n] = base[e.numbers[at>>32]] + int(at&(1<<32-1))
		}
		slices.Sort(list)
		bodies[i] = appendDocs(nil, list, all)
		return nil
	}); err != nil {
		return err
	}
	var terms []exportTerm
	for i, body := range bodies {
		if body != nil {
			terms = append(terms, exportTerm{stems[i], body})
		}
	}
	firsts := e.shard("o", placeShard, len(terms), func(i int) (string, int) { return terms[i].stem, len(terms[i].body) },
		func(b []byte, previous string, i int) []byte { return appendTerm(b, previous, terms[i]) })
	e.add("places", append(root, frontCode(firsts)...))
	return nil
}

// rooms returns how many steps of places each document takes, by our number.
func (e *export) rooms() ([]int, error) {
	steps, err := e.library.terms(roomField)
	if err != nil {
		return nil, err
	}
	rooms := make([]int, len(e.docs))
	for _, entry := range steps {
		n, err := strconv.Atoi(entry.term)
		if err != nil {
			return nil, err
		}
		if err := e.library.each(roomField, entry.term, false, func(doc, _, _ int) { rooms[e.numbers[doc]] = n }); err != nil {
			return nil, err
		}
	}
	return rooms, nil
}
