package search

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"servicepatterns/internal/tempdir"
)

// Archive writes the Bleve index in dir to w as bleve.tar.gz, and returns the archive's sha256.
func Archive(dir string, w io.Writer) (string, error) {
	sum := sha256.New()
	packed := gzip.NewWriter(io.MultiWriter(w, sum))
	archive := tar.NewWriter(packed)
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: info.Size(), Typeflag: tar.TypeReg}); err != nil {
			return err
		}
		file, err := root.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(archive, file)
		return err
	})
	if err := errors.Join(err, archive.Close(), packed.Close()); err != nil {
		return "", fmt.Errorf("archiving the index: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// What an archive may hold. It comes from another library, and a few kilobytes can unpack to anything.
const (
	mostUnpacked = 4 << 30
	freeUnpacked = 64 << 20 // and for each byte of the archive
	mostRatio    = 20       // that many; an index takes three or four
	mostFiles    = 1000
	mostPadding  = 1 << 20
)

var (
	errUnsafeArchive = errors.New("the archive holds something other than a search index")
	errNoIndex       = errors.New("there is no search index in it, or a damaged one")
	errBroken        = errors.New("the search index is damaged")
	errDamaged       = errors.New("it is no such archive, or it is damaged")
)

// unpackTemp unpacks an archive into a new temporary folder.
func unpackTemp(name string) (*tempdir.Dir, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	temp, err := tempdir.New("patterns-index-")
	if err != nil {
		return nil, err
	}
	if err := unpack(file, info.Size(), temp.Path); err != nil {
		_ = temp.Remove()
		if onDisk := (*fs.PathError)(nil); !errors.Is(err, errUnsafeArchive) && !errors.As(err, &onDisk) {
			err = errDamaged // what gzip and tar say of it helps nobody
		}
		return nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	return temp, nil
}

// unpack writes the files of an archive of this size below dir. Through os.Root nothing can be written elsewhere,
// whatever the names say; links are refused.
func unpack(r io.Reader, size int64, dir string) error {
	packed, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	archive := tar.NewReader(packed)
	left := min(mostUnpacked, freeUnpacked+mostRatio*size)
	for files := 0; ; files++ {
		header, err := archive.Next()
		if err == io.EOF {
			// What is left is the padding, and gzip's check over all that came before.
			_, err := io.Copy(io.Discard, io.LimitReader(packed, mostPadding))
			return err
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg || !filepath.IsLocal(header.Name) || files >= mostFiles {
			return errUnsafeArchive
		}
		if left -= header.Size; left < 0 {
			return errUnsafeArchive
		}
		if err := root.MkdirAll(path.Dir(header.Name), 0o755); err != nil {
			return err
		}
		if err := unpackFile(root, header.Name, archive); err != nil {
			return err
		}
	}
}

func unpackFile(root *os.Root, name string, from io.Reader) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	return errors.Join(err, file.Close())
}

// wholeSegments checks the sums at the ends of an index's files. Bleve does not, and finds nothing in a file of zeros.
func wholeSegments(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil {
		return err
	}
	for _, name := range files {
		if err := wholeSegment(name); err != nil {
			return err
		}
	}
	return nil
}

func wholeSegment(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	sum, want := crc32.NewIEEE(), make([]byte, crc32.Size)
	if _, err := io.CopyN(sum, file, max(0, info.Size()-crc32.Size)); err != nil {
		return err
	}
	if _, err := io.ReadFull(file, want); err != nil || binary.BigEndian.Uint32(want) != sum.Sum32() {
		return errBroken
	}
	return nil
}
