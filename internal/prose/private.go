package prose

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"servicepatterns/internal/diag"
)

// pattern is a compiled Pattern.
type pattern struct {
	near [][]byte
	*regexp.Regexp
}

func compile(p Pattern) *pattern {
	out := &pattern{Regexp: regexp.MustCompile(p.Pattern)}
	for _, n := range p.Near {
		out.near = append(out.near, []byte(n))
	}
	return out
}

// find calls yield with each match that stands alone and in no web address.
func (p *pattern) find(text []byte, yield func(start, end int)) {
	for _, n := range p.near {
		if !bytes.Contains(text, n) {
			continue
		}
		for _, m := range p.FindAllIndex(text, -1) {
			before, _ := utf8.DecodeLastRune(text[:m[0]])
			after, _ := utf8.DecodeRune(text[m[1]:])
			if !alphanumeric(before) && !alphanumeric(after) && !inAddress(text[:m[0]]) {
				yield(m[0], m[1])
			}
		}
		return
	}
}

// inAddress says whether a text breaks off inside a web address.
func inAddress(text []byte) bool {
	// No address that anyone writes is longer; looking further back each time would take
	// a hostile file too long.
	text = text[max(0, len(text)-2048):]
	text = text[bytes.LastIndexAny(text, " \n\t<(")+1:]
	return bytes.Contains(text, []byte("://")) || bytes.HasPrefix(text, []byte("www."))
}

// Private finds private e-mail addresses and mobile numbers in a text of any kind.
func (c *Checker) Private(text []byte) []Hit {
	var emails, phones []Hit
	c.email.find(text, func(start, end int) {
		address := string(text[start:end])
		if len(emails) < Most && c.personal(strings.ToLower(address)) {
			emails = append(emails, c.hit(diag.PrivateEmail, start, end, "address", address))
		}
	})
	c.mobile.find(text, func(start, end int) {
		if len(phones) < Most {
			phones = append(phones, c.hit(diag.PrivatePhone, start, end, "number", string(text[start:end])))
		}
	})
	return append(emails, phones...)
}

// personal says whether an address is one person's: it is with a firm that gives
// addresses to people, or its name is "j.smith" or "jane.smith".
func (c *Checker) personal(address string) bool {
	name, host, _ := strings.Cut(address, "@")
	if c.hosts[host] {
		return true
	}
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '_' || r == '-' || r == '+' })
	if len(parts) < 2 || c.places[parts[len(parts)-1]] {
		return false
	}
	return c.names[parts[0]] || len(parts) == 2 && len(parts[0]) == 1 && strings.Contains(name, ".") && letters(parts[0])
}

func letters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}
