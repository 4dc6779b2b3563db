package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
)

// json reads a list of objects. path leads to it inside the file; when it is empty the
// file is the list, or an object with the list under "entries", as we export it.
func (t *Sheet) json(path string) bool {
	start := diag.TextStart(t.Data)
	root := t.Tree(t.Data[start:], start, nil)
	if root == nil {
		return false
	}
	listed := root
	if path == "" && root.Kind == yaml.MappingNode {
		path = "entries"
	}
	if path != "" {
		var through bool
		if listed, through = Find(root, path); through {
			listed.Content = Filled(listed, true)
		}
	}
	if listed == nil || listed.Kind != yaml.SequenceNode {
		t.List.Add(diag.InFile(t.Name, diag.TableRow, "there is no list of entries in the file",
			`The file is a list, [{…}, {…}], or an object with the list under "entries", or the mapping says under "rows" where it is.`))
		return false
	}
	if len(listed.Content) > maxRows {
		t.List.Add(diag.InFile(t.Name, diag.TableRow, fmt.Sprintf("the list has more than %d items", maxRows), "Import it in parts."))
		return false
	}
	t.Leaves = map[string]int{}
	for i, item := range listed.Content {
		t.number(item, i+1, "")
		if item.Kind != yaml.MappingNode {
			t.Say(item.Line, diag.TableRow, "this is not an object", `Each item is written {"title": "…", …}.`)
			continue
		}
		t.Rows = append(t.Rows, Row{Sheet: t, number: i + 1, At: item.Line, Object: item})
	}
	return true
}

// number tells the places of an item's values which item and path they belong to, and
// notes the paths.
func (t *Sheet) number(n *yaml.Node, item int, path string) {
	p := &(*t.Book)[n.Line-1]
	p.Row, p.Column, p.Item = int32(item), path, true
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			below := n.Content[i].Value
			if path != "" {
				below = path + "." + below
			}
			k := &(*t.Book)[n.Content[i].Line-1]
			k.Row, k.Column, k.Item = int32(item), path, true
			t.number(n.Content[i+1], item, below)
		}
	case yaml.SequenceNode:
		for _, v := range n.Content {
			t.number(v, item, path)
		}
	default:
		n.Value = t.seen(n.Value, n.Line)
		if !Null(n) && path != "" && t.Leaves[path] == 0 {
			t.Leaves[path] = n.Line
			t.Paths = append(t.Paths, path)
		}
	}
}

// Tree reads JSON as a YAML tree. Each node's line is its place: that of its bytes
// after offset in the file, or, inside a cell, that of the cell. It returns nil when
// the text is not JSON, which has been said.
func (t *Sheet) Tree(data []byte, offset int, cell *yaml.Node) *yaml.Node {
	d := &jsonReader{Sheet: t, Decoder: json.NewDecoder(bytes.NewReader(data)), data: data, offset: offset, cell: cell}
	d.UseNumber()
	n, err := d.value(0)
	if err == nil {
		if d.skip(); d.at < len(data) {
			err = errors.New("something follows the end of the value")
		}
	}
	if err == nil {
		return n
	}
	at := min(d.at, len(data))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		// The offset is of the character that is wrong, or just past it.
		at = min(max(0, int(syntax.Offset)), len(data))
		if c, ok := strings.CutPrefix(syntax.Error(), "invalid character '"); ok && at > 0 && data[at-1] == c[0] &&
			(at == len(data) || data[at] != c[0]) {
			at--
		}
	}
	message := strings.TrimPrefix(err.Error(), "json: ")
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		message, at = "it ends too early", len(data)
	}
	message = "not valid JSON: " + message
	if cell != nil {
		t.Say(cell.Line, diag.TableRow, message, `The mapping says that this cell holds JSON, such as [{"name": "…"}].`)
		return nil
	}
	t.report(offset+at, offset+at+1, message, "Check quotes, commas and brackets here and just before.")
	return nil
}

type jsonReader struct {
	*Sheet
	*json.Decoder
	data   []byte
	offset int
	at     int // where the next token begins
	cell   *yaml.Node
}

// skip moves to the next token.
func (d *jsonReader) skip() {
	d.at = int(d.InputOffset())
	for d.at < len(d.data) && strings.IndexByte(" \t\r\n,:", d.data[d.at]) >= 0 {
		d.at++
	}
}

func (d *jsonReader) node(kind yaml.Kind, value, tag string) *yaml.Node {
	n := &yaml.Node{Kind: kind, Tag: tag, Value: value, Column: 1}
	if d.cell != nil {
		n.Line = d.cell.Line
		return n
	}
	end := max(int(d.InputOffset()), d.at+1)
	n.Line = d.Book.Add(Place{File: d.Name, Start: int32(d.offset + d.at), End: int32(d.offset + end)})
	return n
}

func (d *jsonReader) value(depth int) (*yaml.Node, error) {
	d.skip()
	if depth > maxDepth {
		return nil, errors.New("lists and objects are nested too deeply")
	}
	if d.values++; d.values > maxValues {
		return nil, fmt.Errorf("the file has more than %d values; import it in parts", maxValues)
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Delim:
		n := d.node(yaml.SequenceNode, "", "")
		if v == '{' {
			n.Kind = yaml.MappingNode
		}
		for d.More() {
			// A key is a value too: the decoder gives nothing else there than a text.
			item, err := d.value(depth + 1)
			if err != nil {
				return nil, err
			}
			n.Content = append(n.Content, item)
		}
		d.skip()
		_, err := d.Token() // the bracket that closes
		return n, err
	case string:
		return d.node(yaml.ScalarNode, v, "!!str"), nil
	case json.Number:
		return d.node(yaml.ScalarNode, v.String(), "!!float"), nil
	case bool:
		return d.node(yaml.ScalarNode, strconv.FormatBool(v), "!!bool"), nil
	}
	return d.node(yaml.ScalarNode, "", "!!null"), nil
}
