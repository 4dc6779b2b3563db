package opendata

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// What is read of another library, at most.
const (
	MaxManifest = 1 << 20
	MaxPart     = 16 << 20
	MaxList     = 512 << 20
	MaxBundle   = 64 << 20
	MaxSource   = 1 << 20
	MaxLine     = 1 << 20
)

// NewerError says that a library is published in a newer format than this program reads.
type NewerError struct{ Format int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("it is published in format %d, and this program reads %d: use a newer one", e.Format, Format)
}

// ReadManifest reads the library.json of another library. An error says what is wrong with it.
func ReadManifest(data []byte) (Manifest, error) {
	var m Manifest
	var version struct{ Format *int }
	if err := json.Unmarshal(data, &version); err != nil || version.Format == nil {
		return m, errors.New("library.json is not that of a library: it has no number “format”")
	}
	if *version.Format > Format {
		return m, &NewerError{*version.Format}
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("library.json: %s", ofJSON(err))
	}
	if *version.Format < 1 {
		return m, fmt.Errorf("library.json: the format %d does not exist", m.Format)
	}
	if err := plain("title", m.Title, 200); err != nil || m.Title == "" {
		return m, errors.Join(errors.New("library.json: it has no title that can be read"), err)
	}
	if n := len(m.Parts); n == 0 || n > mostParts || n&(n-1) != 0 {
		return m, fmt.Errorf("library.json: “parts” has %d files; it must be 1, 2, 4 and so on, up to %d", n, mostParts)
	}
	if n := len(m.Sources); n == 0 || n > mostBundles || n&(n-1) != 0 {
		return m, fmt.Errorf("library.json: “sources” has %d files; it must be 1, 2, 4 and so on, up to %d", n, mostBundles)
	}
	for _, f := range append(append([]File{m.Entries}, m.Parts...), m.Sources...) {
		if f.URL == "" || !isSHA256(f.SHA256) {
			return m, fmt.Errorf("library.json: the file %q has no address or no sha256 of 64 hexadecimal digits", f.URL)
		}
	}
	for _, words := range []string{m.Publisher, m.Contact, m.Repository, m.Licence, m.URL} {
		if err := plain("a text of it", words, 500); err != nil {
			return m, fmt.Errorf("library.json: %w", err)
		}
	}
	return m, nil
}

// ReadLine reads a line of entries.ndjson.
func ReadLine(data []byte) (Line, error) {
	var l Line
	if len(data) > MaxLine {
		return l, errors.New("a line of its list of entries is too long")
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return l, fmt.Errorf("a line of its list of entries: %s", ofJSON(err))
	}
	fail := func(why string) (Line, error) {
		return l, fmt.Errorf("the entry %q of its list %s", strings.ToValidUTF8(l.ID, "?"), why)
	}
	switch {
	case !content.IsID(l.ID):
		return fail("has an id that is not made of lower-case letters, digits and hyphens")
	case !known(l.Type):
		return fail(fmt.Sprintf("is of the type %q, which does not exist", l.Type))
	case l.Language != "" && !content.IsLanguage(l.Language):
		return fail("is in no language")
	case l.Withdrawn != nil:
		l.Source, l.Pictures = "", nil
		return l, plain("a reason", l.Withdrawn.Because, 5000)
	case l.Source != "" && !isSHA256(l.SHA256):
		return fail("has no sha256 of its source")
	case l.Title == "" || l.URL == "":
		return fail("has no title or no address")
	}
	for _, p := range l.Pictures {
		if p.URL == "" || !isSHA256(p.SHA256) {
			return fail("has a picture without address or sha256")
		}
	}
	return l, errors.Join(plain("a title", l.Title, 500), plain("a summary", l.Summary, 5000), plain("a licence", l.Licence, 500))
}

func known(t string) bool {
	for _, one := range model.Types() {
		if string(one) == t {
			return true
		}
	}
	return false
}

// ReadSource reads a line of a bundle.
func ReadSource(data []byte) (Source, error) {
	var s Source
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("a line of its sources: %s", ofJSON(err))
	}
	return s, nil
}

// At is the address that a relative one of a library stands for, given that of its site, or of its
// library.json. It lies on the same host.
func At(site, to string) (string, error) {
	base, err := url.Parse(site)
	if err != nil {
		return "", err
	}
	u, err := base.Parse(to)
	if err != nil || u.Scheme != base.Scheme || u.Host != base.Host || u.User != nil {
		return "", fmt.Errorf("the address %q leads to another host", to)
	}
	return u.String(), nil
}

// Lines calls each for every line that is not empty.
func Lines(data []byte, each func(line []byte) error) error {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := each(line); err != nil {
				return err
			}
		}
	}
	return nil
}

func isSHA256(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32 && s == strings.ToLower(s)
}

// plain refuses texts of a line that are too long, or hold what cannot be seen.
func plain(what, text string, most int) error {
	switch {
	case utf8.RuneCountInString(text) > most:
		return fmt.Errorf("%s has more than %d characters", what, most)
	case strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.In(r, unicode.Bidi_Control)
	}):
		return fmt.Errorf("%s holds a character that cannot be seen", what)
	}
	return nil
}

// ofJSON says in words why JSON cannot be read.
func ofJSON(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Sprintf("%q is of the wrong kind: a %s", kind.Field, kind.Value)
	}
	return "it is not JSON"
}
