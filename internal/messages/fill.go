package messages

import (
	"strconv"
	"strings"
)

// Fill fills the gaps of a sentence: put holds names and what stands for them, one after the
// other. {name} becomes that, and {"name"} the same in quotes, as an author wrote it. What is
// put in is not looked at again, and a gap that nothing is put in stays as it is. The scripts
// have the same in theme/components/find/dom.js.
func Fill(sentence string, put ...string) string {
	if len(put) == 0 {
		return sentence
	}
	var out strings.Builder
	for {
		text, rest, _ := strings.Cut(sentence, "{")
		out.WriteString(text)
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			out.WriteString(sentence[len(text):])
			return out.String()
		}
		if value, ok := valueOf(name, put); ok {
			out.WriteString(value)
			sentence = after
			continue
		}
		out.WriteByte('{')
		sentence = rest
	}
}

func valueOf(gap string, put []string) (string, bool) {
	name, begins := strings.CutPrefix(gap, `"`)
	name, ends := strings.CutSuffix(name, `"`)
	for i := 0; i+1 < len(put); i += 2 {
		switch {
		case put[i] != name || begins != ends:
		case begins:
			return strconv.Quote(put[i+1]), true
		default:
			return put[i+1], true
		}
	}
	return "", false
}

func join(words []string, and string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}
