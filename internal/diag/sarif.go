package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The parts of SARIF 2.1.0 that we write (OASIS, "Static Analysis Results Interchange
// Format (SARIF) Version 2.1.0", sections 3.13 to 3.30).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"semanticVersion,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string      `json:"id"`
		Short   sarifText   `json:"shortDescription"`
		Help    sarifHelp   `json:"help"`
		Default sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level Severity `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifHelp struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     Severity        `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"` // none when the line is unknown
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"` // one past the last character
	}
)

// SARIF writes findings as SARIF 2.1.0, which code hosts and editors read. version is
// that of the command; explain gives what a code says, in one sentence, and its page as
// Markdown. Every rule that a finding breaks is listed, and no other.
func SARIF(w io.Writer, findings []Finding, version string, explain func(Code) (says, page string)) error {
	var codes []Code
	for _, f := range findings {
		codes = append(codes, f.Code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "patterns", Version: version, Rules: []sarifRule{}}},
		ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
	}
	for _, c := range codes {
		says, page := explain(c)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules,
			sarifRule{string(c), sarifText{says}, sarifHelp{page, page}, sarifConfig{c.Severity()}})
	}
	for _, f := range findings {
		index, _ := slices.BinarySearch(codes, f.Code)
		result := sarifResult{RuleID: string(f.Code), RuleIndex: index, Level: f.Severity, Message: sarifText{f.sentences()}}
		place := sarifPhysical{Artifact: sarifArtifact{address(f.File)}}
		if f.Line > 0 {
			place.Region = &sarifRegion{StartLine: f.Line, StartColumn: f.Column, EndColumn: f.endColumn()}
		}
		result.Locations = []sarifLocation{{place}}
		run.Results = append(run.Results, result)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// sentences is what is wrong and how to mend it, each with a capital and a full stop.
// Characters that would turn or hide the text are written as their code.
func (f Finding) sentences() string {
	out := Escape(f.Message)
	if first, size := utf8.DecodeRuneInString(out); size > 0 {
		out = string(unicode.ToUpper(first)) + out[size:]
	}
	if !strings.HasSuffix(out, ".") {
		out += "."
	}
	for _, line := range strings.Split(f.Help, "\n") {
		if line != "" {
			out += "\n" + Escape(line)
		}
	}
	return out
}

// endColumn is one past the last character of what a finding is about, 0 when unknown.
func (f Finding) endColumn() int {
	if f.Column < 1 || f.width < 1 {
		return 0
	}
	return f.Column + f.width
}

// address writes a file's path as a URI: relative to the working folder, or whole for
// a file elsewhere.
func address(file string) string {
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
		if !strings.HasPrefix(u.Path, "/") { // C:/…
			u.Path = "/" + u.Path
		}
	}
	return u.String() // a colon in the first part becomes "./…", else it would read as a scheme
}
