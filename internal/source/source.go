// Package source reads one file of a library: whether it is text, its front matter as a tree of YAML,
// and where everything stands in it. Input: the bytes of a file that nobody has checked. Output: the
// tree, places in bytes, and findings for what cannot be read.
package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/slip"
)

// File is a file being read, with what is needed to place findings in it.
type File struct {
	Name  string // as findings have it
	Bytes []byte
	List  *diag.List
	Lines []int                             // where each line of the YAML begins, in bytes of the file
	last  struct{ line, column, start int } // the place found last, from which the next is not far
}

func (s *File) Report(pos model.Pos, code diag.Code, message, help string, suggestions ...string) {
	f := diag.At(s.Name, int(pos.Start), int(pos.End), code, message, help)
	if suggestions != nil {
		f = f.Suggest(suggestions...)
	}
	s.List.Add(f)
}

// Say reports a mistake in the words of its rule.
func (s *File) Say(at model.Pos, r *rules.Rule, put rules.Put, suggestions ...string) {
	message, help := r.Say(put)
	if suggestions != nil {
		help = "" // what was meant says it all
	}
	s.Report(at, r.Code, message, help, suggestions...)
}

// mostBytes bounds the findings on single bytes and characters of a file.
const mostBytes = 20

// Text checks that the file is text a page can show. It reports what is not UTF-8, byte
// by byte or, where many stand together, at the first of them; returns false when there
// is any; and warns of a byte-order mark.
func (s *File) Text() bool {
	if UTF16Order(s.Bytes) != nil {
		s.Report(model.Pos{Start: 0, End: 2}, diag.NotUTF8, "the file is saved as UTF-16",
			"Save the file again as UTF-8 (in most editors: Save with encoding).")
		return false
	}
	fine, found := true, 0
	report := func(from, to int, code diag.Code, message, help string) {
		if found++; found <= mostBytes {
			s.Report(model.Pos{Start: int32(from), End: int32(to)}, code, message, help)
		}
	}
	for i := 0; i < len(s.Bytes); {
		if b := s.Bytes[i]; b < 0x7f && (b >= ' ' || b == '\n') { // as almost all
			i++
			continue
		}
		r, size := utf8.DecodeRune(s.Bytes[i:])
		switch {
		case r == blackFlag:
			size += flagTags(s.Bytes[i+size:])
		case IsHidden(r) && (i > 0 || r != '\uFEFF'):
			if found++; found <= mostBytes {
				s.Hidden(model.Pos{Start: int32(i), End: int32(i + size)}, r)
			}
		}
		if r == utf8.RuneError && size == 1 {
			from := i
			for wrong := true; wrong; {
				i++
				r, size = utf8.DecodeRune(s.Bytes[i:])
				wrong = r == utf8.RuneError && size == 1
			}
			fine = false
			what := "the byte " + strconv.QuoteToASCII(string(s.Bytes[from:i])) + " is not UTF-8 text"
			if i-from > 1 {
				what = fmt.Sprintf("%d bytes are not UTF-8 text", i-from)
			}
			report(from, i, diag.NotUTF8, what, "Save the file again as UTF-8 (in most editors: Save with encoding).")
			continue
		}
		i += size
	}
	if start := diag.TextStart(s.Bytes); start > 0 {
		s.Report(model.Pos{Start: 0, End: int32(start)}, diag.ByteOrderMark, "the file begins with a byte-order mark",
			"It is skipped. Save the file as “UTF-8 without BOM”.")
	}
	return fine
}

// UTF16Order is the order of bytes of a text in UTF-16, or nil for any other. Without a
// mark at its beginning it shows by letters whose other byte is 0.
func UTF16Order(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	var zeros [2]int
	head := data[:min(len(data), 4096)]
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	many, few := max(len(head)/5, 7), len(head)/50 // a few stray ones are no letters
	switch {
	case zeros[1] > many && zeros[0] <= few:
		return binary.LittleEndian
	case zeros[0] > many && zeros[1] <= few:
		return binary.BigEndian
	}
	return nil
}

// Split parts the front matter from the text: its YAML as a tree, and where the text
// begins. It returns false when there is no front matter that can be read, and says why.
func (s *File) Split() (root *yaml.Node, body model.Pos, ok bool) {
	offset := diag.TextStart(s.Bytes)
	text := s.Bytes[offset:]
	found := false
	format := frontmatter.NewFormat("---", "---", func(block []byte, v any) error {
		found = true
		start := offset + blockStart(text)
		root, ok = s.YAML(block, start)
		return nil
	})
	rest, err := frontmatter.Parse(bytes.NewReader(text), &struct{}{}, format)
	if err != nil {
		s.List.Add(diag.InFile(s.Name, diag.Unreadable, "the front matter cannot be read: "+err.Error(), ""))
		return nil, body, false
	}
	body = model.Pos{Start: int32(len(s.Bytes) - len(rest)), End: int32(len(s.Bytes))}
	if found {
		if first := bytes.TrimLeft(rest, "\r\n"); ok && len(root.Content) == 0 && slip.IsField(diag.LineAt(first, 0, len(first))) {
			closing := int32(bytes.LastIndex(s.Bytes[:body.Start], []byte("---")))
			s.Report(model.Pos{Start: closing, End: closing + 3}, diag.FrontMatterMissing,
				"the front matter has no fields, and the text begins with one",
				"Delete this line: the fields belong between two lines of only \"---\".")
			return nil, body, false
		}
		if ok && s.endsEarly(root, rest, body) {
			return nil, body, false
		}
		return root, body, ok
	}
	start := model.Pos{Start: int32(offset), End: int32(offset + 3)}
	// adrg/frontmatter takes a block that is never closed for text.
	if first, _, _ := strings.Cut(strings.TrimLeft(string(text[:min(len(text), 64)]), " \r\n"), "\n"); strings.TrimSpace(first) == "---" {
		s.neverClosed(start)
	} else {
		s.noFrontMatter(offset)
	}
	return nil, body, false
}

// endsEarly reports a line of hyphens that was to part fields, and ends the front matter: fields that it lacks
// follow, and another such line.
func (s *File) endsEarly(root *yaml.Node, rest []byte, body model.Pos) bool {
	first := bytes.TrimLeft(rest, "\r\n")
	has := func(n *yaml.Node) bool { return n.Value != "" && bytes.HasPrefix(first, []byte(n.Value+":")) }
	name, _, _ := bytes.Cut(diag.LineAt(first, 0, len(first)), []byte(":"))
	if !slip.IsField(diag.LineAt(first, 0, len(first))) || !slices.Contains(groups()[0], string(name)) || len(first) < len(rest) ||
		slices.ContainsFunc(root.Content, has) {
		return false
	}
	for at := 0; at < len(first); {
		line := diag.LineAt(first, at, len(first))
		switch text := bytes.TrimRight(line, " \t\r"); {
		case string(text) == "---":
			closing := int32(bytes.LastIndex(s.Bytes[:body.Start], []byte("---")))
			s.Report(model.Pos{Start: closing, End: closing + 3}, diag.FrontMatterOpen,
				"this line ends the front matter, and fields follow it", "Delete it: all fields stand between two lines of only \"---\".")
			return true
		case len(text) == 0:
			return false // the text of the page, with a rule somewhere
		}
		at += len(line) + 1
	}
	return false
}

// blockStart returns where the YAML begins: after the first line that is not empty.
func blockStart(text []byte) int {
	at := 0
	for at < len(text) {
		end := bytes.IndexByte(text[at:], '\n')
		if end < 0 {
			return len(text)
		}
		line := text[at : at+end]
		at += end + 1
		if len(bytes.TrimSpace(line)) > 0 {
			return at
		}
	}
	return at
}

// YAML parses a block of YAML that begins at a byte of the file. It returns false
// when it cannot be read, and says why.
func (s *File) YAML(block []byte, start int) (*yaml.Node, bool) {
	s.Lines = []int{start}
	for i, c := range block {
		if c == '\n' {
			s.Lines = append(s.Lines, start+i+1)
		}
	}
	tabs := false
	for i, at := range s.Lines {
		line := diag.LineAt(s.Bytes, at, start+len(block))
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if tab := bytes.IndexByte(indent, '\t'); tab >= 0 && len(bytes.TrimSpace(line)) > 0 && i < len(s.Lines) {
			tabs = true
			s.Report(model.Pos{Start: int32(at + tab), End: int32(at + tab + 1)}, diag.YAMLTab,
				"a tab stands where YAML allows only spaces",
				"Use two spaces for each step of indentation.")
		}
	}
	if tabs {
		return nil, false
	}
	var doc, more yaml.Node
	documents := yaml.NewDecoder(bytes.NewReader(block))
	if err := documents.Decode(&doc); err != nil && err != io.EOF {
		s.syntax(err, block, start)
		return nil, false
	}
	if err := documents.Decode(&more); err == nil {
		if x, ok := s.slips().First(block); ok {
			s.reportSlip(x, start)
			return nil, false
		}
		s.Report(s.Pos(&more), diag.YAMLSyntax, "a second document begins here, and would not be read",
			`Delete the line of only "..." or "---" before it.`)
		return nil, false
	} else if err != io.EOF {
		s.syntax(err, block, start)
		return nil, false
	}
	if len(doc.Content) == 0 {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}, true
	}
	root := doc.Content[0]
	find := s.slips().Typed
	if root.Kind != yaml.MappingNode { // no field at all, as of a line without a space after its colon
		find = s.slips().First
	}
	if x, ok := find(block); ok {
		s.reportSlip(x, start)
		return nil, false
	}
	if !s.tame(root, 0) {
		return nil, false
	}
	return root, true
}

// tame refuses what the format does not need and an attacker would use: anchors,
// aliases and merge keys (a few lines of them unfold to gigabytes) and deep nesting.
func (s *File) tame(n *yaml.Node, depth int) bool {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		s.alias(s.Pos(n))
		return false
	}
	if n.Style&yaml.TaggedStyle != 0 {
		s.Report(s.Pos(n), diag.YAMLSyntax, "YAML tags (words that begin with !) are not part of the format",
			"Leave the tag out, or put a value that begins with ! in quotes.")
		return false
	}
	if depth > rules.Nested {
		s.tooDeep(s.Pos(n))
		return false
	}
	for _, c := range n.Content {
		if !s.tame(c, depth+1) {
			return false
		}
	}
	return true
}

func (s *File) tooDeep(at model.Pos) {
	s.Report(at, diag.YAMLSyntax, "lists and fields are nested too deeply", "No field needs more than five levels.")
}

// IsFront says whether the YAML of the file is front matter.
func (s *File) IsFront() bool { return strings.HasSuffix(strings.ToLower(s.Name), ".md") }

// what the YAML is, for messages.
func (s *File) what() string {
	if s.IsFront() {
		return "the front matter"
	}
	return "the file"
}

func (s *File) alias(at model.Pos) {
	s.Report(at, diag.YAMLAlias, "YAML anchors and aliases (& and *) are not part of the format",
		"Write the value out where it is needed, or put it in quotes if it begins with & or *.")
}

var yamlErrorLine = regexp.MustCompile(`line (\d+)`)

// syntax reports why a block cannot be read: the slip in its lines, or else the line
// where the parser stopped. The parser's own words are not for authors.
func (s *File) syntax(err error, block []byte, start int) {
	if strings.Contains(err.Error(), "max depth") {
		s.tooDeep(model.Pos{Start: int32(start), End: int32(start + 1)})
		return
	}
	if x, ok := s.slips().First(block); ok {
		s.reportSlip(x, start)
		return
	}
	if name, ok := strings.CutPrefix(err.Error(), "yaml: unknown anchor '"); ok {
		name = "*" + strings.TrimSuffix(name, "' referenced")
		if at := bytes.Index(block, []byte(name)); at >= 0 {
			at += start
			s.alias(model.Pos{Start: int32(at), End: int32(at + len(name))})
			return
		}
	}
	line := 1 // the parser leaves the first line out
	if m := yamlErrorLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	last := len(s.Lines)
	for last > 1 && len(bytes.TrimSpace(diag.LineAt(s.Bytes, s.Lines[last-1], start+len(block)))) == 0 {
		last--
	}
	at := s.Lines[max(min(line, last), 1)-1] // what is never closed is missed after the end
	text := diag.LineAt(s.Bytes, at, start+len(block))
	trimmed := bytes.TrimSpace(text)
	at += bytes.Index(text, trimmed)
	s.Report(model.Pos{Start: int32(at), End: int32(at + len(trimmed))}, diag.YAMLSyntax, s.what()+" cannot be read near this line",
		"Check the quotes, brackets, colons and indentation here and on the lines above.")
}

// Pos returns the bytes of a node in the file.
func (s *File) Pos(n *yaml.Node) model.Pos {
	if n.Line < 1 || n.Line > len(s.Lines) {
		return model.Pos{}
	}
	line := diag.LineAt(s.Bytes, s.Lines[n.Line-1], len(s.Bytes))
	start, column := s.Lines[n.Line-1], 1
	if s.last.line == n.Line && s.last.column <= n.Column { // go on from the node before on the same line
		line, start, column = line[s.last.start-start:], s.last.start, s.last.column
	}
	for ; column < n.Column; column++ { // columns are counted in characters
		_, size := utf8.DecodeRune(line)
		line, start = line[size:], start+size
	}
	s.last.line, s.last.column, s.last.start = n.Line, n.Column, start
	end := start
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		end += slip.Quoted(line)
	case n.Kind == yaml.ScalarNode && bytes.HasPrefix(line, []byte(n.Value)):
		end += len(n.Value)
	case n.Kind == yaml.MappingNode, n.Kind == yaml.SequenceNode:
		end++
	default:
		end += len(bytes.TrimRight(line, " \r"))
	}
	return model.Pos{Start: int32(start), End: int32(end)}
}

// AfterBlank says whether an empty line comes before a line of the YAML, counted from 1.
func (s *File) AfterBlank(line int) bool {
	return line > 1 && len(bytes.TrimSpace(diag.LineAt(s.Bytes, s.Lines[line-2], len(s.Bytes)))) == 0
}
