package content

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/slip"
)

// noList reports a value that was meant as a list, and is one value to YAML.
func (d *decoder) noList(f field, n *yaml.Node) bool {
	if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && namesOnly(n) { // {one, two}
		var words []string
		for i := 0; i < len(n.Content); i += 2 {
			words = append(words, n.Content[i].Value)
		}
		d.Say(d.Pos(n), rules.BracesList, rules.Put{"field", f.name, "list", listOf(words)})
		return true
	}
	if n.Kind == yaml.SequenceNode && n.Style&yaml.FlowStyle != 0 && len(n.Content) == 1 { // [one; two]
		n = n.Content[0]
		if n.Kind != yaml.ScalarNode || n.Style != 0 || signOf(f, n.Value) != "semicolons" {
			return false
		}
	}
	if n.Kind != yaml.ScalarNode || n.Style != 0 {
		return false
	}
	at := d.Pos(n)
	put := rules.Put{"field", f.name, "signs", signOf(f, n.Value), "list", listOf(separator.Split(strings.Trim(n.Value, "[]()<>"), -1))}
	switch {
	case put[3] != "":
		d.Say(at, rules.CommaList, put)
	case strings.HasSuffix(n.Value, "]") && !strings.Contains(n.Value, "["):
		d.Say(at, rules.HalfList, put)
	case d.overLines(n, at):
		d.Say(at, rules.LinesList, put)
	default:
		return false
	}
	return true
}

// namesOnly says whether a group of fields has names only.
func namesOnly(n *yaml.Node) bool {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i+1].Tag != "!!null" || n.Content[i+1].Value != "" {
			return false
		}
	}
	return len(n.Content) > 2
}

var (
	separator = regexp.MustCompile(`\s*[,;|]\s*`)
	entity    = regexp.MustCompile(`&#?\w+;`)
)

// signOf is what stands between the words of a list that is written as one value; "" where it is none. An address may
// hold commas and semicolons.
func signOf(f field, value string) string {
	value = strings.TrimRight(entity.ReplaceAllString(value, ""), ",; ")
	after := ""
	if f.tag.Get("kind") == "url" {
		after = " "
	}
	switch {
	case strings.Contains(value, ","+after):
		return "commas"
	case strings.Contains(value, ";"+after):
		return "semicolons"
	case strings.Contains(value, " | "):
		return "bars"
	}
	return ""
}

// overLines says whether a value stands on several lines below its field, or goes on with a hyphen: as items do.
func (d *decoder) overLines(n *yaml.Node, at model.Pos) bool {
	if n.Line < 1 || n.Line >= len(d.Lines) || int(at.Start) >= len(d.Bytes) {
		return false
	}
	first := bytes.TrimRight(diag.LineAt(d.Bytes, int(at.Start), len(d.Bytes)), " \t\r")
	next := bytes.TrimSpace(diag.LineAt(d.Bytes, d.Lines[n.Line], len(d.Bytes)))
	goesOn := len(first) < len(n.Value) && len(next) > 0 && strings.HasPrefix(n.Value, string(first)+" ")
	before := bytes.TrimSpace(d.Bytes[d.Lines[n.Line-1]:at.Start])
	return goesOn && (len(before) == 0 || bytes.HasPrefix(next, []byte("- ")))
}

// itemWithin reports an item that goes on with a hyphen in the next line, which was meant as an item of its own.
func (d *decoder) itemWithin(field string, item *yaml.Node) bool {
	if item.Kind != yaml.ScalarNode || item.Style != 0 || !strings.Contains(item.Value, " - ") {
		return false
	}
	at := d.Pos(item)
	if !d.overLines(item, at) {
		return false
	}
	d.Say(at, rules.ItemWithin, rules.Put{"field", field})
	return true
}

// listOf writes words as a list.
func listOf(words []string) string {
	var out []string
	for _, word := range words {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	const shown = 4
	if len(out) > shown {
		out = append(out[:shown], "…")
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// endsWithComma takes away the commas that people write after items and values as in other languages, and reports the
// first.
func (d *decoder) endsWithComma(field string, items ...*yaml.Node) {
	said := false
	for _, n := range items {
		value, text := strings.TrimRight(n.Value, ",; "), entity.ReplaceAllString(n.Value, "")
		if n.Kind != yaml.ScalarNode || n.Style != 0 || value == "" || !strings.HasSuffix(text, ",") && !strings.HasSuffix(text, ";") {
			continue
		}
		if !said {
			at, sign := d.Pos(n), "comma"
			if strings.HasPrefix(n.Value[len(value):], ";") {
				sign = "semicolon"
			}
			if at.End > at.Start && strings.ContainsRune(",;", rune(d.Bytes[at.End-1])) {
				at.Start = at.End - 1
			}
			d.Say(at, rules.EndsWithComma, rules.Put{"field", field, "sign", sign})
			said = true
		}
		n.Value = value
	}
}

// noGroup reports an item that is not the group of fields which its list takes.
func (d *decoder) noGroup(list string, item *yaml.Node, known []field) {
	at := d.Pos(item)
	inBrackets := item.Kind == yaml.SequenceNode && item.Style&yaml.FlowStyle != 0
	if inBrackets && len(item.Content) > 0 && item.Content[0].Kind == yaml.MappingNode { // [who: …, need: …]
		d.Say(at, rules.BracketsGroup, rules.Put{"field", list})
		return
	}
	if item.Kind == yaml.ScalarNode && item.Style == 0 {
		word := slip.FirstWord(item.Value)
		for _, f := range known {
			if f.name == word && word != item.Value {
				d.Say(model.Pos{Start: at.Start, End: at.Start + int32(len(word))}, rules.NoColon, rules.Put{"field", word})
				return
			}
		}
	}
	d.wrongType(item, rules.ItemOf(list), "fields such as “"+known[0].name+": …”")
}
