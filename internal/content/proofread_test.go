package content

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/source"
)

// styles are the ways in which YAML writes a text.
var styles = []yaml.Style{0, yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle, yaml.LiteralStyle, yaml.FoldedStyle}

// FuzzOffsets: however YAML writes a text, each letter of it is found again in the file.
func FuzzOffsets(f *testing.F) {
	for _, s := range []string{"We utilise it", "It's \"so\"", " a  b\n\nc\td ", "é: ü # x", "\\n \\", "- a\n  - b", "a\u00a0b\u2028c", strings.Repeat("long words that are folded ", 20), "0x1f", "\x85 x", "👩‍💻 at work"} {
		for style := range styles {
			f.Add(s, uint8(style))
		}
	}
	f.Fuzz(func(t *testing.T, value string, style uint8) {
		node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Style: styles[int(style)%len(styles)]}
		block, err := yaml.Marshal(map[string]*yaml.Node{"title": node})
		if err != nil || !strings.HasPrefix(string(block), "title: ") {
			t.Skip()
		}
		var list diag.List
		s := &source.File{Name: "a.md", Bytes: []byte("---\n" + string(block) + "summary: x\n---\n"), List: &list}
		root, _, ok := s.Split()
		if !ok || len(root.Content) != 4 || root.Content[1].Kind != yaml.ScalarNode {
			t.Skip()
		}
		text := model.Text{Value: strings.TrimSpace(root.Content[1].Value), Pos: s.Pos(root.Content[1])}
		offsets := offsets(s, text)
		if offsets == nil {
			if plainText(value) {
				t.Fatalf("%q is not found again in\n%s", text.Value, block)
			}
			return
		}
		for i := range len(text.Value) {
			b, at := text.Value[i], int(offsets[i])
			if at < 0 || at >= len(s.Bytes) || i > 0 && at < int(offsets[i-1]) {
				t.Fatalf("byte %d of %q at %d", i, text.Value, at)
			}
			if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') && s.Bytes[at] != b {
				t.Fatalf("%q of %q stands at %q in\n%s", b, text.Value, s.Bytes[at:], block)
			}
		}
	})
}

// plainText says whether a text holds nothing but what people type.
func plainText(s string) bool {
	for _, r := range s {
		if (r < ' ' || r > '~') && r != '\n' && r != 'é' {
			return false
		}
	}
	return true
}
