package hostile

import (
	"fmt"
	"strings"

	"servicepatterns/internal/model"
)

// LongWords is a library whose every field of text holds one word of 300 letters, and whose
// texts have it wherever Markdown puts words.
func LongWords() []Case {
	word := strings.Repeat("pwned", 60) // the mark by which Entry knows what was filled
	text := strings.ReplaceAll("\n## WORD\n\n### WORD\n\n"+
		"WORD `WORD` **WORD** [WORD](https://example.org/WORD) <https://example.org/WORD>[^WORD]\n\n"+
		"- WORD\n- [ ] WORD\n\n1. WORD\n\n> WORD\n\n| WORD | b |\n|---|---|\n| WORD | `WORD` |\n\n```\nWORD\n```\n\n[^WORD]: WORD\n",
		"WORD", word)
	out := append(Filler(), Case{File: "library.yaml", Source: []byte("title: " + word + "\nsummary: " + word + "\n")})
	for _, t := range model.Types() {
		source := Entry(t, func(f Field) (string, bool) {
			return word, f.Free() && f.Tag.Get("field") != "if" && f.Path != "process.steps.by"
		})
		out = append(out, Case{File: fmt.Sprintf("%s/long-%s.md", t.Folder(), t), Source: append(source, text...)})
	}
	return out
}
