package view

import (
	"strings"

	"servicepatterns/internal/model"
)

// Texts are the values that are set.
func Texts(list []model.Text) []string {
	var out []string
	for _, t := range list {
		if t.Set() {
			out = append(out, t.Value)
		}
	}
	return out
}

// Falsy says whether a text is a plain no.
func Falsy(t model.Text) bool {
	switch strings.ToLower(t.Value) {
	case "false", "no":
		return true
	}
	return false
}
