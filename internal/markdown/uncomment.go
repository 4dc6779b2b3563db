package markdown

import "bytes"

// Uncomment leaves out the comments of a text, as its page does: they are notes of those who write it.
func Uncomment(source []byte) []byte {
	if !bytes.Contains(source, []byte("<!--")) {
		return source
	}
	var out []byte
	at := 0
	for _, c := range Parse(source).Comments {
		start := int(c.Start)
		end := bytes.Index(source[max(start, at):], []byte("-->"))
		if start < at || end < 0 {
			continue
		}
		out = append(out, source[at:start]...)
		at = start + end + len("-->")
	}
	return append(out, source[at:]...)
}
