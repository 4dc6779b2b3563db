// Package search asks the library's Bleve index, and carries the scripts that ask its export in the
// browser (in js/). Both are ends of one contract, and it has a room for each part:
//
//   - analysis makes words of text, and terms of a query.
//   - store is what the Bleve index holds, and what a term in it is worth to a document.
//   - index writes it. In: documents, one for each entry, in any order and from several goroutines.
//   - export writes, from that index alone, the files of the site's search/ folder.
//   - search asks it: a query's plan, its hits, counts and snippets.
//
// The promise between the two readers is that the same query gives the same hits in the same order
// with the same scores. It rests on three choices:
//
//   - Tokens and lower case are ours (analysis/tokens.go, js/tokens.js), because Bleve's tables and the
//     browsers' differ. Possessive, stop words and stemming are Bleve's, ported in js/.
//   - What a term gives a document is a small integer that depends on nothing else in the query
//     (store/rank.go). It is computed once, when the index is exported; readers only add.
//   - Documents are numbered in the order of their ids, never by Bleve's own number.
//
// So the same documents give the same bytes, whatever their order or the number of cores. Bleve's
// own folder is the exception, since it numbers at random and writes the time.
//
// Which file to open for which change (a file of js/ with the same name does the same in the browser):
//
//   - What a document is, and where it comes from: index/document.go. How text becomes words: the package analysis
//     (tokens.go, joins.go, spellings.go for British and American, amounts.go for £50k), js/tokens.js; a language:
//     analysis/language.go, js/english.js. How words become terms: store/surface.go, store/compounds.go ("signup" and "sign up"),
//     index/synonyms.go, store/fallback.go and index/fallback.go (synonyms of words that no document has).
//   - What a term is worth: store/rank.go. What a query comes to: plan.go; in quotes and behind a minus: phrases.go,
//     store/places.go; typing errors and completion: correction.go; what is near when nothing is found: near.go.
//   - Writing the Bleve index: index/writer.go, index/mapping.go, store/fields.go; reading it: store/library.go,
//     store/vocabulary.go, store/facets.go; asking it: query.go, search.go, facets.go, snippet.go, result.go. Pages of
//     the site as answers: index/signs.go, store/signs.go, signs.go.
//   - The files for browsers: in export, export.go and, of each kind, shards.go (terms and words), pairs.go, nextwords.go
//     (phrases), columns.go (facets, records, dates), manifest.go, encode.go and bits.go (bytes); approximate.go (more
//     than 40,000 entries). The script that reads them: bundle.go, js/. Lists and numbers of both sides: shared.go.
//   - The index as one file: archive.go. Terms of a program's own, in memory: store/terms.go.
package search
