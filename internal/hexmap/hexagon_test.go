package hexmap

import (
	"math"
	"slices"
	"testing"
)

// The six cells beside a hexagon touch it and no other does, in rows of either kind.
func TestBeside(t *testing.T) {
	for _, c := range []cell{{3, 4}, {3, 5}, {0, 0}, {-2, -1}} {
		beside := c.beside()
		for q := c.q - 3; q <= c.q+3; q++ {
			for r := c.r - 3; r <= c.r+3; r++ {
				o := cell{q, r}
				a, b := c.place(), o.place()
				touches := o != c && math.Hypot(a.x-b.x, a.y-b.y) < hexWidth*1.01
				if touches != slices.Contains(beside[:], o) {
					t.Errorf("%v touches %v: %v", c, o, touches)
				}
			}
		}
	}
}
