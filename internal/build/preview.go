package build

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// previewPolicy is the content security policy of a page that is opened from a disk. Nothing
// there runs: browsers load neither modules nor the search index from a disk.
const previewPolicy = "default-src 'none'; style-src 'self' file:; font-src 'self' file:; img-src 'self' file: data:; base-uri 'none'"

// forDisk makes of a page of the site one that works wherever its folder lies: opened from
// a disk by a double click, or below a path that nobody knew. Links are relative and name
// index.html, scripts are gone, and what is for browsers without scripts is shown.
func forDisk(name string, page []byte) []byte {
	page = bytes.ReplaceAll(page, []byte("<noscript>"), nil)
	page = bytes.ReplaceAll(page, []byte("</noscript>"), nil)
	out := bytes.NewBuffer(make([]byte, 0, len(page)))
	z := html.NewTokenizer(bytes.NewReader(page))
	for script := false; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes() // the end: the page comes from memory
		}
		raw := bytes.Clone(z.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			if !script {
				out.Write(raw)
			}
			script = script && kind != html.EndTagToken
			continue
		}
		token := z.Token()
		switch {
		case token.Data == "script":
			script = true
		case token.Data == "link" && strings.Contains(value(token, "rel"), "preload"):
		case relink(name, &token):
			out.WriteString(token.String())
		default:
			out.Write(raw)
		}
	}
}

// relink changes the attributes of an element that hold addresses, and says whether it did.
func relink(page string, token *html.Token) (changed bool) {
	for i, a := range token.Attr {
		to := a.Val
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "action":
			to = relative(page, a.Val)
		case a.Key == "content" && value(*token, "http-equiv") == "refresh":
			wait, address, _ := strings.Cut(a.Val, "url=")
			to = wait + "url=" + relative(page, address)
		case a.Key == "content" && value(*token, "http-equiv") == "Content-Security-Policy":
			to = previewPolicy
		}
		token.Attr[i].Val = to
		changed = changed || to != a.Val
	}
	return changed
}

func value(token html.Token, key string) string {
	for _, a := range token.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// relative is the way from a page to an address of the site: from "a/b/index.html" to
// "/c/#d" it is "../../c/index.html#d". Other addresses stay as they are.
func relative(page, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
		return address
	}
	if strings.HasSuffix(u.Path, "/") {
		u.Path += "index.html"
	}
	u.Path = strings.Repeat("../", strings.Count(page, "/")) + strings.TrimPrefix(path.Clean(u.Path), "/")
	u.RawPath = ""
	return u.String()
}
