package prose

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

func english() *Checker {
	return New(&model.Settings{Verbs: model.DefaultVerbs()}, "en-GB")
}

// codes are what is found, each with its words.
func codes(text string, hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, string(h.Code)+": "+text[h.Start:h.End])
	}
	return out
}

// TestText: each text with all that is found in it.
func TestText(t *testing.T) {
	c := english()
	long := strings.TrimSpace(strings.Repeat("word ", 36))
	for _, test := range []struct {
		text string
		want []string
	}{
		{"We use it.", nil},
		{"We utilise it. Utilise it! (Utilised.)", []string{"jargon: utilise", "jargon: Utilise", "jargon: Utilised"}},
		{"The longest is found: end users, and an end user.", []string{"jargon: end users", "jargon: end user"}},
		{"Across any space: going \t forward, in\norder to.", []string{"jargon: going \t forward"}},
		{"Part of a word is none: reutilised, utilise-r, utilisée.", nil},
		{"A name has a capital: the Leverage Trust and the Synergy Centre. Synergy Homes does.", nil},
		{"They said “we utilise it” and \"utilise\" again, then utilised.", []string{"jargon: utilised"}},
		{"A quote that is never closed: “we utilise it.\nThe next paragraph: utilise.", []string{"jargon: utilise"}},
		{long, []string{"long-sentence: " + long}},
		{long + " e.g. Dr. A. Smith.", []string{"long-sentence: " + long + " e.g. Dr. A. Smith."}},
		{strings.Replace(long, "word word", "word? Word", 1), nil},
		{strings.Replace(long, "word word", "point 3. Word", 1), nil},
		{strings.Replace(long, "word word", "word\nword", 1), nil},
		{strings.Replace(long, "word word", "word.” “Word", 1), nil},
		{strings.Replace(long, "word word", "word, word – word", 1), []string{"long-sentence: " + strings.Replace(long, "word word", "word, word – word", 1)}},
		{"\x00\xff utilise \xf0\x9f", []string{"jargon: utilise"}},
		{"jane.smith@council.gov.uk, jane_smith@x.uk and bins+me@gmail.com", []string{"private-email: jane.smith@council.gov.uk", "private-email: jane_smith@x.uk", "private-email: bins+me@gmail.com"}},
		{"digital@council.gov.uk, adult.social.care@council.gov.uk, a-z@council.gov.uk, customer_services@council.gov.uk", nil},
		{"07700\u00a0900\u00a0123", []string{"private-phone: 07700\u00a0900\u00a0123"}},
		{"victoria.park@council.gov.uk and summer.reading@council.gov.uk, no-reply@council.gov.uk, jane@ and @jane.smith", nil},
		{"https://example.org/jane.smith@council.gov.uk?q=07700900123", nil},
		{"+44 7700 900123, +44 (0) 7700 900123, 0044 7700 900123, 07700-900-123 and 07700900123.", []string{
			"private-phone: +44 7700 900123", "private-phone: +44 (0) 7700 900123", "private-phone: 0044 7700 900123", "private-phone: 07700-900-123", "private-phone: 07700900123"}},
		{"020 7946 0123, 0800 123 4567, 077009001234, 5077009001, A07700900123, 1907 7009001", nil},
	} {
		if got := codes(test.text, c.Text([]byte(test.text))); !slices.Equal(got, test.want) {
			t.Errorf("%q:\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestLink(t *testing.T) {
	c := english()
	for text, bad := range map[string]bool{
		"here": true, "Click here.": true, " Read  more… ": true, "": true, "https://example.org": true, "www.example.org": true, "»": true,
		"here is the form": false, "GOV.UK": false, "the bins page": false, "see https://example.org for bins": false, "more bins": false,
	} {
		if _, got := c.Link(text, "https://example.org"); got != bad {
			t.Errorf("link text %q: %v", text, got)
		}
	}
}

func TestImage(t *testing.T) {
	c := english()
	for alt, bad := range map[string]bool{"": true, " ": true, "bin_2.jpg": true, "bin_2": true, "A bin": false, "bin": false} {
		if _, got := c.Image(alt, "pictures/bin_2.jpg"); got != bad {
			t.Errorf("picture text %q: %v", alt, got)
		}
	}
	if _, bad := c.Image("Map", "map.png"); bad {
		t.Error("a word is a word, even if the file is called so")
	}
}

func TestTitle(t *testing.T) {
	c := english()
	for title, bad := range map[string]bool{
		"Report a missed bin": false, "Tell us about a change": false, "Pay: a fine": false, "Nominate a pub": false,
		"Missed bins": true, "Online reporting": true, "How to pay": true, "": true,
	} {
		if _, got := c.Title(title, ""); got != bad {
			t.Errorf("title %q: %v", title, got)
		}
	}
}

// TestOtherLanguages: rules of words are for English; private addresses are private in
// any language.
func TestOtherLanguages(t *testing.T) {
	c := New(&model.Settings{Verbs: model.DefaultVerbs()}, "cy")
	text := strings.Repeat("utilise ", 60) + "jane.smith@council.gov.uk"
	if got := codes(text, c.Text([]byte(text))); len(got) != 1 {
		t.Errorf("got %q", got)
	}
	if _, bad := c.Title("Trwyddedau", ""); bad {
		t.Error("a Welsh title has no English verb")
	}
	if _, bad := c.Link("here", ""); bad {
		t.Error("words of links are of a language")
	}
}

// TestBounds: a hostile text has so many findings of a kind and no more.
func TestBounds(t *testing.T) {
	text := strings.Repeat("utilise a@gmail.com 07700900123 "+strings.Repeat("word ", 40)+"end. Utilise it.\n", 2000)
	count := map[diag.Code]int{}
	for _, h := range english().Text([]byte(text)) {
		count[h.Code]++
	}
	for _, code := range []diag.Code{diag.Jargon, diag.LongSentence, diag.PrivateEmail, diag.PrivatePhone} {
		if count[code] != Most {
			t.Errorf("%d findings of %s", count[code], code)
		}
	}
}

// TestRulesAsJSON: a browser gets every list, in lower case, and sentences whose
// placeholders are those that we fill.
func TestRulesAsJSON(t *testing.T) {
	rules := english().Rules
	packed, err := json.Marshal([]any{Words{"bin", "bins", "a", "über", "übel"}, Sayings{"b": "C", "a": ""}, Words(nil)})
	if want := `["AaAbinDsAübelAüber",["AaAb",["","C"]],""]`; err != nil || string(packed) != want {
		t.Errorf("packed as %s, want %s: %v", packed, want, err)
	}
	for name, list := range map[string]Words{"abbreviations": rules.Abbreviations, "links": rules.LinkTexts, "verbs": rules.Verbs, "hosts": rules.PrivateHosts, "names": rules.GivenNames, "places": rules.PlaceWords} {
		if len(list) == 0 {
			t.Errorf("no %s", name)
		}
		for _, w := range list {
			if w != strings.ToLower(w) {
				t.Errorf("%s: %q has capitals", name, w)
			}
		}
	}
	for w := range rules.Jargon {
		if w != strings.Join(strings.Fields(strings.ToLower(w)), " ") || w == "" {
			t.Errorf("jargon: %q", w)
		}
	}
	c, braces := english(), regexp.MustCompile(`[{}]`)
	long, alike := strings.Repeat("word ", 50), "Link"
	hits := c.Text([]byte(long + "utilise hereby a@gmail.com 07700900123"))
	for _, h := range []func() (Hit, bool){
		func() (Hit, bool) { return c.Link("here", "") }, func() (Hit, bool) { return c.Image("", "a.png") },
		func() (Hit, bool) { return c.Heading("", 2, 1, "") }, func() (Hit, bool) { return c.Heading("A", 4, 2, "") }, func() (Hit, bool) { return c.Heading("A b!", 2, 1, "a B") },
		func() (Hit, bool) { return c.LostCell(), true },
		func() (Hit, bool) { return c.Title(alike, "") }, func() (Hit, bool) { return c.Unsourced("1"), true },
		func() (Hit, bool) { return c.Law("A duty", true, false, []string{"https://www.leeds.gov.uk/bins"}) },
	} {
		if hit, ok := h(); ok {
			hits = append(hits, hit)
		}
	}
	said := map[diag.Code]bool{}
	for _, h := range hits {
		said[h.Code] = true
		if braces.MatchString(h.Message+h.Help) || h.Message == "" || h.Help == "" {
			t.Errorf("%s reads %q, %q", h.Code, h.Message, h.Help)
		}
	}
	for code := range rules.Says {
		if !said[code] {
			t.Errorf("nothing here says %s", code)
		}
	}
}

// FuzzProse: whatever the text, each finding lies inside it on whole characters, in
// order for each code, and there are no more than may be.
func FuzzProse(f *testing.F) {
	for _, seed := range []string{"We utilise it. “Utilise” \"it\".", "a.b@gmail.com (07700) 900 123", strings.Repeat("w ", 99), "in order\nto", "\xff\xfe@07", "İ utİlise ſ", "https://x/a@b.c"} {
		f.Add(seed)
	}
	c := english()
	f.Fuzz(func(t *testing.T, text string) {
		count := map[diag.Code]int{}
		last := map[diag.Code]int{}
		for _, h := range c.Text([]byte(text)) {
			if h.Start < 0 || h.End > len(text) || h.Start >= h.End {
				t.Fatalf("%v lies outside %q", h, text)
			}
			if h.Start < last[h.Code] {
				t.Fatalf("%v overlaps what was found before in %q", h, text)
			}
			last[h.Code] = h.End
			if count[h.Code]++; count[h.Code] > Most {
				t.Fatalf("more than %d of %s", Most, h.Code)
			}
		}
		c.Link(text, text)
		c.Image(text, text)
		c.Title(text, text)
	})
}

// BenchmarkText is of ordinary prose, in bytes a second.
func BenchmarkText(b *testing.B) {
	c := english()
	text := []byte(strings.Repeat("Someone sees a fault in a public place and wants it fixed, without knowing whose job it is. ", 200))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		c.Text(text)
	}
}
