package hostile

import (
	"encoding/json"
	"fmt"
	"slices"

	"servicepatterns/internal/model"
	"servicepatterns/theme"
)

// Harmless is a library of all that is published although it means harm: the texts that
// become text, script in every field that takes words, in the settings, the synonyms, the
// councils and every word of the theme. A browser that opens its site must run nothing.
func Harmless() ([]Case, error) {
	texts, err := Texts()
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(texts, func(c Case) bool { return !c.Published() })
	settings, err := Settings()
	if err != nil {
		return nil, err
	}
	for _, c := range settings {
		switch c.Name {
		case "script/library.yaml", "script/synonyms.yaml", "script/organisations.csv":
			out = append(out, c)
		}
	}
	for _, t := range model.Types() {
		for name, payload := range map[string]func(string) string{"script": Payload, "address": Address} {
			out = append(out, Case{
				File: fmt.Sprintf("%s/all-of-%s-%s.md", t.Folder(), t, name),
				Source: Entry(t, func(f Field) (string, bool) {
					return payload(string(t) + "." + f.Path), f.Free() && f.Tag.Get("field") != "if" && f.Path != "process.steps.by"
				}),
			})
		}
	}
	words, err := wordsOfScript()
	return append(append(out, words), Filler()...), err
}

// wordsOfScript is a theme whose every word is followed by script.
func wordsOfScript() (Case, error) {
	const file = "strings/en.json"
	data, err := theme.Files.ReadFile(file)
	if err != nil {
		return Case{}, err
	}
	words := map[string]string{}
	if err := json.Unmarshal(data, &words); err != nil {
		return Case{}, err
	}
	for key, word := range words {
		words[key] = word + Payload(key)
	}
	data, err = json.Marshal(words)
	return Case{File: "theme/" + file, Source: data}, err
}
