package build

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/link"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
)

// text is the body of one entry, read again from its file.
type text struct {
	source []byte // the whole file
	body   markdown.Body
	plain  string // for search
}

// text reads and renders the body of an entry. An entry from a table has none.
func (b *builder) text(e *model.Entry) (text, error) {
	if e.Row > 0 {
		return text{}, nil
	}
	source, err := content.Read(b.root, e.Source, content.MaxMarkdown)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return text{}, fmt.Errorf("reading %s again: %w", e.File, err)
	}
	if err != nil || int(e.Body.End) != len(source) {
		return text{}, fmt.Errorf("%s changed while the site was built; build again", e.File)
	}
	return b.rendered(e, source)
}

// rendered makes what pages and search need of the text in an entry's file.
func (b *builder) rendered(e *model.Entry, source []byte) (text, error) {
	doc := markdown.Parse(source[e.Body.Start:e.Body.End])
	if len(doc.Links) != len(e.Links) {
		return text{}, fmt.Errorf("%s changed while the site was built; build again", e.File)
	}
	next := 0
	body, plain := doc.Render(func(model.Link) markdown.Target {
		next++
		return b.target(e, e.Links[next-1])
	}, b.site.In(e).T)
	return text{source, body, plain}, nil
}

// target is where a link of an entry's text leads on the site.
func (b *builder) target(e *model.Entry, l model.Link) markdown.Target {
	u, err := url.Parse(l.To.Value)
	switch {
	case l.Image && err == nil:
		return markdown.Target{Href: b.site.At.Href(e.Path()) + strings.TrimPrefix(u.EscapedPath(), "./")}
	case l.Entry == nil && err == nil && slices.Contains(model.OwnPages(), l.To.Value):
		return markdown.Target{Href: b.site.At.Href(l.To.Value)}
	case l.Entry == nil && (l.ID || err != nil || u.Scheme == "" || !outside[strings.ToLower(u.Scheme)]):
		return markdown.Target{} // it leads nowhere, which has been said
	case l.Entry == nil:
		return markdown.Target{Href: l.To.Value}
	}
	to := markdown.Target{Href: b.site.At.Href(l.Entry.Path()), Title: l.Entry.Title.Value}
	if !l.ID && u.Fragment != "" {
		to.Href += "#" + link.Anchor(l.Entry, u.Fragment)
	}
	return to
}

var outside = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// read gives a file back for the places of findings in it.
func (b *builder) read(file string) ([]byte, error) {
	return os.ReadFile(file)
}
