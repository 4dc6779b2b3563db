package diag

import (
	"fmt"
	"regexp"
	"strings"
)

// A collection that was moved in says the same of hundreds of files. Findings that say the same are
// shown once, with where the others are; so are warnings of one kind past a number that people still read.
const (
	alike   = 4  // of so many files the same is said once
	ofKind  = 12 // so many warnings of one code are shown
	placing = 3  // of the others, so many places are given
)

var quotedWords = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|“[^”]*”`)

// says is what makes findings say the same: code, message and help. The fields of each type are others, so of
// an unknown one its name counts.
func (f Finding) says() string {
	if words := quotedWords.FindAllString(f.Message, -1); len(words) > 0 && f.Code == UnknownField {
		return string(f.Code) + " " + strings.Join(words, " ")
	}
	return string(f.Code) + " " + f.Message + "\n" + f.Help
}

// Group returns the findings with those left out that say the same as one before, which says in its help
// where they are. Errors of one code that differ are all shown.
func Group(findings []Finding) []Finding {
	same, kind := map[string][]Finding{}, map[Code]int{}
	for _, f := range findings {
		same[f.says()] = append(same[f.says()], f)
	}
	shown := map[string]bool{}
	out := make([]Finding, 0, len(findings))
	last := map[Code]int{}
	for _, f := range findings {
		says := f.says()
		group := same[says]
		if inFiles(group) >= alike {
			if shown[says] {
				continue
			}
			shown[says] = true
			f.Help = strings.TrimSpace(f.Help + "\n" + others(group[1:]))
		}
		if f.Severity == Warning {
			if kind[f.Code]++; kind[f.Code] > ofKind {
				continue
			}
			last[f.Code] = len(out)
		}
		out = append(out, f)
	}
	for code, n := range kind {
		if more := n - ofKind; more > 0 {
			f := &out[last[code]]
			f.Help = strings.TrimSpace(f.Help + "\n" + fmt.Sprintf("There are %d more warnings of this kind. --all shows each.", more))
		}
	}
	return out
}

func inFiles(findings []Finding) int {
	files := map[string]bool{}
	for _, f := range findings {
		files[f.File] = true
	}
	return len(files)
}

// others says where findings are.
func others(findings []Finding) string {
	var places []string
	for _, f := range findings {
		place := f.File
		if f.Line > 0 {
			place += fmt.Sprintf(":%d", f.Line)
		}
		if len(places) < placing {
			places = append(places, place)
		}
	}
	if len(findings) > placing {
		places = append(places, "…")
	}
	return fmt.Sprintf("The same was found %s in %s: %s. --all shows each.", Plural(len(findings), "more time", "more times"),
		Plural(inFiles(findings), "file", "files"), strings.Join(places, ", "))
}
