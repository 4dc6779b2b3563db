package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"servicepatterns/internal/model"
)

// entryLink is [[id]] or [[id|words]]: a link to an entry wherever it is.
type entryLink struct {
	ast.BaseInline
	id, words string
	pos       model.Pos // of the id
	wordsPos  model.Pos
}

var kindEntryLink = ast.NewNodeKind("EntryLink")

func (n *entryLink) Kind() ast.NodeKind { return kindEntryLink }

func (n *entryLink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"id": n.id}, nil)
}

// label is what stands for the link where there is no entry to give its title.
func (n *entryLink) label() string {
	if n.words != "" {
		return n.words
	}
	return model.Readable(n.id)
}

type entryLinkParser struct{}

func (entryLinkParser) Trigger() []byte { return []byte{'['} }

func (entryLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	end := bytes.Index(line, []byte("]]"))
	if end < 3 || bytes.ContainsAny(line[2:end], "[]") || bytes.HasPrefix(line[end+2:], []byte("(")) {
		return nil // [[1]](#note) is a link with the words [1]
	}
	id, words, _ := strings.Cut(string(line[2:end]), "|")
	start := segment.Start + 2
	wordsAt := start + end - 2 - len(strings.TrimLeft(words, " \t"))
	block.Advance(end + 2)
	return &entryLink{
		id: strings.TrimSpace(id), words: strings.TrimSpace(words),
		pos:      model.Pos{Start: int32(start), End: int32(start + len(id))},
		wordsPos: model.Pos{Start: int32(wordsAt), End: int32(wordsAt + len(strings.TrimSpace(words)))},
	}
}
