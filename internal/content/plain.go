package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// plain looks at a value without quotes for what YAML does not read as its author means it: a comment that
// cuts it off, and quotes that a word processor typed, which are taken away.
func (d *decoder) plain(f field, n *yaml.Node, t *model.Text) {
	if comment := n.LineComment; comment != "" && (isText(f) || !strings.HasPrefix(comment, "# ")) {
		// Who means a comment writes two spaces before it, as `patterns new` does.
		if bytes.HasPrefix(d.bytes[t.Pos.End:], []byte(" #")) {
			at := t.Pos.End + 1
			d.say(model.Pos{Start: at, End: at + int32(len(comment))}, rules.CutOff, nil)
		}
	}
	first, size := utf8.DecodeRuneInString(t.Value)
	last, lastSize := utf8.DecodeLastRuneInString(t.Value)
	if closer, ok := curlyPairs[first]; ok && isText(f) && strings.ContainsRune(closer, last) && len(t.Value) > size+lastSize {
		inner := t.Value[size : len(t.Value)-lastSize]
		if !strings.ContainsRune(inner, first) { // else it is a text that begins and ends with a quotation
			d.say(t.Pos, rules.CurlyQuotes, nil)
			t.Value = strings.TrimSpace(inner)
		}
	}
}

// curlyPairs are quotes that word processors type, with those that close them.
var curlyPairs = map[rune]string{'“': "”“", '”': "”", '„': "“”", '‘': "’‘", '‚': "‘’", '«': "»"}
