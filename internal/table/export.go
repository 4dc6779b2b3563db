package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// Body gives the text of an entry.
type Body func(*model.Entry) ([]byte, error)

// Select lists the entries of a type, in order of id; "" selects all.
func Select(entries []*model.Entry, t model.Type) []*model.Entry {
	var out []*model.Entry
	for _, e := range entries {
		if t == "" || typeOf(e) == t {
			out = append(out, e)
		}
	}
	return out
}

func typeOf(e *model.Entry) model.Type {
	if e.Council != nil {
		return Council
	}
	return e.Type
}

// JSON writes entries as an object with the list "entries", one to a line: type, id,
// then every field that is set, in the order of the schema, and the text as "body". Each
// field has one shape in all entries: what may be several is a list. Imported again, it
// needs no mapping.
func JSON(w io.Writer, entries []*model.Entry, body Body) error {
	out := bufio.NewWriter(w)
	out.WriteString("{\"entries\": [")
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n")
		if err := Entry(out, e, body); err != nil {
			return err
		}
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// Entry writes one of these entries.
func Entry(out JSONWriter, e *model.Entry, body Body) error {
	root := &yaml.Node{Kind: yaml.MappingNode}
	add := func(key, value string) {
		if value != "" {
			root.Content = append(root.Content, text(key), text(value))
		}
	}
	add("type", string(typeOf(e)))
	add("id", e.ID)
	add("language", e.Language)
	if e.Council != nil {
		columns := content.CouncilColumns()
		for i, value := range councilRecord(e) {
			name := columns[i]
			if i == 0 || value == "" {
				continue
			}
			n := text(value)
			if _, err := strconv.ParseFloat(value, 64); err == nil && numeric[name] {
				n.Tag = "!!float"
			}
			if name == "type" {
				name = CouncilType
			}
			root.Content = append(root.Content, text(name), n)
		}
		return writeJSON(out, root)
	}
	root.Content = append(root.Content, content.Tree(e, true).Content...)
	b, err := body(e)
	if err != nil {
		return fmt.Errorf("reading %s: %w", e.File, err)
	}
	add("body", string(b))
	if len(e.Images) > 0 {
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for _, name := range e.Images {
			list.Content = append(list.Content, text(name))
		}
		root.Content = append(root.Content, text("pictures"), list)
	}
	return writeJSON(out, root)
}

func text(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }

// JSONWriter is what JSON is written to; both of its kinds never fail before they are
// flushed.
type JSONWriter interface {
	io.Writer
	io.ByteWriter
	io.StringWriter
}

// writeJSON writes a tree of fields as JSON, in its order.
func writeJSON(out JSONWriter, n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		out.WriteByte('{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				out.WriteString(", ")
			}
			if err := writeJSON(out, n.Content[i]); err != nil {
				return err
			}
			out.WriteString(": ")
			if err := writeJSON(out, n.Content[i+1]); err != nil {
				return err
			}
		}
		return out.WriteByte('}')
	case yaml.SequenceNode:
		out.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				out.WriteString(", ")
			}
			if err := writeJSON(out, item); err != nil {
				return err
			}
		}
		return out.WriteByte(']')
	}
	if n.Tag == "!!int" || n.Tag == "!!float" || n.Tag == "!!bool" {
		_, err := out.WriteString(n.Value)
		return err
	}
	var quoted bytes.Buffer
	enc := json.NewEncoder(&quoted)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(n.Value); err != nil {
		return err
	}
	_, err := out.Write(bytes.TrimSuffix(quoted.Bytes(), []byte("\n")))
	return err
}

// numeric are the columns of organisations.csv that hold numbers.
var numeric = map[string]bool{"population_2020": true, "latitude": true, "longitude": true, "hex_q": true, "hex_r": true}

// councilRecord is a Council as a row of organisations.csv.
func councilRecord(e *model.Entry) []string {
	c := e.Council
	float := func(f float64, there bool) string {
		if !there {
			return ""
		}
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	placed := c.Latitude != 0 || c.Longitude != 0
	short := c.ShortName
	if short == e.Title.Value {
		short = "" // which is what an empty cell means
	}
	return []string{
		e.ID, e.Title.Value, short, c.WelshName, c.GSS, c.Nation, c.Region, c.Type, c.County, c.CombinedAuthority,
		float(float64(c.Population), c.Population != 0), float(c.Latitude, placed), float(c.Longitude, placed),
		float(float64(c.HexQ), c.HasHex), float(float64(c.HexR), c.HasHex),
	}
}

// Export writes the tables of types into a folder: for CSV each with the mapping that
// imports it again, and pictures beside them.
func Export(lib *model.Library, format string, types []model.Type, dir string) ([]string, error) {
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder: %w", err)
	}
	out, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder: %w", err)
	}
	defer out.Close()
	body := func(e *model.Entry) ([]byte, error) { return content.ReadBody(root, e) }
	var names []string
	put := func(name string, data []byte) error {
		if err := content.Put(out, filepath.FromSlash(name), data); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		names = append(names, name)
		return nil
	}
	for _, t := range types {
		entries := Select(lib.Entries, t)
		if len(entries) == 0 {
			continue
		}
		var table bytes.Buffer
		name := t.Folder()
		if format == "json" {
			if err := JSON(&table, entries, body); err != nil {
				return names, err
			}
		} else {
			s := newSheet(t, entries)
			if err := s.write(&table, entries, body); err != nil {
				return names, err
			}
			mapping, err := s.mapping(name)
			if err != nil {
				return names, err
			}
			if err := put(name+mappingEnd, mapping); err != nil {
				return names, err
			}
		}
		if err := put(name+"."+format, table.Bytes()); err != nil {
			return names, err
		}
		if err := pictures(root, entries, put); err != nil {
			return names, err
		}
	}
	return names, nil
}

// pictures hands over the pictures of entries, each under its path in the library.
func pictures(root *os.Root, entries []*model.Entry, put func(name string, data []byte) error) error {
	for _, e := range entries {
		for _, image := range e.Images {
			file := path.Join(path.Dir(e.Source), image)
			data, err := content.Read(root, file, content.MaxImage)
			if err != nil {
				return fmt.Errorf("reading the picture %s: %w", file, err)
			}
			if err := put(file, data); err != nil {
				return err
			}
		}
	}
	return nil
}

// mappingEnd is how the mapping of a table is called, which lies beside it.
const mappingEnd = ".mapping.yaml"

// MappingBeside is the mapping that belongs to a table when none is named.
func MappingBeside(file string) string {
	return file[:len(file)-len(filepath.Ext(file))] + mappingEnd
}
