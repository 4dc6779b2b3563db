package similar

import (
	"strings"

	"servicepatterns/internal/model"
)

// families are verbs that people use for one another.
var families = family("report tell raise notify", "request ask", "book make arrange reserve", "apply get request", "claim apply get", "pay settle", "volunteer become", "track follow")

func family(lists ...string) map[string][]string {
	out := map[string][]string{}
	for _, l := range lists {
		for _, v := range strings.Fields(l) {
			out[v] = append(out[v], strings.Fields(l)...)
		}
	}
	return out
}

// verb is what the person wants to do by a pattern's title: one of the library's
// verbs, by name or alias, or else the title's first word.
func (x *Index) verb(title string) string {
	title = strings.ToLower(title) + " "
	best, length := "", 0
	for _, v := range x.settings.Terms("verb") {
		for _, t := range append([]model.Text{v.ID}, v.Aliases...) {
			if w := strings.ToLower(t.Value); len(w) > length && strings.HasPrefix(title, w+" ") {
				best, length = v.ID.Value, len(w)
			}
		}
	}
	if best == "" {
		if best, _, _ = strings.Cut(title, " "); stop[best] {
			return ""
		}
	}
	return best
}

// agree says how far two verbs speak for the same thing.
func agree(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case a == "" || b == "":
		return 0.9
	}
	for _, v := range families[a] {
		if v == b {
			return 0.9
		}
	}
	return 0.55
}

// agreeWith compares a verb with that of another name, which may have none.
func (x *Index) agreeWith(verb string, n name) float64 {
	if verb == "" {
		return 0
	}
	return agree(verb, x.verb(n.text))
}
