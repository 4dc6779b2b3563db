package markdown

import (
	"bytes"
	"path"
	"slices"

	"github.com/yuin/goldmark/ast"

	"servicepatterns/internal/model"
)

// Unlink takes links and pictures out of a text. drop says it of each by its number in
// Document.Links. The words of a link stay, and a picture's description; a picture that
// lies elsewhere becomes a link to it. False means that this cannot be done without
// changing what else the text says.
func (d *Document) Unlink(drop func(int) bool) ([]byte, bool) {
	var edits []edit
	var want []model.Link // those that the new text has
	number, ok := 0, true
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.(type) {
		case *ast.Link, *ast.Image, *ast.AutoLink, *entryLink:
		default:
			return ast.WalkContinue, nil
		}
		l := d.Links[number]
		if number++; !drop(number - 1) {
			want = append(want, l)
			return ast.WalkContinue, nil
		}
		out, left := d.unlink(n, l)
		if ok = len(out) > 0; !ok {
			return ast.WalkStop, nil
		}
		edits, want = append(edits, out...), append(want, left...)
		return ast.WalkContinue, nil
	})
	if !ok {
		return nil, false
	}
	text, ok := d.edited(edits)
	return text, ok && slices.EqualFunc(Parse(text).Links, want, func(a, b model.Link) bool {
		return a.To.Value == b.To.Value && a.Image == b.Image && a.ID == b.ID
	})
}

// edit puts a text in the place of a part of the source.
type edit struct {
	at, end int
	put     string
}

// unlink returns what takes one link out, nothing if it is not clear where it ends; and the link that it leaves.
func (d *Document) unlink(n ast.Node, l model.Link) (edits []edit, left []model.Link) {
	at := n.Pos()
	switch n := n.(type) {
	case *entryLink:
		return []edit{{at, at + bytes.Index(d.source[at:], []byte("]]")) + 2, n.label()}}, nil
	case *ast.AutoLink:
		end := at + 1 + len(n.Label(d.source))
		return []edit{{at, at + 1, ""}, {end, end + 1, ""}}, nil
	}
	open := 1
	if l.Image {
		open = 2
	}
	words, end := d.span(at+open, l)
	if words == 0 {
		return nil, nil
	}
	if _, within := n.Parent().(*ast.Link); !l.Image || !isOutside(l.To.Value) || within {
		return []edit{{at, at + open, ""}, {words, end, ""}}, nil
	}
	name := ""
	if words == at+open {
		name = path.Base(l.To.Value)
	}
	return []edit{{at, at + 1, ""}, {words, words, name}}, []model.Link{{To: l.To}}
}

// edited returns the source with these changes, false if two of them touch the same part.
func (d *Document) edited(edits []edit) ([]byte, bool) {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.at - b.at })
	var out bytes.Buffer
	last := 0
	for _, e := range edits {
		if e.at < last || e.end < e.at {
			return nil, false
		}
		out.Write(d.source[last:e.at])
		out.WriteString(e.put)
		last = e.end
	}
	out.Write(d.source[last:])
	return out.Bytes(), true
}

func isOutside(to string) bool {
	return bytes.HasPrefix(bytes.ToLower([]byte(to)), []byte("http://")) || bytes.HasPrefix(bytes.ToLower([]byte(to)), []byte("https://"))
}

// span finds where the words of a link end that begin at a byte, and where the link ends.
func (d *Document) span(from int, l model.Link) (words, end int) {
	s := d.source
	// [words](address "title"): the address is known, so what comes before it is certain.
	before := bytes.TrimRight(s[from:max(from, int(l.To.Pos.Start))], " \t\n<")
	if to := from + len(before); bytes.HasSuffix(before, []byte("](")) {
		return to - 2, closing(s, int(l.To.Pos.End))
	}
	// [words][name], [name][] or [name]
	depth := 1
	for i := from; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth > 0 {
				continue
			}
			if i+1 < len(s) && s[i+1] == '[' {
				if n := bytes.IndexByte(s[i:], '\n'); n < 0 || bytes.IndexByte(s[i+1:], ']') < n {
					return i, i + 1 + bytes.IndexByte(s[i+1:], ']') + 1
				}
			}
			if bytes.HasPrefix(s[i:], []byte("]()")) {
				return i, i + 3
			}
			return i, i + 1
		}
	}
	return 0, 0
}

// closing finds the end of a link after its address, which may have a title.
func closing(s []byte, at int) int {
	var quote byte
	for i := at; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			quote = ')'
		case c == ')':
			return i + 1
		}
	}
	return 0
}
