package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestPublic: which addresses are those of the open internet.
func TestPublic(t *testing.T) {
	for _, s := range strings.Fields("127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 " +
		"255.255.255.255 240.0.0.1 198.18.0.1 192.0.2.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 " +
		"::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 fec0::1") {
		if Public(netip.MustParseAddr(s)) {
			t.Errorf("%s is taken for public", s)
		}
	}
	for _, s := range strings.Fields("1.1.1.1 151.101.0.1 172.15.0.1 172.32.0.1 192.167.1.1 2606:4700::1111 2a00:1450::1 ::ffff:1.1.1.1") {
		if !Public(netip.MustParseAddr(s)) {
			t.Errorf("%s is taken for private", s)
		}
	}
}

func server(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s.URL
}

func get(t *testing.T, o Options, r Request) (Answer, error) {
	t.Helper()
	if r.Most == 0 {
		r.Most = 1 << 20
	}
	return New(o).Get(context.Background(), r)
}

// TestConditional: what has not changed is not sent again.
func TestConditional(t *testing.T) {
	at := server(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		http.ServeContent(w, r, "library.json", time.Unix(1000, 0), strings.NewReader("text"))
	})
	first, err := get(t, Options{AllowPrivate: true}, Request{URL: at})
	if err != nil || string(first.Body) != "text" || first.ETag != `"1"` || first.Modified == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := get(t, Options{AllowPrivate: true}, Request{URL: at, ETag: first.ETag, Modified: first.Modified})
	if err != nil || !again.Unchanged || again.Body != nil || again.ETag != first.ETag {
		t.Errorf("%+v, %v", again, err)
	}
}

// TestRefused: what is not got, and in which words.
func TestRefused(t *testing.T) {
	other := server(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "secret") })
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	for range 64 {
		_, _ = packed.Write(make([]byte, 1<<20))
	}
	_ = packed.Close()
	at := server(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, other+"/x?q=1", http.StatusMovedPermanently)
		case "/round":
			http.Redirect(w, r, "/round", http.StatusFound)
		case "/missing":
			http.NotFound(w, r)
		case "/large":
			_, _ = w.Write(make([]byte, 2<<20))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case "/damaged":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("this is not compressed"))
		case "/short":
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("abc"))
		case "/stalls":
			_, _ = w.Write([]byte("abc"))
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}
	})
	for path, want := range map[string]string{
		"/moved": "it has moved to " + other + "/x", "/round": "it leads on more than 5 times", "/missing": "there is no such file on the server",
		"/damaged": "the server sent a damaged file", "/large": "larger than 1 MB", "/bomb": "larger than 1 MB", "/short": "broke off", "/stalls": "does not answer in time",
	} {
		_, err := get(t, Options{AllowPrivate: true, Wait: 300 * time.Millisecond}, Request{URL: at + path})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), at+path+": ") {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, address := range []string{at, "http://localhost:1/", "http://[::1]:1/", "http://169.254.169.254/latest"} {
		if _, err := get(t, Options{}, Request{URL: address}); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"file:///etc/passwd", "ftp://host.example/", "https:///x", "https://a:b@host.example/", "x"} {
		if _, err := get(t, Options{AllowPrivate: true}, Request{URL: address}); err == nil || !strings.Contains(err.Error(), "https://") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestProxy: a proxy may stand in a private network; an address in numbers is judged before it is asked.
func TestProxy(t *testing.T) {
	var asked []string
	proxy := server(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		fmt.Fprint(w, "through")
	})
	c := New(Options{})
	to, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	c.proxyOf = func(*http.Request) (*url.URL, error) { return to, nil }
	answer, err := c.Get(context.Background(), Request{URL: "http://library.example/library.json", Most: 100})
	if err != nil || string(answer.Body) != "through" {
		t.Errorf("%+v, %v", answer, err)
	}
	for _, address := range []string{"http://127.0.0.1:1/", "http://10.0.0.1/", "http://localhost/"} {
		if _, err := c.Get(context.Background(), Request{URL: address, Most: 100}); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if len(asked) != 1 {
		t.Errorf("the proxy was asked for %v", asked)
	}
}
