package similar

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

const sample = "../../testdata/library"

// pair is a line of testdata: a new entry, or one of the library ("also"), beside one of
// the library ("with") or another new one ("other").
type pair struct {
	Type, With, Also, Title, Summary string
	Same                             string
	Judge                            string // "yes": judges, wherever it stands in the list
	Aliases                          []string
	Questions, Steps                 yaml.Node // its own, or as "1-12" those of the other
	Asks, Does                       []string  // its own beside these
	Text                             int       // so many of a hundred words of the other's text
	Other                            *struct {
		Title, Summary string
		Aliases        []string
	}
}

// complete puts the other into the library, if it is new, and sees to it that both are
// of one type.
func (p *pair) complete(t *testing.T, lib *model.Library, i int) {
	t.Helper()
	if p.Other != nil {
		p.With = fmt.Sprintf("other-%d", i)
		other := pair{Type: p.Type, Title: p.Other.Title, Summary: p.Other.Summary, Aliases: p.Other.Aliases}.entry(lib)
		other.ID = p.With
		lib.Entries = append(lib.Entries, other)
		lib.ByID[other.ID] = other
	}
	with := lib.ByID[p.With]
	if with == nil || p.Also != "" && lib.ByID[p.Also] == nil {
		t.Fatalf("pair %d: no %q or %q", i, p.With, p.Also)
	}
	p.Type = string(with.Type)
	if p.Also != "" && lib.ByID[p.Also].Type != with.Type {
		t.Fatalf("pair %d: %q and %q are of two types", i, p.With, p.Also)
	}
}

func (p pair) entry(lib *model.Library) *model.Entry {
	e := &model.Entry{Type: model.Type(p.Type)}
	e.Title.Value, e.Summary.Value, e.Aliases = p.Title, p.Summary, texts(p.Aliases)
	with := lib.ByID[p.With]
	switch e.Type {
	case model.ServicePattern:
		e.Own = &model.PatternFields{}
		if from, to, ok := taken(p.Questions); ok {
			e.Pattern().Questions = slices.Clone(with.Pattern().Questions[from:to])
		}
		if from, to, ok := taken(p.Steps); ok {
			e.Pattern().Process.Steps = slices.Clone(with.Pattern().Process.Steps[from:to])
		}
		for _, q := range slices.Concat(listed(p.Questions), p.Asks) {
			e.Pattern().Questions = append(e.Pattern().Questions, model.Question{Ask: model.Text{Value: q}})
		}
		for _, s := range slices.Concat(listed(p.Steps), p.Does) {
			e.Pattern().Process.Steps = append(e.Pattern().Process.Steps, model.Step{Does: model.Text{Value: s}})
		}
	case model.CaseStudy, model.Project:
		e.Own = &model.WorkFields{}
	}
	if p.Text > 0 {
		read, done := bodies(lib)
		defer done()
		words := strings.Fields(read(with))
		e.Source = "text:" + strings.Join(words[:len(words)*p.Text/100], " ")
	}
	return e
}

// taken reads "2-9" as the numbers of what is taken of another.
func taken(n yaml.Node) (from, to int, ok bool) {
	first, last, ok := strings.Cut(n.Value, "-")
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	return from - 1, to, ok && err == nil && err2 == nil
}

func listed(n yaml.Node) (out []string) {
	for _, c := range n.Content {
		out = append(out, c.Value)
	}
	return out
}

func texts(list []string) []model.Text {
	out := make([]model.Text, len(list))
	for i, s := range list {
		out[i].Value = s
	}
	return out
}

func load(t testing.TB, dir string) *model.Library {
	t.Helper()
	var list diag.List
	lib, err := content.Load(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestPairs measures how well the labelled pairs are told apart: precision is the share
// of "nearly the same" that is, recall the share of what is that is found. It is long because
// all figures come of one walk over the pairs.
func TestPairs(t *testing.T) {
	type floor struct{ precision, recall float64 }
	for _, set := range []struct {
		file  string
		floor [2]floor // of pairs that set the weights, and of those that judge them
	}{
		{"pairs.yaml", [2]floor{{0.95, 0.95}, {0.95, 0.85}}},
		{"copies.yaml", [2]floor{{0.9, 0.95}, {0.95, 0.95}}},
	} {
		lib := load(t, sample)
		data, err := os.ReadFile("testdata/" + set.file)
		if err != nil {
			t.Fatal(err)
		}
		var pairs []pair
		if err := yaml.Unmarshal(data, &pairs); err != nil {
			t.Fatal(err)
		}
		if len(pairs) < 100 {
			t.Fatalf("%s has only %d pairs", set.file, len(pairs))
		}
		for i := range pairs {
			pairs[i].complete(t, lib, i)
		}
		x := indexed(t, lib)
		var half [2]struct{ right, wrong, missed, all int }
		for i, p := range pairs {
			c := &half[i%2]
			if p.Judge == "yes" {
				c = &half[1]
			}
			c.all++
			e := p.entry(lib)
			if p.Also != "" {
				e = lib.ByID[p.Also]
			}
			m := Match{}
			for _, got := range like(t, x, e) {
				if got.Entry.ID == p.With {
					m = got
				}
			}
			switch near := m.Score >= Near; {
			case near && p.Same == "yes":
				c.right++
			case near:
				c.wrong++
				t.Logf("taken for the same (%.2f): %s%s and %s: %v", m.Score, p.Title, p.Also, p.With, m.Why)
			case p.Same == "yes":
				c.missed++
				t.Logf("missed (%.2f): %s and %s: %v", m.Score, p.Title, p.With, m.Why)
			}
		}
		for i, what := range []string{"set the weights", "judge them"} {
			c, want := half[i], set.floor[i]
			precision, recall := float64(c.right)/float64(max(1, c.right+c.wrong)), float64(c.right)/float64(max(1, c.right+c.missed))
			fmt.Printf("near duplicates, %d of %s that %s: precision %.3f, recall %.3f\n", c.all, set.file, what, precision, recall)
			if precision < want.precision || recall < want.recall {
				t.Errorf("%s, pairs that %s: precision %.3f, want %.2f; recall %.3f, want %.2f", set.file, what, precision, want.precision,
					recall, want.recall)
			}
		}
	}
}

// indexed prepares a library beside which new entries may have a text of their own.
func indexed(t testing.TB, lib *model.Library) *Index {
	t.Helper()
	x, err := prepare(lib, func(lib *model.Library) (func(*model.Entry) string, func() error) {
		read, done := bodies(lib)
		return func(e *model.Entry) string {
			if text, ok := strings.CutPrefix(e.Source, "text:"); ok {
				return text
			}
			return read(e)
		}, done
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func like(t testing.TB, x *Index, e *model.Entry) []Match {
	t.Helper()
	matches, err := x.Like(e, 100)
	if err != nil {
		t.Fatal(err)
	}
	return matches
}

// TestSample: the sample library repeats itself nowhere.
func TestSample(t *testing.T) {
	var list diag.List
	if err := Check(load(t, sample), func(*model.Entry) bool { return false }, &list); err != nil {
		t.Fatal(err)
	}
	for _, f := range list.Locate(os.ReadFile) {
		t.Errorf("%s: %s\n%s", f.File, f.Message, f.Help)
	}
}
