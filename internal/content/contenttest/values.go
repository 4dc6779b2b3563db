// Package contenttest compares entries for tests.
package contenttest

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Values lists the fields of an entry that are set and what they hold, of its Tree, without their
// places: two entries say the same when their Values are equal.
func Values(tree *yaml.Node) []string {
	var out []string
	var walk func(path string, n *yaml.Node)
	walk = func(path string, n *yaml.Node) {
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				walk(path+"."+n.Content[i].Value, n.Content[i+1])
			}
		case yaml.SequenceNode:
			for i, item := range n.Content {
				walk(fmt.Sprintf("%s[%d]", path, i), item)
			}
		default:
			out = append(out, path+"="+n.Value)
		}
	}
	walk("", tree)
	return out
}
