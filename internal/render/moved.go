package render

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// MovedView stands at an address that leads on to another.
type MovedView struct {
	Frame
	To string // what is there, in words
}

// move is an old address and where it leads now, both below the site's root.
type move struct{ from, to string }

// mostRenamed is how many of an entry's former ids, the newest, have its files as well as
// its page: copies of a large entry under each of 2,000 ids would fill a disk.
const mostRenamed = 5

// mostRedirects is how many rules without wildcards Cloudflare takes in one file.
const mostRedirects = 2_000

// addMoved gives the old addresses of an entry pages that lead on, so that no old link is
// lost. A former id does not say of which type the entry was: a project becomes a case
// study. So every type's address of that id leads on, unless another page has it.
func (s *Site) addMoved(e *model.Entry, add func(Page) bool) {
	ids := e.FormerIDs
	if original := s.lib.Entry(e.ID); e.Language != "" && original != nil {
		ids = original.FormerIDs // a translation was renamed with it
	}
	for i, id := range ids {
		for _, t := range model.Types() {
			if t == model.Page && e.Type != model.Page {
				continue // such addresses are short, and few entries ever were pages
			}
			old := model.Entry{Type: t, ID: id.Value, Language: e.Language}
			if old.Path() == e.Path() || !add(s.movedPage(e, old.Path(), e.Path())) {
				continue
			}
			s.moves = append(s.moves, move{old.Path(), e.Path()})
			if len(ids)-i <= mostRenamed {
				s.formerly[e] = append(s.formerly[e], old.Path())
			}
		}
	}
}

// addMovedFiles does the same for what lies beside an entry's page.
func (s *Site) addMovedFiles(e *model.Entry, add func(Page) bool) {
	for _, old := range s.formerly[e] {
		for _, p := range s.askPages(e) {
			below := strings.TrimPrefix(p.address(), e.Path())
			if add(s.movedPage(e, old+below, e.Path()+below)) {
				s.moves = append(s.moves, move{old + below, e.Path() + below})
			}
		}
		for _, name := range s.filesOf(e) {
			s.moves = append(s.moves, move{old + name, e.Path() + name})
		}
	}
}

// Formerly are the old addresses of an entry, below the site's root, at which copies of its
// files lie.
func (s *Site) Formerly(e *model.Entry) []string { return s.formerly[e] }

const sourceFile = "index.md"

// filesOf are the names of the files beside an entry's page, as addresses have them.
func (s *Site) filesOf(e *model.Entry) []string {
	var names []string
	if e.Row == 0 {
		names = append(names, sourceFile)
	}
	if s.entryFeed(e) != nil {
		names = append(names, feedFile)
	}
	if asks(e) {
		names = append(names, questionsFile)
	}
	for _, name := range e.Images {
		names = append(names, url.PathEscape(name))
	}
	return names
}

func (s *Site) movedPage(e *model.Entry, from, to string) Page {
	return Page{Path: file(from), Leads: true, make: func(Page, Body) (string, any) {
		v := &MovedView{Frame: s.entryFrame(e), To: e.Title.Value}
		v.Title, v.Data, v.Article = s.of(e).T("moved"), nil, false
		v.HeadTitle = v.Title + " – " + v.Site
		v.MovedTo = s.Href(to)
		return "moved", v
	}}
}

// searchFolder stands at /search/, where people look for the search and some hosts would
// list files. Its script takes the question along.
func (s *Site) searchFolder() Page {
	return Page{Path: "search/index.html", Leads: true, make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &MovedView{Frame: s.frame(w.T("search"), w.T("search-lede"), "/find/"), To: w.T("search-lede")}
		v.MovedTo, v.Part = s.Href("/find/"), s.part("onward")
		return "moved", v
	}}
}

// Copy is a file beside an entry's page as it lies at an old address. A file cannot lead
// on as a page does, so it says where it is now, in a way that what reads such files
// takes: Markdown in a comment of its front matter, a table in a column more.
func (s *Site) Copy(e *model.Entry, name string, data []byte) ([]byte, error) {
	to := s.Address(e.Path() + url.PathEscape(name))
	switch path.Ext(name) {
	case ".md":
		head, rest, ok := bytes.Cut(data, []byte("\n"))
		if !ok || !bytes.HasPrefix(head, []byte("---")) {
			return nil, fmt.Errorf("copying %s: it has no front matter", e.File)
		}
		end := "\n"
		if bytes.HasSuffix(head, []byte("\r")) {
			end = "\r\n"
		}
		return bytes.Join([][]byte{head, []byte("\n# " + s.of(e).T("file-moved", to) + end), rest}, nil), nil
	case ".csv":
		return withColumn(data, s.of(e).T("moved-to"), to)
	}
	return data, nil
}

// withColumn adds a column to a table of ours.
func withColumn(data []byte, name, value string) ([]byte, error) {
	rows, err := csv.NewReader(bytes.NewReader(data[diag.TextStart(data):])).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, errors.Join(errors.New("copying a table"), err)
	}
	b := bytes.NewBufferString(diag.BOM)
	out := csv.NewWriter(b)
	for i, row := range rows {
		if i > 0 {
			name = value
		}
		_ = out.Write(append(row, name)) // a buffer takes everything
	}
	out.Flush()
	return b.Bytes(), nil
}

// moved is the list of old addresses and where they lead, as paths from the host's root.
// All that a host needs to lead on by itself can be made of it.
func (s *Site) moved() []byte {
	var b bytes.Buffer
	b.WriteString("from,to\n")
	for _, m := range s.moves {
		b.WriteString(s.Href(m.from) + "," + s.Href(m.to) + "\n")
	}
	return b.Bytes()
}

// redirects is the same as the file _redirects, by which Cloudflare, GitLab, Netlify and
// hosts like them answer at an old address with the new one. It is nil when nothing has
// moved. What is past the bound leads on by what lies at the old address.
func (s *Site) redirects() []byte {
	var b bytes.Buffer
	for _, m := range s.moves[:min(len(s.moves), mostRedirects)] {
		b.WriteString(s.Href(m.from) + " " + s.Href(m.to) + " 301\n")
	}
	return b.Bytes()
}
