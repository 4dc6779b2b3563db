package outputs

import (
	"cmp"

	"servicepatterns/internal/model"
)

// LD is what machines read about a page, in the words of schema.org.
type LD struct {
	Context     string    `json:"@context,omitempty"`
	Type        string    `json:"@type"`
	Name        string    `json:"name"`
	Alternate   []string  `json:"alternateName,omitempty"`
	Description string    `json:"description,omitempty"`
	URL         string    `json:"url,omitempty"`
	Language    string    `json:"inLanguage,omitempty"`
	Modified    string    `json:"dateModified,omitempty"`
	Licence     string    `json:"license,omitempty"`
	PartOf      *LD       `json:"isPartOf,omitempty"`
	Action      *ldAction `json:"potentialAction,omitempty"`
	SameAs      string    `json:"sameAs,omitempty"`
	Identifier  string    `json:"identifier,omitempty"`

	Distribution []*LD  `json:"distribution,omitempty"` // of a data set
	Content      string `json:"contentUrl,omitempty"`   // of a download
	Encoding     string `json:"encodingFormat,omitempty"`
}

type ldAction struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

const schema = "https://schema.org"

// SiteLD describes the site itself, with where to send a search.
func (s *Site) SiteLD() *LD {
	ld := &LD{Context: schema, Type: "WebSite", Name: s.Title, Description: s.Summary, URL: s.At.Absolute("/"), Language: s.Language,
		Licence: s.LicenceURL}
	if s.At.Known() {
		ld.Action = &ldAction{Type: "SearchAction", Target: s.At.Absolute("/find/") + "?q={q}", Query: "required name=q"}
	}
	return ld
}

// EntryLD describes an entry.
func (s *Site) EntryLD(e *model.Entry) *LD {
	ld := &LD{
		Context: schema, Type: "Article", Name: e.Title.Value, Description: e.Summary.Value,
		URL: s.At.Absolute(e.Path()), Language: s.Language, Modified: e.Changed, Licence: s.LicenceURL,
	}
	if e.Language != "" {
		ld.Language = e.Language
	}
	site := &LD{Type: "WebSite", Name: s.Title, URL: s.At.Absolute("/")}
	switch {
	case e.Pattern() != nil:
		ld.Type = "TechArticle"
	case e.Council != nil:
		ld.Type, ld.Licence, ld.Language, ld.Identifier = "GovernmentOrganization", "", "", e.Council.GSS
		if e.Council.WelshName != "" {
			ld.Alternate = append(ld.Alternate, e.Council.WelshName)
		}
		return ld
	case e.Type == model.Organisation:
		ld.Type, ld.Licence, ld.Language = "Organization", "", ""
		if e.Organisation() != nil {
			ld.SameAs = e.Organisation().URL.Value
		}
		return ld
	case e.Type == model.Capability, e.Type == model.Standard:
		ld.Type = "DefinedTerm"
		ld.Language = ""
		ld.Modified = ""
		ld.Licence = ""
		return ld
	case e.Type == model.Page:
		ld.Type = "WebPage"
	}
	ld.PartOf = site
	return ld
}

// Download is a table of the library.
type Download struct{ Name, Address, Media string }

// DataLD describes the tables as a data set with a download for each.
func (s *Site) DataLD(description string, tables []Download) *LD {
	ld := &LD{
		Context: schema, Type: "Dataset", Name: s.Title, Description: cmp.Or(s.Summary, description),
		URL: s.At.Absolute("/data/"), Language: s.Language, Licence: s.LicenceURL,
	}
	if !s.At.Known() {
		return ld
	}
	for _, t := range tables {
		ld.Distribution = append(ld.Distribution, &LD{Type: "DataDownload", Name: t.Name, Content: t.Address, Encoding: t.Media})
	}
	return ld
}
