package words

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"servicepatterns/internal/model"
)

// commandAlone are packages whose sentences only the command says: messages of the command line, and
// findings that the form does not share. They may stay English. What every other package says must
// have a key in theme/strings.
var commandAlone = []string{
	"adopt", "build", "cli", "conform", "content", "diag", "fetch", "follow", "history", "intake", "link", "merge", "opendata", "publish", "report", "schema", "sheet", "similar", "slip",
	"source", "starter", "static", "suggest", "table", "tempdir",
}

// sources are the parts of the repository that can say something on a page, in a finding or in the form.
type sources struct {
	catalogue map[string]string
	literals  map[string]bool // every string of Go, templates and scripts
	spoken    []saying        // strings that are sentences, outside the catalogue
	asked     []saying        // keys
}

// saying is a string and where it stands.
type saying struct{ file, text string }

// TestCatalogue: every sentence has a key, every key is used, and no key is missing.
func TestCatalogue(t *testing.T) {
	var s sources
	data, err := os.ReadFile("../../theme/strings/en.json")
	if err == nil {
		err = json.Unmarshal(data, &s.catalogue)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.read(t, os.DirFS("../.."))
	if len(s.literals) < 3000 || len(s.asked) < 400 {
		t.Fatalf("read only %d strings and %d keys", len(s.literals), len(s.asked))
	}
	for _, fault := range s.faults() {
		t.Error(fault)
	}
}

// TestCatalogueFinds: the test above finds a sentence, an unused key and a missing one.
func TestCatalogueFinds(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"internal/render/x.go": `package render
import "errors"
var a, b = "Nobody has said this yet", errors.New("for the log of the command")
var c = "red"
func f(w words) { w.T("there"); w.T("lacking"); w.N("counted", 1); w.T("family." + b) }`,
		"theme/layouts/x.html":      `<p title="A title of words">{{t "there"}} and words between</p>`,
		"theme/components/x/x.js":   "// a comment is none\nconst x = /a \"b/; say(\"This is said to somebody\"); throw new Error(\"not to them\");",
		"internal/cli/x.go":         `package cli; var a = "The command may say this"`,
		"theme/components/x/y.mjs":  "say(`Two words of ${x} more`);",
		"internal/render/x_test.go": `package render; var a = "A test may say this"`,
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s := sources{catalogue: map[string]string{"there": "There", "unused": "Unused", "counted.other": "{n}", "family.red": "a"}}
	s.read(t, files)
	got := s.faults()
	want := []string{
		`internal/render/x.go says "Nobody has said this yet"`,
		`theme/components/x/x.js says "This is said to somebody"`,
		`theme/components/x/y.mjs says "Two words of  more"`,
		`theme/layouts/x.html says "A title of words"`,
		`theme/layouts/x.html says "and words between"`,
		`internal/render/x.go asks for the key "lacking"`,
		`nothing asks for the key "unused"`,
	}
	for _, one := range want {
		if !slices.ContainsFunc(got, func(fault string) bool { return strings.HasPrefix(fault, one) }) {
			t.Errorf("it does not find that %s", one)
		}
	}
	if len(got) != len(want) {
		t.Errorf("it finds %q", got)
	}
}

// faults are what is wrong, in sentences.
func (s *sources) faults() []string {
	var out []string
	slices.SortFunc(s.spoken, func(a, b saying) int { return strings.Compare(a.file+a.text, b.file+b.text) })
	values := map[string]bool{}
	for _, text := range s.catalogue {
		values[text] = true
	}
	for _, one := range s.spoken {
		if !values[one.text] { // a script may bring the English of the catalogue with it
			out = append(out, one.file+" says "+strconv.Quote(one.text)+": give it a key in theme/strings/en.json")
		}
	}
	for _, one := range s.asked {
		if !s.has(one.text) {
			out = append(out, one.file+" asks for the key "+strconv.Quote(one.text)+", which theme/strings/en.json lacks")
		}
	}
	var unused []string
	for key := range s.catalogue {
		if !s.used(key) {
			unused = append(unused, "nothing asks for the key "+strconv.Quote(key)+" of theme/strings/en.json")
		}
	}
	slices.Sort(unused)
	return append(out, unused...)
}

// forms are the ends of keys that a reader of words adds by itself.
var forms = []string{"one", "other", "none", "zero", "two", "few", "many", "help", "form", "hint"}

// has says whether there are words for a key, in whatever plural; of one that is put together, which
// ends with a dot or a hyphen, whether there are any that begin so.
func (s *sources) has(key string) bool {
	if strings.HasSuffix(key, ".") || strings.HasSuffix(key, "-") {
		for known := range s.catalogue {
			if strings.HasPrefix(known, key) {
				return true
			}
		}
		return false
	}
	_, single := s.catalogue[key]
	_, plural := s.catalogue[key+".other"]
	return single || plural
}

// used says whether some source has a key, whole or as a beginning and the words behind it.
func (s *sources) used(key string) bool {
	if s.madeOf(key) {
		return true
	}
	for {
		last := strings.LastIndexByte(key, '.')
		if last < 0 || !slices.Contains(forms, key[last+1:]) {
			break
		}
		if key = key[:last]; s.madeOf(key) {
			return true
		}
	}
	return false
}

// madeOf says whether a key is a string of some source, or is put together: it begins with one that
// ends with a dot or a hyphen, and goes on with strings that are words.
func (s *sources) madeOf(key string) bool {
	if s.literals[key] {
		return true
	}
	for at := len(key) - 1; at > 0; at-- {
		if (key[at] == '.' || key[at] == '-') && s.literals[key[:at+1]] && s.wordsOf(key[at+1:]) {
			return true
		}
	}
	return false
}

// wordsOf says whether a text is one word of the sources after another.
func (s *sources) wordsOf(text string) bool {
	for end := len(text); end > 0; end-- {
		if end < len(text) && text[end] != '.' && text[end] != '-' {
			continue
		}
		word, rest := text[:end], strings.TrimLeft(text[end:], ".-")
		_, err := strconv.Atoi(word)
		known := err == nil || s.literals[word] || s.literals[word+"-"] || s.literals["-"+word]
		if known && (rest == "" || s.wordsOf(rest)) {
			return true
		}
	}
	return false
}

// read reads all sources.
func (s *sources) read(t *testing.T, root fs.FS) {
	t.Helper()
	s.literals = map[string]bool{}
	for _, kind := range model.Types() { // of which keys are made
		s.literals[string(kind)] = true
	}
	err := fs.WalkDir(root, ".", func(file string, item fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if item.IsDir() {
			if path.Base(file) == "node_modules" || strings.HasSuffix(file, "test") || file == ".git" || file == "public" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasPrefix(file, "internal/") && !strings.HasPrefix(file, "theme/") && !strings.HasPrefix(file, "search/") ||
			strings.HasSuffix(file, "_test.go") || strings.Contains(file, ".test.") || strings.Contains(file, "/testdata/") {
			return nil
		}
		data, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		switch path.Ext(file) {
		case ".go":
			return s.goFile(file, data)
		case ".html":
			s.template(file, string(data))
		case ".js", ".mjs":
			s.script(file, string(data))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sentence is two words beside each other.
var sentence = regexp.MustCompile(`\pL[\pL’']+,? \pL[\pL’']+`)

// markup is what of a string is no words: tags with their attributes, what templates fill in.
var markup = regexp.MustCompile(`<[^<>]*(>|$)|{{[^}]*}}`)

// otherwise are beginnings of strings with words beside each other that no person reads as words of the site.
var otherwise = []string{
	"# Keeps every file", // in a file for Jekyll
	"required name=q",    // of schema.org
	"curl -", "import {", // programs to copy
	"@layer council",        // CSS
	"default-src", "width=", // of the page's head
	"input, select",                             // a selector
	"GET, HEAD",                                 // of HTTP
	"al ance", "ational:", "icate:", "ization:", // ends of words, of the stemmer
	"Search could not load part of its index. Try again, or browse", // errors of the engine, for programs:
	"Search could not read part of its index. Try again, or browse", // pages say suggest.failed
}

func (s *sources) say(file, text string) {
	if slices.ContainsFunc(otherwise, func(begin string) bool { return strings.HasPrefix(text, begin) }) {
		return
	}
	if text = strings.TrimSpace(markup.ReplaceAllString(text, " ")); sentence.MatchString(text) {
		s.spoken = append(s.spoken, saying{file, text})
	}
}

// goFile reads a Go file. Errors and panics are for whoever runs the command; lists of words and
// patterns are no sentences.
func (s *sources) goFile(file string, data []byte) error {
	tree, err := parser.ParseFile(token.NewFileSet(), file, data, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(file, "internal/"), "/")
	pages := strings.HasPrefix(file, "internal/") && !slices.Contains(commandAlone, room)
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if n.Tag != nil { // names of fields are parts of keys
				for _, word := range tagWord.FindAllStringSubmatch(n.Tag.Value, -1) {
					s.literals[word[1]] = true
				}
				n.Tag = nil
			}
		case *ast.TypeSpec: // and so are names of structs
			s.literals[kebab(strings.TrimSuffix(n.Name.Name, "Fields"))] = true
		case *ast.ValueSpec:
			if pages && len(n.Names) == 1 && wordList.MatchString(n.Names[0].Name) {
				s.quiet(n)
				return false
			}
		case *ast.CallExpr:
			name := called(n.Fun)
			if (name == "T" || name == "N" || name == "List") && len(n.Args) > 0 {
				s.key(file, n.Args[0])
			}
			if slices.Contains(silent, name) {
				s.quiet(n)
				return false
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
				s.keep(text)
				if pages {
					s.say(file, text)
				}
			}
		}
		return true
	})
	return nil
}

var (
	tagWord    = regexp.MustCompile(`(?:field|one|filter|json):"([^",]+)`)
	lowerWords = regexp.MustCompile(`^[a-z0-9 !-]+$`)
	wordList   = regexp.MustCompile(`(List|Names)$`) // of a language, not of the interface
	// silent are functions whose strings nobody reads on a page: errors, patterns, lists of words, what
	// is looked for, what serve says in the terminal.
	silent = []string{"errors.New", "fmt.Errorf", "panic", "regexp.MustCompile", "words", "lines", "terms", "Contains", "Say"}
)

// quiet keeps the strings of a part of a file, which may be keys, and no sentences.
func (s *sources) quiet(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				s.keep(text)
			}
		}
		return true
	})
}

// keep notes a string, which may be a key, or a list of words that keys are made of.
func (s *sources) keep(text string) {
	s.literals[text] = true
	if lowerWords.MatchString(text) {
		for word := range strings.FieldsSeq(text) {
			s.literals[word] = true
		}
	}
}

// key notes a key that a call asks for, whole or its beginning.
func (s *sources) key(file string, arg ast.Expr) {
	whole := true
	if sum, ok := arg.(*ast.BinaryExpr); ok {
		arg, whole = sum.X, false
	}
	lit, ok := arg.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return
	}
	if text, err := strconv.Unquote(lit.Value); err == nil && (whole || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "-")) {
		s.asked = append(s.asked, saying{file, text})
	}
}

// called is the name of a function: "panic", "errors.New", and of a method its own.
func called(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if of, ok := f.X.(*ast.Ident); ok && (of.Name == "errors" || of.Name == "fmt" || of.Name == "regexp") {
			return of.Name + "." + f.Sel.Name
		}
		return f.Sel.Name
	}
	return ""
}

func kebab(name string) string {
	return strings.ToLower(strings.TrimPrefix(capitals.ReplaceAllString(name, "-$0"), "-"))
}

var (
	capitals  = regexp.MustCompile(`\p{Lu}`)
	actions   = regexp.MustCompile(`(?s){{.*?}}`)
	quoted    = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
	keyOf     = regexp.MustCompile(`\b(?:t|n|forms)\s+"([^"]+)"`)
	keyMade   = regexp.MustCompile(`\b(?:t|n)\s+\(print\s+"([^"]+)"`)
	tags      = regexp.MustCompile(`(?s)<!--.*?-->|<(script|style)\b.*?</(?:script|style)>|<[^<>]*>`)
	attribute = regexp.MustCompile(`\b(?:title|alt|placeholder|aria-label|content)="([^"]*)"`)
)

// template reads a template: its text, attributes that are read out, and keys.
func (s *sources) template(file, text string) {
	for _, action := range actions.FindAllString(text, -1) {
		for _, m := range quoted.FindAllStringSubmatch(action, -1) {
			s.literals[m[1]] = true
		}
		for _, m := range append(keyOf.FindAllStringSubmatch(action, -1), keyMade.FindAllStringSubmatch(action, -1)...) {
			s.asked = append(s.asked, saying{file, m[1]})
		}
	}
	text = actions.ReplaceAllString(text, "¦")
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		s.say(file, m[1])
	}
	for _, words := range strings.FieldsFunc(tags.ReplaceAllString(text, "\n"), func(r rune) bool { return r == '\n' || r == '¦' }) {
		s.say(file, words)
	}
}

// thrown are strings of a script that are errors, and names of classes.
var thrown = regexp.MustCompile(`(?:new \w*(?:Error|Stale)?\(|class(?:Name)?[:=] ?|rel: |` +
	`querySelector(?:All)?\(|closest\(|matches\(|console\.\w+\()\s*$`)

// script reads a script: strings and texts with gaps, passing over comments and patterns.
func (s *sources) script(file, text string) {
	before := "" // what came before on the way, without spaces
	for at := 0; at < len(text); {
		c := text[at]
		switch {
		case strings.HasPrefix(text[at:], "//"):
			at += len(text[at:]) - len(strings.TrimLeft(text[at:], "\n"))
			if end := strings.IndexByte(text[at:], '\n'); end >= 0 {
				at += end
			} else {
				at = len(text)
			}
		case strings.HasPrefix(text[at:], "/*"):
			at += strings.Index(text[at:], "*/") + 2
		case c == '/' && strings.ContainsAny(before[max(0, len(before)-1):], "(,=:[!&|?{};>") || c == '/' && before == "":
			at = pattern(text, at)
			before += "/"
		case c == '"' || c == '\'' || c == '`':
			literal, end := quotedIn(text, at)
			s.literals[literal] = true
			if !thrown.MatchString(text[max(0, at-40):at]) {
				s.say(file, literal)
			}
			at, before = end, before+`"`
		default:
			if c > ' ' {
				before = before[max(0, len(before)-20):] + string(c)
			}
			if isLetter(c) {
				end := at
				for end < len(text) && (isLetter(text[end]) || text[end] == '-' || text[end] >= '0' && text[end] <= '9') {
					end++
				}
				s.literals[text[at:end]] = true // words.searching asks for a key
				before, at = before+text[at:end], end-1
			}
			at++
		}
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

// pattern returns where a regular expression ends.
func pattern(text string, at int) int {
	class := false
	for at++; at < len(text) && text[at] != '\n'; at++ {
		switch c := text[at]; {
		case c == '\\':
			at++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			return at + 1
		}
	}
	return at
}

// quotedIn returns a string of a script, without what fills its gaps, and where it ends.
func quotedIn(text string, at int) (string, int) {
	mark := text[at]
	var out strings.Builder
	for at++; at < len(text) && text[at] != mark; at++ {
		switch {
		case text[at] == '\\':
			at++
		case mark == '`' && strings.HasPrefix(text[at:], "${"):
			for depth := 0; at < len(text); at++ {
				if text[at] == '{' {
					depth++
				} else if text[at] == '}' {
					if depth--; depth == 0 {
						break
					}
				}
			}
		default:
			out.WriteByte(text[at])
		}
	}
	return out.String(), min(at+1, len(text))
}
