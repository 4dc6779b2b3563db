package content

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"servicepatterns/internal/rules"
	"servicepatterns/internal/suggest"
)

// mistakes are what people mean otherwise than YAML reads it; internal/source/testdata/mistakes.txt
// has what it does not read. ¦ stands
// before the place that a finding must name, says is what it must say. The sources are public reports of somebody who
// made the mistake in some tool, or what was seen in use of this one.
var mistakes = []struct{ name, source, fields, says string }{
	{"curly quotes around a value", "mkdocs/mkdocs#1776", "title: ¦“Report a missed bin”\n", "curly quotes are not the quotes of YAML"},
	{"hash cuts a title", "forem/forem#131", "title: Report bin ¦#3 of the round\n", "what follows “ #” is read as a comment and left out"},
	{"hash cuts a summary", "jonschlinkert/gray-matter#90", "summary: Round ¦# of bins\n", "what follows “ #” is read as a comment and left out"},
	{"hash takes a word", "seen in use", "verb: ¦#book\n", "what follows “ #” is read as a comment and left out"},
	{"hash takes a list", "seen in use", "aliases: ¦#tutor\n", "what follows “ #” is read as a comment and left out"},
	{"hash takes an item", "seen in use", "aliases:\n  - ¦#tutor\n  - coach\n", "what follows “ #” is read as a comment and left out"},
	{"hash takes a title", "seen in use", "title: ¦#1 tutor\n", `"title" is empty, for what follows “ #” is read as a comment`},
	{"curly and straight", "seen in use", "title: ¦“Report a missed bin\"\n", "curly quotes are not the quotes of YAML"},
	{"curly before", "seen in use", "title: ¦“Report a missed bin\n", "curly quotes are not the quotes of YAML"},
	{"curly after", "seen in use", "title: ¦Report a missed bin”\n", "curly quotes are not the quotes of YAML"},
	{"straight and curly", "seen in use", "title: \"Report a missed bin¦”\n", "this quote is curly and does not close the straight one before it"},
	{"curly status", "seen in use", "status: ¦“live”\n", "curly quotes are not the quotes of YAML"},
	{"curly date", "seen in use", "reviewed: ¦“2026-11-01”\n", "curly quotes are not the quotes of YAML"},
	{"curly number", "seen in use", "lgsl: ¦“557”\n", "curly quotes are not the quotes of YAML"},
	{"curly address", "seen in use", "links:\n  - title: Rounds\n    url: ¦“https://a.org/”\n", "curly quotes are not the quotes of YAML"},
	{"no-break space in braces", "seen in use", "needs:\n  - {¦who:\u00a0resident, need: see it}\n", "there is no ordinary colon and space after “who”"},
	{"no space in braces", "seen in use", "needs:\n  - {who: resident, ¦need:\"see it\"}\n", "there is no ordinary colon and space after “need”"},
	{"wide colon in braces", "seen in use", "needs:\n  - {who: resident, ¦need：see it}\n", "there is no ordinary colon and space after “need”"},
	{"a path in double quotes", "seen in use", "title: \"Report C:¦\\new\\table\"\n", "in double quotes “\\n” is a code for another character, and no backslash is left"},
	{"a path within a text", "seen in use", "needs:\n  - who: resident\n    need: \"see D:¦\\x20th\"\n", "in double quotes “\\x” is a code for another character, and no backslash is left"},
	{"a server in double quotes", "seen in use", "summary: \"\\\\server¦\\forms\"\n", "in double quotes “\\f” is a code for another character, and no backslash is left"},
	{"commas in place of a list", "hexojs/hexo#372", "service-areas: ¦waste, streets\n", `"service-areas" is one value with commas in it`},
	{"commas in place of a list of words", "11ty/buildawesome#1124", "aliases: ¦swimming, pool, lane\n", `"aliases" is one value with commas in it`},
	{"commas in place of ids", "Andy-set-studio/hylia#131", "standards: ¦open311, wcag\n", `"standards" is one value with commas in it`},
	{"comma in braces", "adrienverge/yamllint#309", "needs:\n  - {who: resident, need: be seen, ¦and be heard, confidence: high}\n", "a comma ends a value inside {…}, so “and be heard” reads as a field"},
	{"capitals in a field's name", "Riverscapes/pyBRAT#8", "¦Title: Report a missed bin\n", `the service pattern has no field "Title"`},
	{"description for summary", "seen in use", "¦description: Someone was missed\n", `the service pattern has no field "description"`},
	{"a field twice", "seen in use", "verb: report\n¦verb: tell\n", `"verb" is given twice`},
	{"dates of two orders", "mattvh/jekyllthemes#474", "reviewed: ¦3/4/2025\n", `"3/4/2025" is not a date`},
	{"a date in figures of one letter", "barryclark/jekyll-now#804", "reviewed: ¦2025-4-3\n", `"2025-4-3" is not a date`},
	{"day and month turned round", "MoOx/phenomic#564", "reviewed: ¦2016-31-03\n", `"2016-31-03" is not a date`},
	{"semicolons in place of a list", "seen in use", "service-areas: ¦leisure; sport\n", `"service-areas" is one value with semicolons in it`},
	{"semicolons in brackets", "seen in use", "aliases: [¦bin day; lost bin]\n", `"aliases" is one value with semicolons in it`},
	{"bars in place of a list", "seen in use", "aliases: ¦bin day | lost bin\n", `"aliases" is one value with bars in it`},
	{"a list without hyphens", "GaijinEntertainment/daScript#3229", "aliases:\n  ¦bin day\n  lost bin\n", `"aliases" takes a list, and its items have no hyphens`},
	{"a list that begins on the line of its field", "seen in use", "aliases: ¦bin day\n  - lost bin\n", `"aliases" takes a list, and its items have no hyphens`},
	{"an item further in", "seen in use", "aliases:\n   - ¦bin day\n    - lost bin\n", `this item of "aliases" goes on in the next line, which begins with a hyphen`},
	{"a list in braces", "seen in use", "aliases: ¦{bin day, lost bin}\n", `"aliases" takes a list, which is in […], not in {…}`},
	{"half a bracket", "seen in use", "aliases: ¦bin day]\n", `"aliases" ends with ], and no [ begins it`},
	{"a comma after a value", "biomejs/gritql-stdlib#139", "title: Report a missed bin¦,\n", `"title" ends with a comma`},
	{"commas after items", "biomejs/gritql-stdlib#139", "aliases:\n  - bin day¦,\n  - lost bin,\n", `"aliases" ends with a comma`},
	{"a semicolon after a value", "seen in use", "verb: report¦;\n", `"verb" ends with a semicolon`},
	{"a no-break space in a name", "travis-ci/travis-ci#1204", "¦verb\u00a0: report\n", "a no-break space is in the name of the field “verb”"},
	{"a soft hyphen in a name", "seen in use", "¦sum\u00admary: Someone was missed\n", "a soft hyphen is in the name of the field “summary”"},
	{"a no-break hyphen in a name", "seen in use", "¦life\u2011events: [moving-home]\n", "a no-break hyphen is in the name of the field “life-events”"},
	{"a name in brackets", "seen in use", "¦[verb]: report\n", "brackets or braces are around the name of this field"},
	{"a comment as in other languages", "seen in use", "¦// verb: report\n", "“//” begins no comment"},
	{"no colons in an item", "seen in use", "needs:\n  - ¦who resident\n    need see it\n", "there is no colon after “who”"},
	{"equals signs in an item", "seen in use", "needs:\n  - ¦who = resident\n    need = see it\n", "there is no colon after “who”"},
	{"fields in square brackets", "seen in use", "needs:\n  - ¦[who: resident, need: see it]\n", `an item of "needs" is in […], which is for lists`},
	{"the text within the fields", "seen in use", "verb: report\n\n¦Text of the page: a sentence of it.\n", "this line is read as a field, for the front matter is not closed above it"},
	{"yes for true", "seen in use", "questions:\n  - ask: Is it so?\n    required: ¦yes\n", `"required" takes true or false, not "yes"`},
	{"a date with slashes", "Decap forum", "reviewed: ¦01/02/2023\n", `"01/02/2023" is not a date`},
}

// more are lines for an entry of seventy, with what is easily taken for a slip.
const more = `lgsl: [528]
life-events: [moving-home]
capabilities:
  - use: forms
    for: describing "the" problem, and the resident's bin
  - {use: payments, for: "a: b, c", optional: true}
questions:
  - ask: Where's the problem?
    type: location
    why: Without a place nobody can find it; it's needed.
    required: true
  - ask: "What is it?"
    type: choose-one
    options: [Bin, 'Box', "Bag: large"]
    why: >
      Each needs another crew.
      It's so.
process:
  actors: [resident, council, contractor]
  steps:
    - {id: report, by: resident, does: Reports the problem, next: [triage]}
    - id: triage
      by: council
      does: Decides whose job it is
      next: [fix]
    - {id: fix, by: contractor, does: "Fixes it"}
variants:
  - name: By phone
    differs: The council's staff
      fill in the form
unhappy-paths:
  - when: The bin wasn't out
    then: |
      The council says so: "put it out".
        It has a picture.
      It's done.
  - {when: 'The resident''s bin is broken', then: "It is \"replaced\"."}
local-options:
  - what: How long after
    choices: [1 day, 2 days]
    because: Rounds differ
policy:
  - topic: legal
    note: The duty is the council's
    nations: [england]
    law: Environmental Protection Act 1990, section 45
    source: https://www.legislation.gov.uk/ukpga/1990/43/section/45
evidence:
  - claim: Fewer calls
    source: https://www.example.org/a?b=c&d=e#f
    date: 2019-06
    grade: measured
did-not-work:
  - tried: "A phone line\n\tand \"post\""
    learnt: Nobody's there at night
    source: https://www.example.org/b
used-by:
  - organisation: southwark
    since: 2020
    how: Its own form
    source: https://www.example.org/c
reviewed: 2026-11-01
review-every: 12 months
`

// TestMeant makes each of them alone, in the first field of an entry of seventy lines, and in its last: it is
// said once, with its cause, at its place, and nothing else is said.
func TestMeant(t *testing.T) {
	for _, m := range mistakes {
		has := func(field string) bool {
			return strings.Contains(strings.ToLower("\n"+strings.ReplaceAll(m.fields, "¦", "")), "\n"+field)
		}
		rest := ""
		if !has("title") {
			rest += "title: Report a missed bin\n"
		}
		if !has("summary") && !has("description") {
			rest += "summary: Someone was missed.\n"
		}
		filled := more
		if has("questions") {
			filled = regexp.MustCompile(`(?m)^questions:\n(  .*\n)+`).ReplaceAllString(filled, "")
		}
		for _, field := range []string{"reviewed", "lgsl", "life-events"} {
			if has(field) {
				filled = regexp.MustCompile("(?m)^"+field+": .*\n").ReplaceAllString(filled, "")
			}
		}
		for where, text := range map[string]string{
			"alone": rest + m.fields, "alone first": m.fields + rest, "first": m.fields + rest + filled, "last": rest + filled + m.fields,
		} {
			t.Run(m.name+" "+where, func(t *testing.T) {
				before, after, found := strings.Cut("---\n"+text+"---\nA text.\n", "¦")
				if !found {
					t.Fatal("no place")
				}
				line, column := strings.Count(before, "\n")+1, len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))+1
				_, findings := load(t, map[string]string{"library.yaml": "title: T\n", "service-patterns/report-a-missed-bin.md": before + after})
				var got []string
				for _, f := range findings {
					got = append(got, fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message))
				}
				if want := fmt.Sprintf("%d:%d: %s", line, column, m.says); len(got) != 1 || got[0] != want {
					t.Errorf("got  %q\nwant %q\n%s", got, want, m.fields)
				}
			})
		}
	}
}

// TestNothingMeant: what is easily taken for a mistake is none.
func TestNothingMeant(t *testing.T) {
	_, findings := load(t, map[string]string{"library.yaml": "title: T\n", "service-patterns/report-a-missed-bin.md": "---\ntitle: Report a missed bin\nsummary: Someone was missed.\n" + more + "---\n"})
	for _, f := range findings {
		t.Errorf("%d:%d: %s", f.Line, f.Column, f.Message)
	}
}

// TestMeantValues pins what values are taken for that are not as their fields take them.
func TestMeantValues(t *testing.T) {
	for in, want := range map[string]string{
		"3/4/2025": "2025-04-03 2025-03-04", "03-04-2025": "2025-04-03 2025-03-04", "25/12/2025": "2025-12-25", "12/25/2025": "2025-12-25", "4/4/2025": "2025-04-04",
		"2025-4-3": "2025-04-03", "2025.04.03": "2025-04-03", "2025/04/03": "2025-04-03", "2016-31-03": "2016-03-31", "2025-4": "2025-04", "4/2025": "2025-04", "20250403": "2025-04-03",
		"April 2025": "2025-04", "3 April 2025": "2025-04-03", "3rd of April, 2025": "2025-04-03", "Thursday 3 Apr 2025": "2025-04-03", "April 3, 2025": "2025-04-03", "Sept 2025": "2025-09", "1st May 2025": "2025-05-01",
		"2025-04-03T10:00:00Z": "2025-04-03", "2025-04-03 10:00": "2025-04-03", "spring 2025": "2025", "c. 2025": "2025",
		"25-12-31": "2031-12-25 2025-12-31", "31/02/2025": "", "2025-26": "", "soon": "", "April": "", "31 February 2025": "", "3 to 4 April 2025": "",
	} {
		if got := strings.Join(suggest.Values("date", in, rules.KindOf("date").Takes), " "); got != want {
			t.Errorf("%q is taken for %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"yearly": "12 months", "a year": "1 year", "12months": "12 months", "twelve months": "12 months", "2 yrs": "2 years", "every 6 months": "6 months", "six-monthly": "6 months", "12": "", "often": "", "0 months": "", "100 months": "",
	} {
		if got := strings.Join(suggest.Values("period", in, rules.KindOf("period").Takes), " "); got != want {
			t.Errorf("%q is taken for %q, want %q", in, got, want)
		}
	}
}
