// Package search is both ends of one contract: it writes the library's Bleve index, and it
// carries the readers that ask it, in Go and (in js/) in the browser.
//
// In: documents, one for each entry, in any order and from several goroutines. Out: a Bleve
// index, and from that index alone the files of the site's search/ folder.
//
// The promise between the two ends is that the same query gives the same hits in the same order
// with the same scores. It rests on three choices:
//
//   - Tokens and lower case are ours (analysis/tokens.go, js/tokens.js), because Bleve's tables and the
//     browsers' differ. Possessive, stop words and stemming are Bleve's, ported in js/.
//   - What a term gives a document is a small integer that depends on nothing else in the query
//     (rank.go). It is computed once, when the index is exported; readers only add.
//   - Documents are numbered in the order of their ids, never by Bleve's own number.
//
// So the same documents give the same bytes, whatever their order or the number of cores. Bleve's
// own folder is the exception, since it numbers at random and writes the time.
//
// Which file to open for which change (a file of js/ with the same name does the same in the browser):
//
//   - What a document is, and where it comes from: document.go. How text becomes words: the package analysis (tokens.go,
//     joins.go, spellings.go for British and American), js/tokens.js; a language: analysis/language.go, js/english.js. How
//     words become terms: surface.go, compounds.go ("signup" and "sign up"), synonyms.go, fallback.go (synonyms of words
//     that no document has).
//   - What a term is worth: rank.go. What a query comes to: plan.go; in quotes and behind a minus: phrases.go,
//     places.go; typing errors and completion: correction.go; what is near when nothing is found: near.go.
//   - Writing the Bleve index: writer.go, fields.go, mapping.go; reading it: library.go; asking it: query.go,
//     search.go, facets.go, snippet.go, result.go. Pages of the site as answers: signs.go.
//   - The files for browsers: export.go and, of each kind, shards.go (terms and words), pairs.go, nextwords.go (phrases),
//     columns.go (facets, records, dates), manifest.go, encode.go and bits.go (bytes); approximate.go (more than
//     40,000 entries). The script that reads them: bundle.go, js/. Lists and numbers of both sides: shared.go.
//   - The index as one file: archive.go. Terms of a program's own, in memory: terms.go.
package search
