package messages

import (
	"maps"
	"reflect"
	"strings"
)

// ForScripts are what a page's search scripts say, of the keys below these prefixes, as far as it
// differs from the English that the scripts bring with them: a site in that English pays nothing.
// "results.sort" becomes a word; "results.tally.one" and all beside it become a group, which a
// script takes whole. A key whose shape is not ours is no word of a script.
func (all Catalogues) ForScripts(w Catalogue, prefixes ...string) map[string]any {
	out := map[string]any{}
	for _, prefix := range prefixes {
		own, english := w.grouped(prefix, all.English), all.English.grouped(prefix, all.English)
		maps.DeleteFunc(own, func(name string, word any) bool { return reflect.DeepEqual(word, english[name]) })
		maps.Copy(out, own)
	}
	return out
}

// grouped returns the words whose keys begin with a prefix, those with one more dot in groups.
func (w Catalogue) grouped(prefix string, english Catalogue) map[string]any {
	out := map[string]any{}
	for key, word := range w.Below(prefix) {
		name, form, grouped := strings.Cut(key, ".")
		if english.Has(prefix+name) == grouped {
			continue
		}
		if !grouped {
			out[name] = word
			continue
		}
		group, ok := out[name].(map[string]string)
		if !ok {
			group = map[string]string{}
			out[name] = group
		}
		group[form] = word
	}
	return out
}
