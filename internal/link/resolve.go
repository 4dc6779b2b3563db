package link

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/suggest"
)

// Link resolves every reference and link of the library's entries. Without drafts,
// entries with status draft are in no page: what names them becomes a warning.
func Link(lib *model.Library, drafts bool, list *diag.List) *Graph {
	l := linker{Library: lib, drafts: drafts, list: list, bySource: map[string]*model.Entry{}, byName: map[string]*model.Entry{},
		ids: map[model.Type][]string{}}
	for _, e := range lib.Entries {
		if e.Row == 0 {
			l.bySource[e.Source] = e
		}
		l.byName[name(e)] = e
		if e.Language == "" {
			l.ids[e.Type] = append(l.ids[e.Type], e.ID)
		}
	}
	g := &Graph{Library: lib, back: map[*model.Entry][]Backlink{}}
	for _, e := range lib.Entries {
		for i := range e.Refs {
			e.Refs[i].Entry = nil // a library may be linked again without some of its entries
			l.reference(e, &e.Refs[i])
			if to := e.Refs[i].Entry; to != nil {
				g.back[to] = append(g.back[to], Backlink{e, e.Refs[i].Field})
			}
		}
		if e.Work() != nil {
			l.outcomes(e, g)
		}
		for i := range e.Links {
			e.Links[i].Entry = nil
			l.link(e, &e.Links[i])
			if to := e.Links[i].Entry; to != nil && to != e {
				g.back[to] = append(g.back[to], Backlink{e, ""})
			}
		}
	}
	types := model.Types()
	for to, back := range g.back {
		slices.SortFunc(back, func(a, b Backlink) int {
			return cmp.Or(
				cmp.Compare(slices.Index(types, a.From.Type), slices.Index(types, b.From.Type)),
				cmp.Compare(a.From.Title.Value, b.From.Title.Value), cmp.Compare(a.From.ID, b.From.ID),
				cmp.Compare(a.From.Language, b.From.Language), cmp.Compare(a.Field, b.Field))
		})
		g.back[to] = slices.Clip(slices.Compact(back))
	}
	return g
}

type linker struct {
	*model.Library
	drafts   bool
	list     *diag.List
	bySource map[string]*model.Entry
	byName   map[string]*model.Entry // by folder and id, as a file without .md
	ids      map[model.Type][]string
}

func (l *linker) report(e *model.Entry, at model.Pos, code diag.Code, message, help string, suggestions ...string) {
	l.list.Add(diag.At(e.File, int(at.Start), int(at.End), code, message, help).Suggest(suggestions...))
}

// published says whether an entry has a page that others may lead to, and warns if not.
func (l *linker) published(e, to *model.Entry, at model.Pos) bool {
	if to.Status.Value != "draft" || l.drafts {
		return true
	}
	if e.Status.Value != "draft" {
		l.report(e, at, diag.DraftReference, fmt.Sprintf("%q is a draft and has no page", to.ID),
			"It is shown as plain text until the draft is published.")
	}
	return false
}

// reference resolves an id of the front matter.
func (l *linker) reference(e *model.Entry, ref *model.Ref) {
	id := ref.To.Value
	if id == "" {
		return
	}
	to := l.ByID[id]
	if to == nil {
		l.unknown(e, ref.To, ref.Types)
		return
	}
	if ref.Types != nil && !slices.Contains(ref.Types, to.Type) {
		message, _ := rules.WrongReference.Say(rules.Put{"id", id, "is", lower(to.Type), "field", ref.Field, "takes", lower(ref.Types[0])})
		l.report(e, ref.To.Pos, rules.WrongReference.Code, message, choices(rules.WrongReference, l.ids[ref.Types[0]]))
		return
	}
	l.former(e, ref.To, to)
	if l.published(e, to, ref.To.Pos) {
		ref.Entry = to
	}
}

// outcomes checks that every figure is about patterns that its entry is about.
func (l *linker) outcomes(e *model.Entry, g *Graph) {
	for _, o := range e.Work().Outcomes {
		for _, id := range o.Patterns {
			to := l.ByID[id.Value]
			if to == nil || to.Type != model.ServicePattern || g.names(e.Work().Patterns, to) {
				continue // right, or said by reference
			}
			message, help := rules.OtherPattern.Say(rules.Put{"id", id.Value, "type", lower(e.Type)})
			l.report(e, id.Pos, rules.OtherPattern.Code, message, help)
		}
	}
}

func lower(t model.Type) string { return strings.ToLower(messages.English().Kind(t)) }

// former warns of a reference by an id that the entry no longer has.
func (l *linker) former(e *model.Entry, t model.Text, to *model.Entry) {
	if to.ID != t.Value {
		message, help := rules.FormerReference.Say(rules.Put{"id", t.Value, "new", to.ID})
		l.report(e, t.Pos, rules.FormerReference.Code, message, help)
	}
}

// unknown reports an id that no entry has, with the nearest that would fit.
func (l *linker) unknown(e *model.Entry, t model.Text, types []model.Type) {
	if l.Unread[t.Value] || l.list.Full(e.File, diag.UnknownReference) {
		return
	}
	if len(types) == 0 && strings.EqualFold(strings.Trim(t.Value, "_"), "toc") {
		message, help := rules.OwnContents.Say(rules.Put{"id", t.Value})
		l.report(e, t.Pos, rules.OwnContents.Code, message, help)
		return
	}
	what, candidates := "entry", []string{}
	if len(types) > 0 {
		what = lower(types[0])
	} else {
		types = model.Types()
	}
	for _, typ := range types {
		candidates = append(candidates, l.ids[typ]...)
	}
	message, _ := rules.UnknownReference.Say(rules.Put{"type", what, "id", t.Value})
	if near, ok := suggest.Nearest(t.Value, candidates); ok {
		l.report(e, t.Pos, rules.UnknownReference.Code, message, "", near)
		return
	}
	l.report(e, t.Pos, rules.UnknownReference.Code, message, choices(rules.UnknownReference, candidates))
}

// choices tells what could be written, if the list is short enough to read.
func choices(rule *rules.Rule, ids []string) string {
	if n := len(ids); n > 0 && n <= rules.Few {
		rule = rules.ThoseThereAre
	}
	_, help := rule.Say(rules.Put{"list", strings.Join(ids, ", ")})
	return help
}

// link resolves a link of the text that leads to another file or id of the library.
// Pictures and outside addresses were checked when the file was read.
func (l *linker) link(e *model.Entry, link *model.Link) {
	to := link.To.Value
	if link.Image {
		return
	}
	if link.ID {
		target := l.ByID[to]
		if target == nil {
			l.unknown(e, link.To, nil)
			return
		}
		l.former(e, link.To, target)
		if l.published(e, target, link.To.Pos) {
			link.Entry = target
		}
		return
	}
	if to == "" || to == "#" {
		message, help := rules.EmptyLink.Say(nil)
		l.report(e, link.To.Pos, rules.EmptyLink.Code, message, help)
		return
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.ContainsRune(to, '\\') { // elsewhere, or unsafe
		return
	}
	target := e
	if u.Path != "" {
		target = l.file(e, u.Path)
	}
	if target == nil && slices.Contains(model.OwnPages(), to) {
		return
	}
	if target == nil {
		target = l.moved(e, link.To, u.Path)
	}
	if target == nil {
		l.broken(e, link.To, u.Path)
		return
	}
	if u.Fragment != "" && Anchor(target, u.Fragment) == "" {
		names := strings.Fields(target.Anchors)
		for i, id := range names {
			names[i] = strings.Split(id, "/")[1]
		}
		message := fmt.Sprintf("there is no heading %q", u.Fragment)
		if near, ok := suggest.Nearest(u.Fragment, names); ok {
			l.report(e, link.To.Pos, diag.BrokenLink, message, "", near)
		} else {
			l.report(e, link.To.Pos, diag.BrokenLink, message,
				"A heading’s name in a link is its words in lower case with hyphens, such as #does-it-fit.")
		}
		return
	}
	if l.published(e, target, link.To.Pos) {
		link.Entry = target
	}
}

// file finds the entry that a path in a text leads to: a Markdown file, as on a code
// host, or an address of the site. An entry may be b.md or b/index.md, and becomes the
// other when it gets a picture: each is found by the path to either, from either.
func (l *linker) file(e *model.Entry, to string) *model.Entry {
	if strings.HasPrefix(to, "/") {
		if target := l.ByID[path.Base(to)]; target != nil && strings.TrimSuffix(to, "/")+"/" == target.Path() {
			return target
		}
		return l.byName[asName(strings.TrimPrefix(path.Clean(to), "/"))]
	}
	for _, folder := range [...]string{path.Dir(e.Source), e.Type.Folder(), name(e)} {
		if target := l.byName[asName(path.Join(folder, to))]; target != nil {
			return target
		}
	}
	return nil
}

// name is what the file of an entry is called, whether it has a folder of its own or not.
func name(e *model.Entry) string {
	if e.Language != "" {
		return e.Type.Folder() + "/" + e.ID + "." + e.Language
	}
	return e.Type.Folder() + "/" + e.ID
}

// asName is the name of the entry whose file a path leads to.
func asName(file string) string {
	folder, last := path.Split(file)
	if rest, ok := strings.CutPrefix(last, "index."); ok && folder != "" && strings.HasSuffix(last, ".md") {
		// b/index.md is b, and b/index.cy.md is b.cy.
		return strings.TrimSuffix(strings.TrimSuffix(folder, "/")+"."+rest, ".md")
	}
	return strings.TrimSuffix(file, ".md")
}

// moved finds the entry that a path led to before it had another id, and warns. A former
// id does not say of which type the entry was: a project becomes a case study. So any
// type's folder will do, as among the addresses of the site.
func (l *linker) moved(e *model.Entry, t model.Text, to string) *model.Entry {
	id, language, folder := path.Base(to), "", ""
	if !strings.HasPrefix(to, "/") {
		var name string
		folder, name = path.Split(path.Join(path.Dir(e.Source), to))
		id, language, _ = strings.Cut(strings.TrimSuffix(name, ".md"), ".")
		if id == "index" {
			folder, id = path.Split(path.Clean(folder))
		}
	}
	target := l.ByID[id]
	wasType := func(t model.Type) bool {
		old := model.Entry{Type: t, ID: id}
		return folder == t.Folder()+"/" || folder == "" && old.Path() == strings.TrimSuffix(to, "/")+"/"
	}
	if target == nil || !slices.ContainsFunc(target.FormerIDs, func(f model.Text) bool { return f.Value == id }) ||
		!slices.ContainsFunc(model.Types(), wasType) {
		return nil
	}
	if language != "" {
		at := slices.IndexFunc(l.Entries, func(o *model.Entry) bool { return o.ID == target.ID && o.Language == language })
		if at < 0 {
			return nil
		}
		target = l.Entries[at]
	}
	now := target.Path()
	if folder != "" {
		now = relativeTo(path.Dir(e.Source), target.Source)
	}
	was, _, _ := strings.Cut(t.Value, "#")
	message, _ := rules.FormerReference.Say(rules.Put{"id", was, "new", now})
	l.report(e, t.Pos, rules.FormerReference.Code, message, "The site leads to the new one. Write it when you next change this file.")
	return target
}

// Anchor is the id of the heading that a link's fragment means: its name on a code host,
// its id on the site, now or before, or the latter without "h-". It is empty where there is none.
func Anchor(e *model.Entry, fragment string) string {
	var byID string
	for _, heading := range strings.Fields(e.Anchors) {
		names := strings.Split(heading, "/") // id, name on a code host, former id
		if names[1] == fragment {
			return names[0]
		}
		if byID == "" && (names[0] == fragment || names[2] == fragment || names[2] == "h-"+fragment) {
			byID = names[0]
		}
	}
	return byID
}

// broken reports a link to a file that is not there, with the nearest that is.
func (l *linker) broken(e *model.Entry, t model.Text, to string) {
	if l.Unread[strings.TrimSuffix(path.Base(strings.TrimSuffix(strings.TrimSuffix(to, "/"), "/index.md")), ".md")] ||
		l.list.Full(e.File, diag.BrokenLink) {
		return // the file is there, and what is wrong with it is said there
	}
	if rules.IsHost(t.Value) {
		message, help := rules.NoScheme.Say(rules.Put{"to", t.Value})
		l.report(e, t.Pos, rules.NoScheme.Code, message, help)
		return
	}
	message, help := rules.BrokenLink.Say(rules.Put{"to", t.Value})
	var names []string
	byName := map[string]string{}
	for source := range l.bySource {
		name := strings.TrimSuffix(strings.TrimSuffix(source, "/index.md"), ".md")
		relative := relativeTo(path.Dir(e.Source), source)
		byName[path.Base(name)] = relative
		names = append(names, path.Base(name))
	}
	slices.Sort(names)
	name := strings.TrimSuffix(path.Base(strings.TrimSuffix(strings.TrimSuffix(to, "/"), "/index.md")), ".md")
	if near, ok := suggest.Nearest(name, names); ok {
		l.report(e, t.Pos, rules.BrokenLink.Code, message, "", byName[near])
		return
	}
	l.report(e, t.Pos, rules.BrokenLink.Code, message, help)
}

// relativeTo is the path of a library's file as seen from one of its folders.
func relativeTo(folder, source string) string {
	if path.Dir(source) == folder {
		return path.Base(source)
	}
	up := strings.Repeat("../", strings.Count(folder, "/")+1)
	if folder == "." {
		up = ""
	}
	return up + source
}
