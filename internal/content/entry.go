package content

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
	"servicepatterns/internal/suggest"
)

var language = regexp.MustCompile(`^[a-z]{2,3}$`)

// Foreign reads an entry of another library from its bytes, as the entries of a library are read. It
// returns nil when there is too little to make anything of. Every word of a list is allowed: the lists
// are those of the other library.
func Foreign(t model.Type, id, language string, text []byte) *model.Entry {
	if language != "" {
		id += "." + language
	}
	var said diag.List // to its own people
	l := loader{list: &said}
	s := &source.File{Name: Source(t, id, ""), Bytes: text, List: &said}
	if len(text) > MaxMarkdown || !s.Text() || !s.Merged() {
		return nil
	}
	return l.entry(found{typ: t, name: id, source: s.Name}, s, &model.Settings{})
}

// file reads one entry. It returns nil when there is too little to make a page of.
func (l *loader) file(f found, settings *model.Settings) *model.Entry {
	text, err := Read(l.root, f.source, MaxMarkdown)
	if l.cache != nil && err == nil {
		id, _, _ := strings.Cut(f.name, ".")
		if !slices.Contains(model.Reserved(), id) { // what is said of that depends on other files
			return l.cache.entry(l, f, text, settings)
		}
	}
	return parse(l, f, text, err, settings)
}

// parse makes an entry of what was read of its file.
func parse(l *loader, f found, text []byte, err error, settings *model.Settings) *model.Entry {
	s, ok := l.checked(f.source, text, err, MaxMarkdown)
	if !ok {
		return nil
	}
	return l.entry(f, s, settings)
}

// entry reads an entry from its text.
func (l *loader) entry(f found, s *source.File, settings *model.Settings) *model.Entry {
	e := model.NewEntry(f.typ)
	e.ID, e.File, e.Source, e.Folder, e.Images = f.name, s.Name, f.source, f.folder, f.images
	if id, lang, ok := strings.Cut(f.name, "."); ok && language.MatchString(lang) {
		e.ID, e.Language = id, lang
	}
	if !l.fitsID(e, f.name) {
		return nil
	}
	if e.Type == model.Page && l.root != nil && slices.Contains(model.Reserved(), e.ID) {
		l.reserved(e)
	}
	root, body, ok := s.Split()
	if !ok {
		return nil
	}
	e.Body = body
	what := strings.ToLower(messages.English().Kind(f.typ))
	d := &decoder{File: s, library: settings, what: "the " + what, prose: l.prose}
	if e.Language != "" {
		d.prose = l.foreign
	}
	front := model.Pos{Start: body.Start, End: body.Start}
	if len(s.Lines) > 0 {
		opening := bytes.TrimRight(s.Bytes[:s.Lines[0]], "\r\n")
		front = model.Pos{Start: int32(bytes.LastIndexByte(opening, '\n') + 1), End: int32(len(opening))}
	}
	e.Spans = s.Spans(root, int(body.Start))
	d.sourced = keyIndex(root, "source") >= 0
	d.mapping(root, front, structs(e)...)
	e.Refs = d.refs
	for _, off := range e.CheckOff {
		if off.Because.Set() {
			l.list.Off(e.File, diag.Code(off.Rule.Value))
		}
	}
	if p := e.Pattern(); p != nil {
		d.process(&p.Process)
	}
	d.questions(e.Questions())
	doc := l.body(s, e)
	if d.prose != nil {
		d.proofread(e, doc)
	}
	return e
}

// fitsID says whether an entry's id can be one, or reports why it cannot. name is what its file gives.
func (l *loader) fitsID(e *model.Entry, name string) bool {
	switch id := strings.ToLower(e.ID); { // capitals alone are reported by unique, which knows of a twin
	case !idPattern.MatchString(id):
		message, help := rules.BadID.Say(rules.Put{"id", e.ID})
		finding := diag.InFile(e.File, rules.BadID.Code, message, help)
		if better := rules.Slug(strings.TrimSuffix(name, ".html")); IsID(better) {
			finding = finding.Suggest(better)
		}
		l.list.Add(finding)
		return false
	case len(id) > rules.LongestID:
		message, help := rules.LongID.Say(rules.Put{"limit", strconv.Itoa(rules.LongestID)})
		l.list.Add(diag.InFile(e.File, rules.LongID.Code, message, help))
		return false
	case !IsID(id) || device.MatchString(e.Language):
		message, help := rules.DeviceID.Say(rules.Put{"id", name})
		l.list.Add(diag.InFile(e.File, rules.DeviceID.Code, message, help))
		return false
	}
	return true
}

// reserved reports a page at an address that the site needs itself, perhaps only since
// its newest version. It names an id that no file has, so that following it is enough.
func (l *loader) reserved(e *model.Entry) {
	id := e.ID + "-page"
	for slices.ContainsFunc(model.Types(), func(t model.Type) bool {
		return l.has(Source(t, id, "")) ||
			l.has(path.Join(t.Folder(), id))
	}) {
		id += "-2"
	}
	rule := rules.ReservedID
	if e.Language != "" {
		rule = rules.ReservedTranslation // whose former id is its own
	}
	what, name := "it", path.Base(Source(e.Type, id, e.Language))
	if e.Folder {
		what, name = "its folder", id
	}
	message, help := rule.Say(rules.Put{"id", e.ID, "what", what, "new", name})
	l.list.Add(diag.InFile(e.File, rule.Code, message, help))
}

// structs are those that hold the fields of an entry, as they are.
func structs(e *model.Entry) []reflect.Value {
	var out []reflect.Value
	for _, fields := range e.Fields() {
		out = append(out, reflect.ValueOf(fields).Elem())
	}
	return out
}

// body checks the text of an entry and keeps its outline and links.
func (l *loader) body(s *source.File, e *model.Entry) *markdown.Document {
	doc := markdown.Parse(s.Bytes[e.Body.Start:e.Body.End])
	s.Entities(e.Body)
	anchors := make([]string, len(doc.Headings))
	for i, h := range doc.Headings {
		anchors[i] = h.ID + "/" + h.Forge + "/" + h.Former
	}
	e.Anchors = strings.Join(anchors, " ")
	e.Links = doc.Links
	for _, p := range doc.RawHTML {
		p := model.Pos{Start: p.Start + e.Body.Start, End: p.End + e.Body.Start}
		tag := string(s.Bytes[p.Start:p.End])
		if strings.HasPrefix(tag, "</") && strings.Count(tag, "<") == 1 {
			continue // said at the tag that it closes
		}
		message, _ := rules.RawHTML.Say(nil)
		s.Report(p, rules.RawHTML.Code, message, rules.InsteadOf(tag))
	}
	for _, p := range doc.OpenCode {
		s.Say(shift(p, e.Body.Start), rules.OpenCode, nil)
	}
	for _, p := range doc.Unused {
		s.Say(shift(p, e.Body.Start), rules.UnusedAddress, nil)
	}
	for _, b := range doc.Past {
		s.Say(shift(b.Pos, e.Body.Start), rules.OverLimit, rules.Put{"most", messages.English().T("bound." + b.Of)})
	}
	for _, p := range doc.Comments {
		s.Say(model.Pos{Start: p.Start + e.Body.Start, End: p.End + e.Body.Start}, rules.HTMLComment, nil)
	}
	for i := range e.Links {
		link := &e.Links[i]
		link.To.Pos.Start += e.Body.Start
		link.To.Pos.End += e.Body.Start
		if link.Image {
			l.image(s, e, link)
		} else if !link.ID && !safeLink(link.To.Value) {
			s.Say(link.To.Pos, rules.UnsafeLink, rules.Put{"to", link.To.Value})
		}
	}
	return doc
}

// safeLink says whether a link's address is of a kind that may be opened.
func safeLink(to string) bool {
	u, err := url.Parse(to)
	// Browsers take away spaces around an address and tabs within it, and read "\" as "/".
	if err != nil || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\t\r\n") || strings.TrimFunc(to, unicode.IsSpace) != to ||
		misleads(u) {
		return false
	}
	return slices.Contains([]string{"", "http", "https", "mailto", "tel"}, strings.ToLower(u.Scheme))
}

// misleads says whether an address has words before its host, which people take for the
// host: https://www.council.example@elsewhere.example/. A browser finds a host in http:a@b,
// too, where the parser of Go does not.
func misleads(u *url.URL) bool {
	return u.User != nil || strings.HasPrefix(u.Scheme, "http") && u.Host == ""
}

func (l *loader) image(s *source.File, e *model.Entry, link *model.Link) {
	to := link.To.Value
	if u, err := url.Parse(to); err != nil || u.Scheme != "" || u.Host != "" {
		s.Say(link.To.Pos, rules.OutsideImage, rules.Put{"to", to})
		return
	}
	name, err := url.PathUnescape(strings.TrimPrefix(to, "./"))
	if err == nil && slices.Contains(e.Images, name) {
		return
	}
	message, _ := rules.MissingImage.Say(rules.Put{"to", to})
	if near, ok := suggest.Nearest(name, e.Images); ok {
		s.Report(link.To.Pos, rules.MissingImage.Code, message, "", near)
		return
	}
	help := fmt.Sprintf("Put it beside the text, in %s/.", path.Dir(e.File))
	if !e.Folder {
		help = fmt.Sprintf("Make a folder %s/ with the text as index.md and the picture beside it.", strings.TrimSuffix(e.File, ".md"))
	}
	s.Report(link.To.Pos, rules.MissingImage.Code, message, help)
}
