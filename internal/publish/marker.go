package publish

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// marker is the file by which a folder is known to hold a site of ours. It lists what the build
// wrote, a line each: everything else in the folder is of others.
const marker = ".patterns-site"

const markerHead = "This folder is made by “patterns build”, which replaces the files listed here and leaves all others.\n"

// listing is what a marker says.
type listing struct {
	entries int
	files   map[string]bool // names that the build wrote
	kept    map[string]bool // names of an earlier site, for pages that readers have open
	all     bool            // a marker without a list, as they were at first
}

func (l *listing) lists(name string) bool { return l.files[name] || l.kept[name] }

// hadEntries says whether the site has entries; for one without a list, whether its open data has.
func (l *listing) hadEntries(out string) bool {
	if !l.all {
		return l.entries > 0
	}
	info, err := os.Stat(filepath.Join(out, "entries.ndjson"))
	return err == nil && info.Size() > 0
}

// readMarker returns nil when the folder has no marker.
func readMarker(dir string) (*listing, error) {
	data, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what the last build wrote: %w", err)
	}
	l := &listing{files: map[string]bool{}, kept: map[string]bool{}}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	lines.Scan() // the sentence
	if l.all = !lines.Scan(); l.all {
		return l, nil
	}
	for more := true; more; more = lines.Scan() {
		word, value, _ := strings.Cut(lines.Text(), " ")
		if strings.HasPrefix(value, `"`) {
			if value, err = strconv.Unquote(value); err != nil {
				continue
			}
		}
		switch word {
		case "entries":
			l.entries, _ = strconv.Atoi(value)
		case "file":
			l.files[value] = true
		case "kept":
			l.kept[value] = true
		}
	}
	return l, lines.Err()
}

func (l *listing) text() []byte {
	var b bytes.Buffer
	b.WriteString(markerHead)
	fmt.Fprintf(&b, "entries %d\n", l.entries)
	for _, of := range []struct {
		word  string
		names map[string]bool
	}{{"file", l.files}, {"kept", l.kept}} {
		names := make([]string, 0, len(of.names))
		for name := range of.names {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if strings.ContainsAny(name, "\"\n\r") {
				name = strconv.Quote(name)
			}
			fmt.Fprintf(&b, "%s %s\n", of.word, name)
		}
	}
	return b.Bytes()
}

// listing is what the marker of the new site says.
func (f *Folder) listing(old *listing, found *survey) *listing {
	next := &listing{entries: f.Entries, files: map[string]bool{}, kept: map[string]bool{}}
	for _, name := range f.names {
		if !found.same[name] {
			next.files[name] = true
		}
	}
	for _, group := range hashed {
		f.keep(group, old, found, next)
	}
	return next
}

// hashed are the names that change whenever what they name does. Pages that a reader or a cache
// has still ask for those of their own build.
var hashed = []func(name string) bool{
	func(name string) bool { return strings.HasPrefix(name, "assets/") },
	func(name string) bool { return strings.HasPrefix(name, "search/") && strings.Count(name, "/") > 1 },
}

// keep lists the hashed files of the last site that had others.
func (f *Folder) keep(group func(string) bool, old *listing, found *survey, next *listing) {
	gone := map[string]bool{}
	for name := range found.ours {
		if group(name) && !old.kept[name] && !next.files[name] {
			gone[name] = true
		}
	}
	if len(gone) == 0 { // the same files: what was kept stays
		for name := range old.kept {
			if group(name) && found.ours[name] && !next.files[name] {
				gone[name] = true
			}
		}
	}
	for name := range gone {
		next.kept[name] = true
	}
}
