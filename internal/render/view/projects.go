package view

import (
	"strings"

	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Seeks is what a project looks for, as words of a sentence.
func Seeks(w messages.Catalogue, f *model.WorkFields) string {
	var seek []string
	for _, v := range f.Seeking {
		seek = append(seek, messages.LowerFirst(w.Choice("seeking", v.Value)))
	}
	return w.And(seek)
}

// Wants says what a project looks for and, where that is known, when it last said so.
func Wants(w messages.Catalogue, f *model.WorkFields) string {
	if f.SeekingOn.Set() {
		return w.T("asked-on", "seeks", Seeks(w, f), "date", w.Date(f.SeekingOn).Text)
	}
	return w.T("looking-for") + " " + Seeks(w, f)
}

// EndedFor says how and when a shared service ended for an organisation: because it
// left, or because the service ended for all. It is "" while it goes on.
func EndedFor(w messages.Catalogue, e *model.Entry, organisation string) string {
	switch end, ended := insight.EndedFor(e, organisation); {
	case !ended:
		return ""
	case end.Left:
		return strings.TrimSpace(w.T("left-in", "date", w.Date(end.When).Text))
	default:
		return w.T("ended-when", "date", w.Date(end.When).Text)
	}
}

// SinceUntil is from when to when in a word for a list: "2008 to 2015", "since 2003".
func SinceUntil(w messages.Catalogue, from, to model.Text) string {
	since, until := w.Date(from).Text, w.Date(to).Text
	switch {
	case since != "" && until != "":
		return w.T("from-until", "from", since, "until", until)
	case since != "":
		return w.T("since-in", "date", since)
	case until != "":
		return w.T("until-in", "date", until)
	}
	return ""
}
