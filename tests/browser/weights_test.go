package browser_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const kB = 1024

// checkWeights compares what a visitor loads, gzipped as a host does, with the figures of
// the design's section 6.
func checkWeights(t *testing.T, s *site) {
	patterns := checkPatterns(t, s)
	if len(patterns) == 0 {
		t.Fatal("the site has no service patterns")
	}
	data := read(t, patterns[0])
	styles, scripts := loads(t, s, data)
	if n := sum(t, s, styles); n == 0 || n > 10*kB {
		t.Errorf("the style sheets %v are %d bytes gzipped, want at most %d", styles, n, 10*kB)
	}
	before := sum(t, s, scripts)
	if before == 0 || before > 4*kB {
		t.Errorf("the scripts %v are %d bytes gzipped before anybody searches, want at most %d", scripts, before, 4*kB)
	}
	find := read(t, filepath.Join(s.dir, "find", "index.html"))
	_, all := loads(t, s, find)
	all["search/engine.js"] = true
	if n := sum(t, s, all); n > 14*kB {
		t.Errorf("the scripts %v are %d bytes gzipped with the engine, want at most %d", all, n, 14*kB)
	}
	checkForms(t, s, data)
	checkFonts(t, s)
}

// checkPatterns weighs the page of every service pattern and returns their files.
func checkPatterns(t *testing.T, s *site) []string {
	patterns, err := filepath.Glob(filepath.Join(s.dir, "service-patterns", "*", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range patterns {
		if n := gzipped(t, read(t, file)); n > 15*kB {
			t.Errorf("%s is %d bytes gzipped, want at most %d", file[len(s.dir):], n, 15*kB)
		}
	}
	return patterns
}

// checkForms weighs what the form "Add to the library" loads beside what every page does:
// the page, its own style sheet and script, and the rules that it checks by.
func checkForms(t *testing.T, s *site, common []byte) {
	pages, err := filepath.Glob(filepath.Join(s.dir, "add", "*", "index.html"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("the site has no forms: %v", err)
	}
	styles, scripts := loads(t, s, common)
	for _, page := range pages {
		data := read(t, page)
		own := map[string]bool{}
		form, all := loads(t, s, data)
		maps.Copy(all, form)
		for name := range all {
			if !styles[name] && !scripts[name] {
				own[name] = true
			}
		}
		rules := regexp.MustCompile(`data-(?:rules|prose)="?([^" >]+)`).FindAllSubmatch(data, -1)
		for _, m := range rules {
			own[strings.TrimPrefix(string(m[1]), s.path)] = true
		}
		n := gzipped(t, data) + sum(t, s, own)
		if len(rules) != 2 || len(own) != 4 {
			t.Errorf("%s loads %v", page[len(s.dir):], own)
		}
		if t.Logf("%s and what is its own: %d bytes gzipped", page[len(s.dir):], n); n > 40*kB {
			t.Errorf("%s and %v are %d bytes gzipped, want at most %d", page[len(s.dir):], own, n, 40*kB)
		}
	}
}

// checkFonts looks at the size of every font, and that none keeps text waiting.
func checkFonts(t *testing.T, s *site) {
	err := filepath.WalkDir(s.dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Ext(file) {
		case ".woff2", ".woff", ".ttf", ".otf":
			if info, err := d.Info(); err != nil || info.Size() > 30*kB {
				t.Errorf("the font %s is over %d bytes (%v)", d.Name(), 30*kB, err)
			}
		case ".css":
			for _, face := range regexp.MustCompile(`@font-face\s*{[^}]*}`).FindAllString(string(read(t, file)), -1) {
				if strings.Contains(face, "url(") && !regexp.MustCompile(`font-display:\s*(swap|fallback|optional)`).MatchString(face) {
					t.Errorf("%s: a font may hide text while it loads: %s", d.Name(), face)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

var imported = regexp.MustCompile(`(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']`)

// loads returns the files of style sheets and scripts that a page asks for, with the
// scripts that these import.
func loads(t *testing.T, s *site, data []byte) (styles, scripts map[string]bool) {
	t.Helper()
	styles, scripts = map[string]bool{}, map[string]bool{}
	var script func(name string)
	script = func(name string) {
		if scripts[name] {
			return
		}
		scripts[name] = true
		for _, m := range imported.FindAllSubmatch(read(t, filepath.Join(s.dir, name)), -1) {
			script(path.Join(path.Dir(name), string(m[1])))
		}
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Data == "link" && attribute(n, "rel") == "stylesheet":
			styles[strings.TrimPrefix(attribute(n, "href"), s.path)] = true
		case n.Data == "link" && attribute(n, "rel") == "modulepreload":
			script(strings.TrimPrefix(attribute(n, "href"), s.path))
		case n.Data == "script" && attribute(n, "src") != "":
			script(strings.TrimPrefix(attribute(n, "src"), s.path))
		}
	}
	return styles, scripts
}

func sum(t *testing.T, s *site, names map[string]bool) int {
	t.Helper()
	n := 0
	for name := range names {
		n += gzipped(t, read(t, filepath.Join(s.dir, name)))
	}
	return n
}

func gzipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
