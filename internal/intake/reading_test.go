package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/sheet"
)

func wide(s string, little bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if little {
			out = append(out, byte(u), byte(u>>8))
		} else {
			out = append(out, byte(u>>8), byte(u))
		}
	}
	return string(out)
}

// TestReading imports one table as different programs save it, and pins what is said of
// files that are none.
// It is long because it is the table of what programs save.
func TestReading(t *testing.T) {
	const table = "Title,About,Cost,Notes\r\nBins by text,\"A réminder, “soon”\",£1.2m,x\r\n"
	tabs := strings.NewReplacer("\",", "\"\t", "t,\"", "t\t\"", "e,A", "e\tA", "t,C", "t\tC", "t,N", "t\tN", "m,x", "m\tx", ",A",
		"\tA").Replace(table)
	semicolons := "Title;About;Cost;Notes\nBins by text;A réminder, “soon”;1.200.000,00;x\n"
	windows := strings.NewReplacer("é", "\xe9", "“", "\x93", "”", "\x94", "£", "\xa3").Replace(table)
	for _, c := range []struct{ name, data, says string }{
		{"UTF-8", table, ""},
		{"byte-order mark", "\ufeff" + table, ""},
		{"UTF-16 LE", wide("\ufeff"+table, true), ""},
		{"UTF-16 BE", wide("\ufeff"+table, false), ""},
		{"UTF-16 LE without mark", wide(table, true), ""},
		{"UTF-16 BE without mark", wide(table, false), ""},
		{"tabs", tabs, ""},
		{"Unicode text of Excel", wide("\ufeff"+tabs, true), ""},
		{"semicolons", semicolons, ""},
		{"sep=", "sep=;\r\n" + semicolons, ""},
		{"bars", strings.ReplaceAll(semicolons, ";", "|"), ""},
		{"carriage returns", strings.ReplaceAll(table, "\r\n", "\r"), ""},
		{"Windows-1252", windows, `read as Windows-1252, which makes the first such word "réminder"`},
		{"title lines", "Projects 2018,,,\n,,,\n\n" + table, `the columns are named in line 4; the lines above it are not read: "Projects 2018"`},
		{"blank lines", "\n\n" + table, ""},
		{"names in other letters", strings.NewReplacer("Title", "TITLE", "About", " about", "Cost", "cost").Replace(table), ""},
		{"curly quotes around a cell", strings.Replace(table, "Bins by text", "“Bins by text”", 1), `row 2, column "Title": curly quotes are around this value, and are left out`},
		{"curly quotes around names", strings.NewReplacer("Title", "“Title”", "About", "“About”").Replace(table), ""},
		{"ignored column", strings.Replace(table, ",x", ",x\u200b\u202e\x00", 1), ""},
		{"no width", strings.Replace(table, "Bins", "\u200bBi\ufeffns", 1), `row 2, column "Title": characters without a width`},
		{"both", "é" + windows, "bytes of the file are not UTF-8 text"},
		{"Excel", "PK\x03\x04\x14\x00xl/workbook.xml", "this is an Excel workbook"},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an Excel workbook"},
		{"LibreOffice", "PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "this is a LibreOffice spreadsheet"},
		{"ZIP", "PK\x03\x04a.csv", "this is a compressed file"},
		{"Word", "PK\x03\x04\x14\x00word/document.xml", "this is a Word document"},
		{"Numbers", "PK\x03\x04\x14\x00Index/Document.iwa", "this is a spreadsheet of Apple Numbers"},
		{"RTF", `{\rtf1\ansi Title`, "this is a document of a word processor"},
		{"SQLite", "SQLite format 3\x00", "this is a database"},
		{"PDF", "%PDF-1.7", "this is a PDF file"},
		{"web page", "<html><table><tr><td>Title", "this is a web page"},
		{"JSON", `[{"Title": "x"}]`, "this is JSON, not CSV"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := Input{File: sheet.File{Format: "csv", Name: "t.csv", Data: []byte(c.data)}, MapFile: "m.yaml", Map: []byte(`
type: case-study
fields: {title: Title, summary: About, costs.amount: Cost, costs.currency: {is: GBP}}
ignore: Notes
`)}
			p, findings, err := Import(load(t, t.TempDir()), []Input{in}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, f := range findings {
				said = append(said, f.Message)
			}
			if c.says == "" && said != nil || c.says != "" && (len(said) != 1 || !strings.Contains(said[0], c.says)) {
				t.Errorf("it says %q", said)
			}
			if errors, _ := diag.Count(findings); errors > 0 {
				return
			}
			want := "---\ntitle: Bins by text\nsummary: A réminder, “soon”\ncosts:\n  - amount: 1200000\n    currency: GBP\n---\n"
			if p == nil || len(p.Items) != 1 || string(p.Items[0].Text) != want {
				t.Errorf("plan %+v", p)
			}
		})
	}
}

// TestAmounts pins what is read as a number, and what is not.
func TestAmounts(t *testing.T) {
	for in, want := range map[string]string{
		"12500": "12500", "1.50": "1.50", "£57,500": "57500", "£12,500.00": "12500", "£1.2m": "1200000", "£1.25 million": "1250000", "12k": "12000", "£0.5k": "500", "1.2bn": "1200000000",
		"(500)": "-500", "(£1,500)": "-1500", "-£5": "-5", "£-5": "-5", "−5": "-5", "1.200,50": "1200.5", "1.200.000": "1200000", "12 500": "12500", "12\u00a0500": "12500", "GBP 500": "500", "500 GBP": "500", ".5k": "500",
		"1e5": "100000", "1.2E+6": "1200000", "0500": "500", "1200.0": "1200", "1200.00": "1200", "1.": "1", "-012.50": "-12.5", "0": "0", "0.125": "0.125", "1.200": "",
		"lots": "", "€500": "", "$5": "", "1,5": "", "1,50,000": "", "5m-6m": "", "c. £5": "", "£5k-£6k": "", "((5))": "", "5 %": "", "1e999": "", "--5": "", "5;6": "",
	} {
		got, ok := plainAmount(in, true, false)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", in, got, want)
		}
	}
	if _, ok := plainAmount("12m", false, false); ok {
		t.Error("12m of a figure is read as money")
	}
	if got, _ := plainAmount("1,5", true, true); got != "1.5" {
		t.Errorf("1,5 between semicolons is read as %q", got)
	}
	if _, ok := plainAmount("1.200", true, true); ok {
		t.Error("1.200 between semicolons could be either")
	}
}

// TestPlacesInTexts checks that what is wrong within a text is placed there, however the
// file writes it.
func TestPlacesInTexts(t *testing.T) {
	dir := t.TempDir()
	mapping := "type: page\nfields: {title: Title, summary: Title}\nbody: Text\n"
	for _, c := range []struct{ format, data string }{
		{"csv", "Title,Text\nA,\"one \"\"two\"\"\n\nthree é [x](gone.md) end\"\n"},
		{"csv", "Title,Text\r\nA,\"one\r\n\r\nthree [x](gone.md) end\"\r\n"},
		{"csv", "Title,Text\nA,see [x](gone.md) end\n"},
		{"json", `[{"Title": "A", "Text": "one\n\n\"two\" é \u00e9 \ud83d\ude00 [x](gone.md) end"}]`},
	} {
		in := Input{File: sheet.File{Format: c.format, Name: "t", Data: []byte(c.data)}, MapFile: "m.yaml", Map: []byte(mapping)}
		_, findings, err := Import(load(t, dir), []Input{in}, Options{})
		if err != nil || len(findings) != 1 {
			t.Fatal(err, findings)
		}
		start, end := findings[0].Bytes()
		if start < 0 || end > len(c.data) || c.data[start:end] != "gone.md" {
			t.Errorf("%s: placed at %d to %d: %q", c.data, start, end, c.data[max(start, 0):min(end, len(c.data))])
		}
	}
}

// TestLeftOut follows rows that name each other: with one that is wrong, those that need it
// stay out, and nobody else.
func TestLeftOut(t *testing.T) {
	dir := t.TempDir()
	in := Input{File: sheet.File{Format: "json", Name: "t.json", Data: []byte(`[
		{"type": "capability", "id": "a", "title": "A", "summary": "S", "status": "so-so"},
		{"type": "service-pattern", "id": "b", "title": "B", "summary": "S", "capabilities": ["a"]},
		{"type": "project", "id": "c", "title": "C", "summary": "S", "patterns": ["b"]},
		{"type": "page", "id": "d", "title": "D", "summary": "S", "body": "See [[c]]."},
		{"type": "capability", "id": "e", "title": "E", "summary": "S"}]`)}}
	p := written(t, dir, []Input{in}, false)
	var ids []string
	for _, i := range p.Items {
		ids = append(ids, i.Path)
	}
	if want := []string{"pages/d.md", "capabilities/e.md"}; p.LeftOut != 3 || !slices.Equal(ids, want) {
		t.Errorf("%d are left out, and %q written", p.LeftOut, ids)
	}
	if p = written(t, dir, []Input{in}, true); p.LeftOut != 0 || p.Drafts() != 1 {
		t.Errorf("%d are left out, %d drafts", p.LeftOut, p.Drafts())
	}
	writeFile(t, dir+"/capabilities/a.md", "---\ntitle: A\nsummary: S\n---\n")
	if p = written(t, dir, []Input{in}, false); p.LeftOut != 1 {
		t.Errorf("the library has what they name, and %d are left out", p.LeftOut)
	}
}

// TestBrokenRows: a row that cannot be read is told, and the others are read.
func TestBrokenRows(t *testing.T) {
	for _, c := range []struct{ name, rows, ids, says string }{
		{"words after quotes", "A,one,1\n\"B\" b,two,2\nC,three,3\n", "a c", "3 row 3: the row cannot be read: something follows the closing quote of a cell"},
		{"words after quotes, last", "A,one,1\nC,three,3\nB,\"two\" b,2\n", "a c", "4 row 4: the row cannot be read: something follows the closing quote of a cell"},
		{"never closed", "A,one,1\nB,\"two,2\nC,three,3\nD,four,4\n", "a c d", "3 row 3: the row cannot be read: a quote is opened and never closed"},
		{"never closed, quotes below", "A,one,1\nB,\"two,2\nC,\"three, or so\",3\nD,four,4\n", "a c d", "3 row 3: the row cannot be read: a quote is opened and never closed"},
		{"never closed, last", "A,one,1\nB,two,2\nC,\"three,3\n", "a b", "4 row 4: the row cannot be read: a quote is opened and never closed"},
		{"never closed within lines", "A,one,1\nB,\"two\nwith \"more\" in it\",2\nC,three,3\n", "a c", "3 row 3: the row cannot be read: a quote is opened and never closed"},
		{"two of them", "\"A\" a,one,1\nB,two,2\nC,\"three,3\nD,four,4\n", "b d", "2 row 2: the row cannot be read: something follows the closing quote of a cell; 4 row 4: the row cannot be read: a quote is opened and never closed"},
		{"a comma in curly quotes", "A,“one, two”,1\nB,two,2\n", "a b", `2 row 2, column "About": curly quotes are around this value, and are left out`},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := Input{File: sheet.File{Format: "csv", Name: "t.csv", Data: []byte("Title,About,Cost\n" + c.rows)}, MapFile: "m.yaml",
				Map: []byte("type: case-study\nfields: {title: “Title”, summary: about, costs.amount: COST, costs.currency: {is: GBP}}\n")}
			p, findings, err := Import(load(t, t.TempDir()), []Input{in}, Options{})
			if err != nil || p == nil {
				t.Fatal(err, findings)
			}
			var said, ids []string
			for _, f := range findings {
				if f.File == "t.csv" {
					said = append(said, fmt.Sprintf("%d %s", f.Line, f.Message))
				} else if f.Message != "curly quotes are not the quotes of YAML" {
					t.Error(f)
				}
			}
			for _, i := range p.Items {
				ids = append(ids, strings.TrimSuffix(strings.TrimPrefix(i.Path, "case-studies/"), ".md"))
			}
			if got := strings.Join(said, "; "); got != c.says {
				t.Errorf("it says %s\nwant    %s", got, c.says)
			}
			if got := strings.Join(ids, " "); got != c.ids {
				t.Errorf("read %q, want %q", got, c.ids)
			}
		})
	}
}

// TestMeant: a word that others use for one of a list is told with that one, and columns that differ only in letters
// stay apart.
func TestMeant(t *testing.T) {
	in := Input{File: sheet.File{Format: "csv", Name: "t.csv", Data: []byte("title,Title,About,Phase\nA,B,C,Closed\n")}, MapFile: "m.yaml",
		Map: []byte("type: project\nfields: {title: Title, summary: title, stage: phase}\nignore: [ABOUT]\n")}
	_, findings, err := Import(load(t, t.TempDir()), []Input{in}, Options{})
	if err != nil || len(findings) != 1 || findings[0].Message != `row 2, column "Phase": unknown stage "Closed"` || !slices.Equal(findings[0].Suggestions, []string{"retired"}) {
		t.Errorf("%v, findings %+v", err, findings)
	}
	in.Map = []byte("type: project\nfields: {title: TITLE, summary: About, stage: Phase}\n")
	if _, findings, _ = Import(load(t, t.TempDir()), []Input{in}, Options{}); len(findings) == 0 || findings[0].Message != `the table has no column "TITLE"` {
		t.Errorf("findings %+v", findings)
	}
}
