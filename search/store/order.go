package store

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// InUTF16Order compares as JavaScript does. It differs from bytes only beyond the basic plane.
func InUTF16Order(a, b string) int {
	if strings.IndexFunc(a, late) < 0 && strings.IndexFunc(b, late) < 0 {
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func late(r rune) bool { return r >= 0xe000 }
