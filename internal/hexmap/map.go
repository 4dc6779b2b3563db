// Package hexmap draws councils as hexagons that lie beside each other roughly as the
// councils do. Input: councils with a place in the layout of open data, and how many things
// each has. Output: paths and places in the numbers of an SVG, without words, links or
// HTML.
package hexmap

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"servicepatterns/internal/model"
)

// Chart is a map of councils, a hexagon for each: a path for each colour, not one for each
// hexagon.
type Chart struct {
	ViewBox string
	None    string // path of the councils that have nothing
	One     string // that have one
	More    string // that have two or more
	Via     string // dots in those whose county or combined authority has something
	Regions string // borders between regions
	Borders string // borders between nations
	Counts  []Mark // how many, inside the hexagons of More
	Names   []Mark // of nations, at sea
}

// Mark is a word or number on the map.
type Mark struct{ X, Y, Text string }

// Map is where the councils lie, shared by all charts of a site.
type Map struct {
	list    []*model.Entry // councils with a hexagon
	at      map[string]point
	in      map[cell]*model.Entry
	viewBox string
	regions string
	nations string
	names   []Mark
}

// margin is the sea around the outermost hexagons.
const margin = 14

// most is how many hexagons a map may have before nobody can read it.
const most = 2000

// New lays out the organisations that are councils with a hexagon. The map is empty when
// there are too few or too many of them.
func New(organisations []*model.Entry) *Map {
	m := &Map{at: map[string]point{}, in: map[cell]*model.Entry{}}
	var list []*model.Entry
	for _, e := range organisations {
		if e.Council != nil && e.Council.HasHex {
			list = append(list, e)
		}
	}
	if len(list) < 2 || len(list) > most {
		return m
	}
	m.list = list
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, e := range list {
		p := cellOf(e.Council).place()
		minX, maxX = min(minX, p.x), max(maxX, p.x)
		minY, maxY = min(minY, p.y), max(maxY, p.y)
	}
	for _, e := range list {
		p := cellOf(e.Council).place()
		m.at[e.ID] = point{p.x - minX + margin, p.y - minY + margin}
		m.in[cellOf(e.Council)] = e
	}
	width, height := maxX-minX+2*margin, maxY-minY+2*margin
	m.viewBox = fmt.Sprintf("0 0 %s %s", short1(width), short1(height))
	m.nations = m.sides(func(x, y *model.Council) bool { return x.Nation != y.Nation })
	m.regions = m.sides(func(x, y *model.Council) bool { return x.Nation == y.Nation && x.Region != y.Region })
	m.names = m.letter(width, height)
	return m
}

// Councils are those that the map shows, none when it is empty.
func (m *Map) Councils() []*model.Entry { return m.list }

// Hexagon is the path of one of them.
func (m *Map) Hexagon(council *model.Entry) string { return hexagon(m.at[council.ID]) }

// Draw colours the hexagons by how many things their councils have, and dots those
// that have something only through a council above them.
func (m *Map) Draw(counts map[string]int, via map[string]bool) Chart {
	c := Chart{ViewBox: m.viewBox, Regions: m.regions, Borders: m.nations, Names: m.names}
	var none, one, more, dots strings.Builder
	for _, e := range m.list {
		p := m.at[e.ID]
		switch n := counts[e.ID]; {
		case n == 1:
			one.WriteString(hexagon(p))
		case n > 1:
			more.WriteString(hexagon(p))
			c.Counts = append(c.Counts, Mark{X: short1(p.x), Y: short1(p.y + 4.6), Text: fmt.Sprint(n)})
		default:
			none.WriteString(hexagon(p))
			if via[e.ID] {
				fmt.Fprintf(&dots, "M%s %sa3 3 0 1 1 6 0 3 3 0 1 1-6 0", short1(p.x-3), short1(p.y))
			}
		}
	}
	c.None, c.One, c.More, c.Via = none.String(), one.String(), more.String(), dots.String()
	return c
}

// Around is the part of the map with one council in the middle and those near it marked;
// nil when it has no hexagon.
func (m *Map) Around(e *model.Entry, near []*model.Entry) *Chart {
	middle, ok := m.at[e.ID]
	if !ok {
		return nil
	}
	const rings = 3.0
	half := (rings + 0.5) * hexWidth
	c := &Chart{ViewBox: fmt.Sprintf("%s %s %s %s", short1(middle.x-half), short1(middle.y-half), short1(2*half), short1(2*half)),
		More: hexagon(middle)}
	var none, beside strings.Builder
	for _, o := range m.list {
		p := m.at[o.ID]
		if slices.Contains(near, o) {
			beside.WriteString(hexagon(p))
		} else if o != e && math.Abs(p.x-middle.x) < half+hexWidth/2 && math.Abs(p.y-middle.y) < half+hexRadius {
			none.WriteString(hexagon(p))
		}
	}
	c.None, c.One = none.String(), beside.String()
	return c
}

// Of marks some councils on an otherwise empty map; nil when none
// of them has a hexagon.
func (m *Map) Of(ids map[string]bool) *Chart {
	counts := map[string]int{}
	for _, e := range m.list {
		if ids[e.ID] {
			counts[e.ID] = 1
		}
	}
	if len(counts) == 0 {
		return nil
	}
	c := m.Draw(counts, nil)
	return &c
}

// Letters at sea are about this wide and high.
const (
	letterWidth  = 10.0
	letterHeight = 16.0
)

// letter finds for the name of each nation a place at sea, as near as can be to the
// middle of its coast and touching no hexagon. A name that fits nowhere is left out.
func (m *Map) letter(width, height float64) []Mark {
	byNation := map[string][]point{}
	var nations []string
	for _, e := range m.list {
		n := e.Council.Nation
		if byNation[n] == nil {
			nations = append(nations, n)
		}
		byNation[n] = append(byNation[n], m.at[e.ID])
	}
	if len(nations) < 2 {
		return nil
	}
	slices.SortFunc(nations, model.CompareNations)
	var marks []Mark
	var taken []box
	for _, n := range nations {
		if b, lines, ok := m.atSea(n, byNation, width, height, taken); ok {
			taken = append(taken, b)
			for i, line := range lines {
				marks = append(marks, Mark{X: short1((b.x0 + b.x1) / 2), Y: short1(b.y0 + letterHeight*float64(i+1) - 3), Text: line})
			}
		}
	}
	return marks
}

type box struct{ x0, y0, x1, y1 float64 }

// atSea looks for the place of one name, in one line or with a word on each.
func (m *Map) atSea(name string, land map[string][]point, width, height float64, taken []box) (best box, lines []string, found bool) {
	middle := 0.0
	for _, p := range land[name] {
		middle += p.y / float64(len(land[name]))
	}
	nearest := math.Inf(1)
	for _, try := range [][]string{{name}, strings.Fields(name)} {
		longest := 0
		for _, line := range try {
			longest = max(longest, len([]rune(line)))
		}
		w, h := letterWidth*float64(longest), letterHeight*float64(len(try))
		for y := 4.0; y+h < height-4; y += 6 {
			for x := 6.0; x+w < width-6; x += 6 {
				b := box{x, y, x + w, y + h}
				if !m.free(b, taken) {
					continue
				}
				own, other := math.Inf(1), math.Inf(1)
				for nation, points := range land {
					d := b.to(points)
					if nation == name {
						own = d
					} else {
						other = min(other, d)
					}
				}
				// A name that stands as near to another coast says nothing.
				doubt := max(0, 60-(other-own))
				if far := own + doubt + math.Abs((b.y0+b.y1)/2-middle)/3; far < nearest {
					best, lines, nearest, found = b, try, far, true
				}
			}
		}
	}
	return best, lines, found
}

// to is how far the nearest of some points lies from a box.
func (b box) to(points []point) float64 {
	d := math.Inf(1)
	for _, p := range points {
		d = min(d, math.Hypot(max(b.x0-p.x, p.x-b.x1, 0), max(b.y0-p.y, p.y-b.y1, 0)))
	}
	return d
}

// free says whether a box lies at sea, with a little water around it.
func (m *Map) free(b box, taken []box) bool {
	const shore = 5
	for _, p := range m.at {
		if p.x+hexWidth/2+shore > b.x0 && p.x-hexWidth/2-shore < b.x1 && p.y+hexRadius+shore > b.y0 && p.y-hexRadius-shore < b.y1 {
			return false
		}
	}
	for _, t := range taken {
		if t.x1+12 > b.x0 && t.x0-12 < b.x1 && t.y1+6 > b.y0 && t.y0-6 < b.y1 {
			return false
		}
	}
	return true
}
