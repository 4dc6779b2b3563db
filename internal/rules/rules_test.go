package rules

import (
	"net/url"
	"strings"
	"testing"

	"time"

	"servicepatterns/internal/messages"
)

// TestDates: the pattern of dates takes the days that the calendar has, and no others.
func TestDates(t *testing.T) {
	date := KindOf("date")
	for _, year := range []string{"1899", "1900", "2000", "2019", "2020", "2100", "2400"} {
		for month := 0; month <= 13; month++ {
			for day := 0; day <= 32; day++ {
				s := year + "-" + two(month) + "-" + two(day)
				_, err := time.Parse("2006-01-02", s)
				if date.Takes(s) != (err == nil) {
					t.Errorf("%s: taken %v, and the calendar says %v", s, date.Takes(s), err)
				}
			}
			s := year + "-" + two(month)
			if _, err := time.Parse("2006-01", s); date.Takes(s) != (err == nil) {
				t.Errorf("%s: taken %v, and the calendar says %v", s, date.Takes(s), err)
			}
		}
	}
	for _, s := range []string{"", "19", "20190", "2019-1", "2019-06-1", "2019-06-28T00:00", " 2019", "2019\n", "soon"} {
		if date.Takes(s) {
			t.Errorf("%q is taken for a date", s)
		}
	}
}

func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// FuzzAddress: what is taken for a web address is one to Go, without a name and
// password before its host.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		"https://example.org", "http://example.org:8080/a%20b?c " +
			"d#e", "HTTPS://bücher.example/ß", "https://a@b/", "https://", "//x", "https://a b/",
		"https://example.org/%zz", "https://example.org/?%zz", "https://[::1]/", "javascript:alert(1)", "https://a\\b",
		"https://x\n.org", "https://x/#%", "https://x:y/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !KindOf("url").Takes(s) {
			return
		}
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			t.Errorf("%q is taken for an address: %v", s, err)
		}
	})
}

// TestNamed: every rule has something to say, and a code where it says that something
// is wrong.
func TestNamed(t *testing.T) {
	for name, r := range Named() {
		message, help := r.InForm(messages.English())
		if message == "" && help == "" || (r.Code == "") != (message == "") {
			t.Errorf("%s: %+v", name, *r)
		}
		if form := "rule." + r.Key + ".form"; strings.Contains(messages.English().T(form), "{list}") {
			t.Errorf("%s: lists are for those who write files", name)
		}
	}
}
