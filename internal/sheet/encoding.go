package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/source"
)

// decode makes UTF-8 of a table's bytes, whatever program saved them, with line ends that
// a reader of CSV knows. False means that the file is no table, which has been said.
func (t *Sheet) decode() bool {
	if what, help := t.notTable(); what != "" {
		t.List.Add(diag.InFile(t.Name, diag.TableRow, what, help))
		return false
	}
	if order := source.UTF16Order(t.Data); order != nil {
		t.Data = fromUTF16(t.Data, order)
	}
	if !utf8.Valid(t.Data) && !t.windows() {
		return false
	}
	if t.Format == "csv" {
		t.Data = lineFeeds(t.Data)
	}
	return true
}

const asCSV = "Open it in the spreadsheet and save it as “CSV UTF-8” (File, Save as)."

const asTable = "Copy its table into a spreadsheet, and save that as “CSV UTF-8”."

// notTable says what a file is that people take for a table, by how it begins, and what to do.
func (t *Sheet) notTable() (what, help string) {
	data := t.Data
	begins := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	head := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 512)]))
	ext := strings.ToLower(path.Ext(t.Name))
	switch {
	case begins("PK\x03\x04") && bytes.Contains(data[:min(len(data), 512)], []byte("opendocument")):
		return "this is a LibreOffice spreadsheet", asCSV
	case begins("PK\x03\x04") && (strings.HasPrefix(ext, ".xls") || bytes.Contains(data, []byte("xl/"))),
		begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return "this is an Excel workbook", asCSV
	case begins("PK\x03\x04") && (strings.HasPrefix(ext, ".doc") || bytes.Contains(data, []byte("word/"))):
		return "this is a Word document", asTable
	case begins("PK\x03\x04") && (ext == ".numbers" || bytes.Contains(data, []byte(".iwa"))):
		return "this is a spreadsheet of Apple Numbers", "Open it in Numbers and export it as CSV (File, Export To)."
	case begins(`{\rtf`):
		return "this is a document of a word processor", asTable
	case begins("SQLite format 3\x00"):
		return "this is a database", "Export its table as CSV, and import that."
	case begins("PK\x03\x04"), begins("\x1f\x8b"):
		return "this is a compressed file", "Unpack it, and import the tables that are in it."
	case begins("%PDF"):
		return "this is a PDF file", "Ask for the spreadsheet or the CSV file that it was made from."
	case bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<table")) ||
		bytes.Contains(head, []byte("<?xml"))):
		return "this is a web page or an XML file, whatever its name ends in", asCSV
	case begins("\xff\xfe\x00\x00"), begins("\x00\x00\xfe\xff"):
		return "the file is UTF-32", "Save it as UTF-8."
	case t.Format == "csv" && (bytes.HasPrefix(head, []byte("[{")) ||
		bytes.HasPrefix(head, []byte(`{"`)) && bytes.Contains(head, []byte(`":`))):
		return "this is JSON, not CSV", "Import it with “patterns import json”."
	}
	return "", ""
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	text := []byte(string(utf16.Decode(units)))
	return text[diag.TextStart(text):]
}

// windows reads a text as Windows-1252, in which Excel saves “CSV”, and says so. A text
// that holds letters of UTF-8 as well is damaged, and nobody can say which were meant.
func (t *Sheet) windows() bool {
	first, wrong, letters, undefined := -1, 0, 0, false
	for i := 0; i < len(t.Data); {
		r, size := utf8.DecodeRune(t.Data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if wrong++; first < 0 {
				first = i
			}
			undefined = undefined || strings.IndexByte("\x81\x8d\x8f\x90\x9d", t.Data[i]) >= 0
		case size > 1:
			letters++
		}
		i += size
	}
	if letters > 0 || undefined {
		message := fmt.Sprintf("%s not UTF-8 text", diag.Plural(wrong, "byte of the file is", "bytes of the file are"))
		t.List.Add(diag.At(t.Name, first, first+1, diag.NotUTF8, message, "Save the table again as “CSV UTF-8”."))
		return false
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(t.Data)
	if err != nil {
		return false // cannot be: each byte has a letter
	}
	t.Data = text
	start, end := first, first // bytes before the first are the same in both
	inWord := func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune(`,;"`, r) }
	if at := bytes.LastIndexFunc(text[:first], func(r rune) bool { return !inWord(r) }); at >= 0 || first < 40 {
		start = at + 1
	}
	for end < len(text) && end < first+40 {
		r, size := utf8.DecodeRune(text[end:])
		if !inWord(r) {
			break
		}
		end += size
	}
	start = min(max(start, first-40), first)
	message := fmt.Sprintf("the table is not UTF-8; it is read as Windows-1252, which makes the first such word %q", text[start:end])
	f := diag.At(t.Name, start, end, diag.NotUTF8, message, "If the word is wrong, save the table again as “CSV UTF-8”.")
	f.Severity = diag.Warning
	t.List.Add(f)
	return true
}

// lineFeeds ends the lines of a table with line feeds where old programs for Macintosh
// ended them with carriage returns. Line ends inside quotes stay as they are.
func lineFeeds(data []byte) []byte {
	var returns []int
	quoted := false
	for i, b := range data {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			return data
		case b == '\r' && i+1 < len(data):
			returns = append(returns, i)
		}
	}
	if returns == nil {
		return data
	}
	out := bytes.Clone(data)
	for _, i := range returns {
		out[i] = '\n'
	}
	return out
}
