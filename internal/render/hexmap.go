package render

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"servicepatterns/internal/model"
)

// Chart is the map of councils, a hexagon for each, as one SVG.
type Chart struct {
	ViewBox string
	Title   string
	None    string // path of the councils without case studies
	One     string // with one
	More    string // with two or more
	Borders string // between nations
	Counts  []Mark // how many, inside the hexagons of More
	Names   []Mark // of nations, at sea
	You     string // path of one council, "you are here"
}

// Mark is a word or number on the map.
type Mark struct{ X, Y, Text string }

// atlas holds the map that several pages show.
type atlas struct {
	chart    Chart
	councils int // with a hexagon
	withCase int
	at       map[string]point // by id
}

type point struct{ x, y float64 }

// A hexagon is 20 wide; rows stand three quarters of its height apart, odd rows
// half a width to the right (layout "odd-r" of the data, whose rows count northwards).
const hexWidth = 20.0

var (
	hexRadius = hexWidth / math.Sqrt(3)
	rowHeight = hexRadius * 1.5
)

func newAtlas(organisations []*model.Entry, cases map[string]int) *atlas {
	a := &atlas{at: map[string]point{}}
	var list []*model.Entry
	for _, e := range organisations {
		if e.Council != nil && e.Council.HasHex {
			list = append(list, e)
		}
	}
	if len(list) < 2 {
		return a
	}
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, e := range list {
		p := place(e.Council)
		minX, maxX = min(minX, p.x), max(maxX, p.x)
		minY, maxY = min(minY, p.y), max(maxY, p.y)
	}
	const margin = 14
	var none, one, more strings.Builder
	for _, e := range list {
		p := place(e.Council)
		p.x, p.y = p.x-minX+margin, p.y-minY+margin
		a.at[e.ID] = p
		switch n := cases[e.ID]; {
		case n == 0:
			none.WriteString(hexagon(p))
		case n == 1:
			one.WriteString(hexagon(p))
			a.withCase++
		default:
			more.WriteString(hexagon(p))
			a.chart.Counts = append(a.chart.Counts, Mark{X: short1(p.x), Y: short1(p.y + 4.6), Text: fmt.Sprint(n)})
			a.withCase++
		}
	}
	a.councils = len(list)
	a.chart.ViewBox = fmt.Sprintf("0 0 %s %s", short1(maxX-minX+2*margin), short1(maxY-minY+2*margin))
	a.chart.None, a.chart.One, a.chart.More = none.String(), one.String(), more.String()
	a.chart.Borders = borders(list, a.at)
	return a
}

func place(c *model.Council) point {
	return point{hexWidth * (float64(c.HexQ) + 0.5*float64(c.HexR&1)), -rowHeight * float64(c.HexR)}
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

// borders draws the sides between hexagons of different nations.
func borders(list []*model.Entry, at map[string]point) string {
	type cell struct{ q, r int }
	byCell := map[cell]*model.Entry{}
	for _, e := range list {
		byCell[cell{e.Council.HexQ, e.Council.HexR}] = e
	}
	var out strings.Builder
	h := hexRadius / 2
	for _, e := range list {
		q, r, p := e.Council.HexQ, e.Council.HexR, at[e.ID]
		odd := r & 1
		for _, side := range []struct {
			to   cell
			path string
		}{ // east, north-east and north-west; the other three are the neighbours' own
			{cell{q + 1, r}, fmt.Sprintf("M%s %sv%s", short1(p.x+10), short1(p.y-h), short1(hexRadius))},
			{cell{q + odd, r + 1}, fmt.Sprintf("M%s %sl10 %s", short1(p.x), short1(p.y-hexRadius), short1(h))},
			{cell{q + odd - 1, r + 1}, fmt.Sprintf("M%s %sl-10 %s", short1(p.x), short1(p.y-hexRadius), short1(h))},
		} {
			if n := byCell[side.to]; n != nil && n.Council.Nation != e.Council.Nation {
				out.WriteString(side.path)
			}
		}
	}
	return out.String()
}

// chart is the map with its title; nil when the library has no map.
func (s *Site) chart(title string) *Chart {
	if s.index.atlas.councils == 0 {
		return nil
	}
	c := s.index.atlas.chart
	c.Title = title
	return &c
}

// nationOrder is the order in which nations are listed.
func nationOrder(nations []string) {
	want := []string{"England", "Scotland", "Wales", "Northern Ireland"}
	slices.SortFunc(nations, func(a, b string) int {
		i, j := slices.Index(want, a), slices.Index(want, b)
		if i < 0 {
			i = len(want)
		}
		if j < 0 {
			j = len(want)
		}
		if i != j {
			return i - j
		}
		return strings.Compare(a, b)
	})
}
