package publish

import (
	"bytes"
	"fmt"
	"path"
	"regexp"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

var minifier = func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	m.Add("application/json", &json.Minifier{KeepNumbers: true})
	m.Add("text/xml", &xml.Minifier{})
	m.AddRegexp(regexp.MustCompile(`^(application|text)/(x-)?(java|ecma)script$|^module$`), &js.Minifier{})
	m.AddRegexp(regexp.MustCompile(`[/+]json$`), &json.Minifier{KeepNumbers: true})
	return m
}()

var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "application/javascript", ".svg": "image/svg+xml", ".xml": "text/xml",
}

// maxEntities is how many entities a text between two tags may have to be made small. The
// minifier moves the rest of the text for each, which takes minutes for a million.
const maxEntities = 20_000

// crowded says whether a page has a text with too many entities.
func crowded(page []byte) bool {
	for text := range bytes.SplitSeq(page, []byte("<")) {
		if len(text) > maxEntities && bytes.Count(text, []byte("&")) > maxEntities {
			return true
		}
	}
	return false
}

// Minify returns the data of a file made small, by the ending of its name; what it
// does not know comes back as it is. Safe for concurrent use.
func Minify(name string, data []byte) ([]byte, error) {
	media, ok := mediaTypes[path.Ext(name)]
	if !ok || crowded(data) {
		return data, nil
	}
	small, err := minifier.Bytes(media, data)
	if err != nil {
		return nil, fmt.Errorf("minifying %s: %w", name, err)
	}
	return small, nil
}
