package follow

import (
	"os"
	"testing"
	"unicode/utf8"

	"servicepatterns/internal/opendata"
)

// FuzzReaders: whatever a server or a folder holds in place of what is expected, it is read or refused,
// and what is read is what it says it is.
func FuzzReaders(f *testing.F) {
	hash := opendata.SHA256(nil)
	f.Add([]byte(`{"format":1,"title":"A","entries":{"url":"e","sha256":"` + hash + `"},"parts":[{"url":"p","sha256":"` + hash +
		`"}],"sources":[{"url":"s","sha256":"` + hash + `"}]}`))
	f.Add([]byte(`{"id":"a","type":"page","title":"A","url":"a/","source":"a/index.md","sha256":"` + hash + `"}`))
	f.Add([]byte(`{"id":"a","type":"page","withdrawn":{"on":"2026-01-01","because":"x"}}`))
	f.Add([]byte(`{"format":1,"libraries":{"a":{"url":"x"}}}`))
	f.Add([]byte(`{"url":"x","manifest":"e30="}` + "\n{}\n\"\"\n"))
	dir := f.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		f.Fatal(err)
	}
	defer root.Close()
	if err := root.MkdirAll(pulled, 0o755); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := opendata.ReadManifest(data); err == nil && (m.Title == "" || len(m.Parts) == 0 || len(m.Sources) == 0) {
			t.Errorf("%q is taken for a library", data)
		}
		if l, err := opendata.ReadLine(data); err == nil && (l.ID == "" || l.Source != "" && len(l.SHA256) != 64) {
			t.Errorf("%q is taken for a line", data)
		}
		if s, err := opendata.ReadSource(data); err == nil && !utf8.ValidString(s.Text) {
			t.Errorf("%q is taken for a source", data)
		}
		if l, err := parseLock(data); err == nil && l.Libraries == nil {
			t.Errorf("%q is taken for a lock file", data)
		}
		if err := root.WriteFile(packName("x"), data, 0o644); err != nil {
			t.Fatal(err)
		}
		if p, err := open(root, "x", hash); err == nil {
			t.Errorf("%q is taken for a copy with the checksum of nothing (%d entries)", data, len(p.Entries))
		}
	})
}
