package form_test

import (
	"os"
	"testing"
)

// TestDraftFits: a draft of every entry of the sample library fits the form, and one that
// something else wrote does not.
func TestDraftFits(t *testing.T) {
	n, lib := ready(t)
	broken := []string{
		`draft.values = "x"`, `draft.values = []`, `draft.values.title = ["x"]`, `draft.values.title = null`, `draft.values.aliases = "x"`, `draft.values.links = [1]`,
		`draft.parts = "x"`, `draft.parts = []`, `draft.parts = [1]`, `draft.pictures = [{}]`, `draft.pictures = [{name: "a", alt: "", data: "javascript:1", width: 1, height: 1}]`,
		`draft.id = {}`, `draft.named = "yes"`, `draft.of = 1`, `draft.of.values = []`, `delete draft.of.body`, `draft.values.unknown = 1`,
	}
	drafts := 0
	for _, e := range lib.Entries {
		if e.Row > 0 {
			continue
		}
		source, err := os.ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		var fits []bool
		n.ask(t, map[string]any{"ask": "fits", "entry": publish(t, e, source).Entry, "type": e.Type, "broken": broken}, &fits)
		drafts++
		for i, fit := range fits {
			if i == 0 && !fit {
				t.Errorf("a draft of %s does not fit its form", e.File)
			}
			if i > 0 && fit {
				t.Errorf("a draft of %s fits after %s", e.File, broken[i-1])
			}
		}
	}
	if drafts < 50 {
		t.Errorf("%d drafts", drafts)
	}
}
