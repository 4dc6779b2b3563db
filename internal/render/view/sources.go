package view

import (
	"net/url"
	"strconv"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Sources makes links of addresses that each say their host; several of one host
// are numbered, so that no two links of a list read alike.
func Sources(lists ...[]model.Text) []Source {
	var out []Source
	count := map[string]int{}
	for _, list := range lists {
		for _, t := range list {
			src, ok := SourceAt(t.Value)
			if !ok {
				continue
			}
			if count[src.Host]++; count[src.Host] > 1 {
				src.Name = strconv.Itoa(count[src.Host])
			}
			out = append(out, src)
		}
	}
	return out
}

// SourceAt is one such link; an address that is not of the web is none.
func SourceAt(address string) (Source, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return Source{}, false
	}
	return Source{Href: u.String(), Host: strings.TrimPrefix(u.Hostname(), "www.")}, true
}

// WebLinks are the further links of an entry, by their own titles.
func WebLinks(list []model.WebLink) []Link {
	var out []Link
	for _, l := range list {
		src, ok := SourceAt(l.URL.Value)
		if !ok {
			continue
		}
		link := Link{Text: l.Title.Value, Href: src.Href, Note: src.Host}
		if link.Text == "" {
			link.Text, link.Note = src.Host, ""
		}
		out = append(out, link)
	}
	return out
}

// GradeOf is the mark of a figure; no grade at all means that nobody gave a figure.
func GradeOf(w messages.Catalogue, value string) Grade {
	if value == "" {
		return Grade{Value: "no-figure", Word: w.T("no-figure"), Icon: "i-no-figure"}
	}
	return Grade{Value: value, Word: w.Choice("grade", value), Icon: "i-" + value}
}
