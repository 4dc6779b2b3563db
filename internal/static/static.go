// Package static knows the files that a library has beside its content, which are published as they
// are: CNAME, .well-known/security.txt, favicon.ico. They come from proposals, too, so what a browser
// would run or show as a page is refused unless the library's settings ask for it.
// Input: the folder static/ of a library. Output: names, and findings.
package static

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
)

// What they may be together. Each may have as many bytes as a picture.
const (
	mostFiles = 2000
	mostBytes = 64 << 20
)

// Files returns the names of the files below the folder that are published. What is wrong with others is
// in list. pages says whether what browsers run or show as a page is wanted.
func Files(library string, pages bool, list *diag.List) ([]string, error) {
	root, err := os.OpenRoot(library)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var names []string
	var size int
	err = fs.WalkDir(root.FS(), content.StaticFolder, func(file string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && file == content.StaticFolder {
			return nil
		}
		if err != nil {
			return err
		}
		say := func(code diag.Code, message, help string) {
			list.Add(diag.InFile(path.Join(content.Shown(library), file), code, message, help))
		}
		switch {
		case hidden(file) && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || hidden(file):
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			say(diag.SymbolicLink, "symbolic links are not followed", "Put the file itself here.")
			return nil
		}
		data, err := content.Read(root, file, content.MaxImage)
		var large *content.TooLargeError
		size += len(data)
		switch {
		case errors.As(err, &large):
			say(diag.FileTooLarge, fmt.Sprintf("the file is larger than %d MB", content.MaxImage>>20),
				"Publish it elsewhere, and link to it.")
		case err != nil:
			say(diag.Unreadable, "the file cannot be read", "Put a file here, or remove this.")
		case size > mostBytes || len(names) == mostFiles:
			say(diag.FileTooLarge, fmt.Sprintf("%s/ has more than %d MB or %d files", content.StaticFolder, mostBytes>>20, mostFiles),
				"Publish what is large elsewhere, and link to it.")
			return fs.SkipAll
		case !pages && Runs(file, data):
			say(diag.StaticPage, "browsers would run this file, or show it as a page of the site",
				"Remove it. If it is wanted, and somebody has read it, write static-pages: true into library.yaml.")
		default:
			names = append(names, strings.TrimPrefix(file, content.StaticFolder+"/"))
		}
		return nil
	})
	return names, err
}

// hidden says whether a name is passed over: it begins with a dot, as those of code hosts and editors do.
func hidden(file string) bool {
	name := path.Base(file)
	return strings.HasPrefix(name, ".") && name != ".well-known"
}

// runs are the endings of files that browsers run or show as a page.
var runs = []string{".htm", ".html", ".xht", ".xhtml", ".shtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".rss", ".atom",
	".js", ".mjs", ".cjs", ".wasm", ".swf", ".hta"}

// Runs says whether a browser would run a file or show it as a page, by its ending or by what it begins with.
func Runs(name string, data []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n\f\x00")
	return slices.Contains(runs, strings.ToLower(path.Ext(name))) || bytes.HasPrefix(text, []byte("<")) ||
		bytes.HasPrefix(data, []byte("\x00asm"))
}
