package content

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/model"
	"servicepatterns/internal/source"
)

// Format returns the file of an entry: its fields in the order of the schema, quoted
// only where another reader of YAML would take a text for something else, then the
// body as given. The same entry gives the same bytes, and loading them gives the same
// fields. It is the one writer of front matter.
func Format(e *model.Entry, body []byte) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("---\n")
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(Tree(e, false)); err != nil {
		return nil, fmt.Errorf("writing the fields of %s: %w", e.ID, err)
	}
	if err := enc.Close(); err != nil {
		return nil, fmt.Errorf("writing the fields of %s: %w", e.ID, err)
	}
	out.WriteString("---\n")
	out.Write(body)
	return out.Bytes(), nil
}

// Source is where an entry lives inside a library when it has no pictures.
func Source(t model.Type, id, language string) string {
	if language != "" {
		id += "." + language
	}
	return t.Folder() + "/" + id + ".md"
}

// Tree returns the fields of an entry that are set, as a YAML map in the order of the
// schema. In full, one value that stands for a list of one is a list, and a name that
// stands for a group is a group: a program then finds one shape only.
func Tree(e *model.Entry, full bool) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode}
	for _, v := range structs(e) {
		group(root, v, full)
	}
	return root
}

func group(into *yaml.Node, v reflect.Value, full bool) {
	for _, f := range fields(v) {
		if n := tree(f, full); n != nil {
			into.Content = append(into.Content, scalar("", f.name), n)
		}
	}
}

// tree returns a field's value, or nil when it is not set.
func tree(f field, full bool) *yaml.Node {
	v := f.value
	switch {
	case v.Type() == textType:
		if t := v.Interface().(model.Text); t.Set() {
			return scalar(f.tag.Get("kind"), t.Value)
		}
		return nil
	case v.Kind() == reflect.Pointer && v.IsNil(), v.Kind() == reflect.Slice && v.Len() == 0:
		return nil
	case v.Type() == conditionType:
		return conditions(v.Interface().([]model.Condition), full)
	case v.Kind() == reflect.Pointer:
		v = v.Elem()
	case v.Kind() == reflect.Slice:
		return list(f, full)
	}
	n := &yaml.Node{Kind: yaml.MappingNode}
	group(n, v, full)
	if len(n.Content) == 0 {
		return nil
	}
	return n
}

func list(f field, full bool) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range f.value.Len() {
		item := f.value.Index(i)
		if item.Type() == textType {
			n.Content = append(n.Content, scalar(f.tag.Get("kind"), item.Interface().(model.Text).Value))
			continue
		}
		one := &yaml.Node{Kind: yaml.MappingNode}
		group(one, item, full)
		first := item.Type().Field(0).Tag
		if !full && first.Get("short") == "yes" && len(one.Content) == 2 && one.Content[0].Value == first.Get("field") {
			one = one.Content[1]
		}
		n.Content = append(n.Content, one)
	}
	// A source is written as one address by nearly everybody; other lists are lists.
	if !full && f.name == "source" {
		return alone(f, n)
	}
	return n
}

// alone returns what stands for a list: of one text the text, unless its commas would be
// taken for those of a list.
func alone(f field, list *yaml.Node) *yaml.Node {
	if len(list.Content) == 1 && signOf(f, list.Content[0].Value) == "" {
		return list.Content[0]
	}
	return list
}

func conditions(list []model.Condition, full bool) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for _, c := range list {
		answers := &yaml.Node{Kind: yaml.SequenceNode}
		for _, a := range c.Answers {
			answers.Content = append(answers.Content, scalar("", a.Value))
		}
		if !full {
			answers = alone(field{}, answers)
		}
		n.Content = append(n.Content, scalar("", c.Question.Value), answers)
	}
	return n
}

var (
	plainNumber = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)
	plainDate   = regexp.MustCompile(`^[12]\d{3}(-\d\d){0,2}$`)
	// notText are words that some reader of YAML takes for something other than text:
	// truth values, nothing, numbers in any base, times, dates.
	notText = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?[.]?(inf|nan)|` +
		`[-+]?[.]?\d[\d_.,:a-fox]*(e[-+]?\d+)?|\d{4}-\d\d?-\d\d?.*)$`)
)

// scalar returns one value. Its tag says what it is to readers with types: a number
// or a truth value where the schema asks for one, else text.
func scalar(kind, value string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	switch {
	case kind == "number" && plainNumber.MatchString(value):
		n.Tag = "!!int"
		if strings.Contains(value, ".") {
			n.Tag = "!!float"
		}
	case kind == "bool" && (value == "true" || value == "false"):
		n.Tag = "!!bool"
	case kind == "date" && plainDate.MatchString(value):
		n.Tag = "" // a year reads as a number, a day as a date; both are what was meant
	case strings.ContainsRune(value, '\n') && literal(value):
		n.Style = yaml.LiteralStyle
	case !bare(value):
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// bare says whether a text can stand without quotes.
func bare(s string) bool {
	if s == "" || notText.MatchString(s) || strings.ContainsFunc(s, unprintable) ||
		strings.HasPrefix(s, "---") || strings.HasPrefix(s, "...") {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") || s != strings.TrimSpace(s) {
		return false
	}
	if strings.ContainsRune("-?:", rune(s[0])) {
		return len(s) > 1 && s[1] != ' ' && !meantOtherwise(s)
	}
	return !strings.ContainsRune(",[]{}#&*!|>'\"%@`", rune(s[0])) && !meantOtherwise(s)
}

// meantOtherwise says whether the reader would take something away from a text without quotes.
func meantOtherwise(s string) bool {
	_, curly := source.Uncurled(s)
	return curly || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";")
}

// unprintable are characters that a file of text cannot hold, or that an editor would
// not show or would change, line ends among them.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) || r == unicode.ReplacementChar ||
		r > 0xffff && !unicode.IsPrint(r)
}

// literal says whether a text of several lines can stand as such. A line of only "---"
// would end the front matter, however far in; tabs before a line are refused.
func literal(s string) bool {
	if s != strings.TrimSpace(s) {
		return false
	}
	for _, line := range strings.Split(s, "\n") {
		if strings.TrimSpace(line) == "---" || strings.TrimRight(line, " \t") != line || strings.ContainsFunc(line, unprintable) ||
			strings.ContainsRune(line[:len(line)-len(strings.TrimLeft(line, " \t"))], '\t') {
			return false
		}
	}
	return true
}

// Put puts a file in place by renaming, so that a reader finds the old one or the
// new one. Names that begin with a dot are in no library.
func Put(root *os.Root, file string, data []byte) error {
	dir := filepath.Dir(file)
	if err := root.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	fresh := filepath.Join(dir, ".new-"+filepath.Base(file))
	if err := root.WriteFile(fresh, data, 0o644); err != nil {
		return err
	}
	return root.Rename(fresh, file)
}
