package follow

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
)

// Address is the address of a library's site, with a slash at its end. People also give that of its
// library.json, or of its home page.
func Address(given string) string {
	given = strings.TrimSpace(given)
	u, err := url.Parse(given)
	if err != nil {
		return given
	}
	u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery = "", "", "", false
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	for _, file := range []string{"/" + manifestFile, "/index.html", "/"} {
		u.Path = strings.TrimSuffix(u.Path, file)
	}
	u.Path, u.RawPath = u.Path+"/", ""
	return u.String()
}

const settingsFile = "library.yaml"

// Add writes a library that is to be followed into library.yaml, or its new address when its name is
// there already. Everything else in the file stays as it is.
func Add(dir, name, address string) error {
	return edit(dir, name, address, func(text []byte, follow *item) ([]byte, error) {
		entry := fmt.Sprintf("  - name: %s\n    url: %s\n", name, address)
		switch {
		case follow == nil:
			if len(text) > 0 && !bytes.HasSuffix(text, []byte("\n")) {
				text = append(text, '\n')
			}
			return append(text, "follow:\n"+entry...), nil
		case follow.flow:
			return nil, errors.New("library.yaml has “follow” in brackets. Write it as a list with a line for each field, and try again")
		}
		if at, ok := follow.named[name]; ok {
			return splice(text, at.url, address), nil
		}
		if follow.indent >= 0 {
			pad := strings.Repeat(" ", follow.indent)
			entry = fmt.Sprintf("%s- name: %s\n%s  url: %s\n", pad, name, pad, address)
		}
		return insert(text, follow.end, entry), nil
	})
}

// Remove takes a library out of those that library.yaml names.
func Remove(dir, name string) error {
	return edit(dir, name, "", func(text []byte, follow *item) ([]byte, error) {
		if follow == nil {
			return nil, fmt.Errorf("library.yaml follows no library")
		}
		at, ok := follow.named[name]
		if !ok {
			return nil, fmt.Errorf("library.yaml follows no library of the name %q", name)
		}
		if follow.flow {
			return nil, errors.New("library.yaml has “follow” in brackets. Take the library out there")
		}
		if len(follow.named) == 1 {
			return splice(text, span{follow.start, follow.end}, ""), nil
		}
		return splice(text, at.whole, ""), nil
	})
}

// errYourself says that library.yaml is not changed here.
var errYourself = errors.New("library.yaml is written in a way that only you can change: edit “follow” in it yourself")

// otherEnds are ends of lines that YAML knows besides that of a file of text.
var otherEnds = regexp.MustCompile("\r[^\n]|\r$|\u0085|\u2028|\u2029")

// span is a range of bytes.
type span struct{ start, end int }

// item is the list “follow” of library.yaml.
type item struct {
	span
	indent int // of its hyphens
	flow   bool
	named  map[string]struct{ whole, url span }
}

func splice(text []byte, at span, with string) []byte {
	return append(append(append([]byte{}, text[:at.start]...), with...), text[at.end:]...)
}

func insert(text []byte, at int, what string) []byte {
	if at > 0 && text[at-1] != '\n' {
		what = "\n" + what
	}
	return splice(text, span{at, at}, what)
}

// edit changes library.yaml. Afterwards it must be YAML that gives the library this address, or does not
// name it where that is empty.
func edit(dir, name, address string, change func(text []byte, follow *item) ([]byte, error)) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	text, err := content.Read(root, settingsFile, content.MaxYAML)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading library.yaml: %w", err)
	}
	follow, err := find(text)
	if err != nil {
		return err
	}
	text, err = change(text, follow)
	if err != nil {
		return err
	}
	var now struct{ Follow []struct{ Name, URL string } }
	is := ""
	if err = yaml.Unmarshal(text, &now); err == nil {
		for _, l := range now.Follow {
			if l.Name == name {
				is = l.URL
			}
		}
	}
	if err != nil || is != address {
		return errYourself
	}
	return content.Put(root, settingsFile, text)
}

// find finds the list “follow” in the text of library.yaml; nil when it has none.
func find(text []byte) (*item, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("library.yaml cannot be read; “patterns check” says what is wrong (%w)", err)
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, nil
	}
	if otherEnds.Match(text) {
		return nil, errYourself
	}
	starts := []int{0} // of lines
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	line := func(n *yaml.Node) int { return starts[n.Line-1] }
	fields := doc.Content[0].Content
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i].Value != "follow" {
			continue
		}
		end := len(text)
		if i+2 < len(fields) {
			end = line(fields[i+2])
		}
		end = blockEnd(text, line(fields[i]), end)
		list := fields[i+1]
		f := &item{span: span{line(fields[i]), end}, indent: -1, named: map[string]struct{ whole, url span }{}}
		f.flow = list.Kind == yaml.SequenceNode && list.Style&yaml.FlowStyle != 0
		if list.Kind != yaml.SequenceNode {
			return f, nil
		}
		for j, one := range list.Content {
			f.indent = one.Column - 3
			last := end
			if j+1 < len(list.Content) {
				last = line(list.Content[j+1])
			}
			name, address := "", span{}
			for k := 0; k+1 < len(one.Content); k += 2 {
				value := one.Content[k+1]
				switch one.Content[k].Value {
				case "name":
					name = value.Value
				case "url":
					from := line(value) + len(string([]rune(string(text[line(value):]))[:value.Column-1]))
					address = span{from, from + lineEnd(text[from:])}
				}
			}
			f.named[name] = struct{ whole, url span }{span{line(one), last}, address}
		}
		return f, nil
	}
	return nil, nil
}

// blockEnd takes the empty lines and comments at the margin off the end of a field: they belong to the
// next.
func blockEnd(text []byte, start, end int) int {
	last := start
	for at := start; at < end; {
		next := at + len(text[at:end])
		if i := bytes.IndexByte(text[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		if line := text[at:next]; len(bytes.TrimSpace(line)) > 0 && (at == start || line[0] != '#') {
			last = next
		}
		at = next
	}
	return last
}

// lineEnd is where the value at the beginning of a text ends: before a comment, or the line's end.
func lineEnd(text []byte) int {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if i := bytes.Index(text, []byte(" #")); i >= 0 {
		text = text[:i]
	}
	return len(bytes.TrimRight(text, " \t\r"))
}
