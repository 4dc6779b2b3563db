package view

import (
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/outputs"
)

// Link is the link to an entry's page, in the words of its title.
func (s *Site) Link(e *model.Entry) Link {
	return Link{Text: e.Title.Value, Href: s.At.Href(e.Path()), Icon: Icon(e.Type)}
}

// Short is a link to an entry by the name that people use in a sentence.
func (s *Site) Short(e *model.Entry) Link {
	l := s.Link(e)
	l.Text = ShortName(e)
	return l
}

// ShortName is a council's name without "Borough Council", any other entry's title.
func ShortName(e *model.Entry) string {
	if e.Council != nil && e.Council.ShortName != "" {
		return e.Council.ShortName
	}
	return e.Title.Value
}

// Icon is the symbol of a type.
func Icon(t model.Type) string { return "i-" + string(t) }

// In returns the words in which a page of the entry speaks.
func (s *Site) In(e *model.Entry) messages.Catalogue { return s.Theme.Words.In[s.LanguageOf(e)] }

// LanguageOf is the language in which a page of the entry speaks.
func (s *Site) LanguageOf(e *model.Entry) string {
	if e != nil && s.Theme.Words.Has(e.Language) {
		return e.Language
	}
	return s.Lang
}

// FeedLink leads to a feed.
func (s *Site) FeedLink(f *outputs.Feed) *Link {
	if f == nil {
		return nil
	}
	return &Link{Text: s.Outputs.Name(f), Href: s.At.Href(f.Path + outputs.FeedFile)}
}
