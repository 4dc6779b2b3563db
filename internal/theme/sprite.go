package theme

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
)

var symbolStart = regexp.MustCompile(`<symbol id="(i-[a-z0-9-]+)"`)

// loadSymbols reads the icons of the theme, one <symbol> a line.
func loadSymbols(f files) (map[string][]byte, error) {
	data, err := f.read("components/icon/symbols.svg")
	if err != nil {
		return nil, fmt.Errorf("reading the theme: %w", err)
	}
	symbols := map[string][]byte{}
	for line := range bytes.Lines(data) {
		if m := symbolStart.FindSubmatch(line); m != nil {
			symbols[string(m[1])] = bytes.TrimSpace(line)
		}
	}
	return symbols, nil
}

// spriteEnd is where the layout leaves room for the sprite. The marker is the
// layout's own, and text cannot forge it: html/template escapes its quotes.
var (
	spriteEnd = []byte(`data-sprite></svg>`)
	use       = []byte(`href="#i-`)
)

// withSprite writes a page with the symbols that it uses, each once, in order of
// use. The names come from the page itself, so that no view has to count icons.
func (t *Theme) withSprite(w io.Writer, page []byte) error {
	at := bytes.LastIndex(page, spriteEnd)
	if at < 0 {
		_, err := w.Write(page)
		return err
	}
	at += len(`data-sprite>`)
	var sprite []byte
	done := map[string]bool{}
	for rest := page[:at]; ; {
		i := bytes.Index(rest, use)
		if i < 0 {
			break
		}
		rest = rest[i+len(`href="#`):]
		end := bytes.IndexByte(rest, '"')
		if end < 0 {
			break
		}
		id := string(rest[:end])
		if !done[id] {
			done[id] = true
			sprite = append(sprite, t.symbols[id]...)
		}
	}
	for _, part := range [][]byte{page[:at], sprite, page[at:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
