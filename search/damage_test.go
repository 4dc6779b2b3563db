package search

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"servicepatterns/search/index"
)

// Whatever happens to the files on their way, the browser's engine gives the right result or says
// what is wrong: never a wrong result, never an error of another kind.
func TestDamage(t *testing.T) {
	dir, site := write(t, generate(100, 60), index.Synonyms{})
	t.Run("small", func(t *testing.T) { damage(t, site) })
	site = t.TempDir()
	exportTo(t, dir, site, large)
	t.Run("large", func(t *testing.T) { damage(t, site) })
	site = t.TempDir()
	few := vast
	few.Head, few.Block = 1, 3
	exportTo(t, indexed(t, generate(12, 60), true), site, few)
	t.Run("vast", func(t *testing.T) { damage(t, site) })
}

func damage(t *testing.T, site string) {
	out, err := exec.Command("node", "--no-warnings", "testdata/damage.mjs", site, `"council tax" -fund`, "benfit chlid page").Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	files := 0
	for line := range strings.Lines(string(out)) {
		var found struct {
			Kind, Got string
			Files     int
		}
		if err := json.Unmarshal([]byte(line), &found); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if found.Kind != "" {
			t.Errorf("%s: %s", found.Kind, found.Got)
		}
		files += found.Files
	}
	if files < 20 {
		t.Errorf("only %d files were used, so little was tested", files)
	}
}
