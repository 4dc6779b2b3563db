package diag

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
)

// codeQuality is a finding as GitLab's Code Quality report has it.
type codeQuality struct {
	Description string   `json:"description"`
	CheckName   Code     `json:"check_name"`
	Fingerprint string   `json:"fingerprint"` // by which a finding is known again in a later report
	Severity    string   `json:"severity"`
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"`
	Lines lines  `json:"lines"`
}

type lines struct {
	Begin int `json:"begin"`
}

// GitLab writes findings as a Code Quality report, which GitLab shows beside the lines of a
// merge request. It must have a line for each: a finding on a whole file stands on the first.
func GitLab(w io.Writer, findings []Finding) error {
	report := []codeQuality{}
	seen := map[string]int{}
	for _, f := range findings {
		severity := "minor"
		if f.Severity == Error {
			severity = "major"
		}
		// The line is not in it, so that a finding stays the same when it moves; of two that
		// say the same in one file, the number tells them apart.
		key := fmt.Sprintf("%s\x00%s\x00%s", f.File, f.Code, f.Message)
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		report = append(report, codeQuality{f.sentences(), f.Code, fmt.Sprintf("%x", sum[:16]), severity,
			location{Escape(filepath.ToSlash(f.File)), lines{max(f.Line, 1)}}})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(report)
}
