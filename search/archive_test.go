package search

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestArchive(t *testing.T) {
	dir := indexed(t, councils, false)
	var packed bytes.Buffer
	sum, err := Archive(dir, &packed)
	if err != nil {
		t.Fatal(err)
	}
	if want := sha256.Sum256(packed.Bytes()); sum != hex.EncodeToString(want[:]) {
		t.Errorf("sha256 %s is not that of the archive", sum)
	}
	wrong := bytes.Clone(packed.Bytes())
	wrong[len(wrong)-6] ^= 1 // of gzip's check: whatever bit is wrong, this is how it shows
	if err := unpack(bytes.NewReader(wrong), int64(len(wrong)), t.TempDir()); err == nil {
		t.Error("an archive was unpacked that fails its check")
	}
	name := filepath.Join(t.TempDir(), "bleve.tar.gz")
	if err := os.WriteFile(name, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	x, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search("council tax", Options{})
	if err != nil || ids(r) == "" {
		t.Errorf("the archive's index found %q, %v", ids(r), err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(x.temp.Path); !os.IsNotExist(err) {
		t.Errorf("%s was left behind", x.temp.Path)
	}
}

// Bleve maps its files into memory: a read beyond the end of one that was cut must not end the process.
func TestOpenCutIndex(t *testing.T) {
	dir := indexed(t, councils, false)
	name := filepath.Join(dir, "store", "root.bolt")
	for size := int64(16 << 10); size > 0; size /= 2 {
		if err := os.Truncate(name, size); err != nil {
			t.Fatal(err)
		}
		if x, err := Open(dir); err == nil {
			x.Close()
			t.Errorf("an index was opened of which %d bytes are left", size)
		}
	}
}

// Of a file of zeros that ends as it should, Bleve says that it holds nothing.
func TestOpenZeroedIndex(t *testing.T) {
	dir := indexed(t, councils, false)
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:len(data)-64])
	if err := os.WriteFile(files[0], data, 0o644); err != nil {
		t.Fatal(err)
	}
	if x, err := Open(dir); !errors.Is(err, errBroken) {
		t.Errorf("opened %v, %v", x, err)
	}
}

// Whatever is wrong with an archive, the reader is told what to do, and not in the words of gzip and tar.
func TestDamagedArchive(t *testing.T) {
	var packed bytes.Buffer
	if _, err := Archive(indexed(t, councils, false), &packed); err != nil {
		t.Fatal(err)
	}
	var noTar bytes.Buffer
	w := gzip.NewWriter(&noTar)
	w.Write(bytes.Repeat([]byte("no tar "), 200))
	w.Close()
	for why, data := range map[string][]byte{
		"empty": nil, "no gzip": []byte("<html>Not found</html>"), "no tar": noTar.Bytes(),
		"cut in half": packed.Bytes()[:packed.Len()/2], "without its end": packed.Bytes()[:packed.Len()-4],
	} {
		name := filepath.Join(t.TempDir(), "bleve.tar.gz")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(name); !errors.Is(err, errDamaged) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func TestArchiveRefuses(t *testing.T) {
	for why, header := range map[string]tar.Header{
		"a path that climbs": {Name: "../evil", Typeflag: tar.TypeReg},
		"an absolute path":   {Name: "/tmp/evil", Typeflag: tar.TypeReg},
		"a symbolic link":    {Name: "link", Linkname: "/etc", Typeflag: tar.TypeSymlink},
		"a hard link":        {Name: "link", Linkname: "../evil", Typeflag: tar.TypeLink},
		"a device":           {Name: "device", Typeflag: tar.TypeChar},
		"too much":           {Name: "big", Typeflag: tar.TypeReg, Size: mostUnpacked + 1},
		"zeros":              {Name: "big", Typeflag: tar.TypeReg, Size: 1 << 30},
	} {
		dir := filepath.Join(t.TempDir(), "inner")
		os.Mkdir(dir, 0o755)
		packed := tarOf(&header)
		if err := unpack(bytes.NewReader(packed), int64(len(packed)), dir); !errors.Is(err, errUnsafeArchive) {
			t.Errorf("%s was unpacked, or is called %v", why, err)
		}
	}
}

func tarOf(header *tar.Header) []byte {
	var buf bytes.Buffer
	packed := gzip.NewWriter(&buf)
	archive := tar.NewWriter(packed)
	archive.WriteHeader(header)
	archive.Flush()
	packed.Close()
	return buf.Bytes()
}

// Whatever an archive holds, nothing is written outside the folder.
func FuzzUnpack(f *testing.F) {
	f.Add(tarOf(&tar.Header{Name: "store/root.bolt", Typeflag: tar.TypeReg}))
	f.Add(tarOf(&tar.Header{Name: "a/../../b", Typeflag: tar.TypeReg}))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		outer := t.TempDir()
		inner := filepath.Join(outer, "inner")
		os.Mkdir(inner, 0o755)
		unpack(bytes.NewReader(data), int64(len(data)), inner)
		fs.WalkDir(os.DirFS(outer), ".", func(name string, entry fs.DirEntry, err error) error {
			if name != "." && name != "inner" && !strings.HasPrefix(name, "inner/") {
				t.Errorf("%s was written", name)
			}
			if !entry.IsDir() && !entry.Type().IsRegular() {
				t.Errorf("%s is no ordinary file", name)
			}
			return err
		})
	})
}
