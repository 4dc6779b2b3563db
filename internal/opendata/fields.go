package opendata

import (
	"bytes"
	"fmt"

	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

// FieldsFile is the name of the file with an entry's fields, beside its page.
const FieldsFile = "index.json"

// Fields is an entry for programs that read or change it alone: as the table of its type has
// it, and where its fields and its text stand in the Markdown beside it, so that a program
// changes some and leaves every other byte as it is. The checksum says which Markdown that is.
func Fields(e *model.Entry, source []byte, sha256 string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"format\": %d, \"entry\": ", Format)
	text := func(*model.Entry) ([]byte, error) { return source[e.Body.Start:e.Body.End], nil }
	if err := table.Entry(&b, e, text); err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, ", \"sha256\": %q, \"bytes\": {\"front\": %s, \"body\": [%d,%d]}}\n", sha256, e.Spans, e.Body.Start, e.Body.End)
	return b.Bytes(), nil
}
