package store

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Record is what a hit shows. It is stored in the index and exported as it is: a JSON array of
// these strings, in this order, so that names do not repeat ten thousand times. What only documents with
// something to say of other libraries have stands behind them, as an object.
type Record struct {
	ID, URL, Type, Title, Summary, Words, Updated string
	Abroad
}

// Abroad is what a hit says of other libraries, under the names that it has in the hit.
type Abroad struct {
	Library string   `json:"from,omitempty"`
	Also    []string `json:"also,omitempty"`
}

// Encode writes a record as the index has it.
func (r Record) Encode() []byte {
	values := []any{r.ID, r.URL, r.Type, r.Title, r.Summary, r.Words, r.Updated}
	if r.Library != "" || len(r.Also) > 0 {
		values = append(values, r.Abroad)
	}
	return EncodeJSON(values)
}

func decodeRecord(data []byte) (Record, error) {
	var r Record
	into := [...]any{&r.ID, &r.URL, &r.Type, &r.Title, &r.Summary, &r.Words, &r.Updated, &r.Abroad}
	values := into[:]
	if err := json.Unmarshal(data, &values); err != nil {
		return Record{}, fmt.Errorf("reading a record of the index: %w", err)
	}
	return r, nil
}

// EncodeJSON marshals without the escapes that only HTML needs.
func EncodeJSON(v any) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // callers pass strings and numbers only
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}
