package hostile

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
)

// huge is a case that is too large to keep: make makes it, want is what check finds in file.
type huge struct {
	name, file string
	make       func() string
	want       []diag.Code
}

const head = "---\ntitle: A huge page\nsummary: It is too much.\n"

// fill repeats a text up to half of what a file may have.
func fill(s string) string { return strings.Repeat(s, 500_000/len(s)) }

// many joins what it is told for the numbers up to n.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func body(s string) func() string { return func() string { return head + "---\n" + s } }

func front(s string) func() string { return func() string { return head + s + "\n---\n" } }

var hugeFiles = []huge{
	{"a file of 100 MB", "pages/huge.md", func() string { return head + "---\n" + strings.Repeat("words and words\n", 100<<16) }, []diag.Code{diag.FileTooLarge}},
	{"quotations in quotations", "pages/huge.md", body(fill(">")), []diag.Code{diag.OverLimit}},
	{"lists in lists", "pages/huge.md", body(fill("- ")), nil},
	{"a staircase of lists", "pages/huge.md", body(func() string {
		var b strings.Builder
		for i := 0; b.Len() < 900_000; i++ {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}()), []diag.Code{diag.OverLimit}},
	{"brackets", "pages/huge.md", body(fill("[")), []diag.Code{diag.OverLimit}},
	{"brackets that close", "pages/huge.md", body(strings.Repeat("[", 240_000) + strings.Repeat("]", 240_000)), []diag.Code{diag.OverLimit}},
	{"links begun", "pages/huge.md", body(fill("[a](<b")), []diag.Code{diag.OverLimit}},
	{"addresses on one line", "pages/huge.md", body(strings.Repeat("<ab:>", 200_000)), []diag.Code{diag.UnsafeLink}},
	{"addresses of mail on one line", "pages/huge.md", body(strings.Repeat("<a@b.cc>", 125_000)), nil},
	{"entries begun", "pages/huge.md", body(fill("[[a ")), []diag.Code{diag.OverLimit}},
	{"pictures begun", "pages/huge.md", body(fill("![a](")), []diag.Code{diag.OverLimit}},
	{"emphasis", "pages/huge.md", body(strings.Repeat("*a ", 150_000) + strings.Repeat("b* ", 150_000)), nil},
	{"backticks", "pages/huge.md", body(many(1_400, "%0*d`a ")), nil},
	{"a million headings", "pages/huge.md", body(fill("#\n\n")), []diag.Code{diag.HeadingOutline, diag.OverLimit}},
	{"headings that are alike", "pages/huge.md", body(fill("## a\n")), []diag.Code{diag.OverLimit}},
	{"one heading", "pages/huge.md", body("## " + fill("a")), nil},
	{"a table of many columns", "pages/huge.md", body("|" + strings.Repeat("a|", 100_000) + "\n|" + strings.Repeat("-|", 100_000) + "\n" + strings.Repeat("|\n", 100_000)), []diag.Code{diag.OverLimit, diag.TypedTable}},
	{"a table of many rows", "pages/huge.md", body("|a|\n|-|\n" + fill("|b|\n")), []diag.Code{diag.OverLimit, diag.TypedTable}},
	{"many tables", "pages/huge.md", body(fill("a\n|-|\n\n")), nil},
	{"footnotes", "pages/huge.md", body(many(40_000, "[^%d] ") + "\n\n" + many(30_000, "[^%d]: words\n")), []diag.Code{diag.OverLimit}},
	{"definitions of links", "pages/huge.md", body(many(50_000, "[a%d]: /b\n")), []diag.Code{diag.OverLimit}},
	{"a long definition used often", "pages/huge.md", body("[a]: https://example.org/" + fill("b") + "\n\n" + fill("[a]\n\n")), []diag.Code{diag.OverLimit}},
	{"script", "pages/huge.md", body(fill("<script>\n\n")), []diag.Code{diag.RawHTML}},
	{"comments begun", "pages/huge.md", body(fill("<!--")), []diag.Code{diag.RawHTML}},
	{"entities", "pages/huge.md", body(fill("&amp;")), nil},
	{"entities that hide", "pages/huge.md", body(fill("&#8238;")), []diag.Code{diag.HiddenCharacter}},
	{"characters that hide", "pages/huge.md", body(fill("\u202e")), []diag.Code{diag.HiddenCharacter}},
	{"entries that are not there", "pages/huge.md", body(many(50_000, "[[nobody-%d]]\n\n")), []diag.Code{diag.UnknownReference}},
	{"links that lead nowhere", "pages/huge.md", body(many(40_000, "[a](nobody-%d.md)\n\n")), []diag.Code{diag.BrokenLink}},
	{"pictures that are not there", "pages/huge.md", body(many(40_000, "![a](nobody-%d.png)\n\n")), []diag.Code{diag.BrokenImage}},
	{"one word", "pages/huge.md", body(fill("a")), nil},
	{"one line", "pages/huge.md", body(fill("word ")), nil},
	{"accents on one letter", "pages/huge.md", body("a" + fill("\u0301")), nil},
	{"line ends", "pages/huge.md", body(fill("\n")), nil},
	{"tabs", "pages/huge.md", body(fill("\t")), nil},

	{"a long title", "pages/huge.md", func() string { return "---\ntitle: " + fill("a") + "\nsummary: B\n---\n" }, nil},
	{"a long summary", "pages/huge.md", func() string { return "---\ntitle: A\nsummary: " + fill("word ") + "\n---\n" }, []diag.Code{diag.LongSummary}},
	{"a long verb", "service-patterns/huge.md", front("verb: " + fill("a")), []diag.Code{diag.UnknownVerb}},
	{"a long id", "service-patterns/huge.md", front("former-ids: [" + fill("a") + "]"), []diag.Code{diag.WrongID}},
	{"a long reference", "service-patterns/huge.md", front("standards: [" + fill("a") + "]"), []diag.Code{diag.UnknownReference}},
	{"a long number", "service-patterns/huge.md", front("lgsl: [" + fill("9") + "]"), []diag.Code{diag.WrongNumber}},
	{"a long address", "service-patterns/huge.md", front("links: [{url: https://example.org/" + fill("a") + "}]"), nil},
	{"a long name of a field", "pages/huge.md", front(strings.Repeat("a", 900_000) + ": b"), []diag.Code{diag.YAMLSyntax}},
	{"many fields", "pages/huge.md", front(many(50_000, "field-%d: a\n")), []diag.Code{diag.UnknownField}},
	{"many aliases", "pages/huge.md", front("aliases: [" + many(80_000, "name %d, ") + "]"), []diag.Code{diag.WrongType}},
	{"many former ids", "pages/huge.md", front("former-ids: [" + many(60_000, "former-%d, ") + "]"), []diag.Code{diag.WrongType}},
	{"many references", "service-patterns/huge.md", front("standards: [" + many(60_000, "nobody-%d, ") + "]"), []diag.Code{diag.UnknownReference, diag.WrongType}},
	{"many questions", "service-patterns/huge.md", front("questions:\n" + many(30_000, "  - {id: q-%d, ask: What}\n")), []diag.Code{diag.WrongType}},
	{"many questions that depend", "service-patterns/huge.md", front("questions:\n" + many(20_000, "  - {ask: What, if: {nobody-%d: x}}\n")), []diag.Code{diag.UnknownQuestion, diag.WrongType}},
	{"many steps", "service-patterns/huge.md", front("process:\n  steps:\n" + many(15_000, "    - {id: s-%d, does: Goes on, next: [s-%[1]d]}\n")), []diag.Code{diag.WrongType}},
	{"many steps that lead nowhere", "service-patterns/huge.md", front("process:\n  steps:\n" + many(15_000, "    - {id: s-%d, does: Goes on, next: [nobody-%[1]d]}\n")), []diag.Code{diag.UnknownStep, diag.WrongType}},
	{"many actors", "service-patterns/huge.md", front("process:\n  actors: [" + many(40_000, "actor %d, ") + "]\n  steps: [{id: a, does: x, by: nobody}]"), []diag.Code{diag.UnknownActor, diag.WrongType}},
	{"brackets in front", "pages/huge.md", front("aliases: " + fill("[")), []diag.Code{diag.YAMLSyntax}},
	{"braces in front", "pages/huge.md", front("aliases: " + fill("{a: ")), []diag.Code{diag.YAMLSyntax}},
	{"lists in front", "pages/huge.md", front("aliases:\n  " + fill("- ")), []diag.Code{diag.YAMLSyntax}},
	{"keys in front", "pages/huge.md", front(fill("? ")), []diag.Code{diag.YAMLSyntax}},
	{"depth in front", "pages/huge.md", front("aliases: " + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000)), []diag.Code{diag.YAMLSyntax}},
	{"comments in front", "pages/huge.md", front(fill("# a\n")), nil},
	{"anchors in front", "pages/huge.md", front(many(60_000, "a%d: &a x\n")), []diag.Code{diag.YAMLAlias}},
	{"duplicates in front", "pages/huge.md", front(fill("title: a\n")), []diag.Code{diag.DuplicateKey}},
	{"markers", "pages/huge.md", func() string { return fill("---\n") }, []diag.Code{diag.MissingField}},

	{"a huge library.yaml", "library.yaml", func() string { return "title: A\nverbs:\n" + many(60_000, "  - verb-%d\n") }, []diag.Code{diag.WrongType}},
	{"a library.yaml of 2 MB", "library.yaml", func() string { return "title: A\n" + strings.Repeat("# a\n", 1<<19) }, []diag.Code{diag.FileTooLarge}},
	{"many synonyms", "synonyms.yaml", func() string { return "groups:\n" + many(40_000, "  - [word-%d, thing]\n") }, []diag.Code{diag.WrongType}},
	{"one group of many synonyms", "synonyms.yaml", func() string { return "groups:\n  - [" + many(60_000, "word-%d, ") + "]\n" }, []diag.Code{diag.WrongType}},
	{"a table of 17 MB", "organisations.csv", func() string { return "id,name\n" + strings.Repeat("a-council,A council\n", 17<<20/20+1) }, []diag.Code{diag.FileTooLarge}},
	{"a cell of 10 MB", "organisations.csv", func() string { return "id,name\na-council,\"" + strings.Repeat("word ", 2<<20) + "\"\n" }, []diag.Code{diag.TableRow}},
	{"many columns", "organisations.csv", func() string { return "id,name" + strings.Repeat(",", 1<<20) + "\n" }, []diag.Code{diag.TableRow}},
	{"many rows that are wrong", "organisations.csv", func() string { return "id,name\n" + many(200_000, "Council %d,A\n") }, []diag.Code{diag.TableRow}},
}

// TestHuge holds the command against what is large, deep or endless. It must end within
// the bounds of run; nothing is timed.
func TestHuge(t *testing.T) {
	for _, h := range hugeFiles {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			put(t, filepath.Join(p.library, h.file), h.make())
			found := p.check(t)
			if got := found[h.file]; !slices.Equal(got, h.want) {
				t.Errorf("check finds %v, want %v", got, h.want)
			}
			p.build(t)
		})
	}
}

// TestManyFiles has more files than a library will ever have of one type.
func TestManyFiles(t *testing.T) {
	p := newPlace(t)
	for i := range 5_000 {
		put(t, filepath.Join(p.library, fmt.Sprintf("standards/entry-%d.md", i)), fmt.Sprintf("---\ntitle: Entry %d\nsummary: B\n---\n", i))
		put(t, filepath.Join(p.library, fmt.Sprintf("standards/folder-%d/x.txt", i)), "words")
	}
	found := p.check(t)
	for i := range 5_000 {
		if folder := fmt.Sprintf("standards/folder-%d", i); !slices.Equal(found[folder], []diag.Code{diag.UnreadFile}) {
			t.Fatalf("check finds %v in %s, want %v", found[folder], folder, diag.UnreadFile)
		}
	}
	if len(found) > 5_000 {
		t.Errorf("check finds more: %d files have problems", len(found))
	}
}
