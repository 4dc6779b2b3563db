package content

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/source"
)

// Proofread reads the library as Load does, and warns of prose that will not be
// understood or should not be published.
func Proofread(dir string, list *diag.List) (*model.Library, error) {
	return known(read(dir, true, nil, list))
}

// isText says whether a field takes words, and no address, date or word of a list.
func isText(f field) bool {
	return f.tag.Get("kind") == "" && f.tag.Get("ref") == "" && f.tag.Get("one") == ""
}

// proofreadField checks the text of a field.
func (d *decoder) proofreadField(f field, t model.Text) {
	switch text := []byte(t.Value); f.tag.Get("words") {
	case "name":
		d.hits(t, d.prose.Private(text))
	case "link":
		if h, bad := d.prose.Link(t.Value, ""); bad && t.Set() {
			d.hits(t, []prose.Hit{h})
		}
		d.hits(t, d.prose.Private(text))
	default:
		d.hits(t, d.prose.Text(text))
	}
}

// proofreadGroup warns of what a group of fields should have: a figure its source. The
// source of a whole entry is that of its figures.
func (d *decoder) proofreadGroup(n *yaml.Node, known []field) {
	d.proofreadLaw(known)
	if d.sourced {
		return
	}
	for _, wanted := range known {
		if wanted.tag.Get("want") != "yes" || !wanted.value.IsZero() {
			continue
		}
		if i := keyIndex(n, wanted.name); i >= 0 && n.Content[i+1].Kind == yaml.MappingNode {
			continue // of a wrong type, which has been said
		}
		for _, f := range known {
			if t, ok := f.value.Interface().(model.Text); ok && f.tag.Get("need") == "yes" && t.Set() {
				d.hits(t, []prose.Hit{d.prose.Unsourced(t.Value)})
			}
		}
	}
}

// proofreadLaw warns of what a legal note should have.
func (d *decoder) proofreadLaw(known []field) {
	var note model.PolicyNote
	for _, f := range known { // a decoder knows fields, and no structs
		if topic, ok := f.value.Interface().(model.Text); ok && f.name == "topic" && topic.Value == "legal" {
			note.Topic = topic
		}
	}
	if !note.Topic.Set() {
		return
	}
	for _, f := range known {
		switch f.name {
		case "note":
			note.Note, _ = f.value.Interface().(model.Text)
		case "law":
			note.Law, _ = f.value.Interface().(model.Text)
		case "nations":
			note.Nations, _ = f.value.Interface().([]model.Text)
		case "source":
			note.Source, _ = f.value.Interface().([]model.Text)
		}
	}
	if h, bad := d.prose.Law(note.Note.Value, len(note.Nations) > 0, note.Law.Set(), texts(note.Source)); bad && note.Note.Set() {
		d.hits(note.Note, []prose.Hit{h})
	}
}

// proofread checks the text of an entry and what its fields make up together.
func (d *decoder) proofread(e *model.Entry, doc *markdown.Document) {
	if e.Pattern() != nil && e.Title.Set() {
		if h, bad := d.prose.Title(e.Title.Value, e.Pattern().Verb.Value); bad {
			d.hits(e.Title, []prose.Hit{h})
		}
	}
	words := doc.Words()
	place := func(r *markdown.Running, hits []prose.Hit) {
		for _, h := range hits {
			d.hit(h, shift(r.Place(h.Start, h.End), e.Body.Start))
		}
	}
	place(&words.Own, d.prose.Text(words.Own.Text))
	place(&words.Quoted, d.prose.Private(words.Quoted.Text))
	body := d.Bytes[e.Body.Start:e.Body.End]
	for _, r := range []*markdown.Running{&words.Own, &words.Quoted} {
		place(r, d.prose.Typed(r.Text, body, func(at int) int { return int(r.Place(at, at).Start) }))
	}
	above, title := 1, e.Title.Value
	for _, heading := range words.Headings {
		if h, bad := d.prose.Heading(heading.Text, heading.Level, above, title); bad {
			d.hit(h, shift(heading.Pos, e.Body.Start))
		}
		above, title = heading.Level, ""
	}
	for _, p := range words.Lost {
		d.hit(d.prose.LostCell(), shift(p, e.Body.Start))
	}
	for _, l := range words.Labels {
		check := d.prose.Link
		switch {
		case l.Image:
			check = d.prose.Image
		case !safeLink(l.To):
			continue // said already
		}
		if h, bad := check(l.Text, l.To); bad {
			d.hit(h, shift(l.Pos, e.Body.Start))
		}
		// Whom a link's words name has been said, unless <…> makes both at once.
		if to, ok := reaches(l.To); ok && (to == l.Text) == (l.Pos == l.ToPos) {
			for _, h := range d.prose.Private([]byte(to)) {
				d.hit(h, shift(l.ToPos, e.Body.Start))
			}
		}
	}
}

// reaches says whom a link writes to or rings.
func reaches(to string) (string, bool) {
	if address, ok := strings.CutPrefix(to, "mailto:"); ok {
		return address, true
	}
	return strings.CutPrefix(to, "tel:")
}

func shift(p model.Pos, by int32) model.Pos { return model.Pos{Start: p.Start + by, End: p.End + by} }

// hits reports findings on the text of a field, each at its own words.
func (d *decoder) hits(t model.Text, hits []prose.Hit) {
	if len(hits) == 0 {
		return
	}
	offsets := offsets(d.File, t)
	for _, h := range hits {
		pos := t.Pos
		if offsets != nil && h.End > h.Start {
			pos = model.Pos{Start: offsets[h.Start], End: offsets[h.End]}
		}
		d.hit(h, pos)
	}
}

func (d *decoder) hit(h prose.Hit, at model.Pos) {
	f := diag.At(d.Name, int(at.Start), int(at.End), h.Code, h.Message, h.Help)
	if h.Suggestion != "" {
		f.Suggestions = append(f.Suggestions, h.Suggestion) // the help says it already
	}
	d.List.Add(f)
}

// offsets tells for each byte of a field's value, and for its end, where it stands in the
// file. YAML joins lines, doubles quotes and writes characters as escapes, so the two are
// read side by side: any run of spaces and line ends stands for any other. It returns nil
// when they do not go together, as when a value is written in a way not foreseen here.
func offsets(s *source.File, t model.Text) []int32 {
	at := int(t.Pos.Start)
	style := byte(0)
	if at < len(s.Bytes) {
		style = s.Bytes[at]
	}
	switch style {
	case '"', '\'':
		at++
	case '|', '>':
		at += len(diag.LineAt(s.Bytes, at, len(s.Bytes)))
	}
	out := make([]int32, 0, len(t.Value)+1)
	for len(out) < len(t.Value) {
		spaces, from := at, len(out)
		for space(s.Bytes[at:], style) > 0 {
			at += space(s.Bytes[at:], style)
		}
		for len(out) < len(t.Value) && space([]byte(t.Value[len(out):]), 0) > 0 {
			out = append(out, int32(spaces))
		}
		skipped, spaced := at > spaces, len(out) > from
		if spaced && !skipped || skipped && !spaced && from > 0 && style != '"' {
			return nil
		}
		if len(out) == len(t.Value) {
			break
		}
		source, width := unit(s.Bytes[at:], style)
		if _, size := utf8.DecodeRuneInString(t.Value[len(out):]); source > 0 && (width || s.Bytes[at] == t.Value[len(out)]) {
			for range size {
				out = append(out, int32(at))
			}
			at += source
			continue
		}
		return nil
	}
	return append(out, int32(at))
}

// space returns how many bytes a text begins with that YAML takes for a space.
func space(b []byte, style byte) int {
	switch {
	case len(b) == 0:
	case b[0] == ' ' || b[0] == '\n' || b[0] == '\t' || b[0] == '\r':
		return 1
	case style == '"' && b[0] == '\\' && len(b) > 1 && bytes.IndexByte([]byte(" ntr\n\r"), b[1]) >= 0:
		return 2
	}
	return 0
}

// unit returns the length of the character that a text begins with, and whether it is
// written otherwise than it is read.
func unit(b []byte, style byte) (length int, other bool) {
	switch {
	case len(b) > 1 && style == '"' && b[0] == '\\':
		return min(len(b), 2+map[byte]int{'x': 2, 'u': 4, 'U': 8}[b[1]]), true
	case len(b) > 1 && style == '\'' && b[0] == '\'':
		return 2, true
	}
	_, length = utf8.DecodeRune(b)
	return length, false
}

// titles says once of a library whose patterns are not named with verbs what it would say of each.
func (l *loader) titles(lib *model.Library) {
	patterns := 0
	for _, e := range lib.Entries {
		if e.Type == model.ServicePattern {
			patterns++
		}
	}
	said := l.list.Take(diag.TitleVerb)
	if few := 5; len(said) < few || 2*len(said) < patterns {
		l.list.Add(said...)
		return
	}
	l.list.Add(diag.InFile(l.name("library.yaml"), diag.TitleVerb,
		fmt.Sprintf("%d of %d titles of service patterns do not begin with what people do", len(said), patterns),
		"If the library names its patterns otherwise, switch this warning off in library.yaml: check: {off: [title-verb]}. Else begin "+
			"each with a verb, such as “Report a problem”."))
}
