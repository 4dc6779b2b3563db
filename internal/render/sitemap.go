package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// perSitemap is how many addresses the sitemap protocol allows in one file.
const perSitemap = 50_000

// Extras puts what hosts and robots read: where entries have moved to, what keeps Jekyll away, robots.txt, and
// with an address of the site its sitemap, in parts under an index when there are more
// than a file may hold.
func (s *Site) Extras(put func(name string, data []byte) error) error {
	for name, text := range jekyll {
		if err := put(name, []byte(text)); err != nil {
			return err
		}
	}
	if err := put("moved.csv", s.moved()); err != nil {
		return err
	}
	if redirects := s.redirects(); redirects != nil {
		if err := put("_redirects", redirects); err != nil {
			return err
		}
	}
	robots := "User-agent: *\nAllow: /\n"
	if s.origin != "" {
		robots += "Sitemap: " + s.absolute("/sitemap.xml") + "\n"
	}
	if err := s.addFiles(put); err != nil {
		return err
	}
	if err := put("robots.txt", []byte(robots)); err != nil || s.origin == "" {
		return err
	}
	var listed []Page
	for _, p := range s.pages {
		if strings.HasSuffix(p.Path, "index.html") && !p.Leads && !p.again {
			listed = append(listed, p)
		}
	}
	if len(listed) <= perSitemap {
		return put("sitemap.xml", s.sitemap(listed))
	}
	var index bytes.Buffer
	index.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for i := 0; i*perSitemap < len(listed); i++ {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		if err := put(name, s.sitemap(listed[i*perSitemap:min(len(listed), (i+1)*perSitemap)])); err != nil {
			return err
		}
		fmt.Fprintf(&index, "<sitemap><loc>%s</loc></sitemap>\n", escape(s.absolute("/"+name)))
	}
	index.WriteString("</sitemapindex>\n")
	return put("sitemap.xml", index.Bytes())
}

func (s *Site) sitemap(pages []Page) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range pages {
		b.WriteString("<url><loc>" + escape(s.absolute("/"+strings.TrimSuffix(p.Path, "index.html"))) + "</loc>")
		if p.Entry != nil && p.Entry.Changed != "" {
			b.WriteString("<lastmod>" + escape(p.Entry.Changed) + "</lastmod>")
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
