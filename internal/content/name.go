package content

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
	"servicepatterns/internal/suggest"
)

// unknownField reports a name that no field has, and returns that of the field which is meant, if it is clear.
func (d *decoder) unknownField(n, key, value *yaml.Node, known []field) string {
	names := make([]string, len(known))
	for i, f := range known {
		names[i] = f.name
	}
	at := d.Pos(key)
	if key.Kind != yaml.ScalarNode {
		d.Say(at, rules.BracketedName, nil)
		return ""
	}
	name, unseen := readable(key.Value)
	if unseen != "" && slices.Contains(names, name) {
		if !strings.ContainsFunc(key.Value, source.IsHidden) { // else it has been said
			d.Say(at, rules.UnseenInName, rules.Put{"character", unseen, "field", name})
		}
		return name
	}
	if unseen != "" { // as its author sees it
		name = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, key.Value)
	}
	put := rules.Put{"what", d.what, "field", clamped(name), "list", rules.List(names)}
	if meant, said := d.inBraces(n, key, value, names, put); said {
		return meant
	}
	if sign := otherComment.FindString(name); sign != "" {
		d.Say(at, rules.OtherComment, rules.Put{"sign", sign})
		return ""
	}
	near, ok := suggest.Nearest(name, names)
	if other := rules.MeantBy(strings.ToLower(name)); !ok && slices.Contains(names, other) {
		near, ok = other, true
	}
	switch {
	case ok:
		d.Say(at, rules.UnknownField, put, near)
		return near
	case d.IsFront() && key.Column == 1 && strings.Contains(name, " ") && d.AfterBlank(key.Line):
		d.Say(at, rules.TextInFront, nil)
	default:
		d.Say(at, rules.UnknownField, put)
	}
	return ""
}

// inBraces looks at a name without a value in {…}: a comma, or what stands for the colon, has made it one.
func (d *decoder) inBraces(n, key, value *yaml.Node, names []string, put rules.Put) (meant string, said bool) {
	if n.Style&yaml.FlowStyle == 0 || value.Tag != "!!null" || value.Value != "" {
		return "", false
	}
	at := d.Pos(key)
	if m := noColon.FindStringSubmatch(key.Value); m != nil && slices.Contains(names, m[1]) {
		d.Report(at, diag.YAMLSyntax, "there is no ordinary colon and space after “"+m[1]+"”",
			"Write “"+m[1]+": …”, with a space that you type yourself.")
		return m[1], true
	}
	comma := bytes.HasSuffix(bytes.TrimRight(d.Bytes[:at.Start], " "), []byte(","))
	if comma && key.Style == 0 && !bytes.HasPrefix(d.Bytes[at.End:], []byte(":")) {
		d.Say(at, rules.CommaInGroup, put)
		return "", true
	}
	return "", false
}

var (
	// noColon is a name in {…} and what people write where its colon and space belong.
	noColon      = regexp.MustCompile(`^([a-z][a-z-]*?)(?: ?(?::|：|=|;)| [-–—] | ?[-=]>)`)
	otherComment = regexp.MustCompile(`^(?://|/\*|--|;|<!--|%)`)
)

// unseenLetters are letters that look like others or like nothing, what they are called, and what is typed for them.
var unseenLetters = map[rune]struct{ is, typed string }{
	'\u00a0': {"a no-break space", ""}, '\u2007': {"a no-break space", ""}, '\u202f': {"a no-break space", ""},
	'\u2009': {"a thin space", ""}, '\u3000': {"a wide space", ""}, '\u00ad': {"a soft hyphen", ""},
	'\u2010': {"a hyphen of a word processor", "-"}, '\u2011': {"a no-break hyphen", "-"}, '\u2013': {"a dash of a word processor", "-"},
	'\u200c': {"a character without a width", ""}, '\u200d': {"a character without a width", ""},
	'\u200e': {"a character without a width", ""}, '\u200f': {"a character without a width", ""},
}

// readable is a name as its author sees it or would type it, and what the first letter is called that keeps it from
// being that.
func readable(name string) (clean, unseen string) {
	var b strings.Builder
	for _, r := range name {
		u, ok := unseenLetters[r]
		switch {
		case ok:
			b.WriteString(u.typed)
		case source.IsHidden(r):
			u.is = "a character without a width"
		default:
			b.WriteRune(r)
		}
		if unseen == "" {
			unseen = u.is
		}
	}
	return strings.TrimSpace(b.String()), unseen
}

// clamped is a name as a sentence can hold it: what is no name may be a whole paragraph.
func clamped(name string) string {
	const most = 60
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return name
}
