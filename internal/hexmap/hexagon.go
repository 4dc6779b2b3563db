package hexmap

import (
	"fmt"
	"math"
	"strings"

	"servicepatterns/internal/model"
)

// A hexagon is 20 wide; rows stand three quarters of its height apart, odd rows
// half a width to the right (layout "odd-r" of the data, whose rows count northwards).
const hexWidth = 20.0

var (
	hexRadius = hexWidth / math.Sqrt(3)
	rowHeight = hexRadius * 1.5
)

type point struct{ x, y float64 }

// cell is a place in the layout.
type cell struct{ q, r int }

func cellOf(c *model.Council) cell { return cell{c.HexQ, c.HexR} }

// beside returns the six cells around one: east, then against the clock.
func (c cell) beside() [6]cell {
	odd := c.r & 1
	return [6]cell{
		{c.q + 1, c.r}, {c.q + odd, c.r + 1}, {c.q + odd - 1, c.r + 1},
		{c.q - 1, c.r}, {c.q + odd - 1, c.r - 1}, {c.q + odd, c.r - 1},
	}
}

// place is the middle of a cell, with the first row of the data at height 0.
func (c cell) place() point {
	return point{hexWidth * (float64(c.q) + 0.5*float64(c.r&1)), -rowHeight * float64(c.r)}
}

// hexagon is a path with a point at the top.
func hexagon(p point) string {
	half := hexRadius / 2
	return fmt.Sprintf("M%s %sl10 %sv%sl-10 %s-10-%sv-%sz",
		short1(p.x), short1(p.y-hexRadius), short1(half), short1(hexRadius), short1(half), short1(half), short1(hexRadius))
}

// short1 writes a coordinate with one decimal at most.
func short1(f float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}

// sides draws the line between hexagons of councils that a question tells apart.
func (m *Map) sides(apart func(x, y *model.Council) bool) string {
	var out strings.Builder
	h := hexRadius / 2
	for _, e := range m.list {
		p := m.at[e.ID]
		around := cellOf(e.Council).beside()
		for i, path := range []string{ // east, north-east and north-west; the other three are the neighbours' own
			fmt.Sprintf("M%s %sv%s", short1(p.x+10), short1(p.y-h), short1(hexRadius)),
			fmt.Sprintf("M%s %sl10 %s", short1(p.x), short1(p.y-hexRadius), short1(h)),
			fmt.Sprintf("M%s %sl-10 %s", short1(p.x), short1(p.y-hexRadius), short1(h)),
		} {
			if n := m.in[around[i]]; n != nil && apart(e.Council, n.Council) {
				out.WriteString(path)
			}
		}
	}
	return out.String()
}
