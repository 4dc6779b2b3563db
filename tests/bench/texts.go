package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// snippets are what Markdown and front matter are made of, each to be repeated: an author's
// mistake, or a text that was made to take long.
var snippets = []string{
	// paragraphs and lines
	"a\n", "a\n\n", "a ", "word and word, ", "é", "👩‍💻 ", "\n", "  \n", "\t\n", "a  \n", "a\\\n", "\\a", "\\*", "A sentence of words. ",
	// headings and rules
	"# a\n", "## a\n\n", "a\n=\n", "a\n-\n", "---\n", "* * *\n", "#\n", "#a\n",
	// lists
	"- a\n", "- a\n\n", "1. a\n", "- ", "- [ ] a\n", "- a\n  - b\n", "* a\n+ b\n", "• a\n", "1) a\n2. b\n",
	// quotations
	"> a\n", "> a\n\n", ">", "> - a\n", "> ", "a\n> b\n",
	// code
	"`a` ", "`", "``a` ", "```\na\n```\n", "```\n", "~~~\n", "    a\n", "`a\n",
	// emphasis
	"*a* ", "**a** ", "*a ", "a* ", "**a ", "_*", "*_a_* ", "~~a~~ ", "~a", "***a** b* ", "*", "_", "a_b_c ",
	// links and pictures
	"[a](b) ", "[a](https://example.org/) ", "[a] ", "[", "]", "[](", "[a](b", "![a](b.png) ", "![", "[a][b] ", "[[a]] ", "[[a|b]] ", "[[a",
	"[a]: /b\n", "[a]: /b\n\n[a] ", "<https://example.org/> ", "<a@example.org> ", "https://example.org/ ", "www.example.org ", "(a)[b] ",
	"[^1] ", "[^1]: a\n", "[^1]: a\n\n", "[a](<b> \"c\") ",
	// tables
	"|a|\n|-|\n|b|\n\n", "|a|\n", "|-|\n", "a|b\n", "|", "|a|b|\n|-|-|\n",
	// HTML and entities
	"<b>", "<b>a</b> ", "<b>\n\n", "<!-- a -->", "<!-- a -->\n\n", "<!--", "<", "</", "<a href=", "<script>\n\n", "&amp;", "&", "&#8238;", "&#x", "<div>\n",
	// what other tools read
	"{% a %} ", "{{ a }} ", "{", "%%a%% ", "==a== ", "!!! a\n", "::: a\n", "---\ntitle: a\n",
	// what prose looks at
	"jane.smith@council.example ", "07700 900123 ", "utilise ", "in order to ", "e.g. ", "\"", "“a” ", "...",
}

// frontSnippets are what front matter is made of.
var frontSnippets = []string{
	"aliases:\n  - a\n", "a: b\n", "# a\n", "  - a\n", "\n", "a", "- ", "a: [b]\n", "a: {b: c}\n", "a: \"b\"\n", "a: 'b'\n", "a: |\n  b\n", "a: >\n  b\n",
	"? a\n", "&a b\n", "*a\n", "!a b\n", "a: “b”\n", "a : b\n", "\"a\": b\n",
}

// texts prints how long a text of a megabyte takes, made of each snippet, and how many times as long as a
// quarter of it: 4 is in proportion.
func texts(command, dir string) error {
	fmt.Printf("%-34s %9s %9s %9s %9s\n", "1,000,000 bytes of", "check s", "growth", "build s", "growth")
	var slow []string
	for i, snippet := range slices.Concat(snippets, frontSnippets) {
		text := func(size int) string {
			repeated := strings.Repeat(snippet, size/len(snippet))
			if i < len(snippets) {
				return "---\ntitle: A page\nsummary: It is long.\n---\n" + repeated
			}
			return "---\ntitle: A page\nsummary: It is long.\n" + repeated + "\n---\nA text.\n"
		}
		var took [2][2]float64 // by size, check and build
		for n, size := range []int{250_000, 1_000_000} {
			library := filepath.Join(dir, fmt.Sprintf("text-%d-%d", i, size))
			file := filepath.Join(library, "pages", "long.md")
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(file, []byte(text(size)), 0o644); err != nil {
				return err
			}
			took[n][0] = seconds(command, "check", "--library", library)
			took[n][1] = seconds(command, "build", "--library", library, "--out", filepath.Join(dir, "text-site"), "--keep-going",
				"--allow-empty")
			if err := os.RemoveAll(library); err != nil {
				return err
			}
		}
		line := fmt.Sprintf("%-34q %9.2f %9.1f %9.2f %9.1f", snippet, took[1][0], took[1][0]/took[0][0], took[1][1], took[1][1]/took[0][1])
		fmt.Println(line)
		if took[1][0] > 1 || took[1][1] > 2 {
			slow = append(slow, line)
		}
	}
	fmt.Printf("\n%d snippets; longer than 1 s in check or 2 s in build: %d\n%s\n", len(snippets)+len(frontSnippets), len(slow),
		strings.Join(slow, "\n"))
	return nil
}

// seconds runs a command, which may find errors, and returns what it took.
func seconds(command string, args ...string) float64 {
	begin := time.Now()
	_ = exec.Command(command, args...).Run()
	return time.Since(begin).Seconds()
}
