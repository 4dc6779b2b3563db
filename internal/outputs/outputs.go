// Package outputs makes what programs read of a site beside its pages and its data: feeds,
// the sitemap, where entries have moved to, and what pages say to machines. Input: a
// library added up, and the site's address and words. Output: files and JSON-LD.
package outputs

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Site is what the outputs say of the site itself, and what they are made from.
type Site struct {
	Lib   *insight.Library
	At    address.Site
	Words messages.Catalogue                    // of the library's language
	In    func(*model.Entry) messages.Catalogue // of an entry's language

	Title, Summary, Language, Publisher string
	Licence, LicenceURL                 string
}
