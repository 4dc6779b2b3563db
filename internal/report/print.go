package report

import (
	"fmt"
	"io"

	"servicepatterns/internal/diag"
)

// Text writes the report for a person: a part for each thing to tend, empty ones too,
// so that it is plain what was looked at.
func (r *Report) Text(w io.Writer) {
	fmt.Fprintf(w, "What needs updating, as of %s.\n", r.AsOf)
	list(w, "Review due", r.ReviewDue, "due in ")
	list(w, fmt.Sprintf("Newest figure %s old or more", diag.Plural(r.Years, "year", "years")), r.OldEvidence, "newest ")
	list(w, "No figures", r.NoFigures, "")
	list(w, "No case study", r.NoCaseStudy, "")
	list(w, "Orphaned: no links in or out", r.Orphaned, "")
	heading(w, "Links that lead nowhere in the library", len(r.DeadLinks))
	for _, f := range r.DeadLinks {
		fmt.Fprintf(w, "  %s:%d:%d: %s\n", diag.Escape(f.File), f.Line, f.Column, diag.Escape(f.Message))
	}
	if r.Outside != nil {
		r.Outside.text(w)
	}
}

func heading(w io.Writer, title string, n int) {
	if n == 0 {
		fmt.Fprintf(w, "\n%s: none\n", title)
		return
	}
	fmt.Fprintf(w, "\n%s: %d\n", title, n)
}

func list(w io.Writer, title string, items []Item, since string) {
	heading(w, title, len(items))
	for _, i := range items {
		line := diag.Escape(i.File) + ": " + diag.Escape(i.Title)
		if i.Since != "" {
			line += " (" + since + i.Since + ")"
		}
		fmt.Fprintf(w, "  %s\n", line)
	}
}

func (o *Outside) text(w io.Writer) {
	heading(w, "Outside links that somebody should look at", len(o.Links))
	for _, l := range o.Links {
		line := string(l.State) + ": " + diag.Escape(l.URL)
		if l.Why != "" {
			line += " (" + diag.Escape(l.Why) + ")"
		}
		if l.To != "" {
			line += " → " + diag.Escape(l.To)
		}
		fmt.Fprintf(w, "  %s\n", line)
		for _, p := range l.Places {
			fmt.Fprintf(w, "    %s:%d\n", diag.Escape(p.File), p.Line)
		}
	}
	fmt.Fprintf(w, "\n%s asked, %d of them answered well", diag.Plural(o.Asked, "outside link", "outside links"), o.Fine)
	if o.NotAsked > 0 {
		fmt.Fprintf(w, "; %d not asked, since there are too many or time was up", o.NotAsked)
	}
	fmt.Fprintln(w, ".")
}
