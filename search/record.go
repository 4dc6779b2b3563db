package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

// snippetWords is how much of a page's text a hit can show without the page.
const snippetWords = 60

// record is what a hit shows. It is stored in the index and exported as it is: a JSON array of
// these strings, in this order, so that names do not repeat ten thousand times. What only documents with
// something to say of other libraries have stands behind them, as an object.
type record struct {
	ID, URL, Type, Title, Summary, Words, Updated string
	abroad
}

// abroad is what a hit says of other libraries, under the names that it has in the hit.
type abroad struct {
	Library string   `json:"from,omitempty"`
	Also    []string `json:"also,omitempty"`
}

func newRecord(d Document) record {
	clean := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
	return record{d.ID, clean(d.URL), clean(d.Type), clean(d.Title), clean(d.Summary), clean(firstWords(d.Body, snippetWords)),
		clean(d.Updated), abroad{clean(d.Library), d.Also}}
}

func (r record) encode() []byte {
	values := []any{r.ID, r.URL, r.Type, r.Title, r.Summary, r.Words, r.Updated}
	if r.Library != "" || len(r.Also) > 0 {
		values = append(values, r.abroad)
	}
	return encodeJSON(values)
}

func decodeRecord(data []byte) (record, error) {
	var r record
	into := [...]any{&r.ID, &r.URL, &r.Type, &r.Title, &r.Summary, &r.Words, &r.Updated, &r.abroad}
	values := into[:]
	if err := json.Unmarshal(data, &values); err != nil {
		return record{}, fmt.Errorf("reading a record of the index: %w", err)
	}
	return r, nil
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
