package theme

import (
	"fmt"
	"path"
)

// Part is a component that few pages have: its style sheet and script are theirs
// alone, so that no other page waits for them.
type Part struct {
	Style  string // name of the file, "" for none
	Script string
}

// apart names these components.
var apart = map[string]bool{"add": true, "add-review": true, "board": true, "build": true, "journey": true, "nothing": true, "onward": true, "results": true}

// lent are what the scripts of some of them give to another script, which imports them when it needs them.
var lent = map[string][]string{"add-review": {"bytesOf", "Handover", "preview", "readPicture", "published", "renew", "save", "similar", "splice", "Stale", "taken", "zip"}, "nothing": {"nothing"}}

func (a *assets) partOf(name string) *Part {
	if a.parts[name] == nil {
		a.parts[name] = &Part{}
	}
	return a.parts[name]
}

// loadParts publishes their style sheets.
func (a *assets) loadParts(f files) error {
	components, err := f.list("components")
	if err != nil {
		return err
	}
	for _, name := range components {
		part := path.Base(path.Dir(name))
		if !apart[part] || path.Ext(name) != ".css" {
			continue
		}
		data, err := f.read(name)
		if err != nil {
			return fmt.Errorf("reading the theme: %w", err)
		}
		a.partOf(part).Style = a.add(part+".css", data)
	}
	return nil
}
