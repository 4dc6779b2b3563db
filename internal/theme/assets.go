package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"

	"servicepatterns/internal/bundle"
)

// assets are the files that pages load, under names with a hash of what is in
// them, so that a browser may keep them for ever.
type assets struct {
	Loads
	files map[string][]byte // by published name
	parts map[string]*Part
}

// Loads are files that every page loads, by their published names.
type Loads struct {
	Style   string
	Fonts   []string
	Scripts []string
	Preload []string // what the scripts import
	Live    []string // scripts of the preview
}

// sheets are the shared style sheets, in the order of their layers; the sheets of
// components stand between layout.css and print.css.
var sheets = []string{"css/layers.css", "css/fonts.css", "css/reset.css", "css/tokens.css", "css/base.css", "css/layout.css"}

func loadAssets(f files) (*assets, error) {
	a := &assets{files: map[string][]byte{}, parts: map[string]*Part{}}
	for _, load := range []func(files) error{a.loadFonts, a.loadStyle, a.loadParts, a.loadScripts, a.loadMark} {
		if err := load(f); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *assets) loadFonts(f files) error {
	names, err := f.list("fonts")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := f.read(name)
		if err != nil {
			return err
		}
		if path.Ext(name) != ".woff2" {
			a.files["assets/"+path.Base(name)] = data // the licence goes with the fonts
			continue
		}
		a.Fonts = append(a.Fonts, a.add(path.Base(name), data))
	}
	return nil
}

// add keeps a file under a hashed name and returns that.
func (a *assets) add(name string, data []byte) string {
	ext := path.Ext(name)
	published := "assets/" + strings.TrimSuffix(name, ext) + "-" + hash(data) + ext
	a.files[published] = data
	return published
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:5])
}

// loadStyle joins all sheets into one. What a library adds comes last, in a layer
// of its own, so that it wins without shouting.
func (a *assets) loadStyle(f files) error {
	components, err := f.list("components")
	if err != nil {
		return err
	}
	names := append([]string{}, sheets...)
	for _, name := range components {
		if path.Ext(name) == ".css" && !apart[path.Base(path.Dir(name))] {
			names = append(names, name)
		}
	}
	var css bytes.Buffer
	for _, name := range append(names, "css/print.css") {
		data, err := f.read(name)
		if err != nil {
			return fmt.Errorf("reading the theme: %w", err)
		}
		css.Write(data)
		css.WriteByte('\n')
	}
	if f.own != nil {
		own, err := fs.Glob(f.own, "css/*.css")
		if err != nil {
			return err
		}
		sort.Strings(own)
		for _, name := range own {
			if name == "css/print.css" || slices.Contains(sheets, name) {
				continue // it replaces ours, above
			}
			data, err := fs.ReadFile(f.own, name)
			if err != nil {
				return fmt.Errorf("reading the theme: %w", err)
			}
			fmt.Fprintf(&css, "@layer council {\n%s\n}\n", data)
		}
	}
	text := css.String()
	for _, font := range a.Fonts {
		base := path.Base(font)
		name := base[:strings.LastIndexByte(base, '-')] + ".woff2"
		text = strings.ReplaceAll(text, `url("`+name+`")`, `url("`+base+`")`)
	}
	a.Style = a.add("site.css", []byte(text))
	return nil
}

var imports = regexp.MustCompile(`(?m)^\s*(?:import|export)\b[^"\n]*"(\.[^"]+)"`)

// loadScripts publishes all modules below one folder named by a hash over all of
// them, so that what they import by relative path stays where they look for it.
func (a *assets) loadScripts(f files) error {
	names, err := f.list("components")
	if err != nil {
		return err
	}
	var modules []string
	sources := map[string][]byte{}
	var all bytes.Buffer
	for _, name := range names {
		if path.Ext(name) != ".js" {
			continue
		}
		data, err := f.read(name)
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(name, "components/")
		modules = append(modules, short)
		sources[short] = data
		fmt.Fprintf(&all, "%s %d\n%s", short, len(data), data)
	}
	dir := "assets/" + hash(all.Bytes()) + "/"
	for _, m := range modules {
		folder, file := path.Split(m)
		main := file == path.Base(folder)+".js"
		if apart[path.Base(folder)] {
			if !main {
				continue
			}
			if sources[m], err = bundle.Join(m, func(name string) ([]byte, error) {
				if source, ok := sources[name]; ok {
					return source, nil
				}
				return nil, fmt.Errorf("reading the theme: there is no script components/%s", name)
			}, lent[path.Base(folder)]...); err != nil {
				return err
			}
		}
		a.files[dir+m] = sources[m]
		if !main {
			continue // a part of another module
		}
		name := path.Base(folder)
		if apart[name] {
			a.partOf(name).Script = dir + m
			continue
		}
		if name == "live" {
			a.Live = append(a.Live, dir+m)
			continue
		}
		a.Scripts = append(a.Scripts, dir+m)
		for _, i := range imports.FindAllSubmatch(sources[m], -1) {
			if p := dir + path.Join(folder, string(i[1])); !slices.Contains(a.Preload, p) {
				a.Preload = append(a.Preload, p)
			}
		}
	}
	return nil
}

func (a *assets) loadMark(f files) error {
	data, err := f.read("components/masthead/favicon.svg")
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	a.files["favicon.svg"] = data
	return nil
}

// Assets puts every file that pages load: style sheet, scripts, fonts, favicon.
func (t *Theme) Assets(put func(name string, data []byte) error) error {
	names := make([]string, 0, len(t.assets.files))
	for name := range t.assets.files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := put(name, t.Asset(name)); err != nil {
			return err
		}
	}
	return nil
}
