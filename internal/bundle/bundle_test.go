package bundle

import (
	"fmt"
	"testing"
)

// TestJoin: each module once, after those that it imports.
func TestJoin(t *testing.T) {
	sources := map[string]string{
		"js/engine.js": "import { a } from \"./a.js\";\nimport { b } from \"./b.js\";\nexport { b };\nexport async function open() { return a + b; }\n",
		"js/a.js":      "import { b } from \"./b.js\";\nexport const a = b + 1;\n",
		"js/b.js":      "export class B {}\nexport const b = 1;\n",
	}
	got, err := Join("js/engine.js", func(name string) ([]byte, error) {
		source, ok := sources[name]
		if !ok {
			return nil, fmt.Errorf("no module %s", name)
		}
		return []byte(source), nil
	}, "open", "SearchError")
	if err != nil {
		t.Fatal(err)
	}
	const want = "const [open,SearchError]=(()=>{class B {}\nconst b = 1;\nconst a = b + 1;\nasync function open() { return a + b; }\n\n" +
		"return[open,SearchError]})();export{open,SearchError};"
	if string(got) != want {
		t.Errorf("bundled %s\nwant %s", got, want)
	}
}

// TestOneName: modules that share a scope cannot share a name.
func TestOneName(t *testing.T) {
	sources := map[string]string{"a.js": "import { b } from \"./b.js\";\nconst one = b;\n", "b.js": "export const b = 1;\nfunction* one() {}\n"}
	_, err := Join("a.js", func(name string) ([]byte, error) { return []byte(sources[name]), nil })
	if err == nil || err.Error() != `joining modules: b.js and a.js both have "one"` {
		t.Errorf("got %v", err)
	}
}

// TestForms: what is not known here would be left in the middle of a function.
func TestForms(t *testing.T) {
	for _, source := range []string{"export default 1;\n", "import a from \"./b.js\";\n", "export let x = 1;\n"} {
		if _, err := Join("a.js", func(string) ([]byte, error) { return []byte(source), nil }); err == nil {
			t.Errorf("%q was joined", source)
		}
	}
}
