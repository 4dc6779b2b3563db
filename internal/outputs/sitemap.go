package outputs

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// perSitemap is how many addresses the sitemap protocol allows in one file.
const perSitemap = 50_000

// Listed is a page of the sitemap.
type Listed struct {
	Path    string // below the site's root
	Changed string // date of the last change, "" when unknown
}

// ForRobots puts what hosts and robots read: what keeps Jekyll away, robots.txt, and with an
// address of the site its sitemap, in parts under an index when there are more pages than a
// file may hold.
func (s *Site) ForRobots(pages []Listed, put func(name string, data []byte) error) error {
	for name, text := range jekyll {
		if err := put(name, []byte(text)); err != nil {
			return err
		}
	}
	robots := "User-agent: *\nAllow: /\n"
	if s.At.Known() {
		robots += "Sitemap: " + s.At.Absolute("/sitemap.xml") + "\n"
	}
	if err := put("robots.txt", []byte(robots)); err != nil || !s.At.Known() {
		return err
	}
	if len(pages) <= perSitemap {
		return put("sitemap.xml", s.sitemap(pages))
	}
	var index bytes.Buffer
	index.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	i := 0
	for part := range slices.Chunk(pages, perSitemap) {
		i++
		name := fmt.Sprintf("sitemap-%d.xml", i)
		if err := put(name, s.sitemap(part)); err != nil {
			return err
		}
		fmt.Fprintf(&index, "<sitemap><loc>%s</loc></sitemap>\n", escape(s.At.Absolute("/"+name)))
	}
	index.WriteString("</sitemapindex>\n")
	return put("sitemap.xml", index.Bytes())
}

func (s *Site) sitemap(pages []Listed) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range pages {
		b.WriteString("<url><loc>" + escape(s.At.Absolute(p.Path)) + "</loc>")
		if p.Changed != "" {
			b.WriteString("<lastmod>" + escape(p.Changed) + "</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

func escape(v string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(v)) // a strings.Builder takes everything
	return b.String()
}
