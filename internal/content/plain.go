package content

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
)

// plain looks at a value without quotes for what YAML does not read as its author means it: a comment that
// cuts it off, and quotes that a word processor typed, which are taken away.
func (d *decoder) plain(f field, n *yaml.Node, t *model.Text) {
	if comment := n.LineComment; comment != "" && (isText(f) || !strings.HasPrefix(comment, "# ")) {
		// Who means a comment writes two spaces before it, as `patterns new` does.
		if bytes.HasPrefix(d.Bytes[t.Pos.End:], []byte(" #")) {
			at := t.Pos.End + 1
			d.Say(model.Pos{Start: at, End: at + int32(len(comment))}, rules.CutOff, nil)
		}
	}
	if inner, ok := source.Uncurled(t.Value); ok {
		d.Say(t.Pos, rules.CurlyQuotes, nil)
		t.Value = strings.TrimSpace(inner)
	}
}

// whole is the place of a # that takes a whole value, as in “verb: #book”. Who means a comment writes a space after
// it, or two before.
func (d *decoder) whole(n *yaml.Node) (model.Pos, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!null" || n.Value != "" {
		return model.Pos{}, false
	}
	at := d.Pos(n).Start
	line := bytes.TrimRight(diag.LineAt(d.Bytes, int(at), len(d.Bytes)), " \t\r")
	if len(line) < 3 || !bytes.HasPrefix(line, []byte(" #")) || bytes.IndexByte([]byte(" \t#"), line[2]) >= 0 {
		return model.Pos{}, false
	}
	return model.Pos{Start: at + 1, End: at + int32(len(line))}, true
}
