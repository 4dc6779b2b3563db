package merge

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/source"
)

// TestProperties: what must hold of every merge, with entries of the library that two people changed at random.
func TestProperties(t *testing.T) {
	files, err := filepath.Glob("../../patterns/*/*.md")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d entries (%v)", len(files), err)
	}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		data, err := os.ReadFile(files[r.IntN(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		base := string(data)
		holds(t, seed, base, edited(r, base, "ours", 0.5), edited(r, base, "theirs", 0.5))
		beside(t, seed, r, base)
		apart(t, seed, base, edited(r, base, "ours", 0), edited(r, base, "theirs", 1))
	}
}

// edited is an entry in which somebody changed some parts: a word in it, its place, all of it. inBody is the
// share of changes that are below the front matter.
func edited(r *rand.Rand, text, who string, inBody float64) string {
	for n := range 1 + r.IntN(4) {
		word := fmt.Sprintf("%s%d", who, n)
		front, body, ok := source.Parts([]byte(text))
		if !ok {
			panic("the entry cannot be read any more:\n" + text)
		}
		if r.Float64() < inBody {
			text = text[:body] + editedBody(r, text[body:], word)
		} else {
			text = editedFront(r, text, front, word)
		}
	}
	return text
}

func editedBody(r *rand.Rand, body, word string) string {
	parts := strings.Split(body, "\n\n")
	i, j := r.IntN(len(parts)), r.IntN(len(parts))
	switch r.IntN(4) {
	case 0:
		parts[i] += " " + word
	case 1:
		parts = slices.Insert(parts, i, "A paragraph of "+word+".")
	case 2:
		parts = slices.Delete(parts, i, i+1)
	default:
		moved := parts[i]
		parts = slices.Insert(slices.Delete(parts, i, i+1), min(j, len(parts)-1), moved)
	}
	return strings.TrimRight(strings.Join(parts, "\n\n"), "\n") + "\n"
}

func editedFront(r *rand.Rand, text string, front source.Part, word string) string {
	lists, leaves := inside(front)
	if len(lists) > 0 && r.IntN(2) == 0 {
		list := lists[r.IntN(len(lists))]
		i, j := r.IntN(len(list.Parts)), r.IntN(len(list.Parts))
		item := list.Parts[i]
		indent := strings.Repeat(" ", item.Start-lineStart(text, item.Start))
		switch r.IntN(3) {
		case 0:
			return text[:item.Start] + "- " + word + "\n" + indent + text[item.Start:]
		case 1:
			return text[:lineStart(text, item.Start)] + text[item.End:]
		default:
			a, b := list.Parts[min(i, j)], list.Parts[max(i, j)]
			if a.Start == b.Start {
				return text
			}
			return text[:a.Start] + text[b.Start:b.End] + text[a.End:b.Start] + text[a.Start:a.End] + text[b.End:]
		}
	}
	leaf := leaves[r.IntN(len(leaves))]
	start := lineStart(text, leaf.Start)
	if indent := text[start:leaf.Start]; r.IntN(4) == 0 && strings.TrimSpace(indent) == "" {
		return text[:start] + indent + "# " + word + "\n" + text[start:]
	}
	return text[:leaf.Start] + longer(text[leaf.Start:leaf.End], word) + text[leaf.End:]
}

// inside are the lists in a part of front matter, and the parts that have none.
func inside(p source.Part) (lists, leaves []source.Part) {
	if len(p.Parts) == 0 {
		return nil, []source.Part{p}
	}
	if len(p.Parts) > 1 && p.Parts[0].Name == "" {
		lists = append(lists, p)
	}
	for _, q := range p.Parts {
		l, v := inside(q)
		lists, leaves = append(lists, l...), append(leaves, v...)
	}
	return lists, leaves
}

// longer is a field or an item of which the value has one word more.
func longer(text, word string) string {
	value := strings.TrimSuffix(text, "\n")
	end := len(value) - 1
	switch value[end] {
	case ']':
		return value[:end] + ", " + word + "]\n"
	case '"', '\'':
		return value[:end] + " " + word + value[end:] + "\n"
	case ':', '}':
		return text
	}
	return value + " " + word + "\n"
}

func holds(t *testing.T, seed uint64, base, ours, theirs string) {
	t.Helper()
	merge := func(b, o, t string) Result { return Merge([]byte(b), []byte(o), []byte(t), "ours", "theirs") }
	if got := merge(base, ours, base); string(got.Text) != ours || len(got.Conflicts)+len(got.Taken) > 0 {
		t.Errorf("%d: they changed nothing, and ours became another", seed)
	}
	if got := merge(base, ours, ours); string(got.Text) != ours || len(got.Conflicts)+len(got.Taken) > 0 {
		t.Errorf("%d: both changed the same, and ours became another: %v", seed, got.Conflicts)
	}
	if got := merge(base, base, theirs); len(got.Conflicts) > 0 || !reflect.DeepEqual(content(got.Text), content([]byte(theirs))) {
		t.Errorf("%d: ours changed nothing, and it is not what theirs says: %v", seed, got.Conflicts)
	}
	got := merge(base, ours, theirs)
	if _, _, ok := source.Parts(got.Text); ok != (len(got.Conflicts) == 0) && !strings.Contains(string(got.Text), "<<<<<<<") {
		t.Errorf("%d: reads: %v, conflicts: %v", seed, ok, got.Conflicts)
	}
	if (len(got.Conflicts) > 0) != strings.Contains(string(got.Text), "<<<<<<<") {
		t.Errorf("%d: conflicts without marks", seed)
	}
	if lost := lost(base, ours+" "+theirs, string(got.Text)); len(lost) > 0 {
		t.Errorf("%d: lost %q", seed, lost)
	}
	for line := range strings.Lines(ours) {
		line = strings.TrimLeft(line, " -") // an item may get another first field, and brackets another part
		if !strings.Contains(line, "[") && !strings.Contains(base, line) && !strings.Contains(string(got.Text), line) {
			t.Errorf("%d: a line of ours became another: %q", seed, line)
		}
	}
}

// apart: where one changed the front matter and one the text, both are in the result, and nothing else.
func apart(t *testing.T, seed uint64, base, front, body string) {
	t.Helper()
	_, endFront, _ := source.Parts([]byte(front))
	_, endBody, _ := source.Parts([]byte(body))
	want := front[:endFront] + body[endBody:]
	for _, sides := range [][2]string{{front, body}, {body, front}} {
		got := Merge([]byte(base), []byte(sides[0]), []byte(sides[1]), "ours", "theirs")
		if len(got.Conflicts) > 0 || !reflect.DeepEqual(content(got.Text), content([]byte(want))) {
			t.Errorf("%d: conflicts of what is apart: %v", seed, got.Conflicts)
		}
	}
}

// beside: where two people changed two values, both changes are in the result.
func beside(t *testing.T, seed uint64, r *rand.Rand, base string) {
	t.Helper()
	front, _, _ := source.Parts([]byte(base))
	_, leaves := inside(front)
	leaves = slices.DeleteFunc(leaves, func(p source.Part) bool { return slices.Contains(kept, p.Name) })
	i, j := r.IntN(len(leaves)), r.IntN(len(leaves))
	if i == j {
		return
	}
	first, second := leaves[min(i, j)], leaves[max(i, j)]
	change := func(p source.Part, word string) string { return longer(base[p.Start:p.End], word) }
	ours := base[:first.Start] + change(first, "ours") + base[first.End:]
	theirs := base[:second.Start] + change(second, "theirs") + base[second.End:]
	want := base[:first.Start] + change(first, "ours") + base[first.End:second.Start] + change(second, "theirs") + base[second.End:]
	for _, sides := range [][2]string{{ours, theirs}, {theirs, ours}} {
		if got := Merge([]byte(base), []byte(sides[0]), []byte(sides[1]), "ours", "theirs"); string(got.Text) != want {
			t.Errorf("%d: %q and %q: %v", seed, change(first, "ours"), change(second, "theirs"), got.Conflicts)
		}
	}
}

// lost are the words that a text has and base lacks, and that are not in what was made of it.
func lost(base, text, made string) []string {
	old, has := words(base), words(made)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(words(text))), func(w string) bool { return old[w] || has[w] })
}

// content is what an entry says, whatever it looks like.
func content(text []byte) any {
	_, body, _ := source.Parts(text)
	var fields map[string]any
	if err := yaml.Unmarshal(bytes.TrimSuffix(bytes.TrimSpace(text[:body]), []byte("---")), &fields); err != nil {
		return err.Error()
	}
	maps.DeleteFunc(fields, func(name string, _ any) bool { return slices.Contains(kept, name) })
	return []any{fields, strings.Join(strings.Fields(string(text[body:])), " ")}
}

func words(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		out[w] = true
	}
	return out
}
