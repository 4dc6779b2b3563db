package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// widest is how many characters of a source line are shown around a finding, so
// that one line of a megabyte does not fill the terminal.
const widest = 120

// Text writes findings as people read them: place, severity, what is wrong, the
// code; then the line; then how to mend it.
func Text(w io.Writer, findings []Finding, colour bool) {
	for i, f := range findings {
		if i > 0 {
			fmt.Fprintln(w)
		}
		place := Escape(f.File)
		if f.Line > 0 {
			place += fmt.Sprintf(":%d:%d", f.Line, f.Column)
		}
		severity := string(f.Severity)
		if colour {
			severity = map[Severity]string{Error: "\x1b[1;31merror\x1b[0m", Warning: "\x1b[1;33mwarning\x1b[0m"}[f.Severity]
		}
		fmt.Fprintf(w, "%s: %s: %s [%s]\n", place, severity, Escape(f.Message), f.Code)
		if f.text != "" {
			text, column := f.text, f.textColumn
			fmt.Fprintf(w, "%5d | %s\n", f.Line, Escape(text))
			if f.Column > 0 {
				shown := []rune(text)
				before := Escape(string(shown[:min(column-1, len(shown))]))
				marked := Escape(string(shown[min(column-1, len(shown)):min(column-1+f.width, len(shown))]))
				fmt.Fprintf(w, "      | %s%s\n", strings.Repeat(" ", utf8.RuneCountInString(before)),
					strings.Repeat("^", max(1, utf8.RuneCountInString(marked))))
			}
		}
		if f.Help != "" {
			for _, line := range strings.Split(f.Help, "\n") {
				fmt.Fprintf(w, "  %s\n", Escape(line))
			}
		}
	}
}

// window cuts a long line to the part around one of its bytes, and returns the column of
// that in it. It looks at no more of the line than it returns.
func window(line []byte, at int) (string, int) {
	from, to := 0, len(line)
	if len(line) > widest {
		from, to = at, at
		for n := 0; n < widest && to < len(line); n++ {
			_, size := utf8.DecodeRune(line[to:])
			to += size
		}
		after := utf8.RuneCount(line[at:to])
		for n := 0; n < max(widest/2, widest-after) && from > 0; n++ {
			_, size := utf8.DecodeLastRune(line[:from])
			from -= size
		}
		for n := utf8.RuneCount(line[from:to]); n > widest; n-- {
			_, size := utf8.DecodeLastRune(line[:to])
			to -= size
		}
	}
	return string(line[from:to]), utf8.RuneCount(line[from:at]) + 1
}

// Summary is the last line for a person: how many files have problems, and what of
// it. It is empty when there is nothing to say.
func Summary(findings []Finding) string {
	if len(findings) == 0 {
		return ""
	}
	files := map[string]bool{}
	for _, f := range findings {
		files[f.File] = true
	}
	errors, warnings := Count(findings)
	var what []string
	unread := 0
	for _, f := range findings {
		if f.Code == UnreadText {
			unread++
		}
	}
	if errors > 0 {
		what = append(what, Plural(errors, "error", "errors"))
	}
	if warnings > 0 {
		what = append(what, Plural(warnings, "warning", "warnings"))
	}
	if unread > 0 {
		what = append(what, Plural(unread, "file", "files")+" not read")
	}
	has := "have"
	if len(files) == 1 {
		has = "has"
	}
	return fmt.Sprintf("%s %s problems: %s.", Plural(len(files), "file", "files"), has, strings.Join(what, ", "))
}

// Plural returns the number with the word in the right form.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// JSON writes findings as one object, with how many are errors and warnings.
func JSON(w io.Writer, findings []Finding) error {
	errors, warnings := Count(findings)
	if findings == nil {
		findings = []Finding{}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Findings []Finding `json:"findings"`
		Errors   int       `json:"errors"`
		Warnings int       `json:"warnings"`
	}{findings, errors, warnings})
}

// Escape makes text safe to print on a terminal: control characters, and those
// that turn the direction of writing, appear as their code, tabs as a space. A file
// name could otherwise rewrite the line that complains about it.
func Escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
