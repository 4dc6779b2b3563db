package hostile

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// imports are tables and mappings that mean harm: "patterns import csv t.csv --map m.yaml".
// says is what the command must say; what it writes, if it does, passes check.
var imports = []struct {
	name, table, mapping string
	says                 string
}{
	{"mapping with an alias", "Name\nA\n", "type: &a page\nfields: {title: *a}\n", "[yaml-alias]"},
	{"mapping with a bomb", "Name\nA\n", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "[yaml-alias]"},
	{"mapping with a tag", "Name\nA\n", "type: !!binary cGFnZQ==\n", "[yaml-syntax]"},
	{"mapping of two documents", "Name\nA\n", "type: page\nfields: {title: Name, summary: Name}\n---\ntype: project\n", "[yaml-syntax]"},
	{"mapping that is deep", "Name\nA\n", "type: page\nfields: " + strings.Repeat("[", 5_000) + "\n", "[yaml-syntax]"},
	{"mapping that is not UTF-8", "Name\nA\n", "type: \xff\n", "[not-utf8]"},
	{"mapping with a null", "Name\nA\n", "type: pa\x00ge\n", "[hidden-character]"},
	{"mapping of another type", "Name\nA\n", "type: ../../etc\nfields: {title: Name}\n", "[unknown-value]"},
	{"mapping of unknown fields", "Name\nA\n", "type: page\nfields: {__proto__: Name}\n", "[unknown-field]"},
	{"mapping of a megabyte", "Name\nA\n", "type: page\n" + strings.Repeat("# words\n", 200_000), "[file-too-large]"},
	{"name that would leave the library", "Name\n../../../outside/secret\n", "type: page\nid: Name\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"id of a device", "Name\ncon\n", "type: page\nid: Name\nfields: {title: Name, summary: Name}\n", "[bad-id]"},
	{"name of script", "Name\n<script>\n", "type: page\nid: Name\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"name of many letters", "Name\n" + strings.Repeat("a", 500_000) + "\n", "type: page\nid: Name\nfields: {title: Name, summary: {is: A page}}\n", "1 new"},
	{"language that leaves the library", "Name,L\na,../..\n", "type: page\nid: Name\nlanguage: L\nfields: {title: Name, summary: Name}\n", "[bad-id]"},
	{"picture outside", "Name,P\na,../outside/secret.png\n", "type: page\nid: Name\npictures: P\nfields: {title: Name, summary: Name}\n", "[image-type]"},
	{"picture of the system", "Name,P\na,/etc/passwd\n", "type: page\nid: Name\npictures: P\nfields: {title: Name, summary: Name}\n", "[image-type]"},
	{"cell of script", "Name\n<script>window.pwned=1</script>\n", "type: page\nid: {is: a-page}\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"cell that is a formula", "Name\n\"=HYPERLINK(\"\"https://evil.example/\"\")\"\n", "type: page\nid: {is: a-page}\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"cell that ends the front matter", "Name\n\"a\n---\nb\"\n", "type: page\nid: {is: a-page}\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"text that begins front matter", "Name,T\na,\"---\ntitle: B\n---\n\"\n", "type: page\nid: Name\nbody: T\nfields: {title: Name, summary: Name}\n", "1 new"},
	{"cell of ten megabytes", "Name\n\"" + strings.Repeat("word ", 2<<20) + "\"\n", "type: page\nid: {is: a-page}\nfields: {title: Name, summary: Name}\n", "[file-too-large]"},
	{"cell from right to left", "Name\na\u202eb\n", "type: page\nid: {is: a-page}\nfields: {title: Name, summary: Name}\n", "[hidden-character]"},
	{"quote that is never closed", "Name\n\"a\n", "type: page\nid: Name\nfields: {title: Name, summary: Name}\n", "[table-row]"},
	{"many columns", "Name" + strings.Repeat(",x", 100_000) + "\na\n", "type: page\nid: Name\nfields: {title: Name, summary: Name}\n", "[table-row]"},
	{"link of script", "Name,T\na,[x](javascript:window.pwned=1)\n", "type: page\nid: Name\nbody: T\nfields: {title: Name, summary: Name}\n", "[unsafe-link]"},
}

// TestImport holds the import of tables against each: it says what is wrong and writes
// nothing, or writes entries of the library and nothing else.
func TestImport(t *testing.T) {
	for _, c := range imports {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			put(t, filepath.Join(p.dir, "t.csv"), c.table)
			put(t, filepath.Join(p.dir, "m.yaml"), c.mapping)
			before := p.snapshot(t)
			code, out, said := p.run(t, "import", "csv", "t.csv", "--map", "m.yaml", "--library", "library")
			if !strings.Contains(out+said, c.says) {
				t.Errorf("it says\n%.2000s\nwant %s", out+said, c.says)
			}
			after := slices.DeleteFunc(p.snapshot(t), func(line string) bool {
				return code == 0 && strings.HasPrefix(line, "library/pages/") && !strings.HasPrefix(line, "library/pages/good.md")
			})
			if !slices.Equal(before, after) {
				t.Errorf("it wrote elsewhere:\n%s", strings.Join(after, "\n"))
			}
			if found := p.check(t); code == 0 && len(found) > 0 {
				t.Errorf("what it wrote has %v", found)
			}
			p.build(t)
		})
	}
}
