package index

import (
	"strings"

	"servicepatterns/search/store"
)

// snippetWords is how much of a page's text a hit can show without the page.
const snippetWords = 60

// NewRecord is what a hit shows of a document.
func NewRecord(d Document) store.Record {
	clean := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
	return store.Record{
		ID: d.ID, URL: clean(d.URL), Type: clean(d.Type), Title: clean(d.Title), Summary: clean(d.Summary),
		Words: clean(firstWords(d.Body, snippetWords)), Updated: clean(d.Updated),
		Abroad: store.Abroad{Library: clean(d.Library), Also: d.Also},
	}
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
		out.WriteString(word[:min(len(word), longest)]) // a character cut in two is mended by NewRecord
	}
	return out.String()
}
