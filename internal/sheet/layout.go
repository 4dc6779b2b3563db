package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/formula"
	"servicepatterns/internal/source"
)

// layout is how a CSV table is laid out.
type layout struct {
	start  int  // the byte where its records begin
	comma  rune // what stands between columns
	header int  // the number of the record that names the columns, from 1
}

func (l layout) reader(data []byte) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data[l.start:]))
	r.FieldsPerRecord = -1
	r.Comma = l.comma
	return r
}

// mostAbove is how many records may stand above the names of the columns: titles, notes.
const mostAbove = 20

// layout finds out what stands between columns and where they are named. Whoever asks knows
// their names: the record that has most of them is the one, whatever stands between its cells.
func (t *Sheet) layout(names []string) layout {
	best := layout{start: diag.TextStart(t.Data), comma: ',', header: 1}
	commas := []rune{',', ';', '\t', '|'}
	if comma, length := separatorLine(t.Data[best.start:]); length > 0 {
		best.start, best.comma, commas = best.start+length, comma, []rune{comma}
	}
	var wanted []string
	for _, c := range names {
		if c = FoldColumn(c); !slices.Contains(wanted, c) {
			wanted = append(wanted, c)
		}
	}
	known, fields := 0, 0 // of the best
	for _, comma := range commas {
		l := layout{best.start, comma, 0}
		r := l.reader(t.Data)
		for l.header = 1; l.header <= mostAbove; l.header++ {
			record, err := r.Read()
			if err != nil {
				break
			}
			n := 0
			for _, name := range record {
				if slices.Contains(wanted, FoldColumn(columnName(name))) {
					n++
				}
			}
			// Who knows none of the names says nothing of them. Then the first
			// line names the columns, split so that there are most.
			if n > known && (l.header == 1 || 2*n >= len(wanted)) || known == 0 && n == 0 && l.header == 1 && len(record) > fields {
				best, known, fields = l, n, len(record)
			}
		}
	}
	t.above(best)
	return best
}

// above warns of what stands above the names of the columns.
func (t *Sheet) above(l layout) {
	if l.header == 1 {
		return
	}
	r := l.reader(t.Data)
	title := ""
	for range l.header - 1 {
		record, err := r.Read()
		if err != nil {
			return
		}
		if line := strings.TrimSpace(strings.Join(record, " ")); title == "" {
			title = line
		}
	}
	if _, err := r.Read(); err != nil || title == "" {
		return
	}
	line, _ := r.FieldPos(0)
	line += bytes.Count(t.Data[:l.start], []byte("\n"))
	f := diag.At(t.Name, l.start, l.start+1, diag.TableRow, fmt.Sprintf("the columns are named in line %d; the lines above it are not "+
		"read: %q", line, Short(title)), "Delete the lines above it if they are not needed.")
	f.Severity = diag.Warning
	t.List.Add(f)
}

// separatorLine reads the line "sep=;" with which a table tells Excel what stands between
// its columns.
func separatorLine(data []byte) (comma rune, length int) {
	line, _, _ := bytes.Cut(data[:min(len(data), 16)], []byte("\n"))
	text := strings.Trim(strings.TrimRight(string(line), "\r"), `"`)
	if len(text) != len("sep=;") || !strings.EqualFold(text[:4], "sep=") || !strings.ContainsAny(text[4:], ",;|\t:") {
		return 0, 0
	}
	return rune(text[4]), min(len(line)+1, len(data))
}

// columnName is the name of a column without what nobody sees.
func columnName(s string) string {
	name := strings.TrimSpace(noWidth.Replace(formula.Unguard(s)))
	name, _ = source.Uncurled(name)
	return name
}

// noWidth takes away what has no width and no meaning: pasted from Word, Slack and web pages.
var noWidth = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u2060", "")
