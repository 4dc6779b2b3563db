package similar

import (
	"slices"
	"strings"

	"servicepatterns/internal/model"
)

// families are verbs that people use for one another, as stems.
var families = family("report tell rais notifi", "ask request appli get claim", "book arrang reserv", "pai settl", "volunt becom",
	"track check follow")

// thing stands for the verb of a title that has none: it names something and does not
// say what is done with it.
const thing = "-"

// object are words that follow a verb and no noun that comes first.
var object = set("a an the your my our for to about with at from up out if it us")

// light are verbs that leave it to what follows to say what is done: "make a payment".
var light = map[string]bool{"make": true, "do": true, "have": true}

func family(lists ...string) map[string][]string {
	out := map[string][]string{}
	for _, l := range lists {
		for _, v := range strings.Fields(l) {
			out[v] = append(out[v], strings.Fields(l)...)
		}
	}
	return out
}

// verbWords are the stems of a verb, or of an alias of it, and the verb's own stem.
type verbWords struct {
	parts []string
	is    string
}

func (w *words) verbs(terms []model.Term) []verbWords {
	var out []verbWords
	for _, v := range terms {
		is := strings.Join(w.split(v.ID.Value), " ")
		for _, t := range append([]model.Text{v.ID}, v.Aliases...) {
			if parts := w.split(t.Value); len(parts) > 0 {
				out = append(out, verbWords{parts, is})
			}
		}
	}
	return out
}

// verb parts the stems of a name into its verb and the rest: one of the library's
// verbs, by name or alias, or else, of a title, its first word, where that is a verb that
// people use for one of them or what follows shows it to be one: "cancel an appointment",
// but not "email addresses". A title without a verb is that of a thing.
func (x *Index) verb(parts []string, title bool) (string, []string) {
	verb, length := x.known(parts)
	for length > 0 && len(parts) > length+1 && (parts[length] == "or" || parts[length] == "and") { // "buy or hire"
		_, n := x.known(parts[length+1:])
		if n == 0 {
			break
		}
		length += 1 + n
	}
	if length == 0 && title && len(parts) > 1 && !stop[parts[0]] && (object[parts[1]] || families[parts[0]] != nil) {
		verb, length = parts[0], 1
	}
	if length > 0 && light[parts[0]] {
		verb = ""
	}
	if length == 0 && title {
		verb = thing
	}
	return verb, parts[length:]
}

// known returns the library's verb that a name begins with, and how many words say it.
func (x *Index) known(parts []string) (verb string, length int) {
	for _, v := range x.verbs {
		if len(v.parts) > length && len(parts) >= len(v.parts) && slices.Equal(parts[:len(v.parts)], v.parts) {
			verb, length = v.is, len(v.parts)
		}
	}
	return verb, length
}

// agree says how far two verbs speak for the same thing.
func agree(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case a == "" || b == "":
		return 0.75
	case slices.Contains(families[a], b):
		return 0.9
	}
	return 0.55
}
