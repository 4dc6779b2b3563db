package similar

import (
	"fmt"
	"os"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

const sample = "../../testdata/library"

// pair is a line of testdata/pairs.yaml: a new entry, or one of the library ("also"),
// beside one of the library.
type pair struct {
	Type, With, Also, Title, Summary string
	Same                             string
	Judge                            string // "yes": judges, wherever it stands in the list
	Aliases, Questions, Steps        []string
}

func (p pair) entry() *model.Entry {
	e := &model.Entry{Type: model.Type(p.Type)}
	if e.Type == "" {
		e.Type = model.ServicePattern
	}
	e.Title.Value, e.Summary.Value, e.Aliases = p.Title, p.Summary, texts(p.Aliases)
	switch e.Type {
	case model.ServicePattern:
		e.Pattern = &model.PatternFields{}
		for _, q := range p.Questions {
			e.Pattern.Questions = append(e.Pattern.Questions, model.Question{Ask: model.Text{Value: q}})
		}
		for _, s := range p.Steps {
			e.Pattern.Process.Steps = append(e.Pattern.Process.Steps, model.Step{Does: model.Text{Value: s}})
		}
	case model.CaseStudy, model.Project:
		e.Work = &model.WorkFields{}
	}
	return e
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
// of "nearly the same" that is, recall the share of what is that is found.
func TestPairs(t *testing.T) {
	lib := load(t, sample)
	data, err := os.ReadFile("testdata/pairs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var pairs []pair
	if err := yaml.Unmarshal(data, &pairs); err != nil {
		t.Fatal(err)
	}
	if len(pairs) < 60 {
		t.Fatalf("only %d pairs", len(pairs))
	}
	x := New(lib)
	type counts struct{ right, wrong, missed, all int }
	var sets [2]counts // to set the weights, and to judge
	for i, p := range pairs {
		set := &sets[i%2]
		if p.Judge == "yes" {
			set = &sets[1]
		}
		set.all++
		with := lib.ByID[p.With]
		e := p.entry()
		if p.Also != "" {
			e = lib.ByID[p.Also]
		}
		if with == nil || e == nil || with.Type != e.Type {
			t.Errorf("pair %d: no %s %q beside %q", i, p.Type, p.With, p.Also)
			continue
		}
		m := Match{}
		for _, got := range x.Like(e, 100) {
			if got.Entry == with {
				m = got
			}
		}
		switch near := m.Score >= Near; {
		case near && p.Same == "yes":
			set.right++
		case near:
			set.wrong++
			t.Logf("taken for the same (%.2f): %s%s and %s: %v", m.Score, p.Title, p.Also, p.With, m.Why)
		case p.Same == "yes":
			set.missed++
			t.Logf("missed (%.2f): %s and %s: %v", m.Score, p.Title, p.With, m.Why)
		}
	}
	for i, want := range []struct {
		name              string
		precision, recall float64
	}{{"pairs that set the weights", 0.95, 0.9}, {"pairs that judge them", 0.9, 0.8}} {
		c := sets[i]
		precision, recall := float64(c.right)/float64(max(1, c.right+c.wrong)), float64(c.right)/float64(max(1, c.right+c.missed))
		fmt.Printf("near duplicates, %d %s: precision %.3f, recall %.3f\n", c.all, want.name, precision, recall)
		if precision < want.precision || recall < want.recall {
			t.Errorf("%s: precision %.3f, want %.2f; recall %.3f, want %.2f", want.name, precision, want.precision, recall, want.recall)
		}
	}
}

// TestSample: the sample library repeats itself nowhere.
func TestSample(t *testing.T) {
	var list diag.List
	Check(load(t, sample), func(*model.Entry) bool { return false }, &list)
	for _, f := range list.Locate(os.ReadFile) {
		t.Errorf("%s: %s\n%s", f.File, f.Message, f.Help)
	}
}
