// Package forge knows the pages of code hosts on which the files of a library are changed.
// Input: what library.yaml says of the repository. Output: addresses.
package forge

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// Forge is the code host that keeps a library, as far as people are led to its pages.
type Forge struct {
	root   string // address of the repository
	branch string
	folder string // of the library in the repository
	pages  pages
}

// pages is how a code host's pages for changing files are called.
type pages struct {
	words             []string // by which the host is known
	edit, new, upload string
	name, value       string // parameters of a new file's name and text
	issue             string // where an issue is opened
}

// hosts are those whose addresses differ from GitHub's, which stands last. GitLab
// takes no text for a new file, and uploads on the page of the folder.
var hosts = []pages{
	{[]string{"gitlab"}, "-/edit", "-/new", "-/tree", "file_name", "", "-/issues/new"},
	{[]string{"codeberg", "gitea", "forgejo"}, "_edit", "_new", "_upload", "filename", "value", "issues/new/choose"},
	{nil, "edit", "new", "upload", "filename", "value", "issues/new/choose"},
}

// Of returns the library's code host, and whether library.yaml names one.
func Of(lib *model.Library) (Forge, bool) {
	u, err := url.Parse(lib.Repository.Value)
	if err != nil || u.Host == "" {
		return Forge{}, false
	}
	f := Forge{root: strings.TrimSuffix(strings.TrimRight(u.String(), "/"), ".git"), branch: cmp.Or(lib.Branch.Value, "main")}
	at := slices.IndexFunc(hosts, func(p pages) bool {
		return p.words == nil || slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(u.Hostname(), w) })
	})
	f.pages = hosts[at]
	// The folder in which the site is built is taken for the repository's root.
	if shown := path.Clean(strings.ReplaceAll(content.Shown(lib.Dir), "\\", "/")); !path.IsAbs(shown) && !strings.HasPrefix(shown, "..") {
		f.folder = shown
	}
	return f, true
}

// page is the address of one of the host's pages for a file or folder of the library.
func (f Forge) page(kind, file string) string {
	return f.root + "/" + kind + "/" + f.branch + "/" + (&url.URL{Path: path.Join(f.folder, file)}).EscapedPath()
}

// Root is the address of the repository.
func (f Forge) Root() string { return f.root }

// Edit opens the host's editor on a file of the library, or up to its name on a folder.
func (f Forge) Edit(file string) string { return f.page(f.pages.edit, file) }

// New opens the host's editor on a new file of a folder, whose name goes at the end.
func (f Forge) New(folder string) string {
	return f.page(f.pages.new, folder) + "?" + f.pages.name + "="
}

// Text is the parameter of New's address in which the host takes the text, "" when it
// takes none.
func (f Forge) Text() string { return f.pages.value }

// Upload is where files are put into a folder.
func (f Forge) Upload(folder string) string { return f.page(f.pages.upload, folder) }

// Issue opens the host's form for an issue.
func (f Forge) Issue() string { return f.root + "/" + f.pages.issue }
