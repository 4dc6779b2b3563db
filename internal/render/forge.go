package render

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// forge is the code host that keeps the library, as far as people are led to its pages.
type forge struct {
	root   string // address of the repository
	branch string
	pages  forgePages
}

// forgePages is how a code host's pages for changing files are called.
type forgePages struct {
	words             []string // by which the host is known
	edit, new, upload string
	name, value       string // parameters of a new file's name and text
	issue             string // where an issue is opened
}

// forges are the hosts whose addresses differ from GitHub's, which stands last. GitLab
// takes no text for a new file, and uploads on the page of the folder.
var forges = []forgePages{
	{[]string{"gitlab"}, "-/edit", "-/new", "-/tree", "file_name", "", "-/issues/new"},
	{[]string{"codeberg", "gitea", "forgejo"}, "_edit", "_new", "_upload", "filename", "value", "issues/new/choose"},
	{nil, "edit", "new", "upload", "filename", "value", "issues/new/choose"},
}

// forge returns the library's code host, and whether library.yaml names one.
func (s *Site) forge() (forge, bool) {
	u, err := url.Parse(s.g.Repository.Value)
	if err != nil || u.Host == "" {
		return forge{}, false
	}
	f := forge{root: strings.TrimSuffix(strings.TrimRight(u.String(), "/"), ".git"), branch: s.g.Branch.Value}
	if f.branch == "" {
		f.branch = "main"
	}
	at := slices.IndexFunc(forges, func(p forgePages) bool {
		return p.words == nil || slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(u.Hostname(), w) })
	})
	f.pages = forges[at]
	return f, true
}

// page is the address of one of the host's pages for a file or folder of the repository.
func (f forge) page(kind, file string) string {
	return f.root + "/" + kind + "/" + f.branch + "/" + (&url.URL{Path: file}).EscapedPath()
}

// inRepository is where a file of the library lies in its repository: relative to the
// folder in which the site is built, which is taken for the repository's root.
func (s *Site) inRepository(source string) string {
	shown := path.Clean(strings.ReplaceAll(content.Shown(s.g.Dir), "\\", "/"))
	if path.IsAbs(shown) || strings.HasPrefix(shown, "..") {
		return source
	}
	return path.Join(shown, source)
}

// editHref opens the code host's editor on an entry's file, "" when the library names no host.
func (s *Site) editHref(e *model.Entry) string {
	f, ok := s.forge()
	if !ok {
		return ""
	}
	return f.page(f.pages.edit, s.inRepository(e.Source))
}

// issueHref opens the code host's form for an issue, "" when the library names no host.
func (s *Site) issueHref() string {
	f, ok := s.forge()
	if !ok {
		return ""
	}
	return f.root + "/" + f.pages.issue
}

// weUseHref is where somebody says that they use a pattern: its form, at that field.
func (s *Site) weUseHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.changeHref(e) + "&field=used-by"
	}
	return s.Href("/contribute/")
}

// changeHref is where a page is changed: in the form, which needs no account. What is a
// row of a table, or a translation, the form does not know.
func (s *Site) changeHref(e *model.Entry) string {
	if e.Row == 0 && e.Language == "" {
		return s.Href("/add/" + string(e.Type) + "/?change=" + e.ID)
	}
	if edit := s.editHref(e); edit != "" {
		return edit
	}
	return s.Href("/contribute/")
}
