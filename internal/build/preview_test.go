package build

import "testing"

// A page opened from a disk leads by relative links that name files, and runs nothing.
func TestForDisk(t *testing.T) {
	const page = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"><link rel="stylesheet" ` +
		`href="/assets/site.css"><link rel="modulepreload" href="/assets/a.js"><script type="module" src="/assets/b.js"></script><script ` +
		`type="application/json">{"a":"</b>"}</script>` +
		`<a href="/">Home</a> <a href="/c/d/?q=1#e">D</a> <a href="#f">F</a> <a href="/a/b/index.md">M</a> <a href="https://h.example/">H` +
		`</a> <a href="//h.example/">H</a><img src="/a/b/a%20b.png" alt="&lt;script&gt;"><noscript><p>No &amp; scripts</p></noscript>`
	const want = `<meta http-equiv="Content-Security-Policy" content="` +
		"default-src &#39;none&#39;; style-src &#39;self&#39; file:; font-src &#39;self&#39; file:; img-src &#39;self&#39; file: data:; " +
		"base-uri &#39;none&#39;" + `"><link rel="stylesheet" href="../../assets/site.css">` +
		`<a href="../../index.html">Home</a> <a href="../../c/d/index.html?q=1#e">D</a> <a href="#f">F</a> <a href="../../a/b/index.md">M` +
		`</a> <a href="https://h.example/">H</a> <a href="//h.example/">H</a><img src="../../a/b/a%20b.png" alt="&lt;script&gt;">` +
		`<p>No &amp; scripts</p>`
	if got := string(forDisk("a/b/index.html", []byte(page))); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
}
