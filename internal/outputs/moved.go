package outputs

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"net/url"
	"path"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// move is an old address and where it leads now, both below the site's root.
type move struct{ from, to string }

// mostRenamed is how many of an entry's former ids, the newest, have its files as well as
// its page: copies of a large entry under each of 2,000 ids would fill a disk.
const mostRenamed = 5

// mostRedirects is how many rules without wildcards Cloudflare takes in one file.
const mostRedirects = 2_000

// Moved is what an entry's old addresses lead to. Fill it before use.
type Moved struct {
	site     *Site
	moves    []move // pages' first, then those of files
	formerly map[*model.Entry][]string
}

// NewMoved returns an empty list of old addresses.
func NewMoved(site *Site) *Moved { return &Moved{site: site, formerly: map[*model.Entry][]string{}} }

// Former is an address of a page that an entry once had.
type Former struct {
	Path  string
	files bool // copies of the entry's files lie there, too
}

// Former are the addresses that an entry once had, so that no old link is lost. A former id
// does not say of which type the entry was: a project becomes a case study. So every type's
// address of that id leads on.
func (m *Moved) Former(e *model.Entry) []Former {
	ids := e.FormerIDs
	if original := m.site.Lib.Entry(e.ID); e.Language != "" && original != nil {
		ids = original.FormerIDs // a translation was renamed with it
	}
	var out []Former
	for i, id := range ids {
		for _, t := range model.Types() {
			if t == model.Page && e.Type != model.Page {
				continue // such addresses are short, and few entries ever were pages
			}
			old := model.Entry{Type: t, ID: id.Value, Language: e.Language}
			if old.Path() != e.Path() {
				out = append(out, Former{old.Path(), len(ids)-i <= mostRenamed})
			}
		}
	}
	return out
}

// Lead says that one of those addresses leads on; where another page has it, none does.
func (m *Moved) Lead(e *model.Entry, from Former) {
	m.moves = append(m.moves, move{from.Path, e.Path()})
	if from.files {
		m.formerly[e] = append(m.formerly[e], from.Path)
	}
}

// LeadBelow says the same of a page or file below an entry's page.
func (m *Moved) LeadBelow(e *model.Entry, from, name string) {
	m.moves = append(m.moves, move{from + name, e.Path() + name})
}

// Formerly are the old addresses of an entry, below the site's root, at which copies of its
// files lie.
func (m *Moved) Formerly(e *model.Entry) []string { return m.formerly[e] }

// Copy is a file beside an entry's page as it lies at an old address. A file cannot lead
// on as a page does, so it says where it is now, in a way that what reads such files
// takes: Markdown in a comment of its front matter, a table in a column more.
func (m *Moved) Copy(e *model.Entry, name string, data []byte) ([]byte, error) {
	to := m.site.At.Full(e.Path() + url.PathEscape(name))
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
		return bytes.Join([][]byte{head, []byte("\n# " + m.site.In(e).T("file-moved", "address", to) + end), rest}, nil), nil
	case ".csv":
		return withColumn(data, m.site.In(e).T("moved-to"), to)
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

// Write puts the list of old addresses and where they lead, as paths from the host's root,
// of which all can be made that a host needs to lead on by itself; and the same as the file
// _redirects, by which Cloudflare, GitLab, Netlify and hosts like them answer at an old
// address with the new one. What is past the bound of that file leads on by what lies at
// the old address.
func (m *Moved) Write(put func(name string, data []byte) error) error {
	var list, redirects bytes.Buffer
	list.WriteString("from,to\n")
	for i, move := range m.moves {
		from, to := m.site.At.Href(move.from), m.site.At.Href(move.to)
		list.WriteString(from + "," + to + "\n")
		if i < mostRedirects {
			redirects.WriteString(from + " " + to + " 301\n")
		}
	}
	if err := put("moved.csv", list.Bytes()); err != nil || len(m.moves) == 0 {
		return err
	}
	return put("_redirects", redirects.Bytes())
}
