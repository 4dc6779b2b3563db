package view

import (
	"strings"

	"servicepatterns/internal/model"
)

func Texts(list []model.Text) []string {
	var out []string
	for _, t := range list {
		if t.Set() {
			out = append(out, t.Value)
		}
	}
	return out
}

func Falsy(t model.Text) bool {
	switch strings.ToLower(t.Value) {
	case "false", "no":
		return true
	}
	return false
}
