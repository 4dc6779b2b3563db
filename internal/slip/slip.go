// Package slip finds the slips that people make in YAML. A parser says where it could not go on,
// which is after the slip: a quote that is never closed in the first line is missed at the last. So
// a block that cannot be parsed is read once more here, line by line, for the first slip, and the
// finding says that one. The table internal/source/testdata/mistakes.txt drives what
// is looked for.
//
// line.go reads a line, value.go what stands behind a colon or a dash, quotes.go what stands in
// quotes, flow.go […] and {…}, fence.go the lines of hyphens around front matter.
package slip

import (
	"bytes"
	"slices"

	"servicepatterns/internal/diag"
)

// Slip is a mistake by its cause.
type Slip struct {
	At, End       int // bytes of the block
	Code          diag.Code
	Message, Help string
}

// Reader looks for slips in blocks of YAML.
type Reader struct {
	Front  bool       // the block is front matter: a line of --- closes it
	Fields [][]string // names that stand together: first those of entries of any type, then those of each group
}

// First returns the first mistake in a block that the parser refused.
func (r Reader) First(block []byte) (Slip, bool) {
	return find(&slips{Reader: r, lines: linesOf(block)})
}

// Typed returns a mistake that the parser took for a part of a value: a list whose items a word
// processor began with its own signs, a quote that took in the fields below.
func (r Reader) Typed(block []byte) (Slip, bool) {
	if !suspect(block) {
		return Slip{}, false
	}
	return find(&slips{Reader: r, lines: linesOf(block), verdict: verdict{parsed: true}})
}

// together says whether two fields may stand side by side.
func (r Reader) together(a, b string) bool {
	return slices.ContainsFunc(r.Fields, func(names []string) bool { return slices.Contains(names, a) && slices.Contains(names, b) })
}

// isField says whether some group of fields has one of this name.
func (r Reader) isField(name string) bool { return r.together(name, name) }

// slips reads a block.
type slips struct {
	Reader
	lines
	nesting
	verdict
}

func find(s *slips) (Slip, bool) {
	for i := 0; i < len(s.starts) && s.found == nil; {
		i = s.line(i)
	}
	if s.found == nil {
		return Slip{}, false
	}
	return *s.found, true
}

// suspect says whether a block that was parsed is worth a second reading: few are.
func suspect(block []byte) bool {
	if bytes.ContainsAny(block, "\u00a0\u2007\u202f\u2009\u3000–—•·▪‣“”‘„«‚") {
		return true
	}
	for line := range bytes.Lines(block) {
		if closeDash.Match(bytes.TrimLeft(line, " ")) || bytes.Contains(line, []byte(": ! ")) || bytes.HasPrefix(line, []byte("- ")) ||
			strayQuote(bytes.TrimRight(line, " \t\r\n")) {
			return true
		}
		for _, opens := range [...]string{`: "`, ": '", `- "`, "- '"} {
			if at := bytes.Index(line, []byte(opens)); at >= 0 && bytes.Count(line[at:], []byte(opens[2:])) == 1 {
				return true
			}
		}
	}
	return false
}
