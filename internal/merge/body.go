package merge

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	fence   = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	marker  = regexp.MustCompile(`^([-*+]|\d{1,9}[.)]) `)
	note    = regexp.MustCompile(`^ {0,3}\[[^\]\n]+\]:`) // a footnote, or where links lead
	heading = regexp.MustCompile(`^ {0,3}#{1,6}([ \t]|$)`)
)

// The blocks of a body that stand one below the other without an empty line.
const (
	item = "item"
	row  = "row"
)

// blocks divides a body into paragraphs, headings, items of lists, rows of tables and blocks of code.
func blocks(text string) *node {
	n := &node{shape: items, block: "body"}
	var now *node
	fenced, empty := "", ""
	for line := range strings.Lines(text) {
		mark := fence.FindStringSubmatch(line)
		kind := blockOf(line, mark)
		switch trimmed := strings.TrimSpace(line); {
		case fenced != "":
			now.head += empty + line
			empty = ""
			if mark != nil && strings.HasPrefix(mark[1], fenced) && trimmed == mark[1] {
				fenced, now = "", nil
			}
			continue
		case trimmed == "":
			empty += line
			continue
		case now != nil && now.block == item && line[0] == ' ' && (empty == "" || strings.HasPrefix(line, "  ")):
			now.head += empty + line // it goes on below the item
			empty = ""
			continue
		case now == nil || empty != "" || kind != "paragraph":
			now = &node{lead: empty, block: kind}
			n.parts = append(n.parts, now)
			empty = ""
		}
		now.head += line
		if kind == "code block" {
			fenced = mark[1]
		}
		if kind == "heading" {
			now = nil
		}
	}
	n.tail = empty
	nameBlocks(n.parts)
	n.seal()
	return n
}

// blockOf is what begins with a line.
func blockOf(line string, fence []string) string {
	switch {
	case fence != nil:
		return "code block"
	case heading.MatchString(line):
		return "heading"
	case marker.MatchString(line):
		return item
	case line[0] == '|':
		return row
	}
	return "paragraph"
}

// nameBlocks says how people call the blocks, and what they say. The number of an item says nothing.
func nameBlocks(parts []*node) {
	section := ""
	number := map[string]int{}
	for i, n := range parts {
		if i > 0 {
			n.before = parts[i-1]
		}
		words := n.head
		switch n.block {
		case "heading":
			section = short(strings.Trim(strings.TrimSpace(words), "# "))
			clear(number)
			n.name = "the heading “" + section + "”"
		default:
			number[n.block]++
			n.name = fmt.Sprintf("%s %d", n.block, number[n.block])
			if section != "" {
				n.name = "“" + section + "”, " + n.name
			}
		}
		if m := marker.FindStringSubmatch(words); m != nil && m[1][0] <= '9' && m[1][0] >= '0' {
			words = "1. " + words[len(m[0]):]
		}
		n.keys[0] = note.FindString(words)
		n.sum = n.block + strings.TrimRight(strings.ReplaceAll(words, "\r\n", "\n"), "\n")
	}
}

// spaced keeps an empty line between paragraphs that do not stand as they did in their own text.
func spaced(parts []*node) {
	for i := 1; i < len(parts); i++ {
		p, last := parts[i], parts[i-1]
		listed := p.block == last.block && (p.block == item || p.block == row)
		if p.lead == "" && !listed && (p.from == nil || p.from.before != last.from) {
			p.lead = "\n"
		}
	}
}
