// Package table turns entries into tables: all entries of a type as CSV or JSON, every field of the
// schema, in a form that comes in again (internal/intake) without loss.
package table

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/model"
)

// Council is what tables call the rows of organisations.csv, which are entries of type organisation
// without a file of their own.
const Council model.Type = "council"

// CouncilType is the column "type" of organisations.csv where "type" is that of the entry.
const CouncilType = "council_type"

// Types are those that tables know: those of the model, and councils.
func Types() []string {
	var out []string
	for _, t := range model.Types() {
		out = append(out, string(t))
	}
	return append(out, string(Council))
}

// Words are the texts of a list, or the one text.
func Words(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode && n.Tag != "!!null" && strings.TrimSpace(n.Value) != "" {
		return []string{n.Value}
	}
	var out []string
	for _, c := range n.Content {
		out = append(out, Words(c)...)
	}
	return out
}
