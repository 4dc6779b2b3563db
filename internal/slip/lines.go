package slip

import "bytes"

// lines are a block of YAML by its lines.
type lines struct {
	block  []byte
	starts []int // where each begins
}

func linesOf(block []byte) lines {
	l := lines{block: block}
	for at := 0; at < len(block); {
		l.starts = append(l.starts, at)
		end := bytes.IndexByte(block[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	return l
}

// end is where a line ends, without its line end and the spaces before it.
func (l *lines) end(i int) int {
	end := len(l.block)
	if i+1 < len(l.starts) {
		end = l.starts[i+1]
	}
	return l.starts[i] + len(bytes.TrimRight(l.block[l.starts[i]:end], " \t\r\n"))
}

func (l *lines) indent(i int) int {
	n := 0
	for at := l.starts[i]; at < len(l.block) && l.block[at] == ' '; at++ {
		n++
	}
	return n
}

// lineOf is the line that a byte stands in, of those after i.
func (l *lines) lineOf(i, at int) int {
	for i+1 < len(l.starts) && l.starts[i+1] <= at {
		i++
	}
	return i
}
