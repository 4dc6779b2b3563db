package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
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
	if inner, ok := Uncurled(t.Value); ok {
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

// Uncurled takes away the quotes of a word processor around a value, of which one may be missing or straight. A text
// that only begins or ends with a quotation keeps them.
func Uncurled(value string) (string, bool) {
	first, size := utf8.DecodeRuneInString(value)
	last, lastSize := utf8.DecodeLastRuneInString(value)
	if len(value) <= size+lastSize {
		return value, false
	}
	closer := curlyPairs[first]
	if closer != "" && strings.ContainsRune(closer, last) {
		inner := value[size : len(value)-lastSize]
		return inner, !strings.ContainsRune(inner, first)
	}
	begins, ends := strings.ContainsRune("“„«", first), strings.ContainsRune("”»", last)
	switch {
	case begins && last == '"' && !strings.ContainsAny(value[:len(value)-1], closer+`"`):
		return value[size : len(value)-1], true
	case begins && !strings.ContainsAny(value[size:], closer):
		return value[size:], true
	case ends && !strings.ContainsAny(value[:len(value)-lastSize], "“„«»\""):
		inner := value[:len(value)-lastSize]
		return inner, !strings.ContainsAny(inner[len(inner)-1:], "0123456789") // else they may be inches
	}
	return value, false
}

// curlyPairs are quotes that word processors type, with those that close them.
var curlyPairs = map[rune]string{'“': "”“", '”': "”", '„': "“”", '‘': "’‘", '‚': "‘’", '«': "»"}
