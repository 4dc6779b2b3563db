package adopt

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/source"
)

// Fields of front matter are changed where they stand; every other byte stays as its author wrote it.

// splice puts something in place of a range of bytes.
func splice(text []byte, start, end int, with string) []byte {
	return slices.Concat(text[:start], []byte(with), text[end:])
}

// without is a text without a field of its front matter.
func without(text []byte, field string) []byte {
	front, _, ok := source.Parts(text)
	if !ok {
		return text
	}
	for _, p := range front.Parts {
		if p.Name == field {
			return splice(text, p.Start, p.End, "")
		}
	}
	return text
}

// with is a text with a field more at the end of its front matter.
func with(text []byte, field string, value any) ([]byte, error) {
	front, _, ok := source.Parts(text)
	if !ok {
		return nil, fmt.Errorf("the front matter cannot be read")
	}
	block, err := block(map[string]any{field: value})
	if err != nil {
		return nil, err
	}
	return splice(text, front.End, front.End, block), nil
}

// set is a text with another value of a field, which stands where it stood.
func set(text []byte, field string, value any) ([]byte, error) {
	front, _, ok := source.Parts(text)
	if !ok {
		return nil, fmt.Errorf("the front matter cannot be read")
	}
	for _, p := range front.Parts {
		if p.Name == field {
			block, err := block(map[string]any{field: value})
			return splice(text, p.Start, p.End, block), err
		}
	}
	return with(text, field, value)
}

// block writes fields as YAML.
func block(value any) (string, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(value); err != nil {
		return "", err
	}
	return b.String(), enc.Close()
}

// withLink adds a link to those of the field “links”.
func withLink(text []byte, title, url string) ([]byte, error) {
	front, _, ok := source.Parts(text)
	if !ok {
		return text, nil
	}
	link := map[string]any{"title": title, "url": url}
	i := slices.IndexFunc(front.Parts, func(p source.Part) bool { return p.Name == "links" })
	if i < 0 {
		return with(text, "links", []any{link})
	}
	if bytes.Contains(text, []byte(url)) {
		return text, nil
	}
	links := front.Parts[i]
	if len(links.Parts) == 0 { // in brackets, or one address alone: written anew
		var was struct{ Links any }
		if err := yaml.Unmarshal(text[links.Start:links.End], &was); err != nil {
			return text, nil
		}
		list, ok := was.Links.([]any)
		if !ok && was.Links != nil {
			list = []any{was.Links}
		}
		return with(without(text, "links"), "links", append(list, link))
	}
	item, err := block([]any{link})
	if err != nil {
		return nil, err
	}
	first := links.Parts[0].Start
	indent := strings.Repeat(" ", first-(bytes.LastIndexByte(text[:first], '\n')+1))
	item = indent + strings.ReplaceAll(strings.TrimSuffix(item, "\n"), "\n", "\n"+indent) + "\n"
	return splice(text, links.End, links.End, item), nil
}

// withoutValue is a text without the value that stands at a place of its front matter: the item of a list
// that it is in, or else the field. A list of which nothing is left goes, too.
func withoutValue(text []byte, at int) []byte {
	front, _, ok := source.Parts(text)
	if !ok {
		return text
	}
	path := []source.Part{front}
	for deeper := true; deeper; {
		deeper = false
		for _, p := range path[len(path)-1].Parts {
			if p.Start <= at && at < p.End {
				path, deeper = append(path, p), true
				break
			}
		}
	}
	last := path[len(path)-1]
	if out, ok := fromBrackets(text, last, at); ok {
		return out
	}
	for i := len(path) - 1; i > 0; i-- {
		p, parent := path[i], path[i-1]
		if p.Name == "use" || p.Name == "organisation" {
			continue // without it the item says nothing
		}
		if p.Name == "" && len(parent.Parts) == 1 {
			continue // the only item: the list goes
		}
		return splice(text, lineStart(text, p.Start), p.End, "")
	}
	return text
}

func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

var inBrackets = regexp.MustCompile(`[^\[\],{}]+`)

// fromBrackets takes a value out of a list in brackets. It is not done where the value is alone in it, or
// in braces.
func fromBrackets(text []byte, p source.Part, at int) ([]byte, bool) {
	open := bytes.LastIndexByte(text[p.Start:at], '[')
	if open < 0 || bytes.IndexByte(text[p.Start+open:at], ']') >= 0 || bytes.IndexByte(text[p.Start+open:at], '{') >= 0 {
		return nil, false
	}
	start := p.Start + open + 1
	n := bytes.IndexByte(text[start:p.End], ']')
	if n < 0 {
		return nil, false
	}
	var left []string
	for _, m := range inBrackets.FindAllIndex(text[start:start+n], -1) {
		if value := strings.TrimSpace(string(text[start+m[0] : start+m[1]])); value != "" && !(start+m[0] <= at && at < start+m[1]) {
			left = append(left, value)
		}
	}
	if len(left) == 0 {
		return nil, false
	}
	return splice(text, start, start+n, strings.Join(left, ", ")), true
}
