// Package follow keeps copies of other libraries, so that their entries are found with ours. Input: the
// libraries that library.yaml names, and what their sites publish (package opendata). Output: below
// .patterns/ in the library's folder one file for each, and lock.json, which says what was taken, when,
// and with which checksum. Nothing of another library is trusted: all of it is bounded, checked against
// its checksums and read as a proposal of a stranger is. What is there stays until something better is.
package follow

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"servicepatterns/internal/content"
)

// Folder holds all that following keeps, below the library's folder. Its name begins with a dot, so
// the library's reader skips it.
const Folder = ".patterns"

const (
	lockFile   = Folder + "/lock.json"
	pulled     = Folder + "/pulled"
	ignoreFile = Folder + "/.gitignore"
	lockFormat = 1
	maxLock    = 4 << 20
)

// Lock is lock.json: what was taken of each library. It is committed; the copies need not be.
type Lock struct {
	Format    int               `json:"format"`
	Libraries map[string]Locked `json:"libraries"` // by the name that we give them
}

// Locked is what was taken of a library.
type Locked struct {
	URL     string `json:"url"`            // that is followed
	Site    string `json:"site,omitempty"` // that it says it has
	Title   string `json:"title"`
	Licence string `json:"licence,omitempty"`
	Format  int    `json:"format"`
	Entries int    `json:"entries"`
	SHA256  string `json:"sha256"` // of its library.json, which has the checksums of all the rest
	Pulled  string `json:"pulled"` // when it was taken, in UTC
}

// ReadLock reads the lock file of a library. A library that has none has taken nothing.
func ReadLock(library *os.Root) (Lock, error) {
	data, err := content.Read(library, lockFile, maxLock)
	if errors.Is(err, fs.ErrNotExist) {
		return Lock{Format: lockFormat, Libraries: map[string]Locked{}}, nil
	}
	if err != nil {
		return Lock{}, fmt.Errorf("reading %s: %w", lockFile, err)
	}
	return parseLock(data)
}

func parseLock(data []byte) (Lock, error) {
	var l Lock
	if err := json.Unmarshal(data, &l); err != nil {
		return Lock{}, fmt.Errorf("%s cannot be read (%w). Restore it from your history, or delete it and run: patterns pull",
			lockFile, err)
	}
	if l.Format > lockFormat {
		return Lock{}, fmt.Errorf("%s was written by a newer version of this program: use that", lockFile)
	}
	if l.Libraries == nil {
		l.Libraries = map[string]Locked{}
	}
	l.Format = lockFormat
	return l, nil
}

// write writes the lock file.
func (l Lock) write(library *os.Root) error {
	data, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	if err := content.Put(library, lockFile, append(data, '\n')); err != nil {
		return fmt.Errorf("writing %s: %w", lockFile, err)
	}
	return nil
}
