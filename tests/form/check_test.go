package form_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/rules"
)

// finding is what both sides say of a mistake.
type finding struct {
	Code       string `json:"code"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"`
	Path       []any  `json:"path"`
	At         int    `json:"at"` // in the value, in UTF-16

	place string // where it stands in the file that the form writes
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %s [%s] %s", f.place, f.Message, f.Code, f.Suggestion)
}

// same says whether another finding is this one, with the same suggestion.
func (f finding) same(other finding) bool { return f.String() == other.String() }

// guesses are the codes of which the command alone may find out what was meant: which file, day, number or word.
var guesses = map[diag.Code]bool{
	diag.BrokenLink: true, diag.WrongDate: true, diag.UnknownValue: true, diag.WrongType: true,
	diag.WrongNumber: true, diag.WrongAddress: true, diag.WrongID: true,
}

// held is what the form holds of an entry.
type held struct {
	Values map[string]any `json:"values"`
	Body   string         `json:"body"`
}

// draft is an entry as the form holds it, and the file that the form makes of it.
type draft struct {
	typ    model.Type
	held   held
	source string
}

// agree puts drafts into a library and checks them: what the form says of what it holds is what the
// command says of the file, in the same words and of the same place. It returns the codes that were said.
func agree(t testing.TB, n form, dir string, drafts []draft) map[string]bool {
	t.Helper()
	name := func(i int, d draft) string { return fmt.Sprintf("%s/draft-%03d.md", d.typ.Folder(), i) }
	for i, d := range drafts {
		put(t, filepath.Join(dir, name(i, d)), d.source)
	}
	lib, list := load(t, dir)
	prose.New(&lib.Settings, lib.Language.Value).Entries(link.Link(lib, true, list), list)
	commandAlone := map[string]bool{}
	for _, r := range []*rules.Rule{rules.OpenCode, rules.UnusedAddress} {
		message, _ := r.Say(nil)
		commandAlone[message] = true
	}
	said := map[string][]diag.Finding{}
	for _, f := range list.Locate(os.ReadFile) {
		said[f.File] = append(said[f.File], f)
	}
	entries := map[string]*model.Entry{}
	for _, e := range lib.Entries {
		entries[e.Source] = e
	}
	n.know(t, lib)
	codes := map[string]bool{}
	for i, d := range drafts {
		e := entries[name(i, d)]
		if e == nil {
			t.Errorf("the command cannot read what the form has written:\n%s", d.source)
			continue
		}
		var got []finding
		n.ask(t, map[string]any{"ask": "check", "held": d.held, "type": d.typ}, &got)
		at := publish(t, e, []byte(d.source))
		for i := range got {
			got[i].place = formPlace(d, e, at.Bytes.Front, got[i])
		}
		want := []finding{}
		for _, f := range said[e.File] {
			if commandAlone[f.Message] || f.Code == diag.DuplicateID && strings.Contains(f.Message, "former id") {
				continue // the form does not look into other entries
			}
			one := finding{Code: string(f.Code), Message: f.Message, place: commandPlace(d, e, at.Bytes.Front, f)}
			if len(f.Suggestions) == 1 && !(guesses[f.Code] && slices.ContainsFunc(got, one.same)) {
				one.Suggestion = f.Suggestions[0]
			}
			want = append(want, one)
			codes[one.Code] = true
		}
		if a, b := without(got, want), without(want, got); a+b != "" {
			t.Errorf("the form alone says\n%s\nand the command\n%s\nof the %s\n%s", a, b, d.typ, d.source)
		}
	}
	return codes
}

// formPlace is the part of the file in which a finding of the form stands: of a text the very byte.
func formPlace(d draft, e *model.Entry, front span, f finding) string {
	path := f.Path
	switch {
	case f.Code == string(diag.MissingEvidence):
		path = []any{"title"} // which is how the command places what is not there
	case f.Path[0] == "body":
		text := strings.TrimLeft(d.source[e.Body.Start:e.Body.End], "\n")
		return fmt.Sprint("body ", len(string(utf16.Decode(utf16.Encode([]rune(text))[:f.At]))))
	case f.Code == string(diag.MissingField):
		path = path[:len(path)-1]
	}
	names, _ := follow(front, path)
	if strings.HasSuffix(f.Message, " has more than 2000 values") {
		names = append(names, "2000")
	}
	return strings.Join(names, ".")
}

// follow goes from a span into those inside it as far as a path leads.
func follow(s span, path []any) ([]string, span) {
	names := []string{}
	for _, step := range path {
		inside, ok := s.fields[fmt.Sprint(step)], false
		if i, isItem := step.(float64); isItem && int(i) < len(s.items) {
			inside, ok = s.items[int(i)], true
		} else if !isItem {
			_, ok = s.fields[fmt.Sprint(step)]
		}
		if !ok {
			break
		}
		names, s = append(names, fmt.Sprint(step)), inside
	}
	return names, s
}

// commandPlace is the part of the file in which a finding of the command stands.
func commandPlace(d draft, e *model.Entry, front span, f diag.Finding) string {
	start, _ := f.Bytes()
	if start >= int(e.Body.Start) && (start > int(e.Body.Start) || f.Code != diag.MissingField) {
		body := d.source[e.Body.Start:e.Body.End]
		return fmt.Sprint("body ", start-int(e.Body.Start)-(len(body)-len(strings.TrimLeft(body, "\n"))))
	}
	var names []string
	for s, in := front, true; in; {
		in = false
		for name, part := range s.fields {
			if part.start <= start && start < part.end {
				names, s, in = append(names, name), part, true
				break
			}
		}
		for i, part := range s.items {
			if !in && part.start <= start && start < part.end {
				names, s, in = append(names, fmt.Sprint(i)), part, true
				break
			}
		}
		if slices.Contains(names, "if") {
			break // whose parts have names of their own
		}
	}
	if f.Code == diag.MissingField && len(names) > 0 {
		names = names[:len(names)-1] // it stands at the first of the fields that are there
	}
	return strings.Join(names, ".")
}

// without lists what one side says and the other does not, or not as often.
func without(list, other []finding) string {
	count := map[string]int{}
	for _, f := range other {
		count[f.String()]++
	}
	var out []string
	for _, f := range list {
		if count[f.String()]--; count[f.String()] < 0 {
			out = append(out, f.String())
		}
	}
	return strings.Join(out, "\n")
}

// small makes a library in which drafts can refer to something.
func small(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	settings, err := os.ReadFile(filepath.Join(sample, "library.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "library.yaml"), string(settings))
	for name, text := range map[string]string{
		"organisations/northvale.md": "---\ntitle: Northvale Council\nsummary: A council.\nkind: other\n---\n",
		"organisations/eastmoor.md": "---\ntitle: Eastmoor Council\nsummary: A council.\nformer-ids: [eastmoor-old]\nkind: " +
			"other\n---\n",
		"service-patterns/report-a-fault.md":    "---\ntitle: Report a fault\nsummary: It is broken.\n---\n",
		"service-patterns/book-a-slot/index.md": "---\ntitle: Book a slot\nsummary: A time.\n---\n## Does it fit?\n",
		"capabilities/forms.md":                 "---\ntitle: Forms\nsummary: Forms.\n---\n",
		"capabilities/payments.md":              "---\ntitle: Payments\nsummary: Payments.\n---\n",
		"standards/open311.md":                  "---\ntitle: Open311\nsummary: Reports.\n---\n",
	} {
		put(t, filepath.Join(dir, name), text)
	}
	return dir
}

// TestDrafts: of every draft the form says what the command says of its file.
func TestDrafts(t *testing.T) {
	n, _ := ready(t)
	files := map[*model.Entry]string{}
	types := map[string]model.Type{}
	for i, d := range drafts() {
		e := &model.Entry{Source: fmt.Sprintf("%s/draft-%03d.md", d.typ.Folder(), i)}
		files[e], types[e.Source] = d.source, d.typ
	}
	var held []draft
	for source, e := range reload(t, files) {
		d := draft{typ: types[source]}
		n.ask(t, map[string]any{"ask": "load", "entry": publishAny(t, e, files), "type": d.typ}, &d.held)
		n.ask(t, map[string]any{"ask": "save", "held": d.held, "type": d.typ}, &d.source)
		held = append(held, d)
	}
	codes := agree(t, n, small(t), held)
	if len(held) < 150 {
		t.Errorf("only %d drafts", len(held))
	}
	for _, code := range []diag.Code{
		diag.MissingField, diag.UnknownValue, diag.UnknownVerb, diag.WrongDate, diag.WrongAddress, diag.WrongType,
		diag.WrongNumber, diag.WrongID, diag.UnknownReference, diag.WrongReference, diag.FormerReference, diag.UnknownStep, diag.UnreachedStep,
		diag.UnknownQuestion, diag.UnknownActor, diag.DuplicateID, diag.BrokenLink, diag.UnsafeLink, diag.BrokenImage, diag.RawHTML, diag.HiddenCharacter,
	} {
		if !codes[string(code)] {
			t.Errorf("no draft provokes %s", code)
		}
	}
}

// publishAny publishes an entry of files.
func publishAny(t testing.TB, e *model.Entry, files map[*model.Entry]string) json.RawMessage {
	t.Helper()
	for of, text := range files {
		if of.Source == e.Source {
			return publish(t, e, []byte(text)).Entry
		}
	}
	return nil
}

// batch is how many drafts one input of FuzzCheck stands for.
const batch = 50

// FuzzCheck: whatever somebody makes of an entry of the sample library, the form says of it what the
// command says of its file. `make fuzz` tries some ten thousands of them.
func FuzzCheck(f *testing.F) {
	for seed := range uint32(6) {
		f.Add(seed)
	}
	n, lib := ready(f)
	var entries []*model.Entry
	var data []json.RawMessage
	ids := []string{"northvale", "eastmoor", "eastmoor-old", "report-a-fault", "book-a-slot", "forms", "payments", "open311"}
	for _, e := range lib.Entries {
		if e.Row > 0 || e.Language != "" {
			continue
		}
		source, err := os.ReadFile(e.File)
		if err != nil {
			f.Fatal(err)
		}
		entries, data = append(entries, e), append(data, publish(f, e, source).Entry)
	}
	f.Fuzz(func(t *testing.T, seed uint32) {
		drafts := make([]draft, batch)
		for i := range drafts {
			one := (int(seed)*batch + i) % len(entries)
			drafts[i].typ = entries[one].Type
			var made struct {
				Held   held
				Source string
			}
			n.ask(t, map[string]any{"ask": "mutated", "entry": data[one], "type": entries[one].Type, "seed": seed*batch + uint32(i),
				"ids": ids}, &made)
			drafts[i].held, drafts[i].source = made.Held, made.Source
		}
		agree(t, n, small(t), drafts)
	})
}

// drafts are files of all types, fine and broken: whole ones, then single fields and texts
// put into a fine file, at its end or with a field before it. It is long because it lists them all.
func drafts() []struct {
	typ    model.Type
	source string
} {
	type draft = struct {
		typ    model.Type
		source string
	}
	out := []draft{}
	whole := func(t model.Type, sources ...string) {
		for _, s := range sources {
			out = append(out, draft{t, s})
		}
	}
	front := func(t model.Type, fields ...string) {
		for _, f := range fields {
			whole(t, "---\ntitle: Report a thing\nsummary: A summary.\n"+f+"\n---\n\nText.\n")
		}
	}
	text := func(t model.Type, bodies ...string) {
		for _, b := range bodies {
			whole(t, "---\ntitle: Report a thing\nsummary: A summary.\n---\n\n"+b+"\n")
		}
	}
	whole(model.CaseStudy,
		"---\n---\n", "---\ntitle: A\n---\n", "---\nsummary: B\n---\n", "---\ntitle:\nsummary: B\n---\n", "---\ntitle: ''\nsummary: \"  "+
			"\"\n---\n",
		"---\n# a comment\n\ntitle: A # another\nsummary: B\n---\n", "---\ntitle: A\ntitle: B\nsummary: C\n---\n", "---\ntitel: "+
			"A\nsummary: B\n---\n",
		"---\nTitle: A\nsummary: B\nxyz: 1\n---\n", "---\n{title: A, summary: B, stage: bta}\n---\n", "---\n- title: "+
			"A\n---\n", "---\njust words\n---\n",
		"---\ntitle: [A]\nsummary: {a: b}\n---\n", "---\r\ntitle: A\r\nsummary: B\r\nstage: "+
			"lvie\r\n---\r\n\r\nText\r\n", "\n\n---\ntitle: A\nstage: x\n---\n",
		"---\ntitle: 'It''s'\nsummary: \"a \\\"b\\\" \\u00e9 \\x41\\t\\n\"\nperiod: >-\n  some\n  more\n\n  words\nstage: |\n  a\n   "+
			"b\n---\n",
		"---\ntitle: one\n  two\n  three\nsummary: 'a\n\n  b'\nstage: two\n  words\n---\n", "---\n\"title\": A\n'summary': B\n\"stage\": "+
			"nope\n---\n",
		"---\ntitle: ééé 🎉 “x”\nsummary: x\norganisations: [🎉é, 'ünknown']\nstage: \"🎉\"\n---\n",
	)
	front(model.CaseStudy,
		"", "status: finished", "status: liev", "status: ''", "status:", "status: ~", "status: null", "status: LIVE",
		"organisations: northvale", "organisations: [northvale, eastmoor]", "organisations: [nortvale]", "organisations: "+
			"[nowhere-at-all]", "organisations: [forms]", "organisations: [eastmoor-old]",
		"organisations:\n- northvale\n- {a: b}\n- [x]", "organisations: {northvale: yes}", "patterns: [report-a-falt, "+
			"book-a-slot]", "patterns: [northvale]", "patterns: ['Report a fault']",
		"capabilities: [forms, paymnts]", "capabilities:\n  - use: forms\n    for: asking\n  - for: nothing\n  - use:\n  - {use: "+
			"standards}", "capabilities: [{us: forms}]",
		"standards: [open31]", "standards: [payments]", "stage: betta", "stage: [live]", "stage: {a: live}", "period: 2019",
		"outcomes:\n  - before: 1", "outcomes: [{measure: Calls, change: less}]", "outcomes: [{measure: Calls, change: -13%, grade: "+
			"mesured, date: 2019-13, source: somewhere}]",
		"outcomes: [{measure: Calls, source: [https://example.org, 'http://', 'ftp://example.org']}]", "outcomes: many", "outcomes: "+
			"[many]", "outcomes: [[many]]", "outcomes: {measure: x, after: 3}",
		"outcomes:\n  -\n    measure: x\n    measure: y\n  - measure:", "costs: [{amount: lots}]", "costs: [{amount: 1e3}, {amount: "+
			"-12.5}, {amount: £5}, {amount: '1,000'}, {amount: 1e15}, {amount: .5}, {amount: 0x10}]",
		"costs: [{what: x}]", "costs: [{amount: 5, period: yearly, currency: GBP}]", "savings: [{amount: 5, period: anual, grade: "+
			"estimte}]", "funding: [{from: x}]",
		"suppliers: One", "suppliers: [One, 2, true]", "repository: github.com/x", "repository: https://example.org/a b", "repository: "+
			"https://user@example.org/", "repository: HTTPS://EXAMPLE.org",
		"reviewed: 2026-02-30", "reviewed: 2024-02-29", "reviewed: 2023-02-29", "reviewed: soon", "reviewed: 2019-6", "review-every: "+
			"often", "review-every: 12 months", "review-every: 0 months",
		"former-ids: [Old Name, fine-id]", "former-ids: old_name", "aliases: [{a: b}]", "aliases:", "aliases: [a, , b]", "aliases: ['', "+
			"b]", "replaced-by: [northvale, nobody, reprt-a-fault]",
		"service-areas: [wast, streets, gardens]", "service-areas: waste", "life-events: [moving-hom]", "life-events: "+
			"[a-holiday]", "links: [{title: x}]", "links: ['https://example.org']", "links: [{url: example.org, titel: x}]",
		"updates: [{date: 2019}]", "updates: [{date: yesterday, text: x}]", "seeking: [money, parteners]", "adopted-from: {library: x, "+
			"id: A}", "adopted-from: [x]", "adopted-from: {id: a, libary: https://example.org}",
		"zzzzzz: 1\nstges: live", "outcomes: []", "contact: someone", "title: Again", "stage: \"li\\\"ve\"", "stage: 'a\\b'", "stage: "+
			"\"tab\\there\"",
	)
	front(model.ServicePattern,
		"verb: reprot", "verb: hire", "verb: HIRE", "verb: tell us", "verb: cook", "verb: ordr", "verb: [report]", "lgsl: [many, 528, "+
			"'12']", "lgsl: 528",
		"questions: [{ask: Where, type: place}]", "questions: [{type: text}]", "questions: [{ask: Where, required: maybe}, {ask: When, "+
			"required: true}]", "questions: {ask: Where}", "questions: [Where]",
		"questions: [{id: a, ask: Where}, {ask: How, if: {a: [x, 1]}}]", "questions: [{ask: How, if: {a: x}}]", "questions: [{ask: How, "+
			"if: a}]", "questions: [{id: where, ask: Where, options: [Road, Park]}, {ask: How, if: {where: Raod}}]",
		"questions: [{id: where, ask: Where, options: [Road, Park]}, {ask: How, if: {wher: Road}}]", "questions: [{id: a, ask: Sure, "+
			"type: yes-no}, {ask: How, if: {a: Perhaps}}, {ask: Who, if: {a: YES}}]",
		"questions: [{id: a, ask: A}, {id: a, ask: B}]", "questions: [{id: Not An Id, ask: A}]", "questions: [{id: a, ask: A, options: "+
			"[x]}, {ask: B, if: {a: {b: c}}}]",
		"process: [a]", "process: words", "process: {steps: [{id: a}]}", "process: {steps: [{does: A}]}", "process:\n  actors: [resident, "+
			"council]\n  steps:\n    - {id: a, by: resident, does: A, next: [b]}\n    - {id: b, by: council, does: B}",
		"process:\n  actors: [resident, council]\n  steps:\n    - {id: a, by: residnt, does: A, next: [c]}\n    - {id: b, by: contractor, "+
			"does: B, next: a}\n    - id: b\n      does: again",
		"process: {steps: [{id: a, does: A}, {id: b, does: B}, {id: c, does: C, next: [b]}]}", "process: {steps: [{id: report, does: A, "+
			"next: [triage]}, {id: traige, does: B}]}", "process: {steps: [{id: A B, does: A, next: [A B]}]}",
		"process: {steps: [{id: s1, does: x, next: s2}, {id: s2, does: x, next: s3}, {id: s3, does: x, next: s4}, {id: s4, does: x, next: "+
			"s5}, {id: s5, does: x, next: s6}, {id: s6, does: x, next: s7}, {id: s7, does: x, next: s8}, {id: s8, does: x, next: s9}, "+
			"{id: s9, does: x, next: t1}, {id: t1, does: x, next: t2}, {id: t2, does: x, next: t3}, {id: t3, does: x, next: nowhere}]}",
		"variants: [{differs: x, used-by: [nortvale]}]", "needs: [{who: somebody, need: x, confidence: hihg}]", "unhappy-paths: [{when: "+
			"x}, {then: y}]", "local-options: [{choices: [a, b]}]", "policy: [{topic: money, note: x}]",
		"evidence: [{claim: x, date: 2019-06-31, grade: guess}]", "did-not-work: [{learnt: x}]", "used-by: [{organisation: northvle, "+
			"since: long}]", "used-by: [northvale]", "outcomes: []",
	)
	front(model.Project, "seeking: parters", "updates: [{text: x}]", "stage: alfa", "contact: a@example.org")
	front(model.SharedService, "organisations: [northvale, easmoor]", "since: 2019-00", "until: never", "form: [a]", "source: nowhere",
		"savings: [{amount: x}]")
	front(model.Capability, "products: [One, {name: Two}, {used-by: [northvale]}]", "products: [{named: Two}]",
		"open-source: {name: X, source: y}", "standards: open-311", "what: {a: b}")
	front(model.Standard, "kind: lw", "kind: rule", "url: www.example.org", "governs: x", "owner: [x, y]")
	front(model.Organisation, "kind: chairty", "kind: council", "url: ftp://example.org")
	front(model.Page, "verb: report", "kind: x",
		"links: [{url: 'https://example.org/?q=a b'}, {url: 'https://example.org/%zz'}, {url: 'https://exämple.org/ü#é'}, {url: "+
			"'https://x:y/'}, {url: 'https://[::1]/'}]")
	const wordy = "word word word word word word word word word word word word word word word word word word word word word word word " +
		"word word word word word word word word word word word word"
	front(model.CaseStudy, "suppliers: [x"+strings.Repeat(", x", 2000)+"]", "aliases:\n"+strings.Repeat("  - y\n", 2003)+"stage: x")
	front(model.CaseStudy, // how it reads
		"period: We utilise it. Going forward, end users leverage synergies", "period: \"We \\\"utilise\\\" it, utilising é \\u00e9 "+
			"utilised\"", "period: 'It''s to utilise; utilised'", "period: we\n  utilise\n\n  utilised",
		"period: "+wordy+" more. "+wordy+" e.g. Dr. A. Smith", "aliases: [utilise, jane.smith@council.gov.uk]", "suppliers: [a@gmail.com, "+
			"07700 900123]", "contact: Jane.Smith@Council.gov.uk or (07700) 900 123", "contact: digital@council.gov.uk, "+
			"victoria.park@council.gov.uk",
		"links: [{title: Click here, url: 'https://example.org'}, {title: https://example.org, url: 'https://example.org'}]", "outcomes: "+
			"[{measure: Calls, after: 2}]", "outcomes: [{measure: Calls, source: https://example.org}]", "funding: [{amount: 5, source: "+
			"[]}]",
		"status: draft", "status: live", "outcomes: [{measure: x}]\ncheck-off: [{rule: missing-source, because: it is so}]", "check-off: "+
			"[{rule: jargon, because: theirs}]\nperiod: utilise", "check-off: [{rule: jargon}]\nperiod: utilise",
	)
	front(model.ServicePattern, "status: live", "status: live\nvariants: [{name: x, used-by: [northvale]}]",
		"evidence: [{claim: Utilise less}]", "verb: book", "questions: [{ask: 'Where are the stakeholders? '}]")
	whole(model.ServicePattern, "---\ntitle: Missed bins\nsummary: x\nverb: pay\n---\n",
		"---\ntitle: Tell us, please\nsummary: x\n---\n", "---\ntitle: \"Online\"\nsummary: x\n---\n")
	front(model.SharedService, "savings: [{amount: 5}]", "savings: [{amount: 5}]\nsource: https://example.org")
	text(model.CaseStudy,
		"We utilise it.\nUtilise it! “We utilise it” and \"utilise\" then **utilised** `utilise`.", "[here](https://example.org) [read "+
			"more](../capabilities/forms.md) [](https://example.org) [**click here**](https://example.org)", wordy+" [link "+
			"words](https://example.org) more.",
		"> "+wordy+" utilise jane.smith@council.gov.uk\n\nWrite to jane.smith@council.gov.uk or <jane.smith@council.gov.uk> or "+
			"[Jane](mailto:jane.smith@council.gov.uk), ring [us](tel:07700900123).",
		"- utilise\n- in order\n  to do\n\n| utilise | end user |\n|---|---|\n| holistic | end users |\n\n## Stakeholders\n\nthe Leverage "+
			"Trust", "<div>utilise</div>\n\n    utilise\n\n```\nutilise\n```\n\n[[report-a-fault|here]] and [[report-a-fault]]",
		wordy+"\\\nmore. "+wordy+"  \nmore", "https://example.org/jane.smith@council.gov.uk?q=07700900123 "+
			"www.example.org/a@gmail.com", "Hard İ ſ utİlise\u00a0utilise — utilise…utilise",
	)
	whole(model.Page, "---\ntitle: A\nsummary: "+strings.Repeat("é", 300)+"\n---\n", "---\ntitle: A\nsummary: >\n  "+strings.Repeat("🎉",
		301)+"\n---\n")
	front(model.CaseStudy, // what cannot be seen, and what is written as an escape
		"aliases: [\"a\\u202Eb\", \"c\u200bd\", e\u2060f]", "period: \"x\\u200By\\u2060\"", "period: "+
			"\"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F and \U000E0067\"", "period: 'a\\u202Eb'",
	)
	text(model.CaseStudy, // as a browser, and as another reader of Markdown, would take it
		"[a](https://www.council.example@else.example/) [b](http:a@b) [c](http:foo) [d](https:///x) [e](HTTP:x) [f](mailto:a@example.org) "+
			"[g](< https://example.org>)", "[a](&#106;avascript:x) [b](&#x6A;avascript:x)",
		"A &#8238; and &#x202e; &#65;", "![](map.png)", "[jane.smith@council.gov.uk](mailto:jane.smith@council.gov.uk) "+
			"[Jane](mailto:jane.smith@council.gov.uk) <mailto:jane.smith@council.gov.uk>",
		"[a](../service-patterns/report%2Da%2Dfault.md) [b](../service-patterns/nowhere%2Dat-all.md)", "Text.\n\n\tutilise "+
			"[a](javascript:x)\n\tand <b>\n\n  \tutilise", "Synergy Homes did it. Synergy did. Synergy.", strings.Repeat("a@b.example,",
			9000),
	)
	text(model.CaseStudy,
		"See [[report-a-fault]] and [[book-a-slot|booking]].", "See [[report-a-falt]] and [[nobody-here]].", "See [[eastmoor-old]].", "A "+
			"[link](javascript:alert(1)) and [one](https://example.org).",
		"A [link](data:text/html,x), <javascript:alert>, [mail](mailto:a@example.org), [tel](tel:123), [x](//evil.example), "+
			"[y](a\\b).", "<b>Bold</b> and <i class=\"x\">\nmore</i>", "<div>\nblock\n</div>\n\n</p>\n\n<script>alert(1)</script>",
		"![A map](map.png)", "![A map](https://example.org/map.png) ![x](//example.org/x.png)", "`<b>` and ```\n<b>\n```\n\n    "+
			"<b>code</b>\n\n~~~\n<i>\n~~~", "1 < 2 and a<b and x <- y <3",
		"[[toc]]\n\n[[_TOC_]]", "A [link](nowhere.md), [good](../service-patterns/report-a-fault.md), "+
			"[folder](../service-patterns/book-a-slot/index.md), [site](/service-patterns/book-a-slot/), [gone](/service-patterns/none/).",
		"[a](../service-patterns/report-a-fault/) [b](../service-patterns/book-a-slot.md) [c](../../standards/open311.md) "+
			"[d](/standards/open311.md) [e](index.md) [f](x/index.md) [g](/standards/open311/index.md) "+
			"[h](../service-patterns/report-a-fault/more.md)",
		"The law says so.[[1]](https://example.org/notes) [[2]](nowhere.md) [[nobody-here]] (not yet)",
		"[Form](https://example.org/my form.pdf), [Call us](tel:0300 555 0100) ![Plan](plan of hall.png) (words)[https://example.org] and "+
			"[a][nowhere] \\[b](c d) `[c](d e)`",
		"##What happens\n\n###Fees\nand more\n\n#Who pays for it\n\n#localgov\n\nSee #3 and\n> ##Quoted\n\n\\##Not", "Have ready:\n\n• "+
			"name\n• address\n\no\tname\n\n–\tname\n\na • b\n\n> · c",
		"{% from \"x.njk\" import x %}\n\n{{ example({ a: 1 }) }}\n\n{{< note >}}A note{{< /note >}}\n\n{:.section-title}\n## "+
			"About\n\n::: details Fields\nx\n:::\n\n{!examples/round.json!}\n\n!!! note\n\n=== \"Tab\"\n\nimport X from "+
			"'y'\n\n[toc]\n\n`{{ x }}` \\{{ y }}",
		"| a | b |\n|---|---|\n| c | d | lost |\n| `x|y` | z |\n| e \\| f | g |  |\n|h\n\nA|B\n-|-\n1 | 2 |3 | 4\n\n> | é | b |\n> "+
			"|---|---|\n> | c | d | lost | more |\n\n- | a |\n  |---|\n  | 🎉 | lost\n\n| a | b |\n|---|\n| c | d | text |",
		"[x](www.example.org) [y](example.org/path) [z](Council.gov.uk) [w](council.gov.uk?q=1) [v](bins.pdf) [u](nowhere.md) "+
			"[t](host.example:80/) [text]() []() [x](#) [](x.md) [s]( )",
		"# Report a thing\n\n## A\n\n#### B\n\n##\n\n### Report a thing", "## **Report**  a thing!\n\n> ### In\n> #### "+
			"Further\n\nText.", "### Low\n\nSetext\n---\n\n- #### List\n\n  ##### Deep\n\n   ####\n\n###### ![](x.png)", "Report\na "+
			"thing\n=====\n\nText.\n\n  ## ##\n\n#### `code`", "##### `code` first",
		"A ==marked== word ^block-1\n\n> [!NOTE]\n> Mind it.\n\n%%hidden%% and ((abcdefghi))\n\n![[embed]]", "An escaped \\* star and "+
			"utilise \\[ it utilise",
		"<!-- a note\n\nover more -->\n\nA <!-- second --> one.\n\n<!-- third --> shown\n\n<!-- never closed\n\nutilise",
		"[form](/add/), [type](/add/case-study/), [none](/add/nothing/), [file](/add) and [search](/find/)",
		"- a [x](javascript:y)\n- b\n  - <u>c</u>\n\n> quoted [[nobody-here]]\n> more <u>x</u>\n\n1. one [z](vbscript:q)\n\n| a | b "+
			"|\n|---|---|\n| <b>x</b> | [x](javascript:1) |",
		"# Heading <b>\n\nSetext [[nobody-here]]\n===\n\n**bold [a](javascript:b)** and *em [[nobody-here]]* "+
			"~~[c](javascript:d)~~", "\\[not](javascript:x) \\<b> `[x](javascript:y)` [[ ]] [[a b]] [[]]",
		"Emoji 🎉🎉 [a](javascript:b) é [[nobody-here]]", "Right \u202eto left", "A control \u0001 and \u0085", "[empty]() "+
			"[title](javascript:x \"t\") [angle](<javascript:a b>)", "[![alt](map.png)](javascript:x)",
		"[a](https://example.org/(b)) [c](<https://example.org/d e>) [e](https://example.org/%zz)", "A line\n<b>inside</b>\na "+
			"paragraph\n\n<!-- a comment -->\n\n<custom-tag>\n\n<?php ?>",
	)
	return out
}
