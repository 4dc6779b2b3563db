package sheet

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// RawPlace gives the bytes in a file of a part of a text that stands there in quotes.
type RawPlace func(whole Place, from, to int) (start, end int32)

// RawText is the RawPlace of a text that is the whole value of a cell or of an item.
func (t *Sheet) RawText(n *yaml.Node) RawPlace {
	return func(whole Place, from, to int) (int32, int32) {
		raw := t.Data[whole.Start:]
		if whole.Item {
			raw = t.Data[whole.Start:whole.End]
		}
		next := csvLetter
		if whole.Item {
			next = jsonLetter
		}
		at, value := 0, 0
		if len(raw) > 0 && raw[0] == '"' {
			at = 1
		} else if whole.Item {
			return whole.Start, whole.End
		}
		quoted := at == 1
		start := -1
		for at < len(raw) && value < to {
			if value >= from && start < 0 {
				start = at
			}
			size, of := 1, 1
			if quoted {
				size, of = next(raw[at:], n.Value[min(value, len(n.Value)):])
			}
			at, value = at+size, value+of
		}
		if start < 0 {
			start = at
		}
		return whole.Start + int32(start), whole.Start + int32(max(at, start+1))
	}
}

// csvLetter is how many bytes of a quoted cell are how many of its value.
func csvLetter(raw []byte, _ string) (size, of int) {
	if len(raw) > 1 && (raw[0] == '"' && raw[1] == '"' || raw[0] == '\r' && raw[1] == '\n') {
		return 2, 1
	}
	return 1, 1
}

// jsonLetter is the same of a string of JSON, whose value tells what an escape stands for.
func jsonLetter(raw []byte, value string) (size, of int) {
	if raw[0] != '\\' || len(raw) < 2 {
		return 1, 1
	}
	if raw[1] != 'u' {
		return 2, 1
	}
	_, of = utf8.DecodeRuneInString(value)
	if of == 4 { // two escapes for one letter
		return 12, of
	}
	return 6, max(of, 1)
}
