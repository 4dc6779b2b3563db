package atom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
	"testing"
	"time"

	"servicepatterns/internal/atom/atomtest"

	"github.com/mmcdole/gofeed"
	gofeedatom "github.com/mmcdole/gofeed/atom"
)

func sample() Feed {
	return Feed{
		Title: "Waste & recycling", Subtitle: "What changed", Self: "https://host.example/sub/waste/feed.xml",
		Page:   "https://host.example/sub/waste/",
		Author: "A library", Rights: "CC BY 4.0", Language: "en-GB",
		Entries: []Entry{
			{ID: "https://host.example/sub/old/", Title: `Report a <missed> "bin"`, Summary: "It was not\x0b emptied ]]> – ever.", Page: "https://host.example/sub/new/?a=1&b=2",
				Source: "https://host.example/sub/new/index.md", Changed: "2026-11-25", Categories: []Category{{Term: "service-pattern", Label: "Service pattern"}}},
			{ID: "https://host.example/sub/b/", Title: "B", Page: "https://host.example/sub/b/", Changed: "2019-03-04"},
		},
	}
}

// A real parser reads back what was written, markup in a title included.
func TestParsed(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	got, err := (&gofeedatom.Parser{}).Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "Waste & recycling" || got.ID != "https://host.example/sub/waste/feed.xml" || got.Language != "en-GB" ||
		got.Rights != "CC BY 4.0" || len(got.Authors) != 1 || len(got.Entries) != 2 {
		t.Errorf("read as %+v", got)
	}
	if want := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC); got.UpdatedParsed == nil || !got.UpdatedParsed.Equal(want) {
		t.Errorf("the feed was updated %v, want %v: that of its newest entry", got.UpdatedParsed, want)
	}
	first := got.Entries[0]
	if first.Title != `Report a <missed> "bin"` || first.Summary != "It was not\uFFFD emptied ]]> – ever." ||
		first.ID != "https://host.example/sub/old/" || first.Categories[0].Label != "Service pattern" {
		t.Errorf("read as %+v", first)
	}
	if first.Links[0].Href != "https://host.example/sub/new/?a=1&b=2" || first.Links[1].Type != "text/markdown" {
		t.Errorf("its links are %+v", first.Links)
	}
	if common, err := gofeed.NewParser().Parse(bytes.NewReader(b.Bytes())); err != nil ||
		common.FeedLink != "https://host.example/sub/waste/feed.xml" {
		t.Errorf("a reader of all kinds of feeds says %v", err)
	}
	if err := atomtest.Check(b.Bytes()); err != nil {
		t.Error(err)
	}
}

// The check of what RFC 4287 requires finds each thing that can be missing.
func TestCheck(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample()); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{
		"<id>https://host.example/sub/waste/feed.xml</id>", "<title>B</title>", "<updated>2019-03-04T00:00:00Z</updated>", "<author>\n  <name>A library</name>\n </author>",
		`<link rel="self" type="application/atom+xml" href="https://host.example/sub/waste/feed.xml"></link>`,
	} {
		less := strings.Replace(b.String(), gone, "", 1)
		if less == b.String() {
			t.Errorf("the feed lacks %s", gone)
		} else if atomtest.Check([]byte(less)) == nil {
			t.Errorf("a feed without %s passes", gone)
		}
	}
}

// A feed without entries cannot say when it was updated, so there is none.
func TestEmpty(t *testing.T) {
	f := sample()
	f.Entries = nil
	if err := Write(&bytes.Buffer{}, f); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty feed gives %v", err)
	}
}

// Whatever a title says, the feed stays XML with the same number of entries.
func FuzzWrite(f *testing.F) {
	f.Add("A title", "2026-11-25")
	f.Add("</title><entry>]]>\x00\xff", "2019-01-01")
	f.Fuzz(func(t *testing.T, text, day string) {
		if _, err := time.Parse(time.DateOnly, day); err != nil {
			return // dates come checked
		}
		feed := sample()
		feed.Title, feed.Subtitle, feed.Rights, feed.Author = text, text, text, text
		feed.Entries[0].Title, feed.Entries[0].Summary, feed.Entries[0].Changed = text, text, day
		feed.Entries[0].Categories[0].Label = text
		var b bytes.Buffer
		if err := Write(&b, feed); err != nil {
			t.Fatal(err)
		}
		var back feedXML
		if err := xml.Unmarshal(b.Bytes(), &back); err != nil || len(back.Entries) != 2 {
			t.Errorf("read back with %d entries: %v", len(back.Entries), err)
		}
	})
}
