package adopt

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/follow"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// original is an entry of a followed library, and what is known of the others there.
type original struct {
	follow.Copy
	line follow.Entry
	byID map[string]follow.Entry // by id and by former id
}

// prepare makes of an original what stands here: without what holds only there, and with links to the
// original library in place of references to what is not here. here says what is; the ids of what is not
// are returned, too.
func (o original) prepare(text []byte, here func(id string) bool) (_ []byte, away []string, _ error) {
	note := func(id string) bool {
		if here(id) {
			return true
		}
		if !slices.Contains(away, id) {
			away = append(away, id)
		}
		return false
	}
	for _, field := range []string{"adopted-from", "former-ids", "replaced-by", "check-off"} {
		text = without(text, field)
	}
	for range 10_000 {
		e := content.Foreign(model.Type(o.line.Type), o.line.ID, o.line.Language, text)
		if e == nil {
			return text, away, nil
		}
		next, done, err := o.away(e, text, note)
		if err != nil || done {
			return next, away, err
		}
		text = next
	}
	return text, away, nil
}

// away takes the first reference to what is not here out of a text. It says whether there is none.
func (o original) away(e *model.Entry, text []byte, here func(string) bool) (_ []byte, done bool, _ error) {
	for _, ref := range e.Refs {
		if ref.To.Value == "" || here(ref.To.Value) {
			continue
		}
		next := withoutValue(text, int(ref.To.Pos.Start))
		if bytes.Equal(next, text) {
			continue
		}
		var err error
		if to, ok := o.byID[ref.To.Value]; ok && to.Withdrawn == nil {
			next, err = withLink(next, to.Title, o.Href(to))
		}
		return next, false, err
	}
	for _, l := range e.Links {
		to, found := o.leads(l)
		if l.Image || !found || here(to.ID) {
			continue
		}
		start, end := int(l.To.Pos.Start), int(l.To.Pos.End)
		href := o.Href(to)
		switch {
		case !l.ID && string(text[start:end]) == l.To.Value:
			return splice(text, start, end, href), false, nil
		case l.ID && start >= 2 && bytes.HasPrefix(text[start-2:], []byte("[["+l.To.Value+"]]")):
			return splice(text, start-2, end+2, "["+escape(to.Title)+"]("+href+")"), false, nil
		}
	}
	return text, true, nil
}

// leads is the entry there to which a link of a text leads.
func (o original) leads(l model.Link) (follow.Entry, bool) {
	id := l.To.Value
	if !l.ID {
		u, err := url.Parse(id)
		if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
			return follow.Entry{}, false
		}
		id = path.Base(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), "/index.md"), ".md"))
	}
	e, ok := o.byID[id]
	return e, ok && e.Withdrawn == nil
}

// escape writes a title as the words of a link.
func escape(title string) string {
	return strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`).Replace(title)
}

// find looks up an entry of a followed library by its id, also by one that it had before.
func (l *Library) find(c follow.Copy, id string) (original, bool) {
	byID := l.byID[c.Name.Value]
	if byID == nil {
		byID = entriesOf(c)
		l.byID[c.Name.Value] = byID
	}
	line, ok := byID[id]
	return original{c, line, byID}, ok
}

// entriesOf are the entries of a library by their ids, and by those that they had before where no other
// has them now.
func entriesOf(c follow.Copy) map[string]follow.Entry {
	byID := map[string]follow.Entry{}
	for _, e := range c.Entries {
		if e.Language != "" {
			continue
		}
		for _, former := range e.FormerIDs {
			if _, taken := byID[former]; !taken {
				byID[former] = e
			}
		}
	}
	for _, e := range c.Entries {
		if e.Language == "" {
			byID[e.ID] = e
		}
	}
	return byID
}

// translations are those of the original.
func (o original) translations() []follow.Entry {
	var out []follow.Entry
	for _, e := range o.Entries {
		if e.ID == o.line.ID && e.Language != "" && e.Source != "" {
			out = append(out, e)
		}
	}
	return out
}

var pictureName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// pictures are the pictures of the original, by their names.
func (o original) pictures() map[string]opendata.Picture {
	out := map[string]opendata.Picture{}
	for _, p := range o.line.Pictures {
		if u, err := url.Parse(p.URL); err == nil {
			if name := path.Base(u.Path); content.IsPicture(name) && pictureName.MatchString(name) {
				out[name] = p
			}
		}
	}
	return out
}
