package markdown

import (
	"fmt"
	"servicepatterns/internal/model"
	"testing"
)

func TestTry(t *testing.T) {
	src := []byte("Para <b>x</b> [[report-a-problem]] and [pays](take-paymnt.md) <https://x.org/a>.\n\n# Main\n\n## Main\n\n<div onclick=x>\nfoo\n</div>\n\n![Map *a*](mpa.png) [ref][r]\n\n[r]: ../x.md\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n\n1. x\n")
	d := Parse(src)
	for _, l := range d.Links {
		fmt.Printf("%+v %q\n", l, src[l.To.Pos.Start:l.To.Pos.End])
	}
	fmt.Println(d.Headings, d.RawHTML)
	h, txt := d.Render(func(l model.Link) Target { return Target{Href: "/x/" + l.To.Value, Title: "T<>"} })
	fmt.Println(h)
	fmt.Println("----")
	fmt.Println(txt)
}
