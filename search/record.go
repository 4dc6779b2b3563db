package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

// snippetWords is how much of a page's text a hit can show without the page.
const snippetWords = 60

// record is what a hit shows. It is stored in the index and exported as it is: a JSON array of
// these strings, in this order, so that names do not repeat ten thousand times. The last is there for
// documents of other libraries alone.
type record struct {
	ID, URL, Type, Title, Summary, Words, Updated, Library string
}

func newRecord(d Document) record {
	clean := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
	return record{d.ID, clean(d.URL), clean(d.Type), clean(d.Title), clean(d.Summary), clean(firstWords(d.Body, snippetWords)),
		clean(d.Updated), clean(d.Library)}
}

func (r record) encode() []byte {
	strings := []string{r.ID, r.URL, r.Type, r.Title, r.Summary, r.Words, r.Updated}
	if r.Library != "" {
		strings = append(strings, r.Library)
	}
	return encodeJSON(strings)
}

func decodeRecord(data []byte) (record, error) {
	var s [8]string
	if err := json.Unmarshal(data, &s); err != nil {
		return record{}, fmt.Errorf("reading a record of the index: %w", err)
	}
	return record{s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]}, nil
}

// firstWords returns the first n words of text with one space between them. Text without spaces,
// as Chinese is, counts as one word, so its length is bounded, too.
func firstWords(text string, n int) string {
	const longest = 12 * snippetWords // bytes
	var out strings.Builder
	for word := range strings.FieldsSeq(text) {
		if n--; n < 0 || out.Len() >= longest {
			break
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(word[:min(len(word), longest)]) // a character cut in two is mended by newRecord
	}
	return out.String()
}
