package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

// asDraft makes of a row with errors an entry with status draft, without the values that
// are wrong; its text ends with what they are. False means that the row cannot do
// without them.
func (im *importer) asDraft(d *draft) bool {
	if d.typ == table.Council || d.entry == nil {
		return false
	}
	wrong := map[int]bool{}
	for _, line := range im.wrong[im.row(d)] {
		wrong[line] = true
	}
	tree, body, entry := d.tree, d.body, *d.entry
	d.tree = prune(tree, wrong, false)
	if d.tree == nil {
		d.tree = &yaml.Node{Kind: yaml.MappingNode, Line: d.at, Column: 1}
	}
	setDraft(d.tree, d.at)
	d.body = leftOver(body, im.said[im.row(d)])
	for range 3 {
		e := model.Entry{Type: entry.Type, ID: entry.ID, Language: entry.Language, Source: entry.Source, Folder: entry.Folder,
			Images: entry.Images}
		*d.entry = e
		failed := false
		d.dropped = nil
		for _, f := range im.check(d) {
			switch {
			case f.Severity != diag.Error:
			case im.inLink(d, f): // which has been said
				d.drop(f.Line)
			default:
				failed, wrong[f.Line] = true, true
			}
		}
		if !failed {
			d.draft = true
			return true
		}
		// What a group or a list lacks without its wrong values, it cannot be without.
		if d.tree = prune(d.tree, wrong, true); d.tree == nil {
			break
		}
	}
	d.tree, d.body, *d.entry = tree, body, entry
	return false
}

// prune returns a tree without the values that stand in wrong places; with groups also
// without the lists and groups that stand there. It returns nil where nothing is left.
func prune(n *yaml.Node, wrong map[int]bool, groups bool) *yaml.Node {
	if n.Kind == yaml.ScalarNode {
		if wrong[n.Line] {
			return nil
		}
		return n
	}
	out := *n
	out.Content = nil
	for i := 0; i < len(n.Content); i++ {
		if n.Kind == yaml.MappingNode {
			key := n.Content[i]
			i++
			value := n.Content[i]
			if wrong[key.Line] && key.Line != n.Line || groups && wrong[value.Line] {
				continue
			}
			if value = prune(value, wrong, groups); value != nil {
				out.Content = append(out.Content, key, value)
			}
			continue
		}
		item := n.Content[i]
		if groups && wrong[item.Line] {
			continue
		}
		if item = prune(item, wrong, groups); item != nil {
			out.Content = append(out.Content, item)
		}
	}
	if len(out.Content) == 0 {
		return nil
	}
	return &out
}

func setDraft(tree *yaml.Node, at int) {
	status := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "draft", Line: at, Column: 1}
	for i := 0; i+1 < len(tree.Content); i += 2 {
		if tree.Content[i].Value == "status" {
			tree.Content[i+1] = status
			return
		}
	}
	tree.Content = append(tree.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "status", Line: at, Column: 1}, status)
}

// leftOver adds to a text what was left out of its entry, as code: what a table says may
// look like a link.
func leftOver(body []byte, said []string) []byte {
	var out strings.Builder
	out.Write(bytes.TrimRight(body, "\n"))
	if len(body) > 0 {
		out.WriteString("\n\n")
	}
	out.WriteString("## Left out when this was imported\n\n```text\n")
	for _, s := range slices.Compact(slices.Sorted(slices.Values(said))) {
		fmt.Fprintf(&out, "- %s\n", diag.Escape(s))
	}
	out.WriteString("```\n")
	return []byte(out.String())
}
