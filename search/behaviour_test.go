package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"servicepatterns/search/index"
)

// councils is a small library, of which the tests below ask what people ask.
var councils = []index.Document{
	{ID: "report-missed-bin", Type: "service-pattern", URL: "/service-patterns/report-missed-bin/", Title: "Report a missed bin", Summary: "A bin was not emptied on its day.",
		Aliases: []string{"bin not collected"}, Headings: []string{"What people ask"}, Body: "Residents report wheelie bins that the crew passed by. Crews log contaminated bins before a report arrives.",
		Updated: "2026-03-01", Facets: map[string][]string{"verb": {"report"}, "service-area": {"waste"}}},
	{ID: "report-fly-tipping", Type: "service-pattern", URL: "/service-patterns/report-fly-tipping/", Title: "Report fly-tipping", Summary: "Somebody dumped rubbish in a public place.",
		Body: "Fly tipping is reported with a photo and a place on a map.", Updated: "2026-05-01", Facets: map[string][]string{"verb": {"report"}, "service-area": {"waste", "streets"}}},
	{ID: "pay-council-tax", Type: "service-pattern", URL: "/service-patterns/pay-council-tax/", Title: "Pay council tax", Summary: "A household pays by direct debit or card.",
		Body: "Payments are taken in ten instalments. Council tax accounts need reconciliation.", Updated: "2025-05-01", Facets: map[string][]string{"verb": {"pay"}, "service-area": {"money"}}},
	{ID: "barnsley-bins", Type: "case-study", URL: "/case-studies/barnsley-bins/", Title: "Barnsley: fewer calls about bins", Summary: "Text messages told residents of their collection day.",
		Body: "Calls to the council fell by a third. Missed collections are reported online.", Updated: "2024-01-01", Facets: map[string][]string{"service-area": {"waste"}, "organisation": {"barnsley"}}},
	{ID: "payments", Type: "capability", URL: "/capabilities/payments/", Title: "Payments", Summary: "Taking money by card.", Body: "A payment provider can take cards."},
	{ID: "about", Type: "page", URL: "/about/", Title: "About us", Summary: "Who we are.", Body: "We write patterns."},
}

func ids(r Result) string {
	var all []string
	for _, h := range r.Hits {
		all = append(all, h.ID)
	}
	return strings.Join(all, " ")
}

// TestQuestions is long because it is the table of questions.
func TestQuestions(t *testing.T) {
	e := openBoth(t, councils, index.Synonyms{
		Groups: [][]string{{"rubbish", "refuse", "household waste"}, {"rubbish bin", "trash"}, {"cemetery", "burial"}},
		OneWay: []index.OneWay{{From: []string{"dustbin"}, To: []string{"wheelie bin"}}},
	})
	for _, test := range []struct {
		why, question string
		options       Options
		first         string // ids that come first; none if nothing is found
		suggestion    string
	}{
		{"any word matches", "missed bins zanzibar", Options{}, "report-missed-bin", ""},
		{"a whole title comes first", "payments", Options{}, "payments", ""},
		{"so does an id", "report missed bin", Options{}, "report-missed-bin", ""},
		{"and an alias", "Bin not collected?", Options{}, "report-missed-bin", ""},
		{"and a name of stop words", "about", Options{}, "about", ""},
		{"and a name that begins with one", "About us", Options{}, "about", ""},
		{"a question of stop words alone", "who", Options{}, "about", ""},
		{"a stop word of the title before one of the summary", "a", Options{}, "report-missed-bin", ""},
		{"is answered by those that texts other than bodies have", "we", Options{}, "about", ""},
		{"also as it is typed", "wh", Options{Prefix: true}, "report-missed-bin", ""},
		{"but stop words beside others find nothing", "the zanzibar", Options{}, "", ""},
		{"a missing letter", "concil tax", Options{}, "pay-council-tax", "council tax"},
		{"a doubled letter", "Barnssley", Options{}, "barnsley-bins", "barnsley"},
		{"swapped letters", "mised COLLECITON", Options{}, "barnsley-bins", "missed collection"},
		{"a wrong first letter", "pay xouncil tax", Options{}, "pay-council-tax", "pay council tax"},
		{"two slips in a long word", "reconsilliation", Options{}, "pay-council-tax", "reconciliation"},
		{"a slip and an ending that the index lacks", "instalmnet", Options{}, "pay-council-tax", "instalments"},
		{"or that it has", "phtoos", Options{}, "report-fly-tipping", "photo"},
		{"words run together", "counciltax", Options{}, "pay-council-tax", "council tax"},
		{"a word taken apart", "instal ments", Options{}, "pay-council-tax", "instalments"},
		{"an accent or none", "Barnsléy", Options{}, "barnsley-bins", ""},
		{"letters of other forms", "ＦＬＹ ｔｉｐｐｉｎｇ", Options{}, "report-fly-tipping", ""},
		{"what shows nothing", "in\u00adstal\u200bments", Options{}, "pay-council-tax", ""},
		{"a hyphen parts as a space does", "fly tipping", Options{}, "report-fly-tipping", ""},
		{"or is left out", "flytipping", Options{}, "report-fly-tipping", ""},
		{"short words are not repaired", "bon", Options{}, "", ""},
		{"but for a swap", "missed bni", Options{}, "report-missed-bin", "missed bin"},
		{"at their beginning, too", "atx", Options{}, "pay-council-tax", "tax"},
		{"nor are numbers", "2o26x", Options{}, "", ""},
		{"nor is what looks like an abbreviation", "cwrd", Options{}, "", ""},
		{"unless a letter is missing", "crds", Options{}, "payments", "cards"},
		{"nor is a stop word without its apostrophe", "cant pay", Options{}, "pay-council-tax", ""},
		{"nor is a word of English that no entry has", "bind", Options{}, "", ""},
		{"a synonym", "refuse", Options{}, "report-fly-tipping", ""},
		{"a one-way synonym", "dustbin", Options{}, "report-missed-bin", ""},
		{"a synonym of what no entry says stands for its words", "trash", Options{}, "report-missed-bin barnsley-bins report-fly-tipping", ""},
		{"and a slip in it is mended", "trahs", Options{}, "report-missed-bin barnsley-bins report-fly-tipping", "trash"},
		{"if entries have any", "cemetery", Options{}, "", ""},
		{"the last word while typing", "direct deb", Options{Prefix: true}, "pay-council-tax", ""},
		{"only while typing", "barns", Options{}, "", ""},
		{"a filter", "bins", Options{Filters: map[string][]string{"type": {"case-study"}}}, "barnsley-bins", ""},
		{"in whatever case", "bins", Options{Filters: map[string][]string{"type": {"Case-Study"}}}, "barnsley-bins", ""},
		{"two filters", "report", Options{Filters: map[string][]string{"service-area": {"waste"}, "verb": {"report"}}}, "report-missed-bin report-fly-tipping", ""},
		{"an unknown filter finds nothing", "bins", Options{Filters: map[string][]string{"colour": {"red"}}}, "", ""},
		{"the newest", "bins tax tipping", Options{Sort: "newest"}, "report-fly-tipping report-missed-bin pay-council-tax barnsley-bins", ""},
		{"filters without words", "", Options{Filters: map[string][]string{"type": {"service-pattern"}}}, "pay-council-tax report-fly-tipping report-missed-bin", ""},
	} {
		r := e.search(t, test.question, test.options)
		if got := ids(r); !strings.HasPrefix(got, test.first) || test.first == "" && got != "" {
			t.Errorf("%s: %q found %q, want %q first", test.why, test.question, got, test.first)
		}
		suggestion := ""
		if r.Suggestion != nil {
			suggestion = *r.Suggestion
		}
		if suggestion != test.suggestion {
			t.Errorf("%s: %q suggests %q, want %q", test.why, test.question, suggestion, test.suggestion)
		}
	}
}

// What is written as one word and what is written as two find each other, whichever of them entries have.
func TestWordsTogetherAndApart(t *testing.T) {
	pairs := map[string]string{
		"signup": "sign up", "p45": "P 45", "email": "e mail", "dropin": "drop in", "ebike": "e bike", "xray": "x ray",
		"website": "web site", "flytipping": "fly tipping", "online": "on line", "inhouse": "in house", "handover": "hand over",
		"rollout": "roll out", "carpark": "car park", "covid19": "covid 19", "24hour": "24 hour",
	}
	others := []index.Document{{ID: "other", Title: "Bikes, mail, lines, parks and sites", Body: "A webinar needs no ticket. Income counts."}}
	var together, apart []index.Document
	for one, two := range pairs {
		together = append(together, index.Document{ID: "together-" + one, Title: "A page", Body: "It says " + one + " here."})
		apart = append(apart, index.Document{ID: "apart-" + one, Title: "A page", Body: "It says " + two + " here."})
	}
	for _, docs := range [][]index.Document{together, apart, append(slices.Clone(together), apart...)} {
		e := openBoth(t, append(slices.Clone(docs), others...), index.Synonyms{})
		for one, two := range pairs {
			for _, question := range []string{one, two} {
				r := e.search(t, question, Options{})
				for _, d := range docs {
					if strings.HasSuffix(d.ID, "-"+one) && !slices.Contains(strings.Fields(ids(r)), d.ID) {
						t.Errorf("%q found %q, without %s", question, ids(r), d.ID)
					}
				}
				want := ""
				if question == one && docs[0].ID == apart[0].ID {
					want = strings.ToLower(two)
				}
				if r.Suggestion == nil && want != "" || r.Suggestion != nil && *r.Suggestion != want {
					t.Errorf("%q suggests %v, want %q", question, r.Suggestion, want)
				}
			}
		}
	}
}

// A letter or a number that is part of a word says little by itself.
func TestPartsOfWords(t *testing.T) {
	docs := []index.Document{
		{ID: "signature", Title: "E-signature", Summary: "Instead of a form on paper."},
		{ID: "notices", Title: "Notices", Summary: "Sends an email."},
		{ID: "fifty", Title: "50 things to do", Summary: "000 of them in the rain."},
		{ID: "grant", Title: "A grant", Summary: "It is £50,000."},
	}
	e := openBoth(t, docs, index.Synonyms{})
	for question, want := range map[string]string{"e mail": "notices", "e-mail": "notices", "50 000": "grant"} {
		if r := e.search(t, question, Options{}); len(r.Hits) == 0 || r.Hits[0].ID != want {
			t.Errorf("%q found %q, want %q first", question, ids(r), want)
		}
	}
}

// Nothing is taken apart to what no entry has: a suggestion finds something.
func TestSuggestionFinds(t *testing.T) {
	e := openBoth(t, []index.Document{{ID: "a", Title: "Drop a letter", Body: "Stay in, sign off."}, {ID: "b", Title: "P 46"}}, index.Synonyms{})
	for _, question := range []string{"dropin", "45p", "p45", "p60up", "signup", "dropoff"} {
		if r := e.search(t, question, Options{}); r.Suggestion != nil || r.Total > 0 {
			t.Errorf("%q suggests %v and finds %q", question, r.Suggestion, ids(r))
		}
	}
}

// A query that finds nothing has the entries that have words with the same beginning, each word's in turn.
func TestNearest(t *testing.T) {
	e := openBoth(t, []index.Document{
		{ID: "employ", Title: "Employment"}, {ID: "employer", Title: "Employers"}, {ID: "garden", Title: "Gardening"}, {ID: "x", Title: "Zoo", Body: "ADHD"},
	}, index.Synonyms{})
	for _, test := range []struct {
		query   string
		options Options
		want    string
	}{
		{"employzzzzz", Options{}, "employ employer"},
		{"gardenzzzz employzzzzz Gardenzzzz", Options{}, "garden employ employer"},
		{"the who", Options{}, ""},
		{"adhdx", Options{}, ""}, // which is corrected, and so finds something
		{"gardxxxx", Options{}, "garden"},
		{"garxxxxx", Options{}, ""},
		{"garx", Options{}, ""},
		{"👩‍👩‍👧", Options{}, ""},
		{strings.Repeat("garden", 2000), Options{}, ""},
		{"", Options{}, ""},
		{"gardxxxx", Options{Prefix: true}, ""},
		{"gardxxxx", Options{Filters: map[string][]string{"type": {"page"}}}, ""},
	} {
		r := e.search(t, test.query, test.options)
		if got := ids(Result{Hits: r.Nearest}); got != test.want {
			t.Errorf("%.40q %+v: near are %q, want %q", test.query, test.options, got, test.want)
		}
	}
}

// A one-way synonym leads one way only, a group both ways.
func TestSynonymsOneWay(t *testing.T) {
	e := openBoth(t, []index.Document{{ID: "wide", Title: "Empty a bin"}, {ID: "narrow", Title: "Empty a dustbin"}, {ID: "other", Title: "Household refuse"}},
		index.Synonyms{OneWay: []index.OneWay{{From: []string{"dustbin"}, To: []string{"bin"}}}, Groups: [][]string{{"rubbish", "refuse"}, {"bin", "tub"}}})
	for question, want := range map[string]string{"dustbin": "narrow wide", "bin": "wide", "tub": "wide", "rubbish": "other"} {
		if got := ids(e.search(t, question, Options{})); got != want {
			t.Errorf("%q found %q, want %q", question, got, want)
		}
	}
}

// A repair prefers what titles, aliases and synonyms call things, though other words are commoner.
func TestRepairKnowsNames(t *testing.T) {
	docs := []index.Document{{ID: "tipping", Title: "Rubbish", Body: "Tipping is an offence."}}
	for _, id := range strings.Fields("a b c") {
		docs = append(docs, index.Document{ID: id, Title: "A page", Body: "Typing is slow."})
	}
	for _, from := range []string{"synonyms", "title"} {
		synonyms := index.Synonyms{}
		if from == "synonyms" {
			synonyms.Groups = [][]string{{"fly-tipping", "dumped rubbish"}}
		} else {
			docs[0].Title = "Tipping"
		}
		r := openBoth(t, docs, synonyms).search(t, "fly tiping", Options{})
		if r.Suggestion == nil || *r.Suggestion != "fly tipping" || ids(r) == "" || r.Hits[0].ID != "tipping" {
			t.Errorf("by %s: suggests %v, finds %s", from, r.Suggestion, ids(r))
		}
	}
}

// While somebody types, the commonest completion counts most, and one that is rare beside it not at all:
// by its rarity it would come first.
func TestCompletion(t *testing.T) {
	docs := []index.Document{{ID: "councillors", Title: "Councillors"}}
	for _, id := range strings.Fields("a b c d e") {
		docs = append(docs, index.Document{ID: id, Title: "A page of the council"})
	}
	e := openBoth(t, docs, index.Synonyms{})
	for typed, want := range map[string]string{"counc": "a b c d e", "council": "a b c d e", "councillo": "councillors"} {
		if got := ids(e.search(t, typed, Options{Prefix: true})); got != want {
			t.Errorf("%q found %q, want %q", typed, got, want)
		}
	}
}

// A facet's counts respect the filters of the others but not its own.
func TestFacets(t *testing.T) {
	e := openBoth(t, councils, index.Synonyms{})
	r := e.search(t, "bin report tax", Options{Filters: map[string][]string{"service-area": {"waste"}, "type": {"service-pattern"}}})
	want := map[string][]FacetValue{
		"type":         {{"service-pattern", "service-pattern", 2}, {"case-study", "case-study", 1}},
		"service-area": {{"waste", "waste", 2}, {"money", "money", 1}, {"streets", "streets", 1}},
		"verb":         {{"report", "report", 2}},
		"organisation": {},
	}
	for facet, values := range want {
		if !slices.Equal(r.Facets[facet], values) {
			t.Errorf("%s: %v, want %v", facet, r.Facets[facet], values)
		}
	}
	if r.Total != 2 {
		t.Errorf("total %d, want 2", r.Total)
	}
}

// Equal counts are in the order of labels, the same in Go and JavaScript beyond the basic plane, too.
func TestFacetOrder(t *testing.T) {
	e := openBoth(t, []index.Document{{ID: "a", Title: "Bins", Facets: map[string][]string{"verb": {"🗑 empty", "Ｅmpty", "empty", "éviter"}}}}, index.Synonyms{})
	var got []string
	for _, v := range e.search(t, "bins", Options{}).Facets["verb"] {
		got = append(got, v.Label)
	}
	if want := []string{"empty", "éviter", "🗑 empty", "Ｅmpty"}; !slices.Equal(got, want) {
		t.Errorf("labels are in the order %q, want %q", got, want)
	}
}

func TestSnippet(t *testing.T) {
	e := openBoth(t, councils, index.Synonyms{})
	r := e.search(t, "instalments by direct debit", Options{})
	var text strings.Builder
	for _, piece := range r.Hits[0].Snippet {
		if piece.Mark {
			text.WriteString("[" + piece.Text + "]")
		} else {
			text.WriteString(piece.Text)
		}
	}
	const want = "A household pays by [direct] [debit] or card. Payments are taken in ten [instalments]. Council tax accounts need " +
		"reconciliation."
	if text.String() != want {
		t.Errorf("snippet %q, want %q", text.String(), want)
	}
}

// A library without entries has an index, too.
// An id is unique in its own library alone: a document of another library with the same id is another
// document, which says whose it is, and of two with equal scores our own comes first.
func TestDocumentsOfLibraries(t *testing.T) {
	same := index.Document{ID: "renew", Type: "page", Title: "Renew a permit", Summary: "Keep it going."}
	theirs, other := same, same
	theirs.Library, theirs.URL = "kent", "https://kent.example/renew/"
	other.ID, other.Library, other.URL = "renewal", "kent", "https://kent.example/renewal/"
	same.URL = "/renew/"
	e := openBoth(t, []index.Document{other, theirs, same}, index.Synonyms{})
	r := e.search(t, "renew permit", Options{})
	var got []string
	for _, h := range r.Hits {
		got = append(got, h.ID+" from "+strconv.Quote(h.From)+" at "+h.URL)
	}
	want := []string{
		`renew from "" at /renew/`, `renew from "kent" at https://kent.example/renew/`,
		`renewal from "kent" at https://kent.example/renewal/`,
	}
	if !slices.Equal(got, want) || r.Total != 3 {
		t.Errorf("got %q of %d, want %q", got, r.Total, want)
	}
}

func TestEmptyLibrary(t *testing.T) {
	e := openBoth(t, nil, index.Synonyms{})
	if r := e.search(t, "council tax", Options{Prefix: true}); r.Total != 0 {
		t.Errorf("an empty library found %d", r.Total)
	}
}

func TestAddRefuses(t *testing.T) {
	w, err := index.Create(index.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(index.Document{Title: "No id"}); err == nil {
		t.Error("a document without an id was taken")
	}
	if err := w.Add(index.Document{ID: "one"}); err != nil {
		t.Error(err)
	}
	if err := w.Add(index.Document{ID: "one"}); err == nil {
		t.Error("an id was taken twice")
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

// TestLibraries: entries of several libraries are one collection. Equal scores are in order of id, then of
// library, ours first; a hit names the libraries that have the same, and counts for each of them. An entry
// whose id was asked for is before others.
func TestLibraries(t *testing.T) {
	from := func(libraries ...string) map[string][]string { return map[string][]string{"from": libraries} }
	e := openBoth(t, []index.Document{
		{ID: "pothole", Library: "kent", URL: "https://kent.example/p/", Title: "Report a pothole", Facets: from("kent")},
		{ID: "pothole", Library: "ayr", URL: "https://ayr.example/pothole/", Title: "Report a pothole", Facets: from("ayr", "york"),
			Also: []string{"york"}},
		{ID: "pothole", URL: "/pothole/", Title: "Report a pothole", Facets: from("here", "bath"), Also: []string{"bath"}},
		{ID: "hole", Library: "kent", URL: "https://kent.example/hole/", Title: "Report a pothole", Facets: from("kent")},
	}, index.Synonyms{})
	list := func(o Options) string {
		var out []string
		r := e.search(t, "pothole", o)
		for _, h := range r.Hits {
			out = append(out, strings.TrimSpace(h.ID+" "+h.From+" "+strings.Join(h.Also, ",")))
		}
		return fmt.Sprintf("%s (%d)", strings.Join(out, "; "), r.Total)
	}
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{}, "pothole  bath; pothole ayr york; pothole kent; hole kent (4)"},
		{Options{Filters: from("here")}, "pothole  bath (1)"},
		{Options{Filters: from("york")}, "pothole ayr york (1)"},
		{Options{Filters: from("bath", "kent")}, "pothole  bath; pothole kent; hole kent (3)"},
	} {
		if got := list(c.o); got != c.want {
			t.Errorf("%v: %s, want %s", c.o.Filters, got, c.want)
		}
	}
}
