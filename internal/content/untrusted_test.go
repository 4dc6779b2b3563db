package content

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// FuzzID: whatever a file, or the folder around it, is called, its entry has an address of
// plain letters that lies inside the site, or a finding says why there is none.
func FuzzID(f *testing.F) {
	for _, name := range []string{"pay", "Pay", "pay.cy", "..", "...", ".", "a b", "con", "a.con", "-", "a--b", "index", "search", "<b>", "ра", "a\u202e", "a\xff", `a\b`, "%2e%2e", "~", "$HOME", "a\n", "404", "404.html"} {
		f.Add(name, false)
		f.Add(name, true)
	}
	address := regexp.MustCompile(`^/([a-z0-9]+(-[a-z0-9]+)*/)+$`)
	f.Fuzz(func(t *testing.T, name string, folder bool) {
		if name == "" || len(name) > 250 || strings.ContainsAny(name, "/\x00") {
			return // no name of a file
		}
		file := name + ".md"
		if folder {
			if name == "." || name == ".." {
				return
			}
			file = filepath.Join(name, "index.md")
		}
		lib, findings := load(t, map[string]string{"library.yaml": "title: T\n", filepath.Join("pages", file): "---\ntitle: A\nsummary: B\n---\n"})
		if n, _ := diag.Count(findings); n > 0 || strings.HasPrefix(name, ".") { // hidden
			return
		}
		if len(lib.Entries) != 1 {
			t.Fatalf("%d entries, and nothing said", len(lib.Entries))
		}
		path := lib.Entries[0].Path()
		if !address.MatchString(path) || !filepath.IsLocal(strings.Trim(path, "/")) || !IsID(lib.Entries[0].ID) {
			t.Errorf("%q has the address %q", name, path)
		}
	})
}

// FuzzLink: an address of a text that passes the check opens, as browsers read it, http,
// https, mailto or tel, or a place of the site itself; and no words stand before its host.
func FuzzLink(f *testing.F) {
	for _, to := range []string{
		"https://example.org/a?b#c", "javascript:x", "JAVASCRIPT:x", "java\tscript:x", " javascript:x", "\x01javascript:x", "&#106;avascript:x", "javascript&colon;x", "javascript\\:x",
		"//evil.example", " //evil.example", "http:a&commat;b", "/\\evil.example", "\\\\evil.example", "/&Tab;/evil.example", "https:evil.example", "https:/\\evil.example", "http://a@b", "http://a&commat;b", "mailto:a@b", "data:,x", "../a.md", "#a", "?a", "", "%00", ":", "a:b",
		"vbscript:x", "blob:x", "file:///etc/passwd", "https://[::1]/", "https://\u202e/", "https://a\u2028b/",
	} {
		f.Add(to)
	}
	f.Fuzz(func(t *testing.T, to string) {
		if strings.ContainsAny(to, "<>\r\n") {
			return // it would end the address
		}
		lib, findings := load(t, map[string]string{"pages/a.md": "---\ntitle: A\nsummary: B\n---\n[x](<" + to + ">)\n"})
		if n, _ := diag.Count(findings); n > 0 || len(lib.Entries) == 0 {
			return
		}
		for _, link := range lib.Entries[0].Links {
			if why := dangerous(link); why != "" {
				t.Errorf("%q passes: %s", to, why)
			}
		}
	})
}

// dangerous says what a browser would do with an address that it should not. It reads as
// the URL Standard does: spaces around it and tabs within fall away, "\" is "/".
func dangerous(link model.Link) string {
	to := strings.TrimFunc(link.To.Value, func(r rune) bool { return r <= ' ' })
	to = strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(to)
	if strings.HasPrefix(to, "//") {
		return "it leads to another host"
	}
	m := regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):(.*)`).FindStringSubmatch(to)
	if m == nil {
		return ""
	}
	scheme := strings.ToLower(m[1])
	if !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
		return "its scheme is " + scheme
	}
	host := strings.TrimLeft(m[2], "/")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if strings.HasPrefix(scheme, "http") && strings.Contains(host, "@") {
		return "words stand before its host"
	}
	return ""
}

// FuzzSettings: whatever library.yaml, synonyms.yaml and organisations.csv hold, loading
// ends, findings lie inside their file, and every id can be one.
func FuzzSettings(f *testing.F) {
	f.Add("title: A\nverbs: [a, {id: b, label: C}]\nlanguage: cy\n", "groups: [[a, b]]\none-way: [{from: a, to: b}]\n", "id,name\na,A\n")
	f.Add("---\ntitle: A\n---\nb\n", "groups: [a]\n", "id,name\n\"a\n")
	f.Add("a: &a [*a]\n", "\xff", "\ufeffid,name,hex_q\ncon,A,1e9\n")
	f.Fuzz(func(t *testing.T, settings, synonyms, table string) {
		files := map[string]string{"library.yaml": settings, "synonyms.yaml": synonyms, "organisations.csv": table}
		lib, findings := load(t, files)
		for _, finding := range findings {
			lines := strings.Split(files[filepath.Base(finding.File)], "\n")
			if finding.Line < 0 || finding.Line > len(lines) || finding.Message == "" {
				t.Errorf("a finding outside its file: %+v", finding)
			}
		}
		for _, e := range lib.Entries {
			if !IsID(e.ID) || e.Title.Value == "" {
				t.Errorf("an entry %q called %q", e.ID, e.Title.Value)
			}
		}
	})
}

// FuzzPicture: whatever a file holds, measuring it ends, and a picture that may be shown is
// of the kind that it is taken for.
func FuzzPicture(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add([]byte("RIFF----WEBPVP8X----------------------"))
	f.Add([]byte("\x00\x00\x00\x20ftypavif----ispe\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "p")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		kind, width, height := measure(r)
		if width < 0 || height < 0 || kind == "" && width+height > 0 {
			t.Errorf("%s of %d by %d", kind, width, height)
		}
	})
}
