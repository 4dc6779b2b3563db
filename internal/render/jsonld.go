package render

import "servicepatterns/internal/model"

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

// siteLD describes the site itself, with where to send a search.
func (s *Site) siteLD() any {
	sh := s.shared[s.lang]
	ld := &LD{Context: schema, Type: "WebSite", Name: sh.Site, Description: sh.Summary, URL: s.absolute("/"), Language: sh.Lang, Licence: sh.Licence.Href}
	if s.origin != "" {
		ld.Action = &ldAction{Type: "SearchAction", Target: s.absolute("/find/") + "?q={q}", Query: "required name=q"}
	}
	return ld
}

func (s *Site) jsonLD(e *model.Entry) any {
	sh := s.shared[s.lang]
	ld := &LD{
		Context: schema, Type: "Article", Name: e.Title.Value, Description: e.Summary.Value,
		URL: s.absolute(e.Path()), Language: sh.Lang, Modified: e.Changed, Licence: sh.Licence.Href,
	}
	if e.Language != "" {
		ld.Language = e.Language
	}
	site := &LD{Type: "WebSite", Name: sh.Site, URL: s.absolute("/")}
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
